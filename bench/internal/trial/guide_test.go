package trial

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
)

// TestGuideSaysNothingOfTheMachine joins two real profiles and looks for what
// tells where they were taken.
func TestGuideSaysNothingOfTheMachine(t *testing.T) {
	t.Parallel()
	r := &run{settings: Settings{Profile: t.TempDir(), Guide: filepath.Join(t.TempDir(), "default.pgo")}}
	for _, name := range []string{"a", "b"} {
		folder := filepath.Join(r.settings.Profile, name)
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		var taken bytes.Buffer
		if err := pprof.Lookup("goroutine").WriteTo(&taken, 0); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "cpu.pprof"), taken.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.guide(); err != nil {
		t.Fatal(err)
	}
	guide, err := readProfile(r.settings.Guide)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := guide.WriteUncompressed(&text); err != nil {
		t.Fatal(err)
	}
	if len(guide.Sample) == 0 || !strings.Contains(text.String(), "TestGuideSaysNothingOfTheMachine") {
		t.Error("the functions are not there")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text.String(), here) || strings.Contains(text.String(), "guide_test.go") || len(guide.Mapping) > 0 {
		t.Errorf("the guide tells where it was made: %.300q", text.String())
	}
	if err := guide.CheckValid(); err != nil {
		t.Error(err)
	}
	if _, err := profile.ParseData(text.Bytes()); err != nil {
		t.Error(err)
	}
}
