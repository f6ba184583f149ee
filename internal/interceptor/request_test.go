package interceptor

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

func TestRequestID(t *testing.T) {
	t.Parallel()
	for sent, kept := range map[string]bool{
		"id-7": true, "A.b_C-9": true, strings.Repeat("x", 64): true,
		"": false, strings.Repeat("x", 65): false, "a b": false, "a\nb": false, "ä": false, `a"b`: false,
	} {
		r := newRig(t, DoorGRPC)
		seen := ""
		_, err := r.call(r.context(t, "x-request-id", sent), getOrder, &ordersv1.GetOrderRequest{OrderId: "CS1"}, func(ctx context.Context, _ any) (any, error) {
			seen = RequestID(ctx)
			return nil, context.Canceled
		})
		if (seen == sent) != kept || !isRequestID(seen) {
			t.Errorf("%q became %q", sent, seen)
		}
		if got := r.headers.Get("x-request-id"); len(got) != 1 || got[0] != seen {
			t.Errorf("header %v, want %s", got, seen)
		}
		if got := r.lines.TakeAll()[0].ContextMap()["request_id"]; got != seen {
			t.Errorf("logged %v, want %s", got, seen)
		}
		found := false
		for _, detail := range status.Convert(err).Details() {
			if info, ok := detail.(*errdetails.RequestInfo); ok {
				found = info.GetRequestId() == seen
			}
		}
		if !found {
			t.Errorf("the error does not carry %s", seen)
		}
	}
	if RequestID(t.Context()) != "" {
		t.Error("an id outside a call")
	}
}

func TestTraceID(t *testing.T) {
	t.Parallel()
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	zeros := strings.Repeat("0", 32)
	for sent, want := range map[string]string{
		parent:                                   trace,
		"01" + parent[2:]:                        trace,
		"01" + parent[2:] + "-more":              trace,
		"01" + parent[2:] + "more":               "",
		parent + "-more":                         "",
		"ff" + parent[2:]:                        "",
		strings.ToUpper(parent):                  "",
		strings.Replace(parent, trace, zeros, 1): "",
		strings.Replace(parent, "00f067aa0ba902b7", zeros[:16], 1): "",
		strings.Replace(parent, "-", "_", 1):                       "",
		"00":                                                       "",
		"":                                                         "",
	} {
		if got := traceID(sent); got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
}

func FuzzTraceID(f *testing.F) {
	f.Add(parent)
	f.Fuzz(func(t *testing.T, sent string) {
		if got := traceID(sent); got != "" && (len(got) != 32 || !isHex(got) || !strings.Contains(sent, got)) {
			t.Errorf("%q: %q", sent, got)
		}
	})
}
