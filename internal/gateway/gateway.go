package gateway

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.uber.org/zap"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/gen"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// Limits for Config: the largest body that is read, the largest file that is
// taken, and the longest time for that.
const (
	defaultMaxBody  = 1 << 20
	usualUpload     = 20 << 20
	usualUploadTime = 2 * time.Minute
)

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
	// longest that its way in may take; 20 MiB and 2 min if 0.
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
	buffers buffers
	packers packers
}

// New builds the door and tries every route once.
func New(config Config) (*Gateway, error) {
	if config.Conn == nil || config.Logger == nil {
		return nil, errors.New("gateway: Conn and Logger are needed")
	}
	if config.MaxBody == 0 {
		config.MaxBody = defaultMaxBody
	}
	if config.MaxUpload == 0 {
		config.MaxUpload = usualUpload
	}
	if config.UploadTime == 0 {
		config.UploadTime = usualUploadTime
	}
	if config.Services == nil {
		config.Services = Services()
	}
	if config.OpenAPI == nil {
		config.OpenAPI = gen.OpenAPI()
	}
	g := &Gateway{config: config, routes: &routes{}}
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

func (g *Gateway) route() error {
	g.writer = &marshaler{}
	g.routes.mux = g.newMux(g.writer)
	for _, s := range g.config.Services {
		if err := g.routes.add(g.config.Conn, s); err != nil {
			return err
		}
	}
	for _, b := range g.routes.bindings {
		if !g.config.Conn.Serves(b.fullName()) {
			return fmt.Errorf("%s has a route, but no handler is registered", b.method.FullName())
		}
	}
	compiled, err := newMarshaler(g.routes.bindings)
	if err != nil {
		return err
	}
	*g.writer = *compiled
	return g.routes.settle()
}

func (g *Gateway) newMux(writer *marshaler) *runtime.ServeMux {
	return runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, writer),
		runtime.WithForwardResponseRewriter(rewrite),
		runtime.WithIncomingHeaderMatcher(incomingHeader),
		runtime.WithOutgoingHeaderMatcher(outgoingHeader),
		runtime.WithOutgoingTrailerMatcher(noHeader),
		runtime.WithErrorHandler(g.failed),
		runtime.WithWriteContentLength(),
		runtime.WithMiddlewares(g.collect),
	)
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
		b, path := g.routes.lead(verbOf(r), pathOf(r.URL))
		if b != nil {
			g.serve(b, path, w, r)
			return
		}
		if !g.page(w, r) {
			g.missing(w, r, path)
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

// serve reads a call and hands it to grpc-gateway's handler.
func (g *Gateway) serve(b *binding, path string, w http.ResponseWriter, r *http.Request) {
	if !g.origins.allows(r) {
		g.refuse(w, r, &fault.RefusalError{Reason: fault.OriginUntrusted}, http.StatusForbidden)
		return
	}
	variables, err := b.template.values(path)
	if err != nil {
		g.missing(w, r, path)
		return
	}
	r, cancel, err := withDeadline(r)
	defer cancel()
	if err != nil {
		g.refuse(w, r, err, 0)
		return
	}
	switch b.stream {
	case streamUpload:
		g.upload(b, w, r)
		return
	case streamDownload:
		g.download(b, w, r, variables)
		return
	case streamNone:
	}
	if codings := r.Header["Accept-Encoding"]; len(codings) > 0 && !g.config.Plain {
		w.Header().Add("Vary", "Accept-Encoding")
		if acceptsGzip(codings) {
			w = &packing{ResponseWriter: w, packers: &g.packers}
		}
	}
	c := reader{binding: b, maxBody: g.config.MaxBody}.read(r, variables)
	c.buffers = &g.buffers
	defer c.release()
	linger := func() {}
	if c.refusal != nil {
		linger = lingering(w, r)
	}
	b.handler(w, c.enter(r), variables)
	linger()
}

// collect stands before grpc-gateway's handlers while their routes are probed,
// and hands each one to its route.
func (g *Gateway) collect(next runtime.HandlerFunc) runtime.HandlerFunc {
	var own *binding
	return func(_ http.ResponseWriter, r *http.Request, _ map[string]string) {
		if p, ok := r.Context().Value(probeKey{}).(*probe); ok {
			p.claim(&own, next)
		}
	}
}

// failed answers the error of a call.
func (g *Gateway) failed(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	if md, ok := runtime.ServerMetadataFromContext(ctx); ok {
		copyOutgoing(w.Header(), md.HeaderMD)
	}
	httpStatus := 0
	if c := callFrom(ctx); c != nil && c.refusal != nil {
		httpStatus = c.status
	}
	if _, shaped := status.FromError(err); !shaped { // not from the chain, so nobody has logged it
		g.config.Logger.Error("an answer could not be written", zap.Error(err))
	}
	fail(w, fault.Status(err), httpStatus)
}
