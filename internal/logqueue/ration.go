package logqueue

import (
	"sync"
	"time"
)

// Ration bounds lines that callers can cause at will: so many in each second, the
// rest is counted. It is safe for concurrent use.
type Ration struct {
	PerSecond int

	mu      sync.Mutex
	second  time.Time // when the second of the count began
	lines   int
	leftOut int
}

// Take says whether a line may be written, and how many were left out since the
// last one that was.
func (r *Ration) Take(now time.Time) (leftOut int, wanted bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Sub(r.second) >= time.Second {
		r.second, r.lines = now, 0
	}
	if r.lines >= r.PerSecond {
		r.leftOut++
		return 0, false
	}
	r.lines++
	leftOut, r.leftOut = r.leftOut, 0
	return leftOut, true
}
