package interceptor

import "sync/atomic"

// exempt is the size of a request that costs nothing: what a peer may send before
// anybody asks for it takes memory in any case.
const exempt = 64 << 10

// Budget bounds the bytes of large requests that are being received at one time,
// at all doors together.
type Budget struct {
	most  int64
	taken atomic.Int64
}

// NewBudget makes a budget of so many bytes.
func NewBudget(bytes int64) *Budget { return &Budget{most: bytes} }

// Take takes bytes for one request, or says that they are not there. What was
// taken must be given back. A nil Budget has no end.
func (b *Budget) Take(bytes int) bool {
	if b == nil || bytes <= exempt {
		return true
	}
	if b.taken.Add(int64(bytes)) > b.most {
		b.taken.Add(-int64(bytes))
		return false
	}
	return true
}

// Give gives back what Take took.
func (b *Budget) Give(bytes int) {
	if b != nil && bytes > exempt {
		b.taken.Add(-int64(bytes))
	}
}

// Taken is how many bytes are being received.
func (b *Budget) Taken() int64 { return b.taken.Load() }
