package interceptor

import (
	"context"
	"time"

	"google.golang.org/grpc"
)

// shave is what is taken off the caller's deadline, so that the answer that
// says how the inner call failed still reaches the caller. For a change that
// answer is the only word about whether it may have happened.
const shave = 20 * time.Millisecond

// What is taken off the deadline of a call whose answer must not be lost: under
// load the answer takes longer, and the caller's own timer must not win over it.
// A twentieth of the time, within these, and never more than half of it.
const (
	lastingLeast = 100 * time.Millisecond
	lastingMost  = 2 * time.Second
)

func shaved(left time.Duration, lasting bool) time.Duration {
	if !lasting {
		return shave
	}
	return max(min(max(left/20, lastingLeast), lastingMost, left/2), shave)
}

// deadline gives every call to the upstream an end, and every unary call. Health
// watches and reflection, the only other streams, live as long as their caller
// wants.
type deadline struct {
	usual, longest time.Duration
}

func (d *deadline) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	ctx, cancel := context.WithDeadline(ctx, d.end(ctx, time.Now()))
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
	now := time.Now()
	end := now.Add(d.longest)
	if _, given := ctx.Deadline(); given {
		end = d.end(ctx, now)
	}
	ctx, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	if err := ctx.Err(); err != nil {
		return err
	}
	return handler(srv, withContext(ctx, ss))
}

// end is when the call must be over.
func (d *deadline) end(ctx context.Context, now time.Time) time.Time {
	wanted, ok := ctx.Deadline()
	if !ok {
		return now.Add(min(d.usual, d.longest))
	}
	end := wanted.Add(-shaved(wanted.Sub(now), callOf(ctx).method.lasting))
	if longest := now.Add(d.longest); end.After(longest) {
		return longest
	}
	return end
}
