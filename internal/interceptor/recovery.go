package interceptor

import (
	"context"
	"runtime/debug"

	"go.uber.org/zap"
	"google.golang.org/grpc"

	"github.com/ocegate/ocegate/internal/fault"
)

// recovery is the last net: it catches panics of the interceptors themselves.
// Those of handlers are caught further in, where they are still logged and
// counted like every other failure.
type recovery struct {
	logger  *zap.Logger
	metrics *Metrics
	methods *methods
	door    Door
}

func (r *recovery) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	defer func() {
		if value := recover(); value != nil {
			resp, err = nil, r.caught(info.FullMethod, value)
		}
	}()
	return handler(ctx, req)
}

func (r *recovery) stream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = r.caught(info.FullMethod, value)
		}
	}()
	return handler(srv, ss)
}

func (r *recovery) caught(method string, value any) error {
	r.metrics.panics.Inc()
	err := fault.Error(&fault.PanicError{Value: value, Stack: debug.Stack(), Operation: r.methods.of(method).operation})
	report := fault.Describe(err)
	r.logger.Error("panic outside a handler", zap.String("door", string(r.door)), zap.String("method", method),
		zap.String("cause", report.Cause), zap.String("stack", report.Stack))
	return err
}
