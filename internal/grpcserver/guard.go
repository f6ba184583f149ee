package grpcserver

import (
	"context"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/grpc/mem"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/translate"
)

// exchange is one call between the wire and its messages. A refusal of its
// request is put here instead of being returned: an error would be answered by
// the transport at once, past the chain. The answer is put here as it goes onto
// the wire, so that the memory of its message can go back.
type exchange struct {
	codec   *codec
	read    func(message any) error
	refusal error // why there is no request
	told    bool  // its caller has been told, by the chain
	arena   translate.Arena
	answer  mem.BufferSlice
}

// decode is the decoder that a method's handler gets.
func (x *exchange) decode(message any) error {
	x.refusal = x.read(message)
	return x.refusal
}

// reply is what the transport sends: the message that the chain answers, written
// while its memory lasts.
func (x *exchange) reply(message any, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	if x.answer, err = x.codec.Marshal(message); err != nil {
		return nil, fault.Error(err) // the chain is over, so nobody else shapes it
	}
	return x, nil
}

// guarded makes the methods of a service send a request that could not be read
// through the chain. The generated handlers read the request before the chain
// begins.
func (s *Server) guarded(desc *grpc.ServiceDesc) *grpc.ServiceDesc {
	copied := *desc
	copied.Methods = slices.Clone(desc.Methods)
	for i := range copied.Methods {
		method := &copied.Methods[i]
		method.Handler = s.guard("/"+desc.ServiceName+"/"+method.MethodName, method.Handler)
	}
	return &copied
}

func (s *Server) guard(fullMethod string, handler grpc.MethodHandler) grpc.MethodHandler {
	return func(srv any, ctx context.Context, _ func(any) error, chain grpc.UnaryServerInterceptor) (any, error) {
		refuse := func(why error) error {
			info := &grpc.UnaryServerInfo{Server: srv, FullMethod: fullMethod}
			// A call that never began has no time that could run out; what it is
			// refused for is the answer, and what is counted.
			_, err := chain(context.WithoutCancel(ctx), nil, info, func(context.Context, any) (any, error) { return nil, why })
			return err
		}
		x := &exchange{codec: s.codec}
		x.read = func(message any) error { return s.take(ctx, x, message, refuse) }
		defer x.arena.Release()
		message, err := handler(srv, translate.WithArena(ctx, &x.arena), x.decode, chain)
		switch {
		case x.refusal == nil:
			return x.reply(message, err)
		case x.told:
			return nil, x.refusal
		}
		return nil, refuse(x.refusal)
	}
}

// take reads the request of a unary call, in the time that it has. One that is
// given up is answered where that is decided, because its reader waits in the
// transport, and what ends that wait ends the stream.
func (s *Server) take(ctx context.Context, x *exchange, message any, refuse func(error) error) error {
	from := sourceOf(ctx)
	r := &receipt{end: func(why error) error {
		err := refuse(why)
		_ = from.WriteStatus(fault.Status(err)) // of a stream whose caller may be gone
		return err
	}}
	s.intake.admit(r)
	err := s.codec.only(ctx, from, message)
	if told := r.settle(); told != nil {
		x.told = true
		return told
	}
	return err
}

// tooLarge and unreadable are the refusals of what cannot be a request.
func tooLarge() error { return &fault.RefusalError{Reason: fault.RequestTooLarge} }

func unreadable(err error) error {
	return &fault.RefusalError{Reason: fault.RequestUnreadable, Err: err}
}
