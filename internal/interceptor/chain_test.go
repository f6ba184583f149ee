package interceptor

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	listOrders = "/ocegate.orders.v1.OrderService/ListOrders"
	getOrder   = "/ocegate.orders.v1.OrderService/GetOrder"
	payOrder   = "/ocegate.orders.v1.OrderService/PayOrder"
	check      = "/grpc.health.v1.Health/Check"
)

// rig is a chain with everything that it writes to.
type rig struct {
	config   Config
	registry *prometheus.Registry
	lines    *observer.ObservedLogs
	headers  metadata.MD
}

func services() []protoreflect.ServiceDescriptor {
	return []protoreflect.ServiceDescriptor{
		ordersv1.File_ocegate_orders_v1_orders_service_proto.Services().Get(0),
		legacyv1.File_ocegate_legacy_v1_legacy_service_proto.Services().Get(0),
		healthv1.File_grpc_health_v1_health_proto.Services().Get(0),
	}
}

func newRig(t testing.TB, door Door) *rig {
	t.Helper()
	core, lines := observer.New(zapcore.DebugLevel)
	r := &rig{registry: prometheus.NewPedanticRegistry(), lines: lines, headers: metadata.MD{}}
	metrics, err := NewMetrics(r.registry, services())
	if err != nil {
		t.Fatal(err)
	}
	validator, err := NewValidator(services())
	if err != nil {
		t.Fatal(err)
	}
	r.config = Config{Door: door, Logger: zap.New(core), Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute}
	if err := r.config.Check(); err != nil {
		t.Fatal(err)
	}
	return r
}

// Method, SetHeader, SendHeader and SetTrailer make a rig a
// grpc.ServerTransportStream.
func (*rig) Method() string { return "" }

func (r *rig) SetHeader(md metadata.MD) error { r.headers = metadata.Join(r.headers, md); return nil }
func (*rig) SendHeader(metadata.MD) error     { return nil }
func (*rig) SetTrailer(metadata.MD) error     { return nil }

// context is that of a call as a transport makes it.
func (r *rig) context(t testing.TB, pairs ...string) context.Context {
	t.Helper()
	ctx := metadata.NewIncomingContext(t.Context(), metadata.Pairs(pairs...))
	ctx = peer.NewContext(ctx, &peer.Peer{Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4711}})
	return grpc.NewContextWithServerTransportStream(ctx, r)
}

// call runs a request through the chain.
func (r *rig) call(ctx context.Context, method string, req any, handler grpc.UnaryHandler) (any, error) {
	return chained(Unary(r.config), method, handler)(ctx, req)
}

// chained builds a chain as grpc does.
func chained(chain []grpc.UnaryServerInterceptor, method string, handler grpc.UnaryHandler) grpc.UnaryHandler {
	info := &grpc.UnaryServerInfo{FullMethod: method}
	for _, link := range slices.Backward(chain) {
		next := handler
		handler = func(ctx context.Context, req any) (any, error) { return link(ctx, req, info, next) }
	}
	return handler
}

func succeed(context.Context, any) (any, error) { return &ordersv1.ListOrdersResponse{}, nil }

func failing(err error) grpc.UnaryHandler {
	return func(context.Context, any) (any, error) { return nil, err }
}

// count is the value of ocegate_calls_total for a method and a code.
func (r *rig) count(method, code string) int {
	door := string(r.config.Door)
	return int(testutil.ToFloat64(r.config.Metrics.calls.WithLabelValues(strings.TrimPrefix(method, "/"), door, code)))
}

// TestOrder pins the order of the chain, for both kinds of call.
func TestOrder(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	var names []string
	for _, l := range links(r.config) {
		names = append(names, l.name)
		if l.unary == nil || l.stream == nil {
			t.Errorf("%s does not see every kind of call", l.name)
		}
	}
	want := "recovery request deprecation metrics logging fault places stopping deadline bounds validation idempotency"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the order is %s, want %s", got, want)
	}
	if len(Unary(r.config)) != len(names) || len(Stream(r.config)) != len(names) {
		t.Error("a door would skip an interceptor")
	}
}

