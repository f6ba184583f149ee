package grpcserver

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/interceptor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const getOrder = "/ocegate.orders.v1.OrderService/GetOrder"

// orders answers GetOrder by a function.
type orders struct {
	ordersv1.UnimplementedOrderServiceServer

	get func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error)
}

func (o *orders) GetOrder(ctx context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
	return o.get(ctx, in)
}

func echo(_ context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
	return &ordersv1.GetOrderResponse{Order: &ordersv1.Order{OrderId: in.GetOrderId()}}, nil
}

// door is a server on loopback with a client and its log.
type door struct {
	*Server

	conn   *grpc.ClientConn
	lines  *observer.ObservedLogs
	served chan error
}

func newServer(t *testing.T) (*Server, *observer.ObservedLogs) {
	t.Helper()
	return newServerWith(t, func(*Config) {})
}

func newServerWith(t *testing.T, change func(*Config)) (*Server, *observer.ObservedLogs) {
	t.Helper()
	services := []protoreflect.ServiceDescriptor{
		ordersv1.File_ocegate_orders_v1_orders_service_proto.Services().Get(0),
		ticketsv1.File_ocegate_tickets_v1_attachment_transfer_service_proto.Services().Get(0),
	}
	metrics, err := interceptor.NewMetrics(prometheus.NewRegistry(), services)
	if err != nil {
		t.Fatal(err)
	}
	validator, err := interceptor.NewValidator(services)
	if err != nil {
		t.Fatal(err)
	}
	core, lines := observer.New(zapcore.DebugLevel)
	config := Config{Chain: interceptor.Config{Logger: zap.New(core), Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute}, MaxRequestBytes: 4096, ReceiveTimeout: 15 * time.Second}
	change(&config)
	s, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return s, lines
}

// open starts a door; register may be nil for the usual service.
func open(t *testing.T, get func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error)) *door {
	t.Helper()
	s, lines := newServer(t)
	ordersv1.RegisterOrderServiceServer(s, &orders{get: get})
	d := &door{Server: s, lines: lines}
	d.start(t)
	return d
}

func (d *door) start(t *testing.T) {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.served = make(chan error, 1)
	go func() { d.served <- d.Serve(listener) }()
	d.conn, err = grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = d.conn.Close()
		d.Stop()
		if err := <-d.served; err != nil {
			t.Error(err)
		}
	})
}

// raw is a client's codec that sends bytes as they are.
type raw struct{}

func (raw) Marshal(v any) (mem.BufferSlice, error) {
	text, _ := v.(string)
	return mem.BufferSlice{mem.SliceBuffer(text)}, nil
}
func (raw) Unmarshal(mem.BufferSlice, any) error { return nil }
func (raw) Name() string                         { return "proto" }

func reasonOf(err error) string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetReason()
		}
	}
	return ""
}

func TestCall(t *testing.T) {
	t.Parallel()
	d := open(t, echo)
	var header metadata.MD
	ctx := metadata.AppendToOutgoingContext(t.Context(), "x-request-id", "id-7")
	resp, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(ctx, &ordersv1.GetOrderRequest{OrderId: "CS1"}, grpc.Header(&header))
	if err != nil || resp.GetOrder().GetOrderId() != "CS1" {
		t.Fatalf("%v %v", resp, err)
	}
	if got := header.Get("x-request-id"); len(got) != 1 || got[0] != "id-7" {
		t.Errorf("header %v", header)
	}
}

// TestUnreadableRequests: what never becomes a message is refused in our words,
// logged and counted all the same.
func TestUnreadableRequests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method, body, reason string
		code                 codes.Code
	}{
		"malformed":       {getOrder, "\x0a\xff", "REQUEST_UNREADABLE", codes.InvalidArgument},
		"not UTF-8":       {getOrder, "\x0a\x02\xff\xfe", "REQUEST_UNREADABLE", codes.InvalidArgument},
		"too large":       {getOrder, strings.Repeat("x", 4097), "REQUEST_TOO_LARGE", codes.ResourceExhausted},
		"much too large":  {getOrder, strings.Repeat("x", 5*4096), "REQUEST_TOO_LARGE", codes.ResourceExhausted},
		"unknown method":  {"/ocegate.orders.v1.OrderService/Pray", "", "METHOD_UNKNOWN", codes.Unimplemented},
		"unknown service": {"/a.B/C", "", "METHOD_UNKNOWN", codes.Unimplemented},
		"invalid":         {getOrder, "", "REQUEST_INVALID", codes.InvalidArgument},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, echo)
			err := d.conn.Invoke(t.Context(), c.method, c.body, new(string), grpc.ForceCodecV2(raw{}))
			if status.Code(err) != c.code || reasonOf(err) != c.reason {
				t.Errorf("%v, reason %q", err, reasonOf(err))
			}
			d.drained(t)
			if lines := d.lines.FilterMessage("call").All(); len(lines) != 1 {
				t.Errorf("%d lines: %v", len(lines), lines)
			}
		})
	}
}

