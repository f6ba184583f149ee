package interceptor

import (
	"context"
	"errors"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// stopping ends the calls in flight when the server's stop does not wait for
// them any longer, and says so in their answers. Streams that belong to no
// upstream are ended by their door, as soon as the stop begins.
type stopping struct {
	ending *Ending
	door   Door
}

func (s *stopping) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if s.ending.over() {
		return nil, &fault.RefusalError{Reason: fault.ServerStopping}
	}
	ctx, leave := s.ending.enter(ctx, s.door)
	defer leave()
	resp, err := handler(ctx, req)
	return resp, ended(ctx, err)
}

func (s *stopping) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if callOf(ss.Context()).method.operation == "" {
		return handler(srv, ss)
	}
	if s.ending.over() {
		return &fault.RefusalError{Reason: fault.ServerStopping}
	}
	ctx, leave := s.ending.enter(ss.Context(), s.door)
	defer leave()
	return ended(ctx, handler(srv, withContext(ctx, ss)))
}

// ended tells a failure that comes from the stop from all others.
func ended(ctx context.Context, err error) error {
	if err != nil && errors.Is(context.Cause(ctx), ErrStopping) {
		return &fault.StoppedError{Err: err}
	}
	return err
}
