package service_test

import (
	"slices"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/service"
)

// unlimited adds the lists and maps of a message, at any depth, that may hold any
// number of items as far as the proto files say.
func unlimited(m protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) []protoreflect.FullName {
	if seen[m.FullName()] {
		return nil
	}
	seen[m.FullName()] = true
	var found []protoreflect.FullName
	for i := range m.Fields().Len() {
		field := m.Fields().Get(i)
		rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
		if field.Cardinality() == protoreflect.Repeated && rules.GetRepeated().GetMaxItems() == 0 && rules.GetMap().GetMaxPairs() == 0 {
			found = append(found, field.FullName())
		}
		if field.IsMap() {
			field = field.MapValue()
		}
		if inner := field.Message(); inner != nil {
			found = append(found, unlimited(inner, seen)...)
		}
	}
	return found
}

// TestEveryListOfARequestHasALimit: work is bounded by what a request may hold, so
// its lists say how much that is. Those of objects of anything share one limit,
// whose test is that of the bounds.
func TestEveryListOfARequestHasALimit(t *testing.T) {
	t.Parallel()
	seen, found := map[protoreflect.FullName]bool{}, []protoreflect.FullName(nil)
	for _, s := range service.Descriptors() {
		for i := range s.Methods().Len() {
			found = append(found, unlimited(s.Methods().Get(i).Input(), seen)...)
		}
	}
	slices.Sort(found)
	want := []protoreflect.FullName{
		"google.protobuf.ListValue.values", "google.protobuf.Struct.fields", "ocegate.tickets.v1.StartDiagnosisRequest.parameters",
	}
	if !slices.Equal(found, want) {
		t.Errorf("without a limit: %v, want %v", found, want)
	}
	answer := (&ordersv1.ListOrdersResponse{}).ProtoReflect().Descriptor() // answers need none
	if found := unlimited(answer, map[protoreflect.FullName]bool{}); !slices.Contains(found, "ocegate.orders.v1.ListOrdersResponse.orders") {
		t.Errorf("a list without a limit is not found among %v", found)
	}
}
