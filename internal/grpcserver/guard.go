package grpcserver

import (
	"context"
	"slices"

	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// incoming is a request on its way from the wire to its message. The codec puts
// its refusal here instead of returning it: an error would be answered by the
// transport at once, past the chain.
type incoming struct {
	decode  func(any) error
	message any
	refusal error
}

// read is the decoder that a method's handler gets.
func (in *incoming) read(message any) error {
	in.message = message
	if err := in.decode(in); err != nil {
		in.refusal = err
	}
	return in.refusal
}

// guarded makes the methods of a service send a request that could not be read
// through the chain. The generated handlers read the request before the chain
// begins.
func guarded(desc *grpc.ServiceDesc) *grpc.ServiceDesc {
	copied := *desc
	copied.Methods = slices.Clone(desc.Methods)
	for i := range copied.Methods {
		method := &copied.Methods[i]
		method.Handler = guard("/"+desc.ServiceName+"/"+method.MethodName, method.Handler)
	}
	return &copied
}

func guard(fullMethod string, handler grpc.MethodHandler) grpc.MethodHandler {
	return func(srv any, ctx context.Context, decode func(any) error, chain grpc.UnaryServerInterceptor) (any, error) {
		in := &incoming{decode: decode}
		resp, err := handler(srv, ctx, in.read, chain)
		if in.refusal == nil {
			return resp, err
		}
		info := &grpc.UnaryServerInfo{Server: srv, FullMethod: fullMethod}
		return chain(ctx, nil, info, func(context.Context, any) (any, error) { return nil, in.refusal })
	}
}

// tooLarge and unreadable are the codec's refusals.
func tooLarge() error { return &fault.RefusalError{Reason: fault.RequestTooLarge} }

func unreadable(err error) error {
	return &fault.RefusalError{Reason: fault.RequestUnreadable, Err: err}
}
