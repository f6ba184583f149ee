package upstream

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestMemoryIsGivenBack: whoever holds a part, on the lane or not, leaves as much
// as there was.
func TestMemoryIsGivenBack(t *testing.T) {
	t.Parallel()
	m := newMemory(100)
	for range 3 {
		first, second := share{of: m}, share{of: m}
		if err := errors.Join(first.grow(t.Context(), 60), second.grow(t.Context(), 60), second.grow(t.Context(), 500)); err != nil {
			t.Fatal(err)
		}
		if first.onLane || !second.onLane {
			t.Errorf("the first is on the lane: %t, the second: %t", first.onLane, second.onLane)
		}
		first.release()
		second.release()
		second.release()
		if free := m.free.Load(); free != 100 || len(m.lane) != 0 {
			t.Fatalf("%d free, %d on the lane", free, len(m.lane))
		}
	}
}

// TestAnswersThatAllWantMore: ten answers hold a part each and want the rest. One
// after the other gets it; without the lane all of them would wait for each other.
func TestAnswersThatAllWantMore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m, ended := newMemory(100), make(chan error, 10)
		for range 10 {
			go func() {
				s := share{of: m}
				defer s.release()
				if err := s.grow(t.Context(), 10); err != nil {
					ended <- err
					return
				}
				<-time.After(time.Millisecond) // all of them have their part
				err := s.grow(t.Context(), 10)
				<-time.After(time.Millisecond)
				ended <- err
			}()
		}
		for range 10 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		synctest.Wait()
		if free := m.free.Load(); free != 100 {
			t.Errorf("%d are free", free)
		}
	})
}

// TestWaitForMemoryEnds with the caller's patience or with ours.
func TestWaitForMemoryEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(0)
		holder := share{of: m}
		if err := holder.grow(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		late := share{of: m}
		if err := late.grow(t.Context(), 1); !errors.Is(err, errNoMemory) || time.Since(start) != memoryPatience {
			t.Errorf("%v after %s", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := late.grow(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
		late.release()
		holder.release()
		if free := m.free.Load(); free != 0 {
			t.Errorf("%d are free", free)
		}
	})
}

// TestChangesAreAlwaysHeard: the answer to a payment is read whatever others hold.
func TestChangesAreAlwaysHeard(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(0)
		holder := share{of: m}
		if err := holder.grow(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		paid, listed := share{of: m}, share{of: m}
		if err := paid.reserve(t.Context(), &Request{Effect: EffectMoney}, definiteAnswer); err != nil {
			t.Error(err)
		}
		if err := paid.reserve(t.Context(), &Request{Effect: EffectMoney}, 1); !errors.Is(err, errNoMemory) {
			t.Errorf("an answer without an end is taken: %v", err)
		}
		err := listed.reserve(t.Context(), &Request{Effect: EffectRead}, 1)
		w := &wire{req: &Request{}}
		if e := w.broken(t.Context(), answered(200, Credentials{}), err); e.Kind != KindNoMemory || e.Outcome != OutcomeUnknown {
			t.Errorf("a read is refused as %v", e)
		}
	})
}
