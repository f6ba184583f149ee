package architecture

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestImportsFollowTheTable holds every file of the root module to the table.
func TestImportsFollowTheTable(t *testing.T) {
	t.Parallel()
	for _, file := range tree(t) {
		for _, finding := range checkImports(file) {
			t.Error(finding)
		}
	}
}

// TestEveryRoomOfTheTableHasAReason keeps the printed message worth reading.
func TestEveryRoomOfTheTableHasAReason(t *testing.T) {
	t.Parallel()
	for name, entry := range table() {
		if entry.why == "" {
			t.Errorf("room %s is in the table without a reason", name)
		}
	}
}

// TestImportCheckComplains is the negative control of the table.
func TestImportCheckComplains(t *testing.T) {
	t.Parallel()
	cases := []struct{ file, imports, want string }{
		{"internal/sandbox/a.go", modulePath + "/internal/translate", "one mistake must not hide"},
		{"internal/sandbox/a_test.go", modulePath + "/internal/service", "one mistake must not hide"},
		{"internal/sandbox/rest/a.go", modulePath + "/gen/go/ocegate/upstream/v1", "must know none of them"},
		{"internal/sandbox/rest/a.go", modulePath + "/internal/sandbox/customer", "must know none of them"},
		{"internal/sandbox/rest/a_test.go", modulePath + "/internal/sandbox", "must know none of them"},
		{"internal/sandbox/shop/a.go", modulePath + "/internal/sandbox/wallet", "who buys it"},
		{"internal/sandbox/customer/a.go", modulePath + "/internal/sandbox/bills", "lists, bills or funds"},
		{"internal/sandbox/desk/a.go", modulePath + "/internal/sandbox/customer", "move no money"},
		{"internal/sandbox/partner/a.go", modulePath + "/internal/sandbox/enterprise", "customers do not see it"},
		{"internal/sandbox/partner/a.go", "google.golang.org/grpc/codes", "plain REST"},
		{"internal/sandbox/attic/a.go", "fmt", "is not a room of the table"},
		{"internal/app/a.go", modulePath + "/internal/sandbox/rest", "app wires rooms"},
		{"internal/service/a_test.go", modulePath + "/internal/sandbox/demo", "between translate and upstream"},
		{"internal/sandbox/a.go", "google.golang.org/protobuf/proto", "plain REST"},
		{"internal/upstream/a.go", modulePath + "/internal/config", "signed REST"},
		{"internal/translate/a.go", modulePath + "/gen/go/ocegate/orders/v1", "compiled from proto options"},
		{"internal/translate/a.go", modulePath + "/internal/upstream", "compiled from proto options"},
		{"internal/service/a.go", modulePath + "/internal/sandbox", "between translate and upstream"},
		{"internal/service/a.go", "net/http", "never builds HTTP requests"},
		{"internal/gateway/a.go", modulePath + "/internal/service", "skip a guard"},
		{"internal/config/a.go", modulePath + "/internal/upstream", "close a circle"},
		{"cmd/server/main.go", modulePath + "/internal/upstream", "main loads"},
		{"internal/attic/a.go", "fmt", "is not a room of the table"},
		{"stray.go", "fmt", "is not a room of the table"},
		{"internal/app/a.go", modulePath + "/test/cases", "app wires rooms"},
		{"internal/app/a_test.go", modulePath + "/internal/nowhere", "app wires rooms"},
	}
	for _, c := range cases {
		findings := checkImports(mustParse(t, c.file, ".", importing(c.imports)))
		if len(findings) != 1 || !strings.Contains(findings[0], c.want) {
			t.Errorf("%s importing %s: got %q, want one finding with %q", c.file, c.imports, findings, c.want)
		}
	}
}

// TestImportCheckAllows keeps the control above from passing on a check that
// complains about everything.
func TestImportCheckAllows(t *testing.T) {
	t.Parallel()
	cases := []struct{ file, module, imports string }{
		{"internal/service/a.go", ".", modulePath + "/internal/upstream"},
		{"internal/service/a_test.go", ".", modulePath + "/internal/sandbox"},
		{"internal/service/a_test.go", ".", "net/http"},
		{"internal/service/a.go", ".", modulePath + "/gen/go/ocegate/orders/v1"},
		{"internal/translate/a.go", ".", modulePath + "/gen/go/ocegate/upstream/v1"},
		{"internal/translate/a.go", ".", modulePath + "/gen/go/ocegate/type/v1"},
		{"internal/translate/a_test.go", ".", modulePath + "/gen/go/ocegate/orders/v1"},
		{"internal/sandbox/a.go", ".", modulePath + "/internal/sandbox/desk"},
		{"internal/sandbox/partner/a.go", ".", modulePath + "/internal/sandbox/bills"},
		{"internal/sandbox/desk/a.go", ".", modulePath + "/internal/sandbox/rest"},
		{"internal/app/a.go", ".", modulePath + "/internal/sandbox"},
		{"test/cases/a_test.go", ".", modulePath + "/internal/sandbox"},
		{"test/sdk/a.go", "test/sdk", modulePath + "/internal/sandbox"},
	}
	for _, c := range cases {
		if findings := checkImports(mustParse(t, c.file, c.module, importing(c.imports))); len(findings) != 0 {
			t.Errorf("%s importing %s: unexpected %q", c.file, c.imports, findings)
		}
	}
}

