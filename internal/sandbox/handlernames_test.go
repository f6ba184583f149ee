package sandbox

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// TestFunctionsAreNamedAsTheirOperations lets whoever knows an operation find what
// performs it; the case of letters is Go's.
func TestFunctionsAreNamedAsTheirOperations(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		good, bad := namedAfter(parsed)
		seen += good
		for _, entry := range bad {
			t.Errorf("%s: %s", file, entry)
		}
	}
	fixed, err := readTables(dataFiles)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(fixed.build(rest.NewWorld(rest.SiteChina, time.Unix(1_700_000_000, 0)), 1)); seen != want {
		t.Errorf("the tables hold %d operations in all, %d were read", want, seen)
	}
}

// TestNameCheckComplains is the negative control.
func TestNameCheckComplains(t *testing.T) {
	t.Parallel()
	parsed, err := parser.ParseFile(token.NewFileSet(), "a.go",
		"package a\nvar _ = operations[int]{\"PayOrders\": pay, \"ListOrders\": listOrders}", parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if good, bad := namedAfter(parsed); good != 1 || len(bad) != 1 || !strings.Contains(bad[0], "PayOrders") {
		t.Errorf("good %d, bad %q", good, bad)
	}
}

// namedAfter reads the tables of a file: how many functions are named as their
// operation, and which entries are not.
func namedAfter(file *ast.File) (good int, bad []string) {
	ast.Inspect(file, func(node ast.Node) bool {
		table, ok := node.(*ast.CompositeLit)
		if !ok || !isTable(table.Type) {
			return true
		}
		for _, element := range table.Elts {
			entry, keyed := element.(*ast.KeyValueExpr)
			if !keyed {
				continue
			}
			key, _ := entry.Key.(*ast.BasicLit)
			run, _ := entry.Value.(*ast.Ident)
			if key == nil || run == nil {
				continue
			}
			name, _ := strconv.Unquote(key.Value)
			if run.Name != name && strings.EqualFold(run.Name, name) {
				good++
			} else {
				bad = append(bad, run.Name+" performs "+name)
			}
		}
		return true
	})
	return good, bad
}

// isTable tells whether a literal's type is a table of operations, of whatever room.
func isTable(kind ast.Expr) bool {
	generic, ok := kind.(*ast.IndexExpr)
	if !ok {
		return false
	}
	switch name := generic.X.(type) {
	case *ast.Ident:
		return strings.EqualFold(name.Name, "operations")
	case *ast.SelectorExpr:
		return strings.EqualFold(name.Sel.Name, "operations")
	}
	return false
}
