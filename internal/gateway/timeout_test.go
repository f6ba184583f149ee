package gateway_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// TestCallerStopsWaiting shows that the time in Grpc-Timeout is the call's
// deadline, and that without the header there is none of this door.
func TestCallerStopsWaiting(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"": 0, "1H": time.Hour, "90M": 90 * time.Minute, "00000300S": 300 * time.Second, "900000m": 15 * time.Minute,
		"99999999H": 365 * 24 * time.Hour, "99999999u": 99999999 * time.Microsecond,
	} {
		var left time.Duration
		var limited bool
		o := &orders{list: func(ctx context.Context, _ *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
			end, ok := ctx.Deadline()
			limited, left = ok, time.Until(end)
			return &ordersv1.ListOrdersResponse{}, nil
		}}
		var headers []string
		if text != "" {
			headers = []string{"Grpc-Timeout", text}
		}
		before := time.Now()
		got := send(t, door(t, o), http.MethodGet, "/v1/orders", "", headers...)
		passed := time.Since(before)
		switch {
		case got.status != http.StatusOK:
			t.Errorf("%q: %d %s", text, got.status, got.body)
		case limited != (text != ""):
			t.Errorf("%q: limited %t", text, limited)
		case limited && (left > want || left < want-passed):
			t.Errorf("%q: %s left, want %s less at most %s", text, left, want, passed)
		}
	}
}

func TestCallerHasStoppedWaiting(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(ctx context.Context, _ *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	got := send(t, door(t, o), http.MethodGet, "/v1/orders", "", "Grpc-Timeout", "0S")
	if got.status != http.StatusGatewayTimeout {
		t.Errorf("%d %s", got.status, got.body)
	}
}

func TestTimeoutsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{" ", "S", "1", "1s", "-1S", "+1S", "1.5S", "123456789S", "1SS", "0x1S", "1_0S", "١S"} {
		for _, path := range []string{"/v1/orders", "/v1/tickets/attachments:download?attachmentIds=A"} {
			got := send(t, door(t, &orders{}), http.MethodGet, path, "", "Grpc-Timeout", text)
			if got.status != http.StatusBadRequest || !strings.Contains(got.body, `"field":"Grpc-Timeout"`) {
				t.Errorf("%q, %s: %d %s", text, path, got.status, got.body)
			}
		}
	}
}
