package gateway

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/ocegate/ocegate/internal/fault"
)

// localStream is a stream without a network. The handler runs on the caller's
// own goroutine: what it receives is made by a function when it asks, and what it
// sends is taken by another before it goes on, so that neither side can run ahead
// of the other and nothing is kept in between.
type localStream struct {
	transport transport
	ctx       context.Context
	receive   func(message any) error // io.EOF is the end
	send      func(message any) error
}

var _ grpc.ServerStream = (*localStream)(nil)

// Context is what a handler behind a real server would see.
func (s *localStream) Context() context.Context { return s.ctx }

// SetHeader adds to the header.
func (s *localStream) SetHeader(md metadata.MD) error { return s.transport.SetHeader(md) }

// SendHeader adds to the header and closes it.
func (s *localStream) SendHeader(md metadata.MD) error { return s.transport.SendHeader(md) }

// SetTrailer is ignored: answers have no trailers.
func (*localStream) SetTrailer(metadata.MD) {}

// SendMsg takes an answer.
func (s *localStream) SendMsg(message any) error { return s.send(message) }

// RecvMsg makes a request.
func (s *localStream) RecvMsg(message any) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	return s.receive(message)
}

// header is what the handler and its interceptors have set so far.
func (s *localStream) header() metadata.MD {
	s.transport.mu.Lock()
	defer s.transport.mu.Unlock()
	return s.transport.header
}

// refused gives a request that could not be read its status here, so that fields
// keep the spelling of the caller.
func (s *localStream) refused(err error) error {
	var id string
	if ids := s.header().Get(headerRequestID); len(ids) > 0 {
		id = ids[0]
	}
	return fault.ErrorOf(fault.Call{RequestID: id}, err)
}

// stream runs an RPC that streams, through the interceptors. Errors carry a
// status. Nobody receives or sends once it has returned, but for a receive that
// is still waiting.
func (c *Conn) stream(ctx context.Context, name string, s *localStream) error {
	called := c.methods[name]
	if called.stream == nil {
		return fault.Error(&fault.RefusalError{Reason: fault.MethodUnknown, Where: name})
	}
	s.transport.method = name
	s.ctx = serverContext(ctx, &s.transport)
	info := &grpc.StreamServerInfo{
		FullMethod: name, IsClientStream: called.stream.ClientStreams, IsServerStream: called.stream.ServerStreams,
	}
	if c.streams == nil {
		return fault.Error(called.stream.Handler(called.service, s))
	}
	return fault.Error(c.streams(called.service, s, info, called.stream.Handler))
}

// chainedStreams folds interceptors into one, the first outermost.
func chainedStreams(interceptors []grpc.StreamServerInterceptor) grpc.StreamServerInterceptor {
	if len(interceptors) == 0 {
		return nil
	}
	first, rest := interceptors[0], chainedStreams(interceptors[1:])
	if rest == nil {
		return first
	}
	return func(service any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		return first(service, ss, info, func(service any, ss grpc.ServerStream) error {
			return rest(service, ss, info, handler)
		})
	}
}
