package rest

import (
	"container/heap"
	"time"
)

// virtualClock runs with the real clock from its first instant and can be moved forward.
type virtualClock struct {
	real   func() time.Time
	start  time.Time
	anchor time.Time // the real instant that corresponds to start
	moved  time.Duration
}

func newVirtualClock(start time.Time, realClock func() time.Time) *virtualClock {
	c := &virtualClock{real: realClock, start: start}
	c.restart()
	return c
}

// restart goes back to the first instant; without a configured one that is the real now.
func (c *virtualClock) restart() {
	c.anchor, c.moved = c.real(), 0
}

func (c *virtualClock) first() time.Time {
	if c.start.IsZero() {
		return c.anchor.UTC().Truncate(time.Second)
	}
	return c.start.UTC().Truncate(time.Second)
}

func (c *virtualClock) now() time.Time {
	return c.first().Add(c.real().Sub(c.anchor) + c.moved).Truncate(time.Second)
}

// event is something that happens by itself when the virtual clock reaches it.
type event struct {
	at    time.Time
	seq   int // events of one instant happen in the order in which they were planned
	apply func(at time.Time)
}

type eventHeap []event

func (h eventHeap) Len() int { return len(h) }

func (h eventHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].seq < h[j].seq
	}
	return h[i].at.Before(h[j].at)
}

func (h eventHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push is for container/heap.
func (h *eventHeap) Push(x any) {
	if e, ok := x.(event); ok {
		*h = append(*h, e)
	}
}

// Pop is for container/heap.
func (h *eventHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

// timeline is the queue of planned events.
type timeline struct {
	queue eventHeap
	seq   int
}

// Plan lets something happen when the virtual clock reaches an instant.
func (t *timeline) Plan(at time.Time, apply func(at time.Time)) {
	t.seq++
	heap.Push(&t.queue, event{at: at, seq: t.seq, apply: apply})
}

// settle lets everything happen that is due, in time order; an event may plan further ones.
func (t *timeline) settle(now time.Time) {
	for len(t.queue) > 0 && !t.queue[0].at.After(now) {
		if e, ok := heap.Pop(&t.queue).(event); ok {
			e.apply(e.at)
		}
	}
}

// Later is the later one of two instants.
func Later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Days is a number of days.
func Days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }
