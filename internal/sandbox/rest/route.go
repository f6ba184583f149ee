package rest

import (
	"net/http"
	"net/url"
	"strings"
)

// router finds operations by method and path in a tree of path segments, so that
// its cost does not grow with the number of operations.
type router struct {
	root *routeNode
}

type routeNode struct {
	literal map[string]*routeNode
	param   *routeNode
	name    string // of the parameter that leads here
	methods map[string]*operation
}

func newRouter(ops []*operation) *router {
	r := &router{root: &routeNode{}}
	for _, op := range ops {
		node := r.root
		for _, segment := range op.segments() {
			node = node.grow(segment)
		}
		if node.methods == nil {
			node.methods = map[string]*operation{}
		}
		node.methods[op.Method] = op
	}
	return r
}

func (n *routeNode) grow(segment string) *routeNode {
	if strings.HasPrefix(segment, "{") {
		if n.param == nil {
			n.param = &routeNode{name: strings.Trim(segment, "{}")}
		}
		return n.param
	}
	if n.literal == nil {
		n.literal = map[string]*routeNode{}
	}
	if n.literal[segment] == nil {
		n.literal[segment] = &routeNode{}
	}
	return n.literal[segment]
}

// find matches the path as sent: segments are split first and decoded one by one,
// so an escaped slash stays inside its segment.
func (r *router) find(method, escapedPath string) (*operation, map[string]string) {
	node, params := r.root, map[string]string{}
	for _, raw := range strings.Split(strings.TrimPrefix(escapedPath, "/"), "/") {
		segment, err := url.PathUnescape(raw)
		if err != nil {
			return nil, nil
		}
		if next := node.literal[segment]; next != nil {
			node = next
			continue
		}
		if node.param == nil || segment == "" {
			return nil, nil
		}
		node = node.param
		params[node.name] = segment
	}
	if op := node.methods[method]; op != nil {
		return op, params
	}
	return nil, nil
}

func unknownAPI() *Refusal {
	return denied(http.StatusNotFound, "APIGW.0101", "The API does not exist or has not been published in the environment")
}
