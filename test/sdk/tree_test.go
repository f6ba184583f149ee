package sdk_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// parseTree reads JSON without touching its numbers.
func parseTree(t *testing.T, text []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		t.Fatalf("%v in %s", err, shorten(text))
	}
	return tree
}

// parseObject is parseTree for what must be an object.
func parseObject(t *testing.T, text []byte) map[string]any {
	t.Helper()
	object, ok := parseTree(t, text).(map[string]any)
	if !ok {
		t.Fatalf("no object: %s", shorten(text))
	}
	return object
}

func printTree(t *testing.T, tree any) []byte {
	t.Helper()
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func shorten(text []byte) string {
	if len(text) > 600 {
		return string(text[:600]) + "…"
	}
	return string(text)
}

// walk calls use for every scalar of a tree under its path, list indices in brackets.
func walk(tree any, path string, use func(path string, value any)) {
	switch node := tree.(type) {
	case map[string]any:
		for name, inner := range node {
			walk(inner, join(path, name), use)
		}
	case []any:
		for i, inner := range node {
			walk(inner, path+"["+strconv.Itoa(i)+"]", use)
		}
	default:
		use(path, node)
	}
}

// leavesOf are the scalars of a tree by path, null left out.
func leavesOf(tree any) map[string]any {
	leaves := make(map[string]any)
	walk(tree, "", func(path string, value any) {
		if value != nil {
			leaves[path] = value
		}
	})
	return leaves
}

var indices = regexp.MustCompile(`\[\d+\]`)

// pattern is a path with its indices left out.
func pattern(path string) string { return indices.ReplaceAllString(path, "[]") }

// place gives a pattern the indices of a path, in their order; a pattern in
// fewer lists takes the first ones.
func place(pattern, path string) string {
	for _, index := range indices.FindAllString(path, strings.Count(pattern, "[]")) {
		pattern = strings.Replace(pattern, "[]", index, 1)
	}
	return pattern
}

// put writes a value into a tree of objects and lists, both made where missing.
func put(root map[string]any, path string, value any) {
	name, rest, deeper := strings.Cut(path, ".")
	name, index, listed := cutIndex(name)
	switch {
	case listed:
		list, _ := root[name].([]any)
		for len(list) <= index {
			list = append(list, nil)
		}
		root[name] = list
		if !deeper {
			list[index] = value
			return
		}
		list[index] = object(list[index])
		putInto(list[index], rest, value)
	case deeper:
		root[name] = object(root[name])
		putInto(root[name], rest, value)
	default:
		root[name] = value
	}
}

// object is what stands there, or a new object if nothing does.
func object(there any) any {
	if there == nil {
		return make(map[string]any)
	}
	return there
}

func putInto(there any, path string, value any) {
	if inner, ok := there.(map[string]any); ok {
		put(inner, path, value)
	}
}

func cutIndex(name string) (string, int, bool) {
	name, rest, listed := strings.Cut(name, "[")
	if !listed {
		return name, 0, false
	}
	index, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
	if err != nil {
		panic(err) // the paths are made in this package
	}
	return name, index, true
}

// differences lists how two sets of leaves differ, the first few.
func differences(want, got map[string]string) []string {
	var all []string
	for path, value := range want {
		if other, ok := got[path]; !ok {
			all = append(all, fmt.Sprintf("%s is missing, want %s", path, value))
		} else if other != value {
			all = append(all, fmt.Sprintf("%s is %s, want %s", path, other, value))
		}
	}
	for path, value := range got {
		if _, ok := want[path]; !ok {
			all = append(all, fmt.Sprintf("%s is %s, want nothing", path, value))
		}
	}
	slices.Sort(all)
	return all
}

func firstFew(all []string) string {
	const few = 12
	if len(all) > few {
		all = append(slices.Clone(all[:few]), fmt.Sprintf("and %d more", len(all)-few))
	}
	return strings.Join(all, "\n")
}
