package interceptor

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

// idempotencyKey is the metadata of the Idempotency-Key header, by which callers
// of other APIs make a repeated payment harmless.
const idempotencyKey = "idempotency-key"

// transactionField is the upstream's own means to the same end, where it has one.
const transactionField = "transaction_id"

// idempotency is where a call that must not happen twice meets the key that its
// caller gave it. No key is honoured yet, and one that were ignored in silence
// would let a caller repeat a payment in good faith: such a call is refused, with
// the way that there is. Who honours keys replaces this link.
type idempotency struct {
	// refusals are the answers by full method name; other methods may be repeated
	// and have none.
	refusals map[string]error
}

func newIdempotency(services []protoreflect.ServiceDescriptor) *idempotency {
	i := &idempotency{refusals: map[string]error{}}
	for _, service := range services {
		for n := range service.Methods().Len() {
			method := service.Methods().Get(n)
			if happensTwice(method) {
				i.refusals["/"+string(service.FullName())+"/"+string(method.Name())] = keyRefusal(method)
			}
		}
	}
	return i
}

// happensTwice says whether a repeated call does again what the first one did.
func happensTwice(method protoreflect.MethodDescriptor) bool {
	options, ok := method.Options().(*descriptorpb.MethodOptions)
	if !ok {
		return false
	}
	operation, ok := proto.GetExtension(options, upstreamv1.E_Operation).(*upstreamv1.Operation)
	if !ok {
		return false
	}
	effect := operation.GetEffect()
	return effect == upstreamv1.Effect_EFFECT_MONEY || effect == upstreamv1.Effect_EFFECT_UNSAFE
}

func keyRefusal(method protoreflect.MethodDescriptor) error {
	instead := "is not honoured: leave it out, and after a lost answer read the state before the call is repeated"
	if method.Input().Fields().ByName(transactionField) != nil {
		instead = "is not honoured: leave it out, and give " + transactionField + ", which the upstream takes only once"
	}
	return &fault.RefusalError{
		Reason:     fault.IdempotencyKeyUnsupported,
		Violations: []fault.Violation{{Field: idempotencyKey, Description: instead}},
	}
}

func (i *idempotency) unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if err := i.judge(ctx, info.FullMethod); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

func (i *idempotency) stream(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := i.judge(ss.Context(), info.FullMethod); err != nil {
		return err
	}
	return handler(srv, ss)
}

// judge refuses a key where it would matter. An empty one is a key too: its
// caller believes to have sent one.
func (i *idempotency) judge(ctx context.Context, method string) error {
	refusal := i.refusals[method]
	if refusal == nil || len(metadata.ValueFromIncomingContext(ctx, idempotencyKey)) == 0 {
		return nil
	}
	return refusal
}
