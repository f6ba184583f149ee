package fault

import (
	"sync"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// harmless holds the upstream operations that may be repeated without a
// thought: reads, and changes that a second call does not change further.
var harmless = sync.OnceValue(func() map[string]bool { return harmlessIn(protoregistry.GlobalFiles) })

// repeatable says whether a call whose outcome is unknown may simply be made
// again. An operation that no proto option declares may not.
func repeatable(operation string) bool { return harmless()[operation] }

func harmlessIn(files *protoregistry.Files) map[string]bool {
	found := map[string]bool{}
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				note(found, methods.Get(j))
			}
		}
		return true
	})
	return found
}

// note keeps the worse of two declarations of one operation.
func note(found map[string]bool, method protoreflect.MethodDescriptor) {
	options, ok := method.Options().(*descriptorpb.MethodOptions)
	if !ok || !proto.HasExtension(options, upstreamv1.E_Operation) {
		return
	}
	operation, ok := proto.GetExtension(options, upstreamv1.E_Operation).(*upstreamv1.Operation)
	if !ok {
		return
	}
	effect := operation.GetEffect()
	good := effect == upstreamv1.Effect_EFFECT_READ || effect == upstreamv1.Effect_EFFECT_IDEMPOTENT
	known, twice := found[operation.GetName()]
	found[operation.GetName()] = good && (known || !twice)
}
