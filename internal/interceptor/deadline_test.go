package interceptor

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

func TestDeadlines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &deadline{usual: 30 * time.Second, longest: 2 * time.Minute}
		for _, c := range []struct{ given, want time.Duration }{
			{0, 30 * time.Second},
			{5 * time.Second, 5*time.Second - shave},
			{time.Hour, 2 * time.Minute},
		} {
			ctx, cancel := t.Context(), context.CancelFunc(func() {})
			if c.given != 0 {
				ctx, cancel = context.WithTimeout(ctx, c.given)
			}
			_, err := d.unary(ctx, nil, nil, func(ctx context.Context, _ any) (any, error) {
				end, ok := ctx.Deadline()
				if left := time.Until(end); !ok || left != c.want {
					t.Errorf("%v: %v left, want %v", c.given, left, c.want)
				}
				return nil, nil
			})
			cancel()
			if err != nil {
				t.Error(err)
			}
		}
		short := &deadline{usual: time.Minute, longest: time.Second}
		if left := time.Until(short.end(t.Context(), time.Now())); left != time.Second {
			t.Errorf("the usual time is above the longest: %v", left)
		}
	})
}

// TestInnerFailureWins: what a caller learns about a payment whose answer does
// not come is that its outcome is unknown, and it learns it within its own
// deadline.
func TestInnerFailureWins(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(r.context(t), time.Second)
		defer cancel()
		_, err := r.call(ctx, "/ocegate.orders.v1.OrderService/PayOrder", &ordersv1.PayOrderRequest{OrderId: "CS1"}, func(ctx context.Context, _ any) (any, error) {
			<-ctx.Done()
			return nil, &upstream.Error{Operation: "PayOrders", Kind: upstream.KindDeadline, Err: ctx.Err()}
		})
		if status.Code(err) != codes.Unknown || ctx.Err() != nil {
			t.Errorf("%v, and the caller's own deadline says %v", err, ctx.Err())
		}
	})
}
