package gateway_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

func connect(o *orders, interceptors ...grpc.UnaryServerInterceptor) (*gateway.Conn, ordersv1.OrderServiceClient) {
	conn := gateway.NewConn(interceptors, nil)
	ordersv1.RegisterOrderServiceServer(conn, o)
	return conn, ordersv1.NewOrderServiceClient(conn)
}

// TestConnMoves shows that neither the request nor the answer is copied: the
// handler and the caller see the same memory.
func TestConnMoves(t *testing.T) {
	t.Parallel()
	sent := someOrders(2)
	first := sent.GetOrders()[0]
	customer := "42"
	var got *string
	_, client := connect(&orders{list: func(_ context.Context, r *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		got = r.CustomerId
		return sent, nil
	}})
	answer, err := client.ListOrders(t.Context(), &ordersv1.ListOrdersRequest{CustomerId: &customer})
	if err != nil {
		t.Fatal(err)
	}
	if got != &customer || answer.GetOrders()[0] != first || answer.GetNextPageToken() != "token" {
		t.Errorf("copied: request %v, answer %v", got, answer)
	}
}

func TestConnMetadata(t *testing.T) {
	t.Parallel()
	_, client := connect(&orders{list: func(ctx context.Context, _ *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		in, _ := metadata.FromIncomingContext(ctx)
		if got := in.Get("k"); !slices.Equal(got, []string{"v", "w"}) {
			t.Errorf("incoming %q", got)
		}
		if out, _ := metadata.FromOutgoingContext(ctx); len(out) != 0 {
			t.Errorf("outgoing %v", out)
		}
		if name, _ := grpc.Method(ctx); name != ordersv1.OrderService_ListOrders_FullMethodName {
			t.Errorf("method %q", name)
		}
		err := errors.Join(
			grpc.SetHeader(ctx, metadata.Pairs("h", "1")), grpc.SendHeader(ctx, metadata.Pairs("h", "2")),
			grpc.SetTrailer(ctx, metadata.Pairs("t", "3")),
		)
		if err != nil {
			t.Error(err)
		}
		if grpc.SetHeader(ctx, metadata.Pairs("h", "late")) == nil || grpc.SendHeader(ctx, nil) == nil {
			t.Error("a header was set after it was sent")
		}
		return nil, errors.New("failed, and yet the header arrives")
	}})
	var header, trailer metadata.MD
	var server peer.Peer
	ctx := metadata.AppendToOutgoingContext(t.Context(), "k", "v", "k", "w")
	_, err := client.ListOrders(ctx, &ordersv1.ListOrdersRequest{}, grpc.Header(&header), grpc.Trailer(&trailer), grpc.Peer(&server))
	if status.Code(err) != codes.Internal {
		t.Errorf("error %v", err)
	}
	if !slices.Equal(header.Get("h"), []string{"1", "2"}) || !slices.Equal(trailer.Get("t"), []string{"3"}) || server.Addr.String() != "inprocess" {
		t.Errorf("header %v, trailer %v, peer %v", header, trailer, server)
	}
}

func TestConnInterceptorOrder(t *testing.T) {
	t.Parallel()
	var trace []string
	step := func(name string) grpc.UnaryServerInterceptor {
		return func(ctx context.Context, request any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
			trace = append(trace, name+" "+info.FullMethod[strings.LastIndexByte(info.FullMethod, '/'):])
			answer, err := next(ctx, request)
			trace = append(trace, name+" back")
			return answer, err
		}
	}
	for _, names := range [][]string{{}, {"a"}, {"a", "b"}, {"a", "b", "c"}} {
		var chain []grpc.UnaryServerInterceptor
		var want []string
		for _, name := range names {
			chain = append(chain, step(name))
			want = append(want, name+" /ListOrders")
		}
		for _, name := range slices.Backward(names) {
			want = append(want, name+" back")
		}
		trace = nil
		_, client := connect(&orders{}, chain...)
		if _, err := client.ListOrders(t.Context(), &ordersv1.ListOrdersRequest{}); err != nil || !slices.Equal(trace, want) {
			t.Errorf("error %v, trace %q, want %q", err, trace, want)
		}
	}
}

func TestConnErrors(t *testing.T) {
	t.Parallel()
	conn, client := connect(&orders{
		list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
			return nil, nil
		},
		get: func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
			return nil, status.Error(codes.Aborted, "mine")
		},
	})
	var empty ordersv1.ListOrdersResponse
	_, stream := conn.NewStream(t.Context(), &grpc.StreamDesc{}, "/x/Y")
	wrongReply := conn.Invoke(t.Context(), ordersv1.OrderService_PayOrder_FullMethodName, &ordersv1.PayOrderRequest{}, &empty)
	wrongRequest := conn.Invoke(t.Context(), ordersv1.OrderService_PayOrder_FullMethodName, &ordersv1.ListOrdersRequest{}, &ordersv1.PayOrderResponse{})
	_, noAnswer := client.ListOrders(t.Context(), &ordersv1.ListOrdersRequest{})
	_, own := client.GetOrder(t.Context(), &ordersv1.GetOrderRequest{})
	_, missing := client.CancelOrder(t.Context(), &ordersv1.CancelOrderRequest{})
	for name, c := range map[string]struct {
		err  error
		want codes.Code
	}{
		"unknown method":     {conn.Invoke(t.Context(), "/x/Y", &empty, &empty), codes.Unimplemented},
		"stream":             {stream, codes.Unimplemented},
		"reply of no type":   {conn.Invoke(t.Context(), ordersv1.OrderService_PayOrder_FullMethodName, &ordersv1.PayOrderRequest{}, 5), codes.Internal},
		"reply of another":   {wrongReply, codes.Internal},
		"request of another": {wrongRequest, codes.Internal},
		"no answer":          {noAnswer, codes.Internal},
		"status":             {own, codes.Aborted},
		"not implemented":    {missing, codes.Unimplemented},
	} {
		if status.Code(c.err) != c.want {
			t.Errorf("%s: %v, want %v", name, c.err, c.want)
		}
	}
	if status.Convert(own).Message() != "mine" {
		t.Errorf("the handler's own status was replaced: %v", own)
	}
}

// TestConnRefusesStreams: a stream is served, but neither as a call nor to a
// client that expects a network.
func TestConnRefusesStreams(t *testing.T) {
	t.Parallel()
	conn := gateway.NewConn(nil, nil)
	conn.RegisterService(&grpc.ServiceDesc{ServiceName: "x.Y", Streams: []grpc.StreamDesc{{StreamName: "Watch"}}}, struct{}{})
	err := conn.Invoke(t.Context(), "/x.Y/Watch", nil, nil)
	if status.Code(err) != codes.Unimplemented || !strings.Contains(err.Error(), "streams") {
		t.Errorf("got %v", err)
	}
	if _, err := conn.NewStream(t.Context(), &grpc.StreamDesc{}, "/x.Y/Watch"); status.Code(err) != codes.Unimplemented {
		t.Errorf("got %v", err)
	}
	if !conn.Serves("/x.Y/Watch") || conn.Serves("/x.Y/Other") {
		t.Error("what is served is not what is registered")
	}
}

func TestConnDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, client := connect(&orders{list: func(ctx context.Context, _ *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := client.ListOrders(ctx, &ordersv1.ListOrdersRequest{}); status.Code(err) != codes.DeadlineExceeded {
			t.Errorf("got %v", err)
		}
		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(time.Minute, cancel)
		if _, err := client.ListOrders(ctx, &ordersv1.ListOrdersRequest{}); status.Code(err) != codes.Canceled {
			t.Errorf("got %v", err)
		}
	})
}
