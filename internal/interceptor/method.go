package interceptor

import (
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// operationOf is the upstream operation that a method declares, nil for none.
func operationOf(method protoreflect.MethodDescriptor) *upstreamv1.Operation {
	options, ok := method.Options().(*descriptorpb.MethodOptions)
	if !ok || !proto.HasExtension(options, upstreamv1.E_Operation) {
		return nil
	}
	operation, _ := proto.GetExtension(options, upstreamv1.E_Operation).(*upstreamv1.Operation)
	return operation
}

// isLasting says that a lost answer to an operation leaves a doubt behind that
// repeating the call does not settle.
func isLasting(operation *upstreamv1.Operation) bool {
	effect := operation.GetEffect()
	return effect == upstreamv1.Effect_EFFECT_MONEY || effect == upstreamv1.Effect_EFFECT_UNSAFE
}

// codeName is the canonical spelling of a code, as in the JSON error body.
func codeName(code codes.Code) string {
	names := [...]string{
		"OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
		"PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
		"INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
	}
	if int(code) < len(names) {
		return names[code]
	}
	return "UNKNOWN"
}
