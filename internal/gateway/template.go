package gateway

import (
	"errors"
	"fmt"
	"strings"
)

// template is the path of a google.api.http rule: literals and variables of one
// segment each, and perhaps a verb. Other wildcards are refused at start: the
// API needs none, and they make it hard to see which route a path takes.
type template struct {
	segments []segment
	verb     string
}

// segment is a literal, or a variable when field names one.
type segment struct{ literal, field string }

var errTemplate = errors.New("the path must be /v1/<domain>, then literals or {field}, then perhaps :verb")

func parseTemplate(text string) (template, error) {
	var t template
	path, ok := strings.CutPrefix(text, "/")
	if !ok {
		return t, errTemplate
	}
	if colon := strings.LastIndexByte(path, ':'); colon > strings.LastIndexByte(path, '/') {
		path, t.verb = path[:colon], path[colon+1:]
	}
	for part := range strings.SplitSeq(path, "/") {
		s, err := parseSegment(part)
		if err != nil {
			return t, err
		}
		t.segments = append(t.segments, s)
	}
	if len(t.segments) < 2 || t.segments[0].field != "" || t.segments[1].field != "" {
		return t, errTemplate
	}
	return t, nil
}

func parseSegment(part string) (segment, error) {
	if inner, ok := strings.CutPrefix(part, "{"); ok {
		field, ok := strings.CutSuffix(strings.TrimSuffix(inner, "}"), "=*")
		if !ok && strings.Contains(field, "=") || !strings.HasSuffix(part, "}") {
			return segment{}, fmt.Errorf("%w: %s", errTemplate, part)
		}
		return segment{field: field}, nil
	}
	if part == "" || strings.ContainsAny(part, "*{}=") {
		return segment{}, fmt.Errorf("%w: %s", errTemplate, part)
	}
	return segment{literal: part}, nil
}

// example is a path that the template matches.
func (t template) example() string {
	var b strings.Builder
	for _, s := range t.segments {
		b.WriteByte('/')
		if s.field != "" {
			b.WriteString("example")
		} else {
			b.WriteString(s.literal)
		}
	}
	return b.String() + t.suffix()
}
