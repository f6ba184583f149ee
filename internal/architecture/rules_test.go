package architecture

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// rule is one law about a single file. breaks and holds are its controls: the
// rule must complain about each of the first and about none of the second.
type rule struct {
	name   string
	why    string
	check  func(*source) []string
	breaks []sample
	holds  []sample
}

// sample is a source that exists only in memory.
type sample struct{ path, module, text string }

// rules lists every law that one file can break alone.
func rules() []rule {
	return slices.Concat(processRules(), safetyRules(), shapeRules())
}

// processRules protect the life of the process: who reads its surroundings,
// who ends it, and what runs before main.
func processRules() []rule {
	return []rule{
		{
			name: "environment", check: checkEnvironment,
			why:    "a setting read outside internal/config has no flag, no default and no place in the documentation",
			breaks: []sample{shipped("import \"os\"\nvar home = os.Getenv(\"HOME\")"), shipped("import sys \"os\"\nfunc f() { sys.LookupEnv(\"A\") }")},
			holds: []sample{
				{"internal/config/a.go", ".", "package config\nimport \"os\"\nfunc f() { os.Environ() }"},
				{"internal/app/a_test.go", ".", "package app\nimport \"os\"\nfunc f() { os.Getenv(\"A\") }"},
			},
		},
		{
			name: "exit", check: checkExit,
			why:    "ending the process skips the cleanups of every other room; return the error to main",
			breaks: []sample{shipped("import \"os\"\nfunc f() { os.Exit(1) }"), shipped("func f(l interface{ Fatal(...any) }) { l.Fatal(1) }")},
			holds: []sample{
				{"cmd/server/main.go", ".", "package main\nimport \"os\"\nfunc main() { os.Exit(1) }"},
				{"internal/app/a_test.go", ".", "package app\nfunc f(t interface{ Fatal(...any) }) { t.Fatal(1) }"},
			},
		},
		{
			name: "init", check: checkInit,
			why:    "code that runs before main cannot report an error and cannot be ordered",
			breaks: []sample{shipped("func init() {}")},
			holds:  []sample{shipped("type t struct{}\nfunc (t) init() {}")},
		},
	}
}

// safetyRules protect what a caller may rely on.
func safetyRules() []rule {
	return []rule{
		{
			name: "float", check: checkFloat,
			why:    "amounts are decimal text from end to end; a float would round somebody's money",
			breaks: []sample{shipped("var x float64"), shipped("import \"strconv\"\nvar x, _ = strconv.ParseFloat(\"1\", 64)")},
			holds:  []sample{{"internal/app/a_test.go", ".", "package app\nvar x float64"}, {"bench/a.go", "bench", "package bench\nvar x float64"}},
		},
		{
			name: "pointer arithmetic", check: checkUnsafe,
			why:    "offset access lives in one small file of internal/translate, where it is fuzzed against protoreflect",
			breaks: []sample{shipped("import \"unsafe\"\nvar x unsafe.Pointer"), shipped("//go:linkname x y\nfunc x()")},
			holds:  []sample{{"internal/translate/access.go", ".", "package translate\nimport \"unsafe\"\nvar x unsafe.Pointer"}},
		},
		{
			name: "status", check: checkStatus,
			why:    "only internal/fault builds a status, so that every error reads the same over both doors",
			breaks: []sample{shipped("import \"google.golang.org/grpc/status\"\nvar err = status.Error(5, \"\")")},
			holds: []sample{
				{"internal/fault/a.go", ".", "package fault\nimport \"google.golang.org/grpc/status\"\nvar err = status.Error(5, \"\")"},
				shipped("import \"google.golang.org/grpc/status\"\nvar code = status.Code(nil)"),
			},
		},
		{
			name: "official SDK", check: checkSDK,
			why:    "the official SDK is the yardstick, in modules of its own; the product must not lean on it",
			breaks: []sample{shipped("import _ \"" + officialSDK + "/core\""), {"test/manifests/a_test.go", "test/manifests", "package x\nimport _ \"" + officialSDK + "\""}},
			holds:  []sample{{"test/sdk/a_test.go", "test/sdk", "package x\nimport _ \"" + officialSDK + "\""}},
		},
		{
			name: "lint escape", check: checkEscapes,
			why:    "a silenced finding is a finding that nobody reads; change the code or the rule for all",
			breaks: []sample{shipped("var x = 1 //nolint:revive"), shipped("// #nosec G101\nvar x = 1"), shipped("//lint:ignore U1000 no\nvar x = 1")},
			holds:  []sample{shipped("// nothing is silenced here\nvar x = \"//nolint\"")},
		},
	}
}

