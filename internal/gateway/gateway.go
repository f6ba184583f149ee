package gateway

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.uber.org/zap"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/gen"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// defaultMaxBody is the largest body that is read, unless Config says otherwise.
const defaultMaxBody = 1 << 20

// Config is what the door is made of.
type Config struct {
	// Conn carries the calls; every RPC that has a route must be registered on it.
	Conn *Conn
	// Services have the routes, all of Services() if nil.
	Services []Service
	// OpenAPI is the document served at /openapi.json, the generated one if nil.
	OpenAPI []byte
	// MaxBody is the largest request body in bytes, 1 MiB if 0.
	MaxBody int64
	// MaxUpload is the largest file that is taken, in bytes, and UploadTime the
	// longest that its way in may take.
	MaxUpload  int64
	UploadTime time.Duration
	// Hosts are the names that requests may come by, localhost and IP addresses
	// alone if zero.
	Hosts Hosts
	// Origins are those of the pages that may call although they come from
	// elsewhere, such as https://portal.corp.example.
	Origins []string
	// Plain leaves answers uncompressed whatever callers accept.
	Plain bool
	// Refusals counts and logs the requests that reach no RPC; if nil, they leave no
	// trace.
	Refusals *interceptor.Refusals
	// Logger takes faults of the door itself.
	Logger *zap.Logger
}

// Gateway is the JSON door.
type Gateway struct {
	config  Config
	routes  *routes
	writer  *marshaler
	pages   pages
	origins origins
	noForm  url.Values // stays empty
	buffers buffers
	packers packers
}

// New builds the door and tries every route once.
func New(config Config) (*Gateway, error) {
	if config.Conn == nil || config.Logger == nil {
		return nil, errors.New("gateway: Conn and Logger are needed")
	}
	if config.MaxUpload <= 0 || config.UploadTime <= 0 {
		return nil, errors.New("gateway: no room or no time for uploads")
	}
	if config.MaxBody == 0 {
		config.MaxBody = defaultMaxBody
	}
	if config.Services == nil {
		config.Services = Services()
	}
	if config.OpenAPI == nil {
		config.OpenAPI = gen.OpenAPI()
	}
	g := &Gateway{config: config, writer: &marshaler{}, noForm: url.Values{}}
	if err := g.route(); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	var err error
	if g.origins, err = newOrigins(config.Origins); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	if g.pages, err = newPages(config.OpenAPI); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	return g, nil
}

// route gives every RPC that has a rule its handler: grpc-gateway's, and for files
// our own.
func (g *Gateway) route() error {
	g.routes = &routes{places: map[string]place{}, newMux: func() *runtime.ServeMux { return g.newMux() }}
	all := g.newMux(runtime.WithMiddlewares(collect))
	var bindings []*binding
	for _, s := range g.config.Services {
		found, err := bindingsOf(s.Descriptor)
		if err != nil {
			return err
		}
		bindings = append(bindings, found...)
		if s.Register == nil {
			continue
		}
		if err := s.Register(context.Background(), all, g.config.Conn); err != nil {
			return fmt.Errorf("routes of %s: %w", s.Descriptor.FullName(), err)
		}
	}
	for _, b := range bindings {
		handler, err := g.handler(b, all)
		if err == nil {
			err = g.routes.add(b, handler)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", b.method.FullName(), err)
		}
	}
	for _, b := range bindings {
		if to, _ := g.routes.lead(b.verb, b.path.example()); to == nil || to.bindings[b.verb] != b {
			return fmt.Errorf("%s: %w", b.method.FullName(), errTaken)
		}
	}
	compiled, err := newMarshaler(bindings)
	if err != nil {
		return err
	}
	*g.writer = *compiled
	return nil
}

func (g *Gateway) handler(b *binding, all *runtime.ServeMux) (runtime.HandlerFunc, error) {
	if !g.config.Conn.Serves(b.fullName()) {
		return nil, errors.New("it has a route, but no handler is registered")
	}
	switch b.stream {
	case streamUpload:
		return func(w http.ResponseWriter, r *http.Request, _ map[string]string) { g.upload(b, w, r) }, nil
	case streamDownload:
		return func(w http.ResponseWriter, r *http.Request, variables map[string]string) {
			g.download(b, w, r, variables)
		}, nil
	default:
		return generated(all, b)
	}
}

func (g *Gateway) newMux(more ...runtime.ServeMuxOption) *runtime.ServeMux {
	return runtime.NewServeMux(append(more,
		runtime.WithMarshalerOption(runtime.MIMEWildcard, g.writer),
		runtime.WithForwardResponseRewriter(rewrite),
		runtime.WithIncomingHeaderMatcher(incomingHeader),
		runtime.WithOutgoingHeaderMatcher(outgoingHeader),
		runtime.WithOutgoingTrailerMatcher(noHeader),
		runtime.WithErrorHandler(g.failed),
		runtime.WithWriteContentLength(),
		runtime.WithUnescapingMode(runtime.UnescapingModeAllExceptSlash),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
	)...)
}

// Handler serves the API under /v1, its description at /openapi.json and its
// documentation at /docs/.
func (g *Gateway) Handler() http.Handler {
	always := protection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() { g.recovered(w, r, recover()) }()
		maps.Copy(w.Header(), always)
		if !g.config.Hosts.Answer(r.Host) {
			g.refuse(w, r, &fault.RefusalError{Reason: fault.HostUntrusted}, http.StatusMisdirectedRequest)
			return
		}
		g.origins.tell(w.Header(), r)
		if to, at := g.routes.lead(verbOf(r), pathOf(r.URL)); to != nil {
			g.serve(to, at, w, r)
			return
		}
		if !g.page(w, r) {
			g.missing(w, r)
		}
	})
}

// verbOf answers HEAD as GET; net/http leaves the body out.
func verbOf(r *http.Request) string {
	if r.Method == http.MethodHead {
		return http.MethodGet
	}
	return r.Method
}

// serve hands a call to grpc-gateway.
func (g *Gateway) serve(to *route, at *url.URL, w http.ResponseWriter, r *http.Request) {
	if !g.origins.allows(r) {
		g.refuse(w, r, &fault.RefusalError{Reason: fault.OriginUntrusted}, http.StatusForbidden)
		return
	}
	r, cancel, err := withDeadline(r)
	defer cancel()
	if err != nil {
		g.refuse(w, r, err, 0)
		return
	}
	c := &call{binding: to.bindings[verbOf(r)], sent: r, maxBody: g.config.MaxBody, buffers: &g.buffers}
	defer c.release()
	if codings := r.Header["Accept-Encoding"]; len(codings) > 0 && c.binding.stream == streamNone && !g.config.Plain {
		w.Header().Add("Vary", "Accept-Encoding")
		if acceptsGzip(codings) {
			w = &packing{ResponseWriter: w, packers: &g.packers}
		}
	}
	to.mux.ServeHTTP(w, c.enter(r, at, g.noForm))
}

// failed answers the error of a call.
func (g *Gateway) failed(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	if md, ok := runtime.ServerMetadataFromContext(ctx); ok {
		copyOutgoing(w.Header(), md.HeaderMD)
	}
	httpStatus, linger := 0, func() {}
	if c := callFrom(ctx); c != nil && c.refusal != nil {
		httpStatus, linger = c.status, lingering(w, c.sent)
	}
	if _, shaped := status.FromError(err); !shaped { // not from the chain, so nobody has logged it
		g.config.Logger.Error("an answer could not be written", zap.Error(err))
	}
	fail(w, fault.Status(err), httpStatus)
	linger()
}
