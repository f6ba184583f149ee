package migration

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/service"
)

// row is a line of the page's table.
type row struct {
	call, route string
	rpcs, paths []string
}

var quoted = regexp.MustCompile("`([^`]+)`")

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// rows are the lines of the table with four columns, without its head.
func rows(page string) []row {
	var found []row
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 4 || strings.Contains(line, "old call") {
			continue
		}
		found = append(found, row{
			call: strings.TrimSpace(cells[0]), route: strings.ReplaceAll(cells[1], "`", ""),
			rpcs: names(cells[2]), paths: names(cells[3]),
		})
	}
	return found
}

func names(cell string) []string {
	var found []string
	for _, match := range quoted.FindAllStringSubmatch(cell, -1) {
		found = append(found, match[1])
	}
	return found
}

// paths are the JSON methods and paths of all RPCs, by the names that the page
// uses.
func paths() map[string]string {
	found := map[string]string{}
	for _, s := range service.Descriptors() {
		for i := range s.Methods().Len() {
			method := s.Methods().Get(i)
			found[strings.TrimPrefix(string(s.FullName()), "ocegate.")+"/"+string(method.Name())] = route(method)
		}
	}
	return found
}

// spelled names the variables of a path as JSON does.
func spelled(path string, input protoreflect.MessageDescriptor) string {
	return variable.ReplaceAllStringFunc(path, func(braced string) string {
		return "{" + input.Fields().ByName(protoreflect.Name(strings.Trim(braced, "{}"))).JSONName() + "}"
	})
}

var variable = regexp.MustCompile(`\{[a-z0-9_]+\}`)

func route(method protoreflect.MethodDescriptor) string {
	rule, _ := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	for verb, path := range map[string]string{"GET": rule.GetGet(), "POST": rule.GetPost(), "PUT": rule.GetPut(), "PATCH": rule.GetPatch(), "DELETE": rule.GetDelete()} {
		if path != "" {
			return verb + " " + spelled(path, method.Input())
		}
	}
	return ""
}

// findings are the points on which the page differs from the old calls and from
// the API.
func findings(page []row, old, api map[string]string) []string {
	var found []string
	seen := map[string]bool{}
	for _, line := range page {
		seen[line.call] = true
		if want, known := old[line.call]; !known || line.route != want {
			found = append(found, fmt.Sprintf("%s is %q, the list says %q", line.call, line.route, want))
		}
		if len(line.rpcs) != len(line.paths) || len(line.rpcs) == 0 && line.route != "-" {
			found = append(found, fmt.Sprintf("%s names %d RPCs and %d paths", line.call, len(line.rpcs), len(line.paths)))
			continue
		}
		for i, rpc := range line.rpcs {
			if want, known := api[rpc]; !known || line.paths[i] != want {
				found = append(found, fmt.Sprintf("%s: %s stands at %q, the API says %q", line.call, rpc, line.paths[i], want))
			}
		}
	}
	for call := range old {
		if !seen[call] {
			found = append(found, call+" is missing")
		}
	}
	return found
}

func oldCalls(t *testing.T) map[string]string {
	t.Helper()
	old := map[string]string{}
	for line := range strings.Lines(read(t, "testdata/old.tsv")) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) == 3 && cells[1] != "method" {
			old[cells[0]] = strings.TrimPrefix(cells[1]+" "+cells[2], "- ")
		}
	}
	if len(old) < 32 {
		t.Fatalf("the list holds %d old calls: it is not whole", len(old))
	}
	return old
}

func TestPageNamesWhatIsThere(t *testing.T) {
	t.Parallel()
	for _, finding := range findings(rows(read(t, "../../docs/migration.md")), oldCalls(t), paths()) {
		t.Error(finding)
	}
}

// TestFindings is the negative control.
func TestFindings(t *testing.T) {
	t.Parallel()
	old, api := map[string]string{"a": "GET /a", "b": "GET /b"}, map[string]string{"x/A": "GET /v1/a"}
	for want, page := range map[string]string{
		"":              "| a | GET `/a` | `x/A` | `GET /v1/a` |\n| b | GET `/b` | `x/A` | `GET /v1/a` |",
		"b is missing":  "| a | GET `/a` | `x/A` | `GET /v1/a` |",
		"the list says": "| a | GET `/c` | `x/A` | `GET /v1/a` |\n| b | GET `/b` | `x/A` | `GET /v1/a` |",
		"the API says":  "| a | GET `/a` | `x/B` | `GET /v1/a` |\n| b | GET `/b` | `x/A` | `GET /v1/a` |",
		"0 RPCs":        "| a | GET `/a` | none | - |\n| b | GET `/b` | `x/A` | `GET /v1/a` |",
	} {
		got := findings(rows(page), old, api)
		if (len(got) == 0) != (want == "") || len(got) > 0 && !strings.Contains(got[0], want) {
			t.Errorf("%s\ngives %q, want %q", page, got, want)
		}
	}
}

// TestDeprecatedCallsStandOnThePage holds the page to what LegacyService offers,
// beside the successor that each RPC declares.
func TestDeprecatedCallsStandOnThePage(t *testing.T) {
	t.Parallel()
	table := rows(read(t, "../../docs/migration.md"))
	count := 0
	for _, s := range service.Descriptors() {
		for i := range s.Methods().Len() {
			operation, _ := proto.GetExtension(s.Methods().Get(i).Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
			if operation.GetSuccessor() == "" {
				continue
			}
			count++
			name := strings.TrimPrefix(string(s.FullName()), "ocegate.") + "/" + string(s.Methods().Get(i).Name())
			if !slices.ContainsFunc(table, func(line row) bool {
				return slices.Contains(line.rpcs, name) && slices.Contains(line.rpcs, strings.TrimPrefix(operation.GetSuccessor(), "ocegate."))
			}) {
				t.Errorf("%s does not stand beside %s", name, operation.GetSuccessor())
			}
		}
	}
	if count != 4 {
		t.Errorf("%d deprecated RPCs", count)
	}
}