// shapeRules keep the code readable one file at a time.
func shapeRules() []rule {
	return []rule{
		{
			name: "file length", check: checkFileLength,
			why:    "a longer file holds two subjects",
			breaks: []sample{shipped(strings.Repeat("// x\n", maxFileLines))},
			holds:  []sample{shipped(strings.Repeat("// x\n", maxFileLines-2)), {"internal/app/a_test.go", ".", "package app\n" + strings.Repeat("// x\n", maxFileLines)}},
		},
		{
			name: "function length", check: checkFunctionLength,
			why:    "a longer function is start-up code or two functions, and both can be split",
			breaks: []sample{shipped("func f() {" + strings.Repeat("\n", maxFunctionLines) + "}")},
			holds:  []sample{shipped("func f() {" + strings.Repeat("\n", maxFunctionLines-1) + "}")},
		},
		{
			name: "main length", check: checkMainLength,
			why:    "main is the one place that no test reaches",
			breaks: []sample{{"cmd/server/main.go", ".", "package main\n" + strings.Repeat("// x\n", maxMainLines)}},
			holds:  []sample{{"cmd/server/main.go", ".", "package main\nfunc main() {}"}},
		},
		{
			name: "package name", check: checkPackageName,
			why:    "a package named after nothing collects everything",
			breaks: []sample{{"internal/app/util/a.go", ".", "package util"}, {"internal/app/a.go", ".", "package common"}},
			holds:  []sample{shipped("")},
		},
	}
}

// shipped is a sample in a room that has no privileges.
func shipped(body string) sample {
	return sample{"internal/app/a.go", ".", "package app\n" + body}
}

const (
	maxFileLines     = 400
	maxFunctionLines = 60
	maxMainLines     = 60
	officialSDK      = "github.com/huaweicloud/huaweicloud-sdk-go-v3"
)

func checkEnvironment(s *source) []string {
	if !s.ships() || s.within("internal/config") {
		return nil
	}
	found := s.uses("os", "Getenv", "LookupEnv", "Environ", "ExpandEnv", "Setenv", "Unsetenv")
	found = append(found, s.uses("syscall", "Getenv", "Environ")...)
	return s.report(found)
}

// checkExit goes by the method's name for loggers: zap and the standard logger
// alike end the process in Fatal.
func checkExit(s *source) []string {
	if !s.ships() || s.isCommand() {
		return nil
	}
	found := s.uses("os", "Exit")
	ast.Inspect(s.file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if ok && contains([]string{"Fatal", "Fatalf", "Fatalln", "Fatalw"}, selector.Sel.Name) {
			found = append(found, selector)
		}
		return true
	})
	return s.report(found)
}

func checkInit(s *source) []string {
	var findings []string
	for _, function := range s.functions() {
		if function.Name.Name == "init" && function.Recv == nil {
			findings = append(findings, s.at(function, "func init"))
		}
	}
	return findings
}

func checkFloat(s *source) []string {
	if !s.ships() {
		return nil
	}
	findings := s.report(s.uses("strconv", "ParseFloat", "FormatFloat", "AppendFloat"))
	ast.Inspect(s.file, func(node ast.Node) bool {
		name, ok := node.(*ast.Ident)
		if ok && contains([]string{"float64", "float32"}, name.Name) {
			findings = append(findings, s.at(name, "%s", name.Name))
		}
		return true
	})
	return findings
}

