package grpcserver

import (
	"context"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/translate"
)

// exchange is one call between the wire and its messages. A refusal of the codec
// is put here instead of being returned: an error would be answered by the
// transport at once, past the chain. An answer whose message is lent is put here
// as it goes onto the wire, while it lasts.
type exchange struct {
	codec   *codec
	decode  func(any) error
	message any
	refusal error
	answer  mem.BufferSlice
}

var _ translate.AnswerWriter = (*exchange)(nil)

// read is the decoder that a method's handler gets.
func (x *exchange) read(message any) error {
	x.message = message
	if err := x.decode(x); err != nil {
		x.refusal = err
	}
	return x.refusal
}

// WriteAnswer implements translate.AnswerWriter.
func (x *exchange) WriteAnswer(message proto.Message) error {
	if x.answer != nil {
		return translate.ErrTwoAnswers
	}
	var err error
	x.answer, err = x.codec.Marshal(message)
	return err
}

// reply is what the transport sends: the answer that was written, if one was. Its
// message must have stayed empty, or what was put into it would be lost.
func (x *exchange) reply(message any, err error) (any, error) {
	if x.answer == nil {
		return message, err
	}
	if err == nil {
		stub, _ := message.(proto.Message)
		if err = translate.Sealed(stub); err == nil {
			return x, nil
		}
		err = fault.Error(err) // the chain is over, so nobody else shapes it
	}
	x.answer.Free()
	return nil, err
}

// guarded makes the methods of a service send a request that could not be read
// through the chain. The generated handlers read the request before the chain
// begins.
func (c *codec) guarded(desc *grpc.ServiceDesc) *grpc.ServiceDesc {
	copied := *desc
	copied.Methods = slices.Clone(desc.Methods)
	for i := range copied.Methods {
		method := &copied.Methods[i]
		method.Handler = c.guard("/"+desc.ServiceName+"/"+method.MethodName, method.Handler)
	}
	return &copied
}

func (c *codec) guard(fullMethod string, handler grpc.MethodHandler) grpc.MethodHandler {
	return func(srv any, ctx context.Context, decode func(any) error, chain grpc.UnaryServerInterceptor) (any, error) {
		x := &exchange{codec: c, decode: decode}
		message, err := handler(srv, translate.WithAnswerWriter(ctx, x), x.read, chain)
		if x.refusal == nil {
			return x.reply(message, err)
		}
		info := &grpc.UnaryServerInfo{Server: srv, FullMethod: fullMethod}
		return chain(ctx, nil, info, func(context.Context, any) (any, error) { return nil, x.refusal })
	}
}

// tooLarge and unreadable are the codec's refusals.
func tooLarge() error { return &fault.RefusalError{Reason: fault.RequestTooLarge} }

func unreadable(err error) error {
	return &fault.RefusalError{Reason: fault.RequestUnreadable, Err: err}
}
