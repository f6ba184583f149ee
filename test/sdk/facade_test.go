package sdk_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/grpcserver"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// facade is the project under test: both doors over one upstream.
type facade struct {
	conn   *grpc.ClientConn
	http   string
	client *http.Client
}

// startFacade serves both doors on loopback until the test ends.
func startFacade(t *testing.T, site, upstreamURL string) *facade {
	t.Helper()
	return startFacadeWith(t, site, upstreamURL, testKeys)
}

// startFacadeWith serves both doors with other keys.
func startFacadeWith(t *testing.T, site, upstreamURL string, k keys) *facade {
	t.Helper()
	services := newServices(t, site, upstreamURL, k)
	metrics, err := interceptor.NewMetrics(prometheus.NewRegistry(), service.Descriptors())
	if err != nil {
		t.Fatal(err)
	}
	validator, err := interceptor.NewValidator(service.Descriptors())
	if err != nil {
		t.Fatal(err)
	}
	chain := interceptor.Config{Logger: zap.NewNop(), Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute}
	f := &facade{conn: startGRPC(t, services, chain), http: startJSON(t, services, chain), client: &http.Client{Transport: &http.Transport{}}}
	t.Cleanup(f.client.CloseIdleConnections)
	return f
}

func newServices(t *testing.T, site, upstreamURL string, k keys) *service.Services {
	t.Helper()
	of := upstream.Site(site)
	endpoints, err := upstream.ResolveEndpoints(of, upstream.Overrides{BSS: upstreamURL, OSM: upstreamURL, IAM: upstreamURL})
	if err != nil {
		t.Fatal(err)
	}
	client, err := upstream.New(upstream.Config{
		Site: of, Endpoints: endpoints,
		Credentials: upstream.Credentials{AccessKey: k.access, SecretKey: k.secret, DomainID: k.domain},
	})
	if err != nil {
		t.Fatal(err)
	}
	services, err := service.New(service.Config{Upstream: client, Site: of, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return services
}

func startGRPC(t *testing.T, services *service.Services, chain interceptor.Config) *grpc.ClientConn {
	t.Helper()
	server, err := grpcserver.New(grpcserver.Config{Chain: chain, ReceiveTimeout: 15 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	services.Register(server)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(64<<20)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func startJSON(t *testing.T, services *service.Services, chain interceptor.Config) string {
	t.Helper()
	chain.Door = interceptor.DoorHTTP
	conn := gateway.NewConn(interceptor.Unary(chain), interceptor.Stream(chain))
	services.Register(conn)
	door, err := gateway.New(gateway.Config{Conn: conn, Services: gateway.Services(), OpenAPI: []byte("{}"), Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(door.Handler())
	t.Cleanup(server.Close)
	return server.URL
}

func methodOf(t *testing.T, rpc string) protoreflect.MethodDescriptor {
	t.Helper()
	descriptor, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(rpc, "/", ".")))
	if err != nil {
		t.Fatal(err)
	}
	method, ok := descriptor.(protoreflect.MethodDescriptor)
	if !ok {
		t.Fatalf("%s is no RPC", rpc)
	}
	return method
}

func newMessage(t *testing.T, descriptor protoreflect.MessageDescriptor) proto.Message {
	t.Helper()
	typ, err := protoregistry.GlobalTypes.FindMessageByName(descriptor.FullName())
	if err != nil {
		t.Fatal(err)
	}
	return typ.New().Interface()
}

// call is one call to the facade; the request is a tree in the JSON names.
type call struct {
	operation operation
	request   map[string]any
	language  string // accept-language, if any
}

// door is a way into the facade that answers with a tree or an error text.
type door struct {
	name string
	call func(*facade, *testing.T, call) (any, error)
}

func doors() []door {
	return []door{{"gRPC", (*facade).overGRPC}, {"JSON", (*facade).overJSON}}
}

func (f *facade) overGRPC(t *testing.T, c call) (any, error) {
	t.Helper()
	method := methodOf(t, c.operation.rpc)
	in, out := newMessage(t, method.Input()), newMessage(t, method.Output())
	if err := protojson.Unmarshal(printTree(t, c.request), in); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	if c.language != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, "accept-language", c.language)
	}
	if err := f.conn.Invoke(ctx, "/"+c.operation.rpc, in, out); err != nil {
		return nil, fmt.Errorf("%w %v", err, status.Convert(err).Details())
	}
	text, err := protojson.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return parseTree(t, text), nil
}

func (f *facade) jsonRequest(ctx context.Context, t *testing.T, c call) *http.Request {
	t.Helper()
	path, rest := fillRoute(c.operation.route, c.request)
	target, body := f.http+path, []byte(nil)
	bodiless := c.operation.verb == http.MethodGet || c.operation.verb == http.MethodDelete
	if bodiless {
		target += "?" + queryOf(rest).Encode()
	} else {
		body = printTree(t, rest)
	}
	request, err := http.NewRequestWithContext(ctx, c.operation.verb, target, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if !bodiless {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.language != "" {
		request.Header.Set("Accept-Language", c.language)
	}
	return request
}

// fillRoute puts the members that a route names into it and returns the others.
func fillRoute(route string, members map[string]any) (string, map[string]any) {
	rest := make(map[string]any)
	for name, value := range members {
		text := fmt.Sprint(value)
		filled := strings.Replace(route, "{"+snake(name)+"}", strings.ReplaceAll(url.QueryEscape(text), "+", "%20"), 1)
		if filled == route {
			rest[name] = value
		}
		route = filled
	}
	return route, rest
}

func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func queryOf(members map[string]any) url.Values {
	query := make(url.Values)
	for name, value := range members {
		if list, ok := value.([]any); ok {
			for _, inner := range list {
				query.Add(name, fmt.Sprint(inner))
			}
			continue
		}
		query.Set(name, fmt.Sprint(value))
	}
	return query
}

func (f *facade) overJSON(t *testing.T, c call) (any, error) {
	t.Helper()
	response, err := f.client.Do(f.jsonRequest(t.Context(), t, c))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d: %s", response.StatusCode, text)
	}
	return parseTree(t, text), nil
}