// TestEveryRefusalIsLoggedCountedAndShaped holds whoever refuses a call to the
// place that the order gives it.
func TestEveryRefusalIsLoggedCountedAndShaped(t *testing.T) {
	t.Parallel()
	valid := &ordersv1.GetOrderRequest{OrderId: "CS1"}
	for name, c := range map[string]struct {
		req     any
		handler grpc.UnaryHandler
		timeout time.Duration
		code    codes.Code
		reason  string
		level   zapcore.Level
	}{
		"validation": {&ordersv1.GetOrderRequest{}, succeed, 0, codes.InvalidArgument, "REQUEST_INVALID", zapcore.InfoLevel},
		"deadline":   {valid, succeed, 10 * time.Millisecond, codes.DeadlineExceeded, "DEADLINE_EXCEEDED", zapcore.WarnLevel},
		"panic":      {valid, func(context.Context, any) (any, error) { panic("boom") }, 0, codes.Internal, "INTERNAL_ERROR", zapcore.ErrorLevel},
		"unknown":    {valid, failing(errors.New("odd")), 0, codes.Internal, "INTERNAL_ERROR", zapcore.ErrorLevel},
		"canceled":   {valid, failing(context.Canceled), 0, codes.Canceled, "CALL_CANCELLED", zapcore.InfoLevel},
		"refusal":    {valid, failing(&fault.RefusalError{Reason: fault.SiteUnsupported}), 0, codes.Unimplemented, "SITE_UNSUPPORTED", zapcore.InfoLevel},
		"no message": {nil, failing(&fault.RefusalError{Reason: fault.RequestUnreadable}), 0, codes.InvalidArgument, "REQUEST_UNREADABLE", zapcore.InfoLevel},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, DoorGRPC)
			ctx := r.context(t, "x-request-id", "id-7")
			if c.timeout != 0 {
				limited, cancel := context.WithTimeout(ctx, c.timeout)
				defer cancel()
				ctx = limited
			}
			resp, err := r.call(ctx, getOrder, c.req, c.handler)
			s := status.Convert(err)
			if resp != nil || s.Code() != c.code || s.Details() == nil {
				t.Fatalf("%v %v", resp, s)
			}
			if info, ok := s.Details()[0].(*errdetails.ErrorInfo); !ok || info.GetReason() != c.reason {
				t.Errorf("details %v", s.Details())
			}
			if got := r.count(getOrder, codeName(c.code)); got != 1 {
				t.Errorf("counted %d times", got)
			}
			lines := r.lines.TakeAll()
			if len(lines) != 1 || lines[0].Level != c.level || lines[0].ContextMap()["reason"] != c.reason {
				t.Errorf("lines %v", lines)
			}
		})
	}
}

// TestPanicOfAnInterceptor: even what breaks outside the fault interceptor is
// shaped, counted and logged.
func TestPanicOfAnInterceptor(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	chain := Unary(r.config)
	chain = slices.Insert(chain, 4, grpc.UnaryServerInterceptor(
		func(context.Context, any, *grpc.UnaryServerInfo, grpc.UnaryHandler) (any, error) { panic("broken") }))
	_, err := chained(chain, getOrder, succeed)(r.context(t), &ordersv1.GetOrderRequest{OrderId: "CS1"})
	if status.Code(err) != codes.Internal || strings.Contains(err.Error(), "broken") {
		t.Errorf("%v", err)
	}
	if r.count(getOrder, "INTERNAL") != 1 || testutil.ToFloat64(r.config.Metrics.panics) != 1 {
		t.Error("the panic was not counted")
	}
	if lines := r.lines.FilterMessage("panic outside a handler").All(); len(lines) != 1 || lines[0].ContextMap()["cause"] != "panic: broken" {
		t.Errorf("lines %v", lines)
	}
}

// TestPanicWhilePaying: nobody can say whether the payment was made, so it is not
// called a failure, whoever panics. Reads are the control.
func TestPanicWhilePaying(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]codes.Code{payOrder: codes.Unknown, getOrder: codes.Internal} {
		r := newRig(t, DoorGRPC)
		pay := &ordersv1.PayOrderRequest{OrderId: "CS1"}
		_, err := r.call(r.context(t), method, pay, func(context.Context, any) (any, error) { panic("handler") })
		if status.Code(err) != want {
			t.Errorf("%s: a handler's panic is %v, want %s", method, err, want)
		}
		chain := slices.Insert(Unary(r.config), 1, grpc.UnaryServerInterceptor(
			func(context.Context, any, *grpc.UnaryServerInfo, grpc.UnaryHandler) (any, error) {
				panic("interceptor")
			}))
		_, err = chained(chain, method, succeed)(r.context(t), pay)
		if status.Code(err) != want {
			t.Errorf("%s: an interceptor's panic is %v, want %s", method, err, want)
		}
	}
}

func TestSuccess(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorHTTP)
	resp, err := r.call(r.context(t), listOrders, &ordersv1.ListOrdersRequest{}, succeed)
	if resp == nil || err != nil {
		t.Fatalf("%v %v", resp, err)
	}
	if r.count(listOrders, "OK") != 1 {
		t.Error("the success was not counted")
	}
	if lines := r.lines.TakeAll(); len(lines) != 1 || lines[0].Level != zapcore.InfoLevel {
		t.Errorf("lines %v", lines)
	}
}

func TestCheckNamesEveryFault(t *testing.T) {
	t.Parallel()
	err := Config{MaxTimeout: -1}.Check()
	for _, want := range []string{"door", "logger", "metrics", "validator", "timeout"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not name the %s", err, want)
		}
	}
}
