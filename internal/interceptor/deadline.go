package interceptor

import (
	"context"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
)

// shave is what is taken off the caller's deadline, so that the answer that
// says how the inner call failed still reaches the caller. For a change that
// answer is the only word about whether it may have happened.
const shave = 20 * time.Millisecond

// What is taken off the deadline of a call whose answer must not be lost: under
// load the answer takes longer, and the caller's own timer must not win over it.
// A twentieth of the time, or as long as the answers to all such calls at this
// time may take to be written, within these, and never more than half of the time.
const (
	lastingLeast = 100 * time.Millisecond
	lastingMost  = 2 * time.Second
	lastingEach  = time.Millisecond
)

// kept is what of a call's time is kept for its answer, when so many calls whose
// answers must not be lost are waiting; 0 stands for a call that is none of them.
func kept(left time.Duration, waiting int64) time.Duration {
	if waiting == 0 {
		return shave
	}
	all := time.Duration(min(waiting, int64(lastingMost/lastingEach))) * lastingEach
	return max(min(max(left/20, lastingLeast, all), lastingMost, left/2), shave)
}

// deadline gives every call to the upstream an end, and every unary call. Health
// watches and reflection, the only other streams, live as long as their caller
// wants.
type deadline struct {
	usual, longest time.Duration
	lasting        atomic.Int64 // calls at this time whose answers must not be lost
}

// wait counts a call whose answer must not be lost until done is called, and says
// how many there are; 0 for other calls.
func (d *deadline) wait(ctx context.Context) (waiting int64, done func()) {
	if !callOf(ctx).method.lasting {
		return 0, func() {}
	}
	return d.lasting.Add(1), func() { d.lasting.Add(-1) }
}

func (d *deadline) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	waiting, done := d.wait(ctx)
	defer done()
	ctx, cancel := context.WithDeadline(ctx, d.end(ctx, time.Now(), waiting))
	defer cancel()
	// Nothing was sent yet, so a call that has no time left is refused for sure.
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

// stream ends a stream that belongs to the upstream. A file takes its time, so
// one whose caller brings no deadline may take the longest that any call may.
func (d *deadline) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	ctx := ss.Context()
	if callOf(ctx).method.operation == "" {
		return handler(srv, ss)
	}
	waiting, done := d.wait(ctx)
	defer done()
	now := time.Now()
	end := now.Add(d.longest)
	if _, given := ctx.Deadline(); given {
		end = d.end(ctx, now, waiting)
	}
	ctx, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	if err := ctx.Err(); err != nil {
		return err
	}
	return handler(srv, withContext(ctx, ss))
}

// end is when the call must be over.
func (d *deadline) end(ctx context.Context, now time.Time, waiting int64) time.Time {
	wanted, ok := ctx.Deadline()
	if !ok {
		return now.Add(min(d.usual, d.longest))
	}
	end := wanted.Add(-kept(wanted.Sub(now), waiting))
	if longest := now.Add(d.longest); end.After(longest) {
		return longest
	}
	return end
}
