package interceptor

import (
	"context"
	"errors"
	"slices"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// oneMessage is a stream that brings one request.
type oneMessage struct {
	grpc.ServerStream

	rig     *rig
	context func() context.Context
	id      string
}

func (s *oneMessage) Context() context.Context       { return s.context() }
func (s *oneMessage) SetHeader(md metadata.MD) error { return s.rig.SetHeader(md) }

func (s *oneMessage) RecvMsg(message any) error {
	request, ok := message.(*ordersv1.GetOrderRequest)
	if !ok {
		return errors.New("not the message of the method")
	}
	request.OrderId = s.id
	return nil
}

func (r *rig) stream(t *testing.T, id string, handler grpc.StreamHandler) error {
	t.Helper()
	ctx := r.context(t)
	info := &grpc.StreamServerInfo{FullMethod: getOrder}
	for _, link := range slices.Backward(Stream(r.config)) {
		next := handler
		handler = func(srv any, ss grpc.ServerStream) error { return link(srv, ss, info, next) }
	}
	return handler(nil, &oneMessage{rig: r, id: id, context: func() context.Context { return ctx }})
}

func receive(_ any, ss grpc.ServerStream) error { return ss.RecvMsg(new(ordersv1.GetOrderRequest)) }

func TestStreams(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id      string
		handler grpc.StreamHandler
		code    codes.Code
	}{
		"success":    {"CS1", receive, codes.OK},
		"validation": {"", receive, codes.InvalidArgument},
		"unknown":    {"CS1", func(any, grpc.ServerStream) error { return errors.New("odd") }, codes.Internal},
		"panic":      {"CS1", func(any, grpc.ServerStream) error { panic("boom") }, codes.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, DoorGRPC)
			if err := r.stream(t, c.id, c.handler); status.Code(err) != c.code {
				t.Errorf("%v", err)
			}
			if r.count(getOrder, codeName(c.code)) != 1 || len(r.lines.TakeAll()) != 1 || len(r.headers.Get("x-request-id")) != 1 {
				t.Error("not counted, logged or identified")
			}
		})
	}
}

func TestStreamRecovery(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	last := links(r.config)[0].stream
	err := last(nil, nil, &grpc.StreamServerInfo{FullMethod: getOrder}, func(any, grpc.ServerStream) error { panic("broken") })
	if status.Code(err) != codes.Internal || len(r.lines.TakeAll()) != 1 {
		t.Errorf("%v", err)
	}
}
