package interceptor

import (
	"context"

	"google.golang.org/grpc"
)

// Compose makes one interceptor of many, the first outermost; nil of none. Each
// must call what follows it at most once, which all of this package do: a call
// walks the chain with one note of where it is, instead of a closure a link.
func Compose(links []grpc.UnaryServerInterceptor) grpc.UnaryServerInterceptor {
	if len(links) == 0 {
		return nil
	}
	return func(ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		w := &walk{left: links, info: info, end: handler}
		w.next = w.step
		return w.step(ctx, request)
	}
}

// walk is one call on its way through the chain.
type walk struct {
	left []grpc.UnaryServerInterceptor
	info *grpc.UnaryServerInfo
	end  grpc.UnaryHandler
	next grpc.UnaryHandler // step, made once
}

func (w *walk) step(ctx context.Context, request any) (any, error) {
	if len(w.left) == 0 {
		return w.end(ctx, request)
	}
	link := w.left[0]
	w.left = w.left[1:]
	return link(ctx, request, w.info, w.next)
}
