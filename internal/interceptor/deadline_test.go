package interceptor

import (
	"context"
	"errors"
	"math"
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
		if left := time.Until(short.end(t.Context(), time.Now(), 0)); left != time.Second {
			t.Errorf("the usual time is above the longest: %v", left)
		}
	})
}

// TestLastingDeadlines: of a payment's time more is kept for its answer, and of a
// short time half is left for the payment.
func TestLastingDeadlines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		left    time.Duration
		waiting int64
		want    time.Duration
	}{
		{10 * time.Millisecond, 1, shave},
		{100 * time.Millisecond, 1, 50 * time.Millisecond},
		{time.Second, 1, 100 * time.Millisecond},
		{10 * time.Second, 1, 500 * time.Millisecond},
		{time.Hour, 1, 2 * time.Second},
		{time.Second, 100, 100 * time.Millisecond},
		{time.Second, 300, 300 * time.Millisecond},
		{time.Second, 2000, 500 * time.Millisecond},
		{30 * time.Second, 2000, 2 * time.Second},
		{30 * time.Second, math.MaxInt64, 2 * time.Second},
		{time.Second, 0, shave},
		{time.Hour, 0, shave},
	} {
		if got := kept(c.left, c.waiting); got != c.want {
			t.Errorf("%v with %d waiting: %v, want %v", c.left, c.waiting, got, c.want)
		}
	}
	r := newRig(t, DoorGRPC)
	known := r.config.Metrics.methods(DoorGRPC)
	if !known.of(payOrder).lasting || known.of(getOrder).lasting || known.of(check).lasting {
		t.Error("the wrong calls leave a doubt behind")
	}
}

// TestLastingCallsAreCounted while they wait, and no others.
func TestLastingCallsAreCounted(t *testing.T) {
	t.Parallel()
	known := newRig(t, DoorGRPC).config.Metrics.methods(DoorGRPC)
	d := &deadline{usual: time.Minute, longest: time.Minute}
	for method, want := range map[string]int64{payOrder: 1, getOrder: 0} {
		ctx := context.WithValue(t.Context(), callKey{}, &call{method: known.of(method)})
		if _, err := d.unary(ctx, nil, nil, func(context.Context, any) (any, error) {
			if got := d.lasting.Load(); got != want {
				t.Errorf("%s: %d are counted, want %d", method, got, want)
			}
			return nil, nil
		}); err != nil || d.lasting.Load() != 0 {
			t.Errorf("%s: %v, %d are counted afterwards", method, err, d.lasting.Load())
		}
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