func checkUnsafe(s *source) []string {
	var findings []string
	if spec, ok := s.imports()["unsafe"]; ok && !s.within("internal/translate") {
		findings = append(findings, s.at(spec, "imports unsafe"))
	}
	return append(findings, s.comments(linkname)...)
}

func checkStatus(s *source) []string {
	if !s.ships() || s.within("internal/fault") {
		return nil
	}
	return s.report(s.uses("google.golang.org/grpc/status", "New", "Newf", "Error", "Errorf", "ErrorProto", "FromProto"))
}

// checkSDK also covers the modules beside the product: only those that measure
// against the official SDK may import it.
func checkSDK(s *source) []string {
	if s.module == "test/sdk" || s.module == "test/sdkold" || s.module == "bench" {
		return nil
	}
	var findings []string
	for imported, spec := range s.imports() {
		if strings.HasPrefix(imported, officialSDK) {
			findings = append(findings, s.at(spec, "imports %s", imported))
		}
	}
	return findings
}

func checkEscapes(s *source) []string { return s.comments(escape) }

func checkFileLength(s *source) []string {
	if s.isTest() || s.lines <= maxFileLines {
		return nil
	}
	return []string{s.at(s.file, "%d lines, at most %d", s.lines, maxFileLines)}
}

func checkFunctionLength(s *source) []string {
	if s.isTest() {
		return nil
	}
	var findings []string
	for _, function := range s.functions() {
		lines := s.fset.Position(function.End()).Line - s.fset.Position(function.Pos()).Line + 1
		if lines > maxFunctionLines {
			findings = append(findings, s.at(function, "%s has %s lines, at most %d", function.Name.Name, strconv.Itoa(lines), maxFunctionLines))
		}
	}
	return findings
}

func checkMainLength(s *source) []string {
	if !s.within("cmd") || path.Base(s.path) != "main.go" || s.lines <= maxMainLines {
		return nil
	}
	return []string{s.at(s.file, "%d lines, at most %d", s.lines, maxMainLines)}
}

func checkPackageName(s *source) []string {
	banned := []string{"util", "utils", "common", "helper", "helpers", "base", "manager", "misc"}
	name := strings.TrimSuffix(s.file.Name.Name, "_test")
	if !contains(banned, name) && !contains(banned, path.Base(s.dir())) {
		return nil
	}
	return []string{s.at(s.file, "package %s in %s", name, s.dir())}
}

// linkname reaches into other packages past the compiler; escape silences a
// linter. Both are directives, so they stand at the start of a comment.
var (
	linkname = regexp.MustCompile(`^//go:linkname\b`)
	escape   = regexp.MustCompile(`^(//|/\*)\s*(nolint|lint:(file-)?ignore|revive:disable|exhaustive:ignore|gosec:disable|#nosec)`)
)

// comments reports the comments that match.
func (s *source) comments(pattern *regexp.Regexp) []string {
	var findings []string
	for _, group := range s.file.Comments {
		for _, comment := range group.List {
			if pattern.MatchString(comment.Text) {
				findings = append(findings, s.at(comment, "%s", comment.Text))
			}
		}
	}
	return findings
}

func (s *source) functions() []*ast.FuncDecl {
	var found []*ast.FuncDecl
	for _, declaration := range s.file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok {
			found = append(found, function)
		}
	}
	return found
}

func (s *source) report(selectors []*ast.SelectorExpr) []string {
	var findings []string
	for _, selector := range selectors {
		name := selector.Sel.Name
		if pkg, ok := selector.X.(*ast.Ident); ok {
			name = pkg.Name + "." + name
		}
		findings = append(findings, s.at(selector, "%s", name))
	}
	return findings
}
