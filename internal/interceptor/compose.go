package interceptor

import (
	"context"
	"errors"

	"google.golang.org/grpc"
)

// errTwice is the fault of a link that calls what follows it again. A repeated
// payment would be the least of it: the links behind would be passed over.
var errTwice = errors.New("interceptor: a link went on twice")

// Compose makes one interceptor of many, the first outermost; nil of none. A call
// walks the chain with one note of where it is, instead of a closure a link, so
// each link may call what follows it once; a second call is refused.
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
	over bool              // some link, or the end, has been left
}

func (w *walk) step(ctx context.Context, request any) (any, error) {
	if w.over {
		return nil, errTwice
	}
	defer func() { w.over = true }()
	if len(w.left) == 0 {
		return w.end(ctx, request)
	}
	link := w.left[0]
	w.left = w.left[1:]
	return link(ctx, request, w.info, w.next)
}
