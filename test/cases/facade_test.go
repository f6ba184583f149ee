package cases_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// facade is a whole server of one site that many cases share: compiling its plans
// costs more than all that a case asks of it. Calls are told apart by their id,
// which their callers choose.
type facade struct {
	scripts *scripts
	witness *witness
	local   *gateway.Conn    // in the process itself
	remote  *grpc.ClientConn // over gRPC
	base    string           // over JSON
}

// openFacades opens one for each site; they end with the test.
func openFacades(t *testing.T) map[string]*facade {
	t.Helper()
	return map[string]*facade{"cn": openFacade(t, upstream.SiteChina), "intl": openFacade(t, upstream.SiteInternational)}
}

func openFacade(t *testing.T, site upstream.Site) *facade {
	t.Helper()
	f := &facade{scripts: newScripts()}
	server := httptest.NewServer(f.scripts)
	t.Cleanup(server.Close)
	endpoints, err := upstream.ResolveEndpoints(site, upstream.Overrides{BSS: server.URL, OSM: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	client, err := upstream.New(upstream.Config{
		Site: site, Endpoints: endpoints, Doer: f.scripts,
		Credentials: upstream.Credentials{AccessKey: "AK", SecretKey: "SK"}, Published: fault.Published,
	})
	if err != nil {
		t.Fatal(err)
	}
	services, err := service.New(service.Config{Upstream: client, Site: site, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	f.witness = newWitness(services)
	f.openGRPC(t)
	f.openJSON(t)
	return f
}

func (f *facade) openGRPC(t *testing.T) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server, err := grpcserver.New(grpcserver.Config{Chain: chain(t, interceptor.DoorGRPC), ReceiveTimeout: 15 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	f.witness.Register(server)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	f.remote, err = grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.remote.Close() })
}

func (f *facade) openJSON(t *testing.T) {
	t.Helper()
	links := chain(t, interceptor.DoorHTTP)
	f.local = gateway.NewConn(interceptor.Unary(links), interceptor.Stream(links))
	f.witness.Register(f.local)
	door, err := gateway.New(gateway.Config{Conn: f.local, Services: gateway.Services(), OpenAPI: []byte("{}"), Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(door.Handler())
	t.Cleanup(server.Close)
	f.base = server.URL
}

// scripts are the upstream of many cases: it sends every call to its own script.
type scripts struct {
	transport upstream.Doer

	mu     sync.Mutex
	byCall map[string]*script
}

func newScripts() *scripts {
	return &scripts{transport: upstream.NewTransport(upstream.TransportConfig{}), byCall: map[string]*script{}}
}

const headerCall = "X-Case-Call"

// Do implements upstream.Doer. What is signed is not touched.
func (s *scripts) Do(r *http.Request) (*http.Response, error) {
	r.Header.Set(headerCall, interceptor.RequestID(r.Context()))
	return s.transport.Do(r)
}

// ServeHTTP plays the script of a call.
func (s *scripts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	script := s.byCall[r.Header.Get(headerCall)]
	s.mu.Unlock()
	if script == nil {
		w.WriteHeader(http.StatusTeapot)
		return
	}
	script.ServeHTTP(w, r)
}

// expect makes the upstream of a call expect the exchanges of its case.
func (s *scripts) expect(t *testing.T, callID string, exchanges []exchange) *script {
	t.Helper()
	expected := &script{t: t, exchanges: exchanges}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byCall[callID] = expected
	return expected
}