// checkImports judges one file by the table. Separate modules are not shipped
// and may see everything.
func checkImports(s *source) []string {
	if !s.inRoot() {
		return nil
	}
	name := roomOf(s.dir())
	entry, known := table()[name]
	if !known {
		return []string{fmt.Sprintf("%s: %s is not a room of the table: give it a line with a reason", s.path, s.dir())}
	}
	var findings []string
	for _, imported := range sortedKeys(s.imports()) {
		reason, broken := judge(name, entry, imported, s.isTest())
		if broken {
			findings = append(findings, s.at(s.imports()[imported], "%s must not import %s: %s", name, imported, reason))
		}
	}
	return findings
}

// judge says whether a room may import a path, and why not.
func judge(name string, entry room, imported string, test bool) (reason string, broken bool) {
	local, ours := strings.CutPrefix(imported, modulePath+"/")
	if !ours {
		return judgeOutside(name, imported, test)
	}
	target := roomOf(local)
	allowed := entry.may
	if test {
		allowed = slices.Concat(entry.may, entry.tests)
	}
	switch {
	case target == name, slices.Contains(allowed, anything), slices.Contains(allowed, target):
		return "", false
	case target == genAll && isOptions(local) && slices.Contains(allowed, genOptions):
		return "", false
	}
	return entry.why, true
}

// judgeOutside applies the bans on third parties, which spare tests: a test
// may well build the HTTP request that its room must never build.
func judgeOutside(name, imported string, test bool) (reason string, broken bool) {
	if test {
		return "", false
	}
	for start, reason := range bans()[houseOf(name)] {
		if imported == start || strings.HasPrefix(imported, strings.TrimSuffix(start, "/")+"/") {
			return reason, true
		}
	}
	return "", false
}

// roomOf names the room of a folder: the first step, two below internal/, or three
// in a room that has sub-rooms.
func roomOf(dir string) string {
	house := houseOf(dir)
	rest, below := strings.CutPrefix(dir, house+"/")
	if !below || !slices.Contains(divided(), house) {
		return house
	}
	sub, _, _ := strings.Cut(rest, "/")
	return path.Join(house, sub)
}

// houseOf names the room of a folder without regard to sub-rooms.
func houseOf(dir string) string {
	steps := strings.Split(dir, "/")
	if steps[0] == "internal" && len(steps) > 1 {
		return path.Join(steps[0], steps[1])
	}
	return steps[0]
}

// isOptions reports whether a generated package belongs to the vocabulary that
// all domains share, rather than to a domain.
func isOptions(local string) bool {
	return strings.HasPrefix(local, "gen/go/ocegate/upstream/") || strings.HasPrefix(local, "gen/go/ocegate/type/")
}

func sortedKeys[V any](values map[string]V) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func mustParse(t *testing.T, name, module, text string) *source {
	t.Helper()
	parsed, err := parseSource(name, module, []byte(text))
	if err != nil {
		t.Fatalf("control %s: %v", name, err)
	}
	return parsed
}

// importing is the smallest source that imports a path.
func importing(imported string) string {
	return fmt.Sprintf("package x\n\nimport _ %q\n", imported)
}

// maxPackageFiles is how many files a reader can still keep in view at once.
const maxPackageFiles = 40

// TestPackagesStayNarrow counts the files of each package, without tests.
func TestPackagesStayNarrow(t *testing.T) {
	t.Parallel()
	for _, finding := range checkWidth(tree(t)) {
		t.Error(finding)
	}
}

// TestWidthCheckComplains is the negative control: a file too many is one, and
// tests do not count.
func TestWidthCheckComplains(t *testing.T) {
	t.Parallel()
	var files []*source
	for i := range maxPackageFiles {
		files = append(files, mustParse(t, fmt.Sprintf("internal/app/a%d.go", i), ".", importing("fmt")))
	}
	files = append(files, mustParse(t, "internal/app/a_test.go", ".", importing("fmt")), mustParse(t, "internal/store/a.go", ".", importing("fmt")))
	if findings := checkWidth(files); len(findings) != 0 {
		t.Errorf("unexpected %q", findings)
	}
	files = append(files, mustParse(t, "internal/app/b.go", ".", importing("fmt")))
	if findings := checkWidth(files); len(findings) != 1 || !strings.Contains(findings[0], "internal/app") {
		t.Errorf("got %q, want one finding about internal/app", findings)
	}
}

// checkWidth finds the packages of the root module that hold too many files;
// generated ones are for no reader.
func checkWidth(files []*source) []string {
	counts := map[string]int{}
	for _, s := range files {
		if s.inRoot() && !s.isTest() && !s.within("gen") {
			counts[s.dir()]++
		}
	}
	var findings []string
	for _, dir := range sortedKeys(counts) {
		if counts[dir] > maxPackageFiles {
			findings = append(findings, fmt.Sprintf("%s holds %d files, more than %d: it is several rooms", dir, counts[dir], maxPackageFiles))
		}
	}
	return findings
}
