package gateway

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// explain names the field that stands for a parameter of the upstream's own API:
// who comes from there writes `limit`, and no list of fields is at hand.
func (b *binding) explain(problems []strict.Problem) []strict.Problem {
	for i := range problems {
		if field := b.standIn(problems[i].Field); field != "" {
			problems[i].Reason += "; what the upstream calls so is " + field + " here"
		}
	}
	return problems
}

// standIn is the JSON name of the field whose upstream name a path ends in, or
// nothing where the path is one of our own.
func (b *binding) standIn(path string) string {
	message := b.method.Input()
	steps := strings.Split(path, ".")
	for i, step := range steps {
		name, _, _ := strings.Cut(step, "[")
		field := message.Fields().ByJSONName(name)
		if field == nil {
			field = message.Fields().ByName(protoreflect.Name(name))
		}
		switch {
		case field == nil && i == 0 && b.paged(name) != "":
			return b.paged(name)
		case field == nil && i == len(steps)-1:
			return upstreamField(message, name)
		case field == nil || field.Message() == nil:
			return ""
		}
		message = field.Message()
	}
	return ""
}

// paged is what stands for a parameter that says where a page starts or how long
// it is.
func (b *binding) paged(name string) string {
	operation, _ := proto.GetExtension(b.method.Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
	switch paging := operation.GetPaging(); name {
	case "":
		return ""
	case paging.GetLimit():
		return "pageSize"
	case paging.GetOffset(), paging.GetMarker():
		return "pageToken"
	default:
		return ""
	}
}

// upstreamField is the field of a message that has the name upstream, also as a
// member of an object that has no message here.
func upstreamField(message protoreflect.MessageDescriptor, name string) string {
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		option, _ := proto.GetExtension(field.Options(), upstreamv1.E_Field).(*upstreamv1.Field)
		known := option.GetName()
		if known == name || known[strings.LastIndex(known, ".")+1:] == name {
			return field.JSONName()
		}
	}
	return ""
}
