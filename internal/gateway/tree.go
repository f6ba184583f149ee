package gateway

import (
	"fmt"
	"net/url"
	"strings"
)

// node is one step in the tree of routes: what a path of some segments may go
// on with, and the routes that end here.
type node struct {
	literals map[string]*node
	variable *node
	ends     map[end]*binding
	verbs    map[string]bool // custom verbs that a path may end with here
}

// end tells the routes of one path apart.
type end struct{ verb, method string }

// add grows the tree by one route.
func (n *node) add(b *binding) error {
	at := n
	for _, s := range b.template.segments {
		at = at.grow(s)
	}
	if at.ends == nil {
		at.ends, at.verbs = map[end]*binding{}, map[string]bool{}
	}
	key := end{b.template.verb, b.verb}
	if other := at.ends[key]; other != nil {
		return fmt.Errorf("%s: %w, %s", b.method.FullName(), errTaken, other.method.FullName())
	}
	at.ends[key], at.verbs[b.template.verb] = b, true
	return nil
}

func (n *node) grow(s segment) *node {
	if s.field != "" {
		if n.variable == nil {
			n.variable = &node{}
		}
		return n.variable
	}
	if n.literals == nil {
		n.literals = map[string]*node{}
	}
	if n.literals[s.literal] == nil {
		n.literals[s.literal] = &node{}
	}
	return n.literals[s.literal]
}

// find walks the escaped path of a request, a literal before a variable.
func (n *node) find(method, path string) *binding {
	part, rest, more := strings.Cut(path, "/")
	if !more {
		return n.last(method, part)
	}
	if next := n.literals[part]; next != nil {
		if b := next.find(method, rest); b != nil {
			return b
		}
	}
	if n.variable == nil || part == "" {
		return nil
	}
	return n.variable.find(method, rest)
}

// last judges the last segment, which may end with a custom verb. Where it does,
// no variable swallows it: GET /v1/orders/1:pay is a wrong method, not an order
// called 1:pay.
func (n *node) last(method, part string) *binding {
	if name, verb, ok := cutVerb(part); ok {
		for _, next := range [...]*node{n.literals[name], n.variable} {
			if next != nil && next.verbs[verb] {
				if name == "" {
					return nil
				}
				return next.ends[end{verb, method}]
			}
		}
	}
	if next := n.literals[part]; next != nil {
		if b := next.ends[end{"", method}]; b != nil {
			return b
		}
	}
	if n.variable == nil || part == "" {
		return nil
	}
	return n.variable.ends[end{"", method}]
}

// near walks a path as far as any route goes.
func (n *node) near(path string) string {
	part, rest, more := strings.Cut(path, "/")
	if name, verb, ok := cutVerb(part); !more && ok && n.literals[name] != nil && n.literals[name].verbs[verb] {
		return part
	}
	next, step := n.literals[part], part
	if next == nil && part != "" {
		next, step = n.variable, "*"
	}
	switch {
	case next == nil:
		return ""
	case !more:
		return step
	}
	return step + "/" + next.near(rest)
}

// cutVerb splits a segment at its last colon.
func cutVerb(part string) (name, verb string, ok bool) {
	colon := strings.LastIndexByte(part, ':')
	if colon < 0 || colon == len(part)-1 {
		return "", "", false
	}
	return part[:colon], part[colon+1:], true
}

// values reads the variables of a route out of the path that led to it. Each
// segment is unescaped once and by itself, so an escaped slash stays in it.
func (t template) values(path string) (map[string]string, error) {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "/"), t.suffix())
	variables := make(map[string]string, len(t.segments))
	for _, s := range t.segments {
		var part string
		part, path, _ = strings.Cut(path, "/")
		if s.field == "" {
			continue
		}
		text, err := url.PathUnescape(part)
		if err != nil {
			return nil, err
		}
		variables[s.field] = text
	}
	return variables, nil
}

// suffix is the custom verb as a path ends with it.
func (t template) suffix() string {
	if t.verb == "" {
		return ""
	}
	return ":" + t.verb
}
