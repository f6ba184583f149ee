package interceptor

import (
	"context"
	"sync/atomic"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// places holds the calls at one time to a number: each may wait for the upstream
// with a connection of its own. Probes, watches and reflection need none and have
// as many places of their own, so that a server that is busy still says that it is
// well.
type places struct {
	most  int64 // 0 for no bound
	calls atomic.Int64
	quiet atomic.Int64
}

func (p *places) of(ctx context.Context) *atomic.Int64 {
	if callOf(ctx).method.quiet {
		return &p.quiet
	}
	return &p.calls
}

// enter takes a place, which leave gives back.
func (p *places) enter(kind *atomic.Int64) error {
	if kind.Add(1) > p.most && p.most > 0 {
		kind.Add(-1)
		return &fault.RefusalError{Reason: fault.ServerBusy, Where: "too many calls at one time"}
	}
	return nil
}

func (p *places) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	kind := p.of(ctx)
	if err := p.enter(kind); err != nil {
		return nil, err
	}
	defer kind.Add(-1)
	return handler(ctx, req)
}

func (p *places) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	kind := p.of(ss.Context())
	if err := p.enter(kind); err != nil {
		return err
	}
	defer kind.Add(-1)
	return handler(srv, ss)
}
