package logqueue

import (
	"testing"
	"time"
)

func TestRation(t *testing.T) {
	t.Parallel()
	r, now := Ration{PerSecond: 2}, time.Unix(1_800_000_000, 0)
	for i, step := range []struct {
		later   time.Duration
		leftOut int
		wanted  bool
	}{
		{0, 0, true},
		{999 * time.Millisecond, 0, true},
		{0, 0, false},
		{0, 0, false},
		{time.Millisecond, 2, true}, // a second after the first
		{0, 0, true},
		{0, 0, false},
		{time.Hour, 1, true},
	} {
		now = now.Add(step.later)
		if leftOut, wanted := r.Take(now); leftOut != step.leftOut || wanted != step.wanted {
			t.Errorf("step %d: %d %t, want %d %t", i, leftOut, wanted, step.leftOut, step.wanted)
		}
	}
}
