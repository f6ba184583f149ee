package grpcserver

import (
	"context"
	"strings"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// guardStream is for streams what guard is for unary calls: a message that could
// not be read, or that does not come in time, is refused in our words, by the
// chain around it.
func (s *Server) guardStream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	return handler(srv, &guardedStream{
		ServerStream: ss, server: s, single: !info.IsClientStream, standing: strings.HasPrefix(info.FullMethod, standing),
	})
}

type guardedStream struct {
	grpc.ServerStream

	server   *Server
	single   bool // the caller sends one message
	standing bool
	begun    bool // the first message is there
}

// RecvMsg implements grpc.ServerStream. The reader gets a goroutine of its own,
// which ends with the stream: the handler must hear of a message that does not
// come while the stream can still be answered.
func (s *guardedStream) RecvMsg(message any) error {
	ctx := s.Context()
	from, codec := sourceOf(ctx), s.server.codec
	gaveUp, read := make(chan error, 1), make(chan error, 1)
	r := &receipt{begun: s.begun && !s.standing, end: func(why error) error {
		gaveUp <- why
		return why
	}}
	s.server.intake.admit(r)
	go func() {
		if s.single {
			read <- codec.only(ctx, from, message)
			return
		}
		read <- codec.next(ctx, from, message)
	}()
	select {
	case why := <-gaveUp:
		_ = r.settle()
		return why
	case err := <-read:
		if why := r.settle(); why != nil {
			return why
		}
		s.begun = true
		return err
	}
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
		err := handler(srv, &drainedStream{ServerStream: ss, ctx: ctx})
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

	ctx context.Context
}

// Context implements grpc.ServerStream.
func (s *drainedStream) Context() context.Context { return s.ctx }
