package grpcserver

import (
	"bytes"
	"context"
	"net"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding/gzip"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	"github.com/ocegate/ocegate/internal/interceptor"
)

func orderOne() *ordersv1.GetOrderRequest { return &ordersv1.GetOrderRequest{OrderId: "CS1"} }

// openBoth starts a door with a unary service and one that streams.
func openBoth(t *testing.T, change func(*Config)) *door {
	t.Helper()
	server, lines := newServerWith(t, change)
	ordersv1.RegisterOrderServiceServer(server, &orders{get: echo})
	ticketsv1.RegisterAttachmentTransferServiceServer(server, &transfers{upload: swallow})
	d := &door{Server: server, lines: lines}
	d.start(t)
	return d
}

// TestRequestsThatDoNotArrive: one that is not whole in time is refused in our
// words, logged and counted, whether it has begun or not.
func TestRequestsThatDoNotArrive(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path  string
		begin []byte
	}{
		"nothing at all":      {getOrder, nil},
		"half a header":       {getOrder, []byte{0, 0}},
		"half a message":      {getOrder, frame(!packed, 100, make([]byte, 50))},
		"no end":              {getOrder, frame(!packed, 5, []byte("\x0a\x03CS1"))},
		"nothing in a stream": {uploadAttachment, nil},
		"no end of a stream":  {uploadAttachment, frame(!packed, 0, nil)[:4]},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openBoth(t, func(c *Config) { c.ReceiveTimeout = 20 * time.Millisecond })
			ctx := soon(t)
			got, err := d.wire(t).post(ctx, c.path, silent(c.begin))
			if err != nil {
				t.Fatal(err)
			}
			if got.status.Code() != codes.DeadlineExceeded || reasonOf(got.status.Err()) != "REQUEST_INCOMPLETE" || got.id == "" {
				t.Errorf("%v, id %q", got.status, got.id)
			}
			d.drained(t)
			lines := d.lines.FilterMessage("call").All()
			if len(lines) != 1 || lines[0].ContextMap()["reason"] != "REQUEST_INCOMPLETE" {
				t.Errorf("%v", lines)
			}
		})
	}
}

// TestWithoutIntake is the negative control: past the guard nothing ends a
// request that does not arrive.
func TestWithoutIntake(t *testing.T) {
	t.Parallel()
	server, lines := newServerWith(t, func(c *Config) { c.ReceiveTimeout = 20 * time.Millisecond })
	ordersv1.RegisterOrderServiceServer(server.grpc, &orders{get: echo})
	ticketsv1.RegisterAttachmentTransferServiceServer(server, &transfers{upload: swallow})
	d := &door{Server: server, lines: lines}
	d.start(t)
	ctx, cancel := context.WithCancel(soon(t))
	defer cancel()
	unguarded := d.wire(t).answers(ctx, t, getOrder, silent(nil))
	if _, err := d.wire(t).post(ctx, uploadAttachment, silent(nil)); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-unguarded:
		t.Errorf("%v: the guard is not what ends it", got.status)
	default:
	}
}

// TestDrainEndsWhatIsNotComplete: a stop waits for calls, not for requests that
// may never come, nor for connections that say nothing.
func TestDrainEndsWhatIsNotComplete(t *testing.T) {
	t.Parallel()
	d := openBoth(t, func(c *Config) { c.ReceiveTimeout = time.Hour })
	mute, err := new(net.Dialer).DialContext(t.Context(), "tcp", d.conn.Target())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = mute.Close() }()
	ctx := soon(t)
	heard := []<-chan said{
		d.wire(t).answers(ctx, t, getOrder, silent(nil)),
		d.wire(t).answers(ctx, t, getOrder, silent(frame(!packed, 100, nil))),
		d.wire(t).answers(ctx, t, uploadAttachment, silent(nil)),
	}
	asking, err := reflectionv1.NewServerReflectionClient(d.conn).ServerReflectionInfo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	list := &reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_ListServices{}}
	if err := asking.Send(list); err != nil {
		t.Fatal(err)
	}
	if _, err := asking.Recv(); err != nil {
		t.Fatal(err)
	}
	for d.intake.count() < len(heard)+1 { // they are all there
		if ctx.Err() != nil {
			t.Fatal("the requests did not come in")
		}
		<-time.After(time.Millisecond)
	}
	if err := d.Drain(ctx); err != nil {
		t.Errorf("%v", err)
	}
	for _, answer := range heard {
		select {
		case got := <-answer:
			if got.status.Code() != codes.Unavailable || reasonOf(got.status.Err()) != "SERVER_STOPPING" {
				t.Errorf("%v", got.status)
			}
		case <-ctx.Done():
			t.Error("a caller heard nothing")
		}
	}
}

