package interceptor

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// ErrStopping is the cause of the contexts of calls that the server's stop ends.
var ErrStopping = errors.New("interceptor: the server stops")

// Ending is how calls in flight learn that the server does not wait for them any
// longer. It is made once a process and shared by both doors, and by whatever
// lets a call outlive its caller: such a call must still watch Done.
//
// The contexts of handlers end with it, with ErrStopping as their cause
// (context.Cause), so that what was sent is answered as OUTCOME_UNKNOWN and
// everything else as SERVER_STOPPING while there is still time to hear it.
type Ending struct {
	done  chan struct{}
	calls map[Door]*atomic.Int64

	mu      sync.Mutex
	cancels map[*context.CancelCauseFunc]bool // of the calls in flight; nil when they have ended
}

// NewEnding makes the ending of a process.
func NewEnding() *Ending {
	return &Ending{
		done:    make(chan struct{}),
		calls:   map[Door]*atomic.Int64{DoorGRPC: {}, DoorHTTP: {}},
		cancels: map[*context.CancelCauseFunc]bool{},
	}
}

// End ends every call in flight, and every later one before it begins.
func (e *Ending) End() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cancels == nil {
		return
	}
	close(e.done)
	for cancel := range e.cancels {
		(*cancel)(ErrStopping)
	}
	e.cancels = nil
}

// Done is closed when the calls must end.
func (e *Ending) Done() <-chan struct{} { return e.done }

// Calls is how many calls of a door are being handled: those whose request was
// received whole, and who may be waiting for what the upstream did.
func (e *Ending) Calls(door Door) int64 { return e.calls[door].Load() }

func (e *Ending) over() bool {
	select {
	case <-e.done:
		return true
	default:
		return false
	}
}

// enter derives the context of a call; leave must be called when it is over.
func (e *Ending) enter(ctx context.Context, door Door) (_ context.Context, leave func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	e.attach(&cancel)
	calls := e.calls[door]
	calls.Add(1)
	return ctx, func() {
		calls.Add(-1)
		e.detach(&cancel)
		cancel(nil)
	}
}

func (e *Ending) attach(cancel *context.CancelCauseFunc) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cancels == nil {
		(*cancel)(ErrStopping)
		return
	}
	e.cancels[cancel] = true
}

func (e *Ending) detach(cancel *context.CancelCauseFunc) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.cancels, cancel)
}
