package architecture

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSourcesObeyTheRules holds every hand-written file to every rule.
func TestSourcesObeyTheRules(t *testing.T) {
	t.Parallel()
	for _, law := range rules() {
		t.Run(law.name, func(t *testing.T) {
			t.Parallel()
			for _, file := range tree(t) {
				for _, finding := range law.check(file) {
					t.Errorf("%s (%s)", finding, law.why)
				}
			}
		})
	}
}

// TestRulesComplain tries each rule on sources that break it, and on sources
// that only look as if they did.
func TestRulesComplain(t *testing.T) {
	t.Parallel()
	for _, law := range rules() {
		t.Run(law.name, func(t *testing.T) {
			t.Parallel()
			if len(law.breaks) == 0 || len(law.holds) == 0 || law.why == "" {
				t.Fatal("a rule needs a reason and controls of both kinds")
			}
			for _, bad := range law.breaks {
				if findings := law.check(mustParse(t, bad.path, bad.module, bad.text)); len(findings) != 1 {
					t.Errorf("want one finding, got %q in:\n%.200s", findings, bad.text)
				}
			}
			for _, good := range law.holds {
				if findings := law.check(mustParse(t, good.path, good.module, good.text)); len(findings) != 0 {
					t.Errorf("unexpected %q in:\n%.200s", findings, good.text)
				}
			}
		})
	}
}

// TestPointerArithmeticStaysInOneFile counts what no single file can know. The
// tests of that file may look at memory too.
func TestPointerArithmeticStaysInOneFile(t *testing.T) {
	t.Parallel()
	if files := unsafeFiles(tree(t)); len(files) > 1 {
		t.Errorf("unsafe is imported by %q: keep it in one small file, which is fuzzed", files)
	}
	const text = "package translate\nimport \"unsafe\"\nvar _ unsafe.Pointer"
	pair := []*source{mustParse(t, "internal/translate/a.go", ".", text), mustParse(t, "internal/translate/b.go", ".", text)}
	if files := unsafeFiles(pair); len(files) != 2 {
		t.Errorf("control: want two files counted, got %q", files)
	}
}

func unsafeFiles(sources []*source) []string {
	var found []string
	for _, file := range sources {
		if _, ok := file.imports()["unsafe"]; ok && !file.isTest() {
			found = append(found, file.path)
		}
	}
	return found
}

// TestShippedModuleLeavesTheSDKOut reads the module files too: a requirement
// that nothing imports would still reach everybody who depends on ocegate.
func TestShippedModuleLeavesTheSDKOut(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(repository(), name))
		if err != nil {
			t.Fatal(err)
		}
		if namesSDK(string(text)) {
			t.Errorf("%s names %s: it belongs to test/sdk alone", name, officialSDK)
		}
	}
	if !namesSDK("require " + officialSDK + " v0.1.207") {
		t.Error("control: a go.mod with the SDK went unnoticed")
	}
}

func namesSDK(text string) bool { return strings.Contains(text, officialSDK) }

// TestTreeIsRead guards the tests above against a walk that misses files.
func TestTreeIsRead(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"internal/architecture/doc.go": ".",
		"internal/protodeps/main.go":   ".",
		"deploy/image/main.go":         "deploy/image",
	}
	for _, file := range tree(t) {
		if file.within("gen") || file.within("third_party") {
			t.Errorf("%s is generated and must not be judged", file.path)
		}
		if module, ok := want[file.path]; ok && module == file.module {
			delete(want, file.path)
		}
	}
	for name, module := range want {
		t.Errorf("%s of module %s was not read", name, module)
	}
}
