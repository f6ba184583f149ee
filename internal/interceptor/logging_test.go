package interceptor

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

// TestLogFields pins the exact set of fields: a field more may be a secret, a
// field less is one that somebody searches for.
func TestLogFields(t *testing.T) {
	t.Parallel()
	always := []string{"code", "door", "duration", "method", "peer", "request_id", "upstream_operation"}
	for name, c := range map[string]struct {
		pairs []string
		err   error
		want  []string
	}{
		"success":  {nil, nil, always},
		"traced":   {[]string{"traceparent", parent}, nil, append([]string{"trace_id"}, always...)},
		"refused":  {nil, fault.Invalid(fault.Violation{Field: "phone", Description: "13912345678 of a@example.com"}), append([]string{"cause", "reason"}, always...)},
		"internal": {nil, &fault.PanicError{Value: "x", Stack: []byte("s")}, append([]string{"cause", "reason", "stack"}, always...)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, DoorGRPC)
			handler := succeed
			if c.err != nil {
				handler = failing(c.err)
			}
			ctx := r.context(t, append(c.pairs, "authorization", "Bearer s3cret", "x-security-token", "t0ken")...)
			_, _ = r.call(ctx, getOrder, &ordersv1.GetOrderRequest{OrderId: "CS13912345678"}, handler)
			fields := r.lines.TakeAll()[0].ContextMap()
			slices.Sort(c.want)
			if got := slices.Sorted(maps.Keys(fields)); !slices.Equal(got, c.want) {
				t.Errorf("fields %v, want %v", got, c.want)
			}
			for key, value := range fields {
				text, _ := value.(string)
				for _, leak := range []string{"13912345678", "example.com", "s3cret", "t0ken"} {
					if strings.Contains(text, leak) {
						t.Errorf("%s leaks %q", key, text)
					}
				}
			}
		})
	}
}

func TestLogValues(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorHTTP)
	_, _ = r.call(r.context(t, "x-request-id", "id-7", "traceparent", parent), listOrders, &ordersv1.ListOrdersRequest{}, succeed)
	got := r.lines.TakeAll()[0].ContextMap()
	for key, want := range map[string]string{
		"door": "http", "method": "ocegate.orders.v1.OrderService/ListOrders", "code": "OK", "request_id": "id-7",
		"trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "peer": "127.0.0.1:4711", "upstream_operation": "ListCustomerOrders",
	} {
		if got[key] != want {
			t.Errorf("%s is %v, want %s", key, got[key], want)
		}
	}
}

// TestProbesAreNoNews keeps the kubelet out of the log, unless it fails.
func TestProbesAreNoNews(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	_, _ = r.call(r.context(t), check, nil, succeed)
	_, _ = r.call(r.context(t), check, nil, failing(&fault.RefusalError{Reason: fault.ServerStopping}))
	lines := r.lines.TakeAll()
	if len(lines) != 2 || lines[0].Level != zapcore.DebugLevel || lines[1].Level != zapcore.ErrorLevel {
		t.Errorf("%v", lines)
	}
	quiet := r.config
	quiet.Logger = zap.NewNop()
	if _, err := chained(Unary(quiet), check, succeed)(r.context(t), nil); err != nil {
		t.Error(err)
	}
}

// TestCancelledCallsAreRationed: callers that open and give up calls in a loop
// get a few lines, and the next line says how many there were. Other failures,
// and every count, are not rationed.
func TestCancelledCallsAreRationed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, DoorGRPC)
		chain := Unary(r.config) // one for all calls, as a door has it
		fail := func(n int, err error) {
			for range n {
				_, _ = chained(chain, getOrder, failing(err))(r.context(t), &ordersv1.GetOrderRequest{OrderId: "CS1"})
			}
		}
		fail(100, context.Canceled)
		if lines := r.lines.TakeAll(); len(lines) != cancelledLines {
			t.Errorf("%d lines in a second, want %d", len(lines), cancelledLines)
		}
		fail(100, &fault.RefusalError{Reason: fault.ServerStopping})
		if lines := r.lines.TakeAll(); len(lines) != 100 {
			t.Errorf("%d lines of other failures", len(lines))
		}
		<-time.After(time.Second)
		fail(1, context.Canceled)
		lines := r.lines.TakeAll()
		if len(lines) != 1 || lines[0].ContextMap()["left_out"] != int64(90) {
			t.Errorf("the line after them is %v", lines)
		}
	})
}

// TestLogOfLeftCall: the line of a call that outlived its caller says so, and what
// came of it; a call that was ended for another cause was not left.
func TestLogOfLeftCall(t *testing.T) {
	t.Parallel()
	for cause, left := range map[error]bool{nil: true, errors.New("the server stops"): false} {
		r := newRig(t, DoorGRPC)
		ctx, leave := context.WithCancelCause(r.context(t))
		_, _ = r.call(ctx, getOrder, &ordersv1.GetOrderRequest{OrderId: "CS1"}, func(ctx context.Context, in any) (any, error) {
			leave(cause)
			return succeed(ctx, in)
		})
		fields := r.lines.TakeAll()[0].ContextMap()
		if _, told := fields["caller_left"]; told != left || fields["code"] != "OK" {
			t.Errorf("%v: %v", cause, fields)
		}
	}
}
