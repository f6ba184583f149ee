package cases_test

import (
	"context"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/service"
)

// witness is services with one more link around the chain of every RPC, which
// keeps the answer that it finds: what links redact, cache or audit must be what
// callers get.
type witness struct {
	*service.Services

	found []proto.Message
}

// Register implements cases.Registrable.
func (w *witness) Register(door grpc.ServiceRegistrar) { w.Services.Register(around{door, w}) }

// around registers services whose calls all pass a witness.
type around struct {
	grpc.ServiceRegistrar

	witness *witness
}

// RegisterService implements grpc.ServiceRegistrar.
func (a around) RegisterService(desc *grpc.ServiceDesc, implementation any) {
	watched := *desc
	watched.Methods = make([]grpc.MethodDesc, len(desc.Methods))
	for i, method := range desc.Methods {
		watched.Methods[i] = grpc.MethodDesc{MethodName: method.MethodName, Handler: a.witness.watch(method.Handler)}
	}
	a.ServiceRegistrar.RegisterService(&watched, implementation)
}

func (w *witness) watch(handler grpc.MethodHandler) grpc.MethodHandler {
	return func(implementation any, ctx context.Context, decode func(any) error, chain grpc.UnaryServerInterceptor) (any, error) {
		link := func(ctx context.Context, request any, info *grpc.UnaryServerInfo, end grpc.UnaryHandler) (any, error) {
			answer, err := chain(ctx, request, info, end)
			if message, ok := answer.(proto.Message); ok && err == nil {
				w.found = append(w.found, proto.Clone(message))
			}
			return answer, err
		}
		return handler(implementation, ctx, decode, link)
	}
}

// confirm fails when the caller got anything else than what the link found.
func (w *witness) confirm(t *testing.T, got outcome) {
	t.Helper()
	switch {
	case got.status.Code() != codes.OK && len(w.found) == 0:
	case len(w.found) != 1:
		t.Errorf("the link around the call found %d answers", len(w.found))
	case !proto.Equal(w.found[0], got.answer):
		t.Errorf("the link around the call found\n%v\nthe caller got\n%v", w.found[0], got.answer)
	}
}
