package upstream

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"
	"time"
)

const (
	// defaultMemory is what the answers of all calls may hold at one time, besides
	// the one that has the lane.
	defaultMemory = 64 << 20
	// objectMemory is about what an object of an answer takes when it is decoded:
	// two bytes of JSON can become all of it.
	objectMemory = 512
	// definiteAnswer is the size up to which the answer to a call that changes
	// something is always taken: without it nobody knows what has happened.
	definiteAnswer = 64 << 10
	// memoryPatience is how long an answer waits for others to be given back.
	memoryPatience = 5 * time.Second
)

// errNoMemory says that answers hold all the memory that they may.
var errNoMemory = errors.New("the answers of other calls hold all memory there is for them")

// memory bounds what the answers of all calls hold at one time. An answer that
// finds nothing left waits for the lane, on which one answer at a time may take
// what it needs: so some answer always comes to its end, however many hold a part.
type memory struct {
	free     atomic.Int64
	lane     chan struct{}
	patience time.Duration
}

func newMemory(size int64) *memory {
	m := &memory{lane: make(chan struct{}, 1), patience: memoryPatience}
	m.free.Store(size)
	return m
}

// share is what one answer holds of the memory.
type share struct {
	of     *memory
	held   int64
	onLane bool
}

// take adds to the share, if there is as much.
func (s *share) take(size int64) bool {
	if s.of.free.Add(-size) < 0 && !s.onLane {
		s.of.free.Add(size)
		return false
	}
	s.held += size
	return true
}

// must adds to the share whatever is left.
func (s *share) must(size int64) {
	s.of.free.Add(-size)
	s.held += size
}

// grow adds to the share, and waits for it as long as it makes sense.
func (s *share) grow(ctx context.Context, size int64) error {
	if s.take(size) {
		return nil
	}
	patience := time.NewTimer(s.of.patience)
	defer patience.Stop()
	select {
	case s.of.lane <- struct{}{}:
		s.onLane = true
		s.must(size)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-patience.C:
		return errNoMemory
	}
}

// release gives all of it back.
func (s *share) release() {
	if s.of == nil {
		return
	}
	s.of.free.Add(s.held)
	if s.onLane {
		<-s.of.lane
	}
	*s = share{}
}

// reserve is grow for the answer to a request.
func (s *share) reserve(ctx context.Context, req *Request, size int64) error {
	if req.Effect != EffectRead && s.held+size <= definiteAnswer {
		s.must(size)
		return nil
	}
	return s.grow(ctx, size)
}

// decoded is about what the objects of a body take.
func decoded(body []byte) int64 { return int64(bytes.Count(body, []byte{'{'})) * objectMemory }
