package interceptor

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
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

// TestLastingDeadlines: of a payment's time more is kept for its answer, and of a
// short time half is left for the payment.
func TestLastingDeadlines(t *testing.T) {
	t.Parallel()
	for left, want := range map[time.Duration]time.Duration{
		10 * time.Millisecond: shave, 100 * time.Millisecond: 50 * time.Millisecond, time.Second: 100 * time.Millisecond,
		10 * time.Second: 500 * time.Millisecond, time.Hour: 2 * time.Second,
	} {
		if got := shaved(left, true); got != want {
			t.Errorf("%v: %v, want %v", left, got, want)
		}
		if got := shaved(left, false); got != shave {
			t.Errorf("%v of a read: %v", left, got)
		}
	}
	r := newRig(t, DoorGRPC)
	known := r.config.Metrics.methods(DoorGRPC)
	if !known.of(payOrder).lasting || known.of(getOrder).lasting || known.of(check).lasting {
		t.Error("the wrong calls leave a doubt behind")
	}
}

// TestInnerFailureWins: the answer that says how the inner call failed is there
// before the caller's own deadline.
func TestInnerFailureWins(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		inner := errors.New("the inner failure")
		_, err := (&deadline{usual: time.Minute, longest: time.Minute}).unary(ctx, nil, nil, func(ctx context.Context, _ any) (any, error) {
			<-ctx.Done()
			return nil, inner
		})
		if !errors.Is(err, inner) || ctx.Err() != nil {
			t.Errorf("%v, and the caller's own deadline says %v", err, ctx.Err())
		}
	})
}
