package cases_test

import (
	"context"
	"sync"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/service"
)

const keyRequestID = "x-request-id"

// witness is services with one more link around the chain of every RPC, which
// keeps the answers that it finds: what links redact, cache or audit must be what
// callers get.
type witness struct {
	services *service.Services

	mu    sync.Mutex
	found map[string][]proto.Message // by the id of the call
}

func newWitness(services *service.Services) *witness {
	return &witness{services: services, found: map[string][]proto.Message{}}
}

// Register puts the services on a door.
func (w *witness) Register(door grpc.ServiceRegistrar) { w.services.Register(around{door, w}) }

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
				w.keep(ctx, proto.Clone(message))
			}
			return answer, err
		}
		return handler(implementation, ctx, decode, link)
	}
}

func (w *witness) keep(ctx context.Context, answer proto.Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, id := range metadata.ValueFromIncomingContext(ctx, keyRequestID) {
		w.found[id] = append(w.found[id], answer)
	}
}

// confirm fails when the caller got anything else than what the link found.
func (w *witness) confirm(t *testing.T, callID string, got outcome) {
	t.Helper()
	w.mu.Lock()
	found := w.found[callID]
	w.mu.Unlock()
	switch {
	case got.status.Code() != codes.OK && len(found) == 0:
	case len(found) != 1:
		t.Errorf("the link around the call found %d answers", len(found))
	case !proto.Equal(found[0], got.answer):
		t.Errorf("the link around the call found\n%v\nthe caller got\n%v", found[0], got.answer)
	}
}
