package gateway

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// template is the path of a google.api.http rule: literals and variables of one
// segment each, and perhaps a custom verb. Other wildcards are refused at start: the
// API needs none, and they make it hard to see which route a path takes.
type template struct {
	text    string // as the rule has it, without =*
	pattern string // of http.ServeMux, where a variable takes its verb with it
	verb    string // after a variable; after a literal it is part of the pattern
}

var (
	templateText  = regexp.MustCompile(`^(/[^/{}*=:]+){2}(/[^/{}*=:]+|/\{\w+(=\*)?\})*(:[^/{}*=:]+)?$`)
	templateField = regexp.MustCompile(`\{(\w+)[^}]*\}`)
)

var errTemplate = errors.New("the path must be /v1/<domain>, then literals or {field}, then perhaps :verb")

// parseTemplate numbers the variables of the pattern: what an RPC calls them does
// not tell paths apart.
func parseTemplate(text string) (t template, fields []string, err error) {
	if !templateText.MatchString(text) {
		return t, nil, fmt.Errorf("%w: %s", errTemplate, text)
	}
	for _, found := range templateField.FindAllStringSubmatch(text, -1) {
		fields = append(fields, found[1])
	}
	pattern, at := text, 0
	if colon := strings.LastIndex(text, "}:"); colon >= 0 {
		pattern, t.verb = text[:colon+1], text[colon+2:]
	}
	t.text = strings.ReplaceAll(text, "=*}", "}")
	t.pattern = templateField.ReplaceAllStringFunc(pattern, func(string) string {
		at++
		return fmt.Sprintf("{v%d}", at)
	})
	return t, fields, nil
}

// example is a path that the template matches.
func (t template) example() string { return templateField.ReplaceAllString(t.text, "example") }

// shape is the segments of the pattern, with * for variables.
func (t template) shape() []string {
	return strings.Split(templateField.ReplaceAllString(t.pattern, "*"), "/")
}
