package grpcserver

import (
	"context"
	"strings"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// guardStream is for streams what guard is for unary calls: a message that could
// not be read is refused in our words, by the chain around it.
func guardStream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	return handler(srv, guardedStream{ss})
}

type guardedStream struct{ grpc.ServerStream }

// RecvMsg implements grpc.ServerStream.
func (s guardedStream) RecvMsg(message any) error {
	x := &exchange{message: message}
	if err := s.ServerStream.RecvMsg(x); err != nil {
		return err
	}
	return x.refusal
}

// standing is what the names of the streams begin with that live as long as
// their client: health watches and reflection.
const standing = "/grpc."

// endWith ends standing streams when the server drains: a client that watches
// would hold the server up until its deadline. Files are calls in flight, and
// come to their end.
func endWith(drain <-chan struct{}) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		if !strings.HasPrefix(info.FullMethod, standing) {
			return handler(srv, ss)
		}
		ctx, cancel := context.WithCancel(ss.Context())
		defer cancel()
		go func() {
			select {
			case <-drain:
				cancel()
			case <-ctx.Done():
			}
		}()
		err := handler(srv, &drainedStream{ServerStream: ss, context: func() context.Context { return ctx }})
		if err != nil && isClosed(drain) {
			return &fault.RefusalError{Reason: fault.ServerStopping}
		}
		return err
	}
}

func isClosed(signal <-chan struct{}) bool {
	select {
	case <-signal:
		return true
	default:
		return false
	}
}

// drainedStream is a stream whose context ends when the server drains.
type drainedStream struct {
	grpc.ServerStream

	context func() context.Context
}

// Context implements grpc.ServerStream.
func (s *drainedStream) Context() context.Context { return s.context() }
