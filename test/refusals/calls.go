package refusals

import (
	"io/fs"
	"os"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/ocegate/ocegate/internal/service"
)

// Call is a call that is refused.
type Call struct {
	Method  string `json:"method"`  // in full
	Request []byte `json:"request"` // encoded
	Reason  string `json:"reason"`  // what its caller must learn; empty for any
}

// Calls are a call for every reason in the table of faults, and one for every RPC
// that takes one request, with as much wrong in it as its limits let through. The
// root is the folder of the repository.
func Calls(root string) ([]Call, error) {
	reasons, err := reasons(root)
	if err != nil {
		return nil, err
	}
	var calls []Call
	for _, reason := range reasons {
		request, err := proto.Marshal(wrapperspb.String(reason))
		if err != nil {
			return nil, err
		}
		calls = append(calls, Call{method, request, reason})
	}
	for _, s := range service.Descriptors() {
		for i := range s.Methods().Len() {
			rpc := s.Methods().Get(i)
			if rpc.IsStreamingClient() {
				continue
			}
			message := dynamicpb.NewMessage(rpc.Input())
			spoil(message, 0)
			request, err := proto.Marshal(message)
			if err != nil {
				return nil, err
			}
			calls = append(calls, Call{Method: "/" + string(s.FullName()) + "/" + string(rpc.Name()), Request: request})
		}
	}
	// Methods that nobody has, whose names come back.
	long := strings.Repeat("x", 4500)
	return append(calls, Call{"/" + long + "/" + long, nil, "METHOD_UNKNOWN"}, Call{"/" + long + long, nil, "METHOD_UNKNOWN"}), nil
}

// reasons are the names in the table of faults.
func reasons(root string) ([]string, error) {
	table, err := fs.ReadFile(os.DirFS(root), "internal/fault/data/reasons.tsv")
	if err != nil {
		return nil, err
	}
	var names []string
	for line := range strings.Lines(string(table)) {
		name, _, _ := strings.Cut(line, "\t")
		names = append(names, name)
	}
	return names[1:], nil // the first line is the heading
}

// deepest is how deep messages are spoilt.
const deepest = 4

// spoil puts into every field what is wrong there, and into every list as many
// wrong items as it may have.
func spoil(m protoreflect.Message, depth int) {
	for i := range m.Descriptor().Fields().Len() {
		field := m.Descriptor().Fields().Get(i)
		switch {
		case field.IsMap() || field.ContainingOneof() != nil && !field.HasOptionalKeyword():
		case field.Message() != nil && (depth == deepest || field.Message().ParentFile().Package() == "google.protobuf"):
		case field.IsList():
			spoilList(m, field, depth)
		case field.Message() != nil:
			spoil(m.Mutable(field).Message(), depth+1)
		default:
			m.Set(field, wrong(field))
		}
	}
}

func spoilList(m protoreflect.Message, field protoreflect.FieldDescriptor, depth int) {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	list := m.Mutable(field).List()
	for range rules.GetRepeated().GetMaxItems() {
		if field.Message() == nil {
			list.Append(wrong(field))
			continue
		}
		spoil(list.AppendMutable().Message(), depth+1)
	}
}

// wrong is a value that hardly any rule allows.
func wrong(field protoreflect.FieldDescriptor) protoreflect.Value {
	switch field.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(strings.Repeat("字\u00a0", 20))
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(-1)
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(-1)
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(-1)
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte{0xff})
	default:
		return field.Default()
	}
}
