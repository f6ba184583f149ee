package interceptor

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// TestKeysAreRefused: a key that is not honoured is refused where ignoring it
// could make a caller act twice, and only there; the refusal says what helps.
func TestKeysAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		service protoreflect.FileDescriptor
		method  string
		advice  string // empty for calls that may be repeated
	}{
		"money":    {ordersv1.File_ocegate_orders_v1_orders_service_proto, "PayOrder", "read the state"},
		"transfer": {enterprisesv1.File_ocegate_enterprises_v1_enterprises_service_proto, "TransferBalance", "give transaction"},
		"unsafe":   {ticketsv1.File_ocegate_tickets_v1_cases_service_proto, "CreateCase", "read the state"},
		"upload":   {ticketsv1.File_ocegate_tickets_v1_attachment_transfer_service_proto, "UploadAttachment", "read the state"},
		"read":     {ordersv1.File_ocegate_orders_v1_orders_service_proto, "GetOrder", ""},
	} {
		service := c.service.Services().Get(0)
		full := "/" + string(service.FullName()) + "/" + c.method
		link := newIdempotency([]protoreflect.ServiceDescriptor{service})
		for _, key := range [][]string{nil, {idempotencyKey, "k"}, {idempotencyKey, ""}} {
			t.Run(name+strings.Join(key, "="), func(t *testing.T) {
				t.Parallel()
				r := newRig(t, DoorHTTP)
				ctx := r.context(t, key...)
				_, err := link.unary(ctx, nil, &grpc.UnaryServerInfo{FullMethod: full}, succeed)
				ss := &oneMessage{rig: r, id: "1", context: func() context.Context { return ctx }}
				streamErr := link.stream(nil, ss, &grpc.StreamServerInfo{FullMethod: full}, receive)
				refused := c.advice != "" && key != nil
				if (err != nil) != refused || (streamErr != nil) != refused {
					t.Fatalf("%v, stream %v", err, streamErr)
				}
				if err != nil && !strings.Contains(err.Error(), c.advice) {
					t.Errorf("%v does not say %q", err, c.advice)
				}
			})
		}
	}
}

// TestKeyRefusalIsShaped: the refusal passes the whole chain, and the field that
// helps is named as the callers of each door spell it.
func TestKeyRefusalIsShaped(t *testing.T) {
	t.Parallel()
	for door, want := range map[Door]string{DoorGRPC: "give transaction_id", DoorHTTP: "give transactionId"} {
		r := newRig(t, door)
		err := keyRefusal(enterprisesv1.File_ocegate_enterprises_v1_enterprises_service_proto.Services().Get(0).Methods().ByName("TransferBalance"))
		_, err = r.call(r.context(t), getOrder, &ordersv1.GetOrderRequest{OrderId: "CS1"}, failing(err))
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", door, err)
		}
		r.lines.TakeAll()
		reached := false
		_, err = r.call(r.context(t, idempotencyKey, "11111111-2222"), payOrder, &ordersv1.PayOrderRequest{OrderId: "CS1"},
			func(context.Context, any) (any, error) { reached = true; return &ordersv1.PayOrderResponse{}, nil })
		s := status.Convert(err)
		if reached || s.Code() != codes.InvalidArgument || r.count(payOrder, "INVALID_ARGUMENT") != 1 {
			t.Errorf("%s: %v, handled %t", door, s, reached)
		}
		if info, ok := s.Details()[0].(*errdetails.ErrorInfo); !ok || info.GetReason() != "IDEMPOTENCY_KEY_UNSUPPORTED" {
			t.Errorf("%s: %v", door, s.Details())
		}
		for _, line := range r.lines.TakeAll() {
			if cause, _ := line.ContextMap()["cause"].(string); strings.Contains(cause, "1111") {
				t.Errorf("the log holds the key: %s", cause)
			}
		}
	}
}