// drained waits until every handler has written its line.
func (d *door) drained(t *testing.T) {
	t.Helper()
	_ = d.conn.Close()
	if err := d.Drain(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestWithoutGuard is the negative control: a service that is registered past
// the guard leaves no trace of a request that could not be read.
func TestWithoutGuard(t *testing.T) {
	t.Parallel()
	s, lines := newServer(t)
	ordersv1.RegisterOrderServiceServer(s.grpc, &orders{get: echo})
	d := &door{Server: s, lines: lines}
	d.start(t)
	err := d.conn.Invoke(t.Context(), getOrder, "\x0a\xff", new(string), grpc.ForceCodecV2(raw{}))
	d.drained(t)
	if err == nil || reasonOf(err) != "" || d.lines.Len() != 0 {
		t.Errorf("%v with %d lines: the guard is not what makes the difference", err, d.lines.Len())
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	d := open(t, echo)
	client := healthv1.NewHealthClient(d.conn)
	check := func(want healthv1.HealthCheckResponse_ServingStatus) {
		t.Helper()
		for _, service := range []string{"", "ocegate.orders.v1.OrderService"} {
			got, err := client.Check(t.Context(), &healthv1.HealthCheckRequest{Service: service})
			if err != nil || got.GetStatus() != want {
				t.Errorf("%q: %v %v", service, got, err)
			}
		}
	}
	check(healthv1.HealthCheckResponse_SERVING)
	d.NotReady()
	check(healthv1.HealthCheckResponse_NOT_SERVING)
	if _, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(t.Context(), &ordersv1.GetOrderRequest{OrderId: "1"}); err != nil {
		t.Errorf("not ready is not closed: %v", err)
	}
}

// TestWatchersDoNotHoldTheDrainUp: they learn that the server is not serving
// and are then let go.
func TestWatchersDoNotHoldTheDrainUp(t *testing.T) {
	t.Parallel()
	d := open(t, echo)
	watch, err := healthv1.NewHealthClient(d.conn).Watch(t.Context(), &healthv1.HealthCheckRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if first, err := watch.Recv(); err != nil || first.GetStatus() != healthv1.HealthCheckResponse_SERVING {
		t.Fatalf("%v %v", first, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := d.Drain(ctx); err != nil {
		t.Error(err)
	}
	for err == nil {
		_, err = watch.Recv()
	}
	if status.Code(err) != codes.Unavailable || reasonOf(err) != "SERVER_STOPPING" {
		t.Errorf("%v", err)
	}
}

func TestReflection(t *testing.T) {
	t.Parallel()
	d := open(t, echo)
	stream, err := reflectionv1.NewServerReflectionClient(d.conn).ServerReflectionInfo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list := &reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_ListServices{}}
	if err := stream.Send(list); err != nil {
		t.Fatal(err)
	}
	answer, err := stream.Recv()
	if err != nil {
		t.Fatal(err)
	}
	if text := answer.String(); !strings.Contains(text, "ocegate.orders.v1.OrderService") || !strings.Contains(text, "grpc.health.v1.Health") {
		t.Errorf("%s", text)
	}
}

func TestDrainWaitsForCalls(t *testing.T) {
	t.Parallel()
	began, finish := make(chan struct{}), make(chan struct{})
	d := open(t, func(ctx context.Context, in *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		close(began)
		<-finish
		return echo(ctx, in)
	})
	answered := make(chan error, 1)
	go func() {
		_, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(t.Context(), &ordersv1.GetOrderRequest{OrderId: "1"})
		answered <- err
	}()
	<-began
	drained := make(chan error, 1)
	go func() { drained <- d.Drain(t.Context()) }()
	watch := healthv1.NewHealthClient(d.conn)
	for {
		if _, err := watch.Check(t.Context(), &healthv1.HealthCheckRequest{}); err != nil {
			break // no new calls: the drain has begun
		}
	}
	select {
	case err := <-drained:
		t.Fatalf("the drain was over before the call: %v", err)
	case err := <-answered:
		t.Fatalf("the call was over before its answer: %v", err)
	default:
	}
	close(finish)
	if err := <-answered; err != nil {
		t.Errorf("the call was lost: %v", err)
	}
	if err := <-drained; err != nil {
		t.Error(err)
	}
}

// TestDrainEnds: a call that does not end is cut off at the deadline, and the
// one who drains is told.
func TestDrainEnds(t *testing.T) {
	t.Parallel()
	began := make(chan struct{})
	d := open(t, func(ctx context.Context, _ *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		close(began)
		<-ctx.Done()
		return nil, ctx.Err()
	})
	answered := make(chan error, 1)
	go func() {
		_, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(t.Context(), &ordersv1.GetOrderRequest{OrderId: "1"})
		answered <- err
	}()
	<-began
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Drain(ctx); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("%v", err)
	}
	if err := <-answered; status.Code(err) != codes.Unavailable && status.Code(err) != codes.Canceled {
		t.Errorf("%v", err)
	}
}

// TestStopBeforeServe: a start that is called off must not look like a fault.
func TestStopBeforeServe(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.Stop()
	if err := s.Serve(listener); err != nil {
		t.Error(err)
	}
}

func TestNewNamesFaults(t *testing.T) {
	t.Parallel()
	if _, err := New(Config{}); err == nil || !strings.Contains(err.Error(), "no logger") {
		t.Errorf("%v", err)
	}
}
