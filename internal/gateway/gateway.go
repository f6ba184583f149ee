package gateway

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.uber.org/zap"
	"google.golang.org/grpc/status"

	"github.com/ocegate/ocegate/gen"
	"github.com/ocegate/ocegate/internal/fault"
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
	// LocalOnly refuses requests whose Host is not this machine. A door that
	// listens on loopback without authentication needs it: a page on the web can
	// give its own name the address 127.0.0.1 and then is no foreign origin.
	LocalOnly bool
	// Logger takes faults of the door itself.
	Logger *zap.Logger
}

// Gateway is the JSON door.
type Gateway struct {
	config  Config
	routes  *routes
	writer  *marshaler
	pages   pages
	origins *http.CrossOriginProtection
	buffers buffers
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
	g := &Gateway{
		config:  config,
		routes:  &routes{},
		origins: http.NewCrossOriginProtection(),
	}
	if err := g.route(); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	var err error
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
		if g.config.LocalOnly && !isLocal(r.Host) {
			g.refuse(w, r, &fault.RefusalError{Reason: fault.RouteUnknown, Where: "this server answers to localhost alone"}, http.StatusMisdirectedRequest)
			return
		}
		if b := g.routes.find(verbOf(r), r.URL.EscapedPath()); b != nil && (b.stream == streamNone || b.verb == r.Method) {
			g.serve(b, w, r)
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

// serve reads a call and hands it to grpc-gateway's handler.
func (g *Gateway) serve(b *binding, w http.ResponseWriter, r *http.Request) {
	if err := g.origins.Check(r); err != nil {
		g.refuse(w, r, &fault.RefusalError{Reason: fault.RequestInvalid, Where: "a page of another origin must not call this API", Err: err}, http.StatusForbidden)
		return
	}
	variables, err := b.template.values(r.URL.EscapedPath())
	if err != nil {
		g.missing(w, r)
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
	c := reader{binding: b, maxBody: g.config.MaxBody}.read(w, r, variables)
	c.writer, c.buffers = g.writer, &g.buffers
	defer c.release()
	b.handler(w, c.enter(r), variables)
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

// missing answers a request that has no route: because of its method, if the
// path has others.
func (g *Gateway) missing(w http.ResponseWriter, r *http.Request) {
	allowed := g.routes.allowed(r.URL.EscapedPath())
	if len(allowed) == 0 {
		g.refuse(w, r, &fault.RefusalError{Reason: fault.RouteUnknown}, http.StatusNotFound)
		return
	}
	list := strings.Join(allowed, ", ")
	w.Header().Set("Allow", list)
	g.refuse(w, r, &fault.RefusalError{Reason: fault.MethodUnknown, Where: "this path takes " + list}, http.StatusMethodNotAllowed)
}

// refuse answers a request that reaches no RPC. No interceptor sees it, so it
// leaves its trace here.
func (g *Gateway) refuse(w http.ResponseWriter, r *http.Request, err error, httpStatus int) {
	id := requestID(r.Header)
	w.Header().Set(headerRequestID, id)
	g.config.Logger.Debug("no call", zap.String("request_id", id), zap.String("method", r.Method), zap.Int("status", httpStatus), zap.Error(err))
	fail(w, fault.Status(fault.ErrorOf(fault.Call{RequestID: id}, err)), httpStatus)
}
