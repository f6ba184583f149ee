package interceptor

import (
	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// mostFree is how many values a request may hold, all together, in lists and maps
// whose proto file names no limit: the objects of anything, which nest at will.
const mostFree = 1000

// Bounds knows how many items each list and each map of a request may have. It
// looks at counts alone and never at what is counted, so that a request is refused
// for the number of its items before any of them costs anything.
type Bounds struct {
	extents map[protoreflect.MessageDescriptor]*extent // of the requests that hold a list
}

// extent is what is counted in one message, in the order of the proto file.
type extent struct {
	bounds []bound
}

// bound is a list, a map, or a message in which one of them stands.
type bound struct {
	field protoreflect.FieldDescriptor
	limit int // of a list or map; 0 for one that shares mostFree
	inner *extent
}

func newBounds(requests []protoreflect.MessageDescriptor) *Bounds {
	known := map[protoreflect.FullName]*extent{}
	b := &Bounds{extents: map[protoreflect.MessageDescriptor]*extent{}}
	for _, request := range requests {
		if e := extentOf(request, known); e != nil {
			b.extents[request] = e
		}
	}
	return b
}

// extentOf is nil for a message that holds no list at any depth. A message inside
// itself meets its own extent; one that holds nothing but itself is counted in
// vain, which costs little.
func extentOf(message protoreflect.MessageDescriptor, known map[protoreflect.FullName]*extent) *extent {
	if met, ok := known[message.FullName()]; ok {
		return met
	}
	e := &extent{}
	known[message.FullName()] = e
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		b := bound{field: field, limit: limitOf(field)}
		if inner := valueOf(field); inner != nil {
			b.inner = extentOf(inner, known)
		}
		if isMany(field) || b.inner != nil {
			e.bounds = append(e.bounds, b)
		}
	}
	if len(e.bounds) == 0 {
		known[message.FullName()] = nil
		return nil
	}
	return e
}

// valueOf is the message that a field holds, be it once, in a list or in a map.
func valueOf(field protoreflect.FieldDescriptor) protoreflect.MessageDescriptor {
	if field.IsMap() {
		return field.MapValue().Message()
	}
	return field.Message()
}

func isMany(field protoreflect.FieldDescriptor) bool {
	return field.Cardinality() == protoreflect.Repeated
}

// limitOf is the limit that the proto file names; 0 for none.
func limitOf(field protoreflect.FieldDescriptor) int {
	rules, ok := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	switch {
	case !ok || rules == nil:
		return 0
	case field.IsMap():
		return int(rules.GetMap().GetMaxPairs())
	default:
		return int(rules.GetRepeated().GetMaxItems())
	}
}
