package main

import (
	"net/url"
	"strings"

	"github.com/ocegate/ocegate/internal/ordered"
)

// parameters shows what the parameters were that must be given. The others have
// no example: the API page would send it unasked.
func parameters(list []any, path, request string) {
	_, target, _ := strings.Cut(request, " ")
	called, err := url.Parse(target)
	if err != nil {
		return // such a case fails elsewhere
	}
	values := variables(path, called.EscapedPath())
	for name, given := range called.Query() {
		values[lower(name)] = given[0]
	}
	for _, item := range list {
		parameter, ok := item.(*ordered.Object)
		if !ok {
			continue
		}
		if required, _ := parameter.Value("required").(bool); !required {
			continue
		}
		value, known := values[lower(parameter.Text("name"))]
		if kind := parameter.Object("schema").Text("type"); known && (kind == "string" || kind == "") {
			parameter.Set("example", value)
		}
	}
}

// lower gives the two spellings of a parameter one.
func lower(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// variables are the values of a path's variables in a path that was called.
func variables(template, called string) map[string]string {
	found := map[string]string{}
	steps := strings.Split(called, "/")
	for i, step := range strings.Split(template, "/") {
		name, verb, _ := strings.Cut(strings.TrimPrefix(step, "{"), "}")
		if !strings.HasPrefix(step, "{") || i >= len(steps) {
			continue
		}
		if value, err := url.PathUnescape(strings.TrimSuffix(steps[i], verb)); err == nil {
			found[lower(name)] = value
		}
	}
	return found
}
