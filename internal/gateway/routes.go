package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
)

// routes finds the route of a request. grpc-gateway's mux tries its patterns one
// after the other, so every call would pay for every RPC; here each path has a mux
// of its own, and http.ServeMux, which refuses ambiguous paths, is the index over
// them.
type routes struct {
	newMux func() *runtime.ServeMux
	index  http.ServeMux
	places map[string]place // by pattern of the index
	shapes [][]string       // the segments of the patterns, with * for variables
}

// place is where a path may end: a route for each custom verb, and for none.
type place map[string]*route

// route is one path of the API, with what its methods reach.
type route struct {
	mux      *runtime.ServeMux
	bindings map[string]*binding // by HTTP method
}

var errTaken = errors.New("its route is hidden by another")

// add gives a binding the handler that its requests reach.
func (r *routes) add(b *binding, handler runtime.HandlerFunc) error {
	t := b.path
	if r.places[t.pattern] == nil {
		if err := r.register(t.pattern); err != nil {
			return err
		}
		r.places[t.pattern] = place{}
		r.shapes = append(r.shapes, t.shape())
	}
	to := r.places[t.pattern][t.verb]
	if to == nil {
		to = &route{mux: r.newMux(), bindings: map[string]*binding{}}
		r.places[t.pattern][t.verb] = to
	}
	if other := to.bindings[b.verb]; other != nil {
		return fmt.Errorf("%w, %s", errTaken, other.method.FullName())
	}
	to.bindings[b.verb] = b
	return to.mux.HandlePath(b.verb, t.text, handler)
}

// register puts a pattern into the index, whose way to refuse is a panic.
func (r *routes) register(pattern string) (err error) {
	defer func() {
		if refused := recover(); refused != nil {
			err = fmt.Errorf("%w: %v", errTaken, refused)
		}
	}()
	r.index.Handle(pattern, http.NotFoundHandler())
	return nil
}

// lead finds what a request reaches, nil if there is nothing, and the path in the
// route's spelling, of which its mux unescapes each segment once. An escaped colon
// belongs to a variable, and only where no variable takes it to a custom verb.
func (r *routes) lead(method, path string) (*route, *url.URL) {
	for each := range spellings(path) {
		at := &url.URL{Path: each}
		if to := r.find(at); to != nil && to.bindings[method] != nil {
			at.RawPath = each
			return to, at
		}
	}
	return nil, nil
}

// find is the route of a path, nil if there is none. A segment that is empty is
// nobody's. Where a path ends with a custom verb no variable swallows it: GET
// /v1/orders/1:pay is a wrong method, not an order called 1:pay.
func (r *routes) find(at *url.URL) *route {
	path := at.Path
	if !strings.HasPrefix(path, "/") || strings.HasSuffix(path, "/") || strings.Contains(path, "//") {
		return nil
	}
	// The index takes paths as they are for this method alone, and looks at what it
	// unescapes; here escapes are part of the text.
	_, pattern := r.index.Handler(&http.Request{Method: http.MethodConnect, URL: at})
	found := r.places[pattern]
	if name, verb, ok := cutVerb(path); ok && found[verb] != nil {
		if strings.HasSuffix(name, "/") {
			return nil
		}
		return found[verb]
	}
	return found[""]
}

// allowed lists the methods that a path has.
func (r *routes) allowed(path string) []string {
	var methods []string
	for each := range spellings(path) {
		to := r.find(&url.URL{Path: each})
		if to == nil {
			continue
		}
		for method := range to.bindings {
			methods = append(methods, method)
			if method == http.MethodGet {
				methods = append(methods, http.MethodHead)
			}
		}
	}
	slices.Sort(methods)
	return slices.Compact(methods)
}

// near is as much of a path as leads somewhere, with * for variables.
func (r *routes) near(path string) string {
	const deepest = 32
	theirs := strings.SplitN(path, "/", deepest)
	var longest []string
	for _, ours := range r.shapes {
		n := 0
		for n < min(len(ours), len(theirs)) && (ours[n] == theirs[n] || ours[n] == "*" && theirs[n] != "") {
			n++
		}
		if n > len(longest) {
			longest = ours[:n]
		}
	}
	text := strings.Join(longest, "/")
	if text == "" || len(longest) < len(theirs) {
		text += "/"
	}
	return text
}

// generated finds grpc-gateway's handler of a binding, by an example of its path.
func generated(mux *runtime.ServeMux, b *binding) (runtime.HandlerFunc, error) {
	p := &probe{}
	request, err := http.NewRequestWithContext(context.WithValue(context.Background(), probeKey{}, p), b.verb, b.path.example(), http.NoBody)
	if err != nil {
		return nil, err
	}
	mux.ServeHTTP(&written{header: http.Header{}}, request)
	if strings.ReplaceAll(p.pattern, "=*}", "}") != b.path.text {
		return nil, fmt.Errorf("%s %s reaches no handler of its own, but %q", b.verb, b.path.text, p.pattern)
	}
	return p.handler, nil
}

type probeKey struct{}

// probe is what a request of generated found.
type probe struct {
	handler runtime.HandlerFunc
	pattern string
}

// collect stands before grpc-gateway's handlers, for generated to find.
func collect(next runtime.HandlerFunc) runtime.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request, _ map[string]string) {
		pattern, _ := runtime.HTTPPattern(r.Context())
		if p, ok := r.Context().Value(probeKey{}).(*probe); ok {
			p.handler, p.pattern = next, pattern.String()
		}
	}
}
