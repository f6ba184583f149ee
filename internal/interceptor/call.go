package interceptor

import (
	"context"
	"time"

	"google.golang.org/grpc"
)

// call is what the interceptors tell each other about a call.
type call struct {
	id     string // request id
	trace  string // W3C trace id, 32 hex digits; empty when the caller sent none
	method *method
	start  time.Time
}

type callKey struct{}

// callOf is the call of a context; an empty one outside the chain.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{method: &method{name: "unknown"}}
}

// RequestID is the request id of the call that the context belongs to, empty
// outside a call.
func RequestID(ctx context.Context) string { return callOf(ctx).id }

// stream is a grpc.ServerStream under another context, whose messages may be
// looked at as they come in.
type stream struct {
	grpc.ServerStream

	ctx     context.Context
	inspect func(message any) error
}

func withContext(ctx context.Context, ss grpc.ServerStream) *stream {
	return &stream{ServerStream: ss, ctx: ctx}
}

// Context implements grpc.ServerStream.
func (s *stream) Context() context.Context { return s.ctx }

// RecvMsg implements grpc.ServerStream.
func (s *stream) RecvMsg(message any) error {
	if err := s.ServerStream.RecvMsg(message); err != nil || s.inspect == nil {
		return err
	}
	return s.inspect(message)
}
