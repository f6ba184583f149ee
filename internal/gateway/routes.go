package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
)

// routes finds the RPC of a request in a tree of path segments. The stock mux
// tries its routes one after the other, so every call would pay for every RPC;
// here it only hands over the handlers, when settle probes it.
type routes struct {
	mux      *runtime.ServeMux
	root     node
	bindings []*binding
}

// add takes the routes of a service.
func (r *routes) add(conn grpc.ClientConnInterface, s Service) error {
	bindings, err := bindingsOf(s.Descriptor)
	if err != nil {
		return err
	}
	for _, b := range bindings {
		if err := r.root.add(b); err != nil {
			return err
		}
	}
	r.bindings = append(r.bindings, bindings...)
	if s.Register == nil {
		return nil
	}
	return s.Register(context.Background(), r.mux, conn)
}

// lead finds the route of a request, nil if there is none, and the path as the
// route spells it. An escaped colon belongs to a variable, and only where no
// variable takes it to a custom verb.
func (r *routes) lead(method, path string) (*binding, string) {
	if b := r.find(method, path); b != nil {
		return b, path
	}
	if plain, ok := plainColon(path); ok {
		if b := r.find(method, plain); b != nil {
			return b, plain
		}
	}
	return nil, path
}

// near is as much of a path as leads somewhere, with * for variables.
func (r *routes) near(path string) string { return "/" + r.root.near(strings.TrimPrefix(path, "/")) }

// find returns the route of a path as routes spell it, or nil.
func (r *routes) find(method, path string) *binding {
	segments, rooted := strings.CutPrefix(path, "/")
	if !rooted {
		return nil
	}
	return r.root.find(method, segments)
}

// allowed lists the methods that a path has.
func (r *routes) allowed(path string) []string {
	var methods []string
	for _, b := range r.bindings {
		if slices.Contains(methods, b.verb) {
			continue
		}
		if found, _ := r.lead(b.verb, path); found == nil {
			continue
		}
		methods = append(methods, b.verb)
		if b.verb == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
	}
	slices.Sort(methods)
	return methods
}

// settle tries an example of every route: in the mux it must reach its own
// handler, so that no route hides another and none lacks its handler, and the
// tree must lead to it.
func (r *routes) settle() error {
	for _, b := range r.bindings {
		if b.stream != streamNone {
			if r.find(b.verb, b.template.example()) != b {
				return fmt.Errorf("%s: %w", b.method.FullName(), errTaken)
			}
			continue
		}
		p := &probe{binding: b}
		ctx := context.WithValue(context.Background(), probeKey{}, p)
		request, err := http.NewRequestWithContext(ctx, b.verb, b.template.example(), http.NoBody)
		if err != nil {
			return err
		}
		r.mux.ServeHTTP(nowhere{}, request)
		if p.err != nil {
			return p.err
		}
		if !p.reached || r.find(b.verb, b.template.example()) != b {
			return fmt.Errorf("%s: %s %s reaches no handler", b.method.FullName(), b.verb, b.template.example())
		}
	}
	return nil
}

type probeKey struct{}

// probe is a request of settle.
type probe struct {
	binding *binding
	reached bool
	err     error
}

var errTaken = errors.New("its route is hidden by another")

// claim gives a route its handler.
func (p *probe) claim(slot **binding, handler runtime.HandlerFunc) {
	p.reached = true
	if *slot != nil {
		p.err = fmt.Errorf("%s: %w, %s", p.binding.method.FullName(), errTaken, (*slot).method.FullName())
		return
	}
	*slot, p.binding.handler = p.binding, handler
}

// nowhere takes the answers to probes that reached no handler.
type nowhere struct{}

// Header is thrown away.
func (nowhere) Header() http.Header { return http.Header{} }

// Write throws away.
func (nowhere) Write(text []byte) (int, error) { return len(text), nil }

// WriteHeader is thrown away.
func (nowhere) WriteHeader(int) {}
