package interceptor

import (
	"context"
	"runtime/debug"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// shaping turns whatever comes out of a handler, panics included, into a
// status, and spells field paths as the callers of the door do.
type shaping struct {
	metrics   *Metrics
	jsonNames bool
}

func (s *shaping) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	defer func() {
		if value := recover(); value != nil {
			resp, err = nil, s.caught(ctx, value)
		}
	}()
	resp, err = handler(ctx, req)
	if err != nil {
		return nil, s.shape(ctx, err)
	}
	return resp, nil
}

func (s *shaping) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = s.caught(ss.Context(), value)
		}
	}()
	if err = handler(srv, ss); err != nil {
		return s.shape(ss.Context(), err)
	}
	return nil
}

func (s *shaping) shape(ctx context.Context, err error) error {
	reword, _ := ctx.Value(rewordKey{}).(func(fault.Violation) fault.Violation)
	return fault.ErrorOf(fault.Call{RequestID: RequestID(ctx), JSONNames: s.jsonNames, Reword: reword}, err)
}

type rewordKey struct{}

// WithReword makes the violations of a call's errors speak of what its caller
// sent, where that differs from the names of the door.
func WithReword(ctx context.Context, reword func(fault.Violation) fault.Violation) context.Context {
	return context.WithValue(ctx, rewordKey{}, reword)
}

func (s *shaping) caught(ctx context.Context, value any) error {
	s.metrics.panics.Inc()
	return s.shape(ctx, &fault.PanicError{Value: value, Stack: debug.Stack(), Operation: callOf(ctx).method.operation})
}
