package sandbox

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// TestFaceNamesAllDemoData keeps the ids that the rooms know and those that users of
// the emulator find from drifting apart. The region is no id.
func TestFaceNamesAllDemoData(t *testing.T) {
	t.Parallel()
	face := constants(t, "demo.go")
	inside := constants(t, "demo/*.go")
	if len(inside) < 150 {
		t.Fatalf("only %d constants were found", len(inside))
	}
	for _, name := range inside {
		if name != "Region" && !slices.Contains(face, "Demo"+name) {
			t.Errorf("demo.%s has no name in the face", name)
		}
	}
}

// constants are the names of all constants in some files.
func constants(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			if spec, ok := node.(*ast.ValueSpec); ok {
				for _, name := range spec.Names {
					out = append(out, name.Name)
				}
			}
			return true
		})
	}
	return out
}
