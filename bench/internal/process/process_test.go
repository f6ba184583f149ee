package process_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/ocegate/ocegate/bench/internal/control"
	"github.com/ocegate/ocegate/bench/internal/process"
)

func start(t *testing.T, foreign bool, script string) *process.Process {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	p, err := process.Start(t.Context(), process.Spec{
		Name: "shell", Path: "/bin/sh", Args: []string{"-c", script}, Log: log, Foreign: foreign,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTalksAndEndsWithItsInput(t *testing.T) {
	t.Parallel()
	p := start(t, false, `echo '{"Addresses":{"door":"'$$'"}}'; read a; echo '{"Calls":7}'; read b; echo '{"Error":"no"}'; cat >/dev/null`)
	got, err := p.Do(control.Command{Calls: 7})
	if err != nil || got.Calls != 7 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := p.Do(control.Command{}); err == nil {
		t.Error("a refusal went unnoticed")
	}
	cpu, err := p.CPU()
	if err != nil || cpu <= 0 {
		t.Errorf("processor time %v, %v", cpu, err)
	}
	if rss, err := p.RSS(); err != nil || rss < 1<<10 {
		t.Errorf("%d bytes, %v", rss, err)
	}
	if err := p.Stop(); err != nil {
		t.Error(err)
	}
	if _, err := p.CPU(); err == nil {
		t.Error("it is still there")
	}
}

func TestForeignEndsOnSignal(t *testing.T) {
	t.Parallel()
	p := start(t, true, "exec cat /dev/zero >/dev/null")
	if err := p.Stop(); err != nil {
		t.Error(err)
	}
	if _, err := p.RSS(); !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ESRCH) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestSilentProcessDoesNotStart(t *testing.T) {
	t.Parallel()
	if _, err := process.Start(t.Context(), process.Spec{Name: "shell", Path: "/bin/sh", Args: []string{"-c", "exit 0"}}); err == nil {
		t.Error("a process that said nothing passed for one that is ready")
	}
}
