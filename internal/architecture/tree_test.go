package architecture

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// modulePath is the root module; every room's import path starts with it.
const modulePath = "github.com/ocegate/ocegate"

// source is one hand-written Go file with what the rules need to judge it.
type source struct {
	path   string // slash-separated, relative to the repository
	module string // folder of the nearest go.mod, "." for the root module
	lines  int
	fset   *token.FileSet
	file   *ast.File
}

// dir is the folder that holds the file.
func (s *source) dir() string { return path.Dir(s.path) }

// isTest reports whether the file is compiled for tests alone.
func (s *source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

// inRoot reports whether the file belongs to the module that is shipped.
func (s *source) inRoot() bool { return s.module == "." }

// ships reports whether the file ends up in the server or its generators.
func (s *source) ships() bool { return s.inRoot() && !s.isTest() }

// isCommand reports whether the file belongs to a program.
func (s *source) isCommand() bool { return s.file.Name.Name == "main" }

// within reports whether the file lies in the folder or below it.
func (s *source) within(folder string) bool {
	return s.dir() == folder || strings.HasPrefix(s.dir(), folder+"/")
}

// at prefixes a finding with the place that it is about.
func (s *source) at(node ast.Node, format string, args ...any) string {
	line := s.fset.Position(node.Pos()).Line
	return fmt.Sprintf("%s:%d: ", s.path, line) + fmt.Sprintf(format, args...)
}

// imports lists the import paths of the file with their place.
func (s *source) imports() map[string]*ast.ImportSpec {
	found := make(map[string]*ast.ImportSpec, len(s.file.Imports))
	for _, spec := range s.file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			found[name] = spec
		}
	}
	return found
}

// uses lists the places where one of the names of an imported package is used,
// whatever the file calls that package.
func (s *source) uses(importPath string, names ...string) []*ast.SelectorExpr {
	spec, ok := s.imports()[importPath]
	if !ok {
		return nil
	}
	local := path.Base(importPath)
	if spec.Name != nil {
		local = spec.Name.Name
	}
	var found []*ast.SelectorExpr
	ast.Inspect(s.file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := selector.X.(*ast.Ident)
		if ok && pkg.Name == local && contains(names, selector.Sel.Name) {
			found = append(found, selector)
		}
		return true
	})
	return found
}

func contains(names []string, name string) bool {
	for _, candidate := range names {
		if candidate == name {
			return true
		}
	}
	return false
}

// parseSource reads one file; text stands in for the disk in negative controls.
func parseSource(name, module string, text []byte) (*source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	return &source{path: name, module: module, lines: bytes.Count(text, []byte("\n")), fset: fset, file: file}, nil
}

// repository is the root of the checkout, two folders above this package.
func repository() string { return filepath.Join("..", "..") }

// sharedTree parses the repository once for all tests of the package.
var sharedTree = sync.OnceValues(func() ([]*source, error) { return readTree(repository()) })

// tree returns every hand-written Go file of every module of the repository.
func tree(t *testing.T) []*source {
	t.Helper()
	sources, err := sharedTree()
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func readTree(root string) ([]*source, error) {
	var sources []*source
	modules := map[string]string{".": "."}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		if entry.IsDir() {
			if skipped(relative) {
				return filepath.SkipDir
			}
			modules[relative] = moduleOf(name, relative, modules)
			return nil
		}
		if path.Ext(relative) != ".go" {
			return nil
		}
		parsed, err := readSource(name, relative, modules[path.Dir(relative)])
		if err == nil && !ast.IsGenerated(parsed.file) {
			sources = append(sources, parsed)
		}
		return err
	})
	return sources, err
}

// skipped names the folders that hold no hand-written Go of ours: generated
// code, downloads, and what the go command ignores too.
func skipped(relative string) bool {
	switch relative {
	case ".":
		return false
	case "gen", "third_party", "bin", "dist":
		return true
	}
	base := path.Base(relative)
	return base == "testdata" || base == "node_modules" || base[0] == '.' || base[0] == '_'
}

// moduleOf returns the folder of the module that a folder belongs to; the walk
// is top-down, so the parent's answer is known.
func moduleOf(name, relative string, modules map[string]string) string {
	if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil {
		return relative
	}
	return modules[path.Dir(relative)]
}

func readSource(name, relative, module string) (*source, error) {
	text, err := os.ReadFile(filepath.Clean(name))
	if err != nil {
		return nil, err
	}
	return parseSource(relative, module, text)
}
