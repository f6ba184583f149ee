package gateway

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
)

// routes sends a request to the mux of its domain. A stock mux tries its routes
// one after the other, so one mux for the whole API would make every call pay
// for every RPC.
type routes struct {
	domains  map[string]*runtime.ServeMux // by template.prefix
	bindings []*binding
}

// add gives a service the mux of its domain, or a new one. A service whose
// paths stand in two domains joins them.
func (r *routes) add(conn grpc.ClientConnInterface, s Service, fresh func() *runtime.ServeMux) error {
	bindings, err := bindingsOf(s.Descriptor)
	if err != nil {
		return err
	}
	var mux *runtime.ServeMux
	for _, b := range bindings {
		known := r.domains[b.template.prefix()]
		if mux != nil && known != nil && known != mux {
			return fmt.Errorf("%s: %s belongs to another domain", s.Descriptor.FullName(), b.template.prefix())
		}
		if known != nil {
			mux = known
		}
	}
	if mux == nil {
		mux = fresh()
	}
	for _, b := range bindings {
		r.domains[b.template.prefix()] = mux
	}
	r.bindings = append(r.bindings, bindings...)
	return s.Register(context.Background(), mux, conn)
}

// find returns the mux of a request, or nil.
func (r *routes) find(request *http.Request) *runtime.ServeMux {
	return r.domains[domainOf(request.URL.EscapedPath())]
}

// allowed lists the methods that a path has.
func (r *routes) allowed(path string) []string {
	var methods []string
	for _, b := range r.bindings {
		if b.template.matches(path) && !slices.Contains(methods, b.verb) && !b.shadowed(path) {
			methods = append(methods, b.verb)
		}
	}
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	slices.Sort(methods)
	return methods
}

// settle tells every route which verbs others have on its path, and then tries
// an example of every route: it must reach its own handler, so that no route
// hides another and none lacks its handler.
func (r *routes) settle() error {
	for _, b := range r.bindings {
		for _, other := range r.bindings {
			if b.template.verb == "" && other.template.verb != "" && b.template.sameSegments(other.template) {
				b.verbs = append(b.verbs, other.template.verb)
			}
		}
	}
	for _, b := range r.bindings {
		p := &probe{binding: b}
		ctx := context.WithValue(context.Background(), probeKey{}, p)
		request, err := http.NewRequestWithContext(ctx, b.verb, b.template.example(), http.NoBody)
		if err != nil {
			return err
		}
		r.find(request).ServeHTTP(nowhere{}, request)
		if p.err != nil {
			return p.err
		}
		if !p.reached {
			return fmt.Errorf("%s: %s %s reaches no handler", b.method.FullName(), b.verb, b.template.example())
		}
	}
	return nil
}

// shadowed reports whether a path ends with a verb of another route, so that
// its variable must not swallow it: GET /v1/orders/1:pay is a wrong method, not
// an order called 1:pay.
func (b *binding) shadowed(path string) bool {
	for _, verb := range b.verbs {
		if strings.HasSuffix(path, ":"+verb) {
			return true
		}
	}
	return false
}

// hasEmpty finds a variable without a value: /v1/orders/ is no order.
func hasEmpty(variables map[string]string) bool {
	for _, text := range variables {
		if text == "" {
			return true
		}
	}
	return false
}

// isLocal reports whether a Host header names this machine.
func isLocal(host string) bool {
	name := host
	if bare, _, err := net.SplitHostPort(host); err == nil {
		name = bare
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && address.IsLoopback()
}

type probeKey struct{}

// probe is a request of settle.
type probe struct {
	binding *binding
	reached bool
	err     error
}

var errTaken = errors.New("its route is hidden by another")

// claim gives a handler its binding.
func (p *probe) claim(slot **binding) {
	p.reached = true
	if *slot != nil {
		p.err = fmt.Errorf("%s: %w, %s", p.binding.method.FullName(), errTaken, (*slot).method.FullName())
		return
	}
	*slot = p.binding
}

// nowhere takes the answers to probes that reached no handler.
type nowhere struct{}

// Header is thrown away.
func (nowhere) Header() http.Header { return http.Header{} }

// Write throws away.
func (nowhere) Write(text []byte) (int, error) { return len(text), nil }

// WriteHeader is thrown away.
func (nowhere) WriteHeader(int) {}