// count is how many requests are on their way in.
func (i *intake) count() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.open.Len()
}

// TestOldestMakesRoom: requests that do not arrive never keep others out.
func TestOldestMakesRoom(t *testing.T) {
	t.Parallel()
	d := openBoth(t, func(c *Config) { c.ReceiveTimeout, c.MaxReceiving = time.Hour, 1 })
	ctx := soon(t)
	oldest := d.wire(t).answers(ctx, t, getOrder, silent(nil))
	for d.intake.count() == 0 && ctx.Err() == nil {
		<-time.After(time.Millisecond)
	}
	if _, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(ctx, orderOne()); err != nil {
		t.Errorf("a whole request: %v", err)
	}
	got := <-oldest
	if got.status.Code() != codes.ResourceExhausted || reasonOf(got.status.Err()) != "SERVER_BUSY" || retryOf(got.status.Err()) == 0 {
		t.Errorf("%v", got.status)
	}
}

// TestBudgetOfReceiving: large messages share a budget, small ones need none.
func TestBudgetOfReceiving(t *testing.T) {
	t.Parallel()
	budget := interceptor.NewBudget(150 << 10)
	d := openBoth(t, func(c *Config) {
		c.ReceiveTimeout, c.MaxRequestBytes, c.Budget = time.Hour, 1<<20, budget
	})
	ctx, leave := context.WithCancel(soon(t))
	defer leave()
	held := d.wire(t).answers(ctx, t, getOrder, silent(frame(!packed, 100<<10, nil)))
	for budget.Taken() == 0 && ctx.Err() == nil {
		<-time.After(time.Millisecond)
	}
	w := d.wire(t)
	large := frame(!packed, 80<<10, make([]byte, 80<<10))
	got, err := w.post(ctx, getOrder, bytes.NewReader(large))
	if err != nil || reasonOf(got.status.Err()) != "SERVER_BUSY" || retryOf(got.status.Err()) == 0 {
		t.Errorf("%v, %v", got.status, err)
	}
	if _, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(ctx, orderOne()); err != nil {
		t.Errorf("a small request: %v", err)
	}
	leave()
	for budget.Taken() != 0 {
		<-time.After(time.Millisecond)
	}
	if got := <-held; got.status.Code() != codes.Unknown {
		t.Errorf("the request that was held was answered: %v", got.status)
	}
	if got, err := w.post(soon(t), getOrder, bytes.NewReader(large)); err != nil || reasonOf(got.status.Err()) == "SERVER_BUSY" {
		t.Errorf("the budget was not given back: %v, %v", got.status, err)
	}
}

func retryOf(err error) time.Duration {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			return info.GetRetryDelay().AsDuration()
		}
	}
	return 0
}

// TestCompressedCalls: clients that compress are served, and answered alike.
func TestCompressedCalls(t *testing.T) {
	t.Parallel()
	d := openBoth(t, func(*Config) {})
	ctx, option := soon(t), grpc.UseCompressor(gzip.Name)
	if got, err := ordersv1.NewOrderServiceClient(d.conn).GetOrder(ctx, orderOne(), option); err != nil || got.GetOrder().GetOrderId() != "CS1" {
		t.Errorf("%v %v", got, err)
	}
	if got, err := healthv1.NewHealthClient(d.conn).Check(ctx, &healthv1.HealthCheckRequest{}, option); err != nil || got.GetStatus() != healthv1.HealthCheckResponse_SERVING {
		t.Errorf("%v %v", got, err)
	}
	stream, err := ticketsv1.NewAttachmentTransferServiceClient(d.conn).UploadAttachment(ctx, option)
	if err != nil {
		t.Fatal(err)
	}
	for _, message := range []*ticketsv1.UploadAttachmentRequest{metadataOf("a.txt"), {Chunk: make([]byte, 4000)}} {
		if err := stream.Send(message); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := stream.CloseAndRecv(); err != nil || got.GetAttachmentId() != "A1" {
		t.Errorf("%v %v", got, err)
	}
}
