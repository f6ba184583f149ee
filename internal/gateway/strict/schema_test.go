package strict_test

import (
	"sync"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	// Linked so that the schema below can import them.
	_ "google.golang.org/protobuf/types/known/anypb"
	_ "google.golang.org/protobuf/types/known/durationpb"
	_ "google.golang.org/protobuf/types/known/fieldmaskpb"
	_ "google.golang.org/protobuf/types/known/structpb"
	_ "google.golang.org/protobuf/types/known/timestamppb"
	_ "google.golang.org/protobuf/types/known/wrapperspb"
)

// schema has every kind of field that a request may have, so that the readers
// are tried on more than the API uses today.
const schema = `
name: "strict_test.proto" package: "strict.test" syntax: "proto3"
dependency: ["google/protobuf/any.proto", "google/protobuf/duration.proto", "google/protobuf/field_mask.proto",
  "google/protobuf/struct.proto", "google/protobuf/timestamp.proto", "google/protobuf/wrappers.proto"]
enum_type { name: "Color" value { name: "COLOR_UNSPECIFIED" number: 0 } value { name: "COLOR_RED" number: 1 } value { name: "COLOR_NEG" number: -1 } }
message_type {
  name: "All"
  field { name: "flag" number: 1 type: TYPE_BOOL label: LABEL_OPTIONAL json_name: "flag" }
  field { name: "small_int" number: 2 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "smallInt" }
  field { name: "large_int" number: 3 type: TYPE_SINT64 label: LABEL_OPTIONAL json_name: "largeInt" }
  field { name: "small_count" number: 4 type: TYPE_UINT32 label: LABEL_OPTIONAL json_name: "smallCount" }
  field { name: "large_count" number: 5 type: TYPE_FIXED64 label: LABEL_OPTIONAL json_name: "largeCount" }
  field { name: "text" number: 6 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "text" }
  field { name: "raw" number: 7 type: TYPE_BYTES label: LABEL_OPTIONAL json_name: "raw" }
  field { name: "color" number: 8 type: TYPE_ENUM type_name: ".strict.test.Color" label: LABEL_OPTIONAL json_name: "color" }
  field { name: "child" number: 9 type: TYPE_MESSAGE type_name: ".strict.test.All" label: LABEL_OPTIONAL json_name: "child" }
  field { name: "children" number: 10 type: TYPE_MESSAGE type_name: ".strict.test.All" label: LABEL_REPEATED json_name: "children" }
  field { name: "numbers" number: 11 type: TYPE_INT32 label: LABEL_REPEATED json_name: "numbers" }
  field { name: "colors" number: 12 type: TYPE_ENUM type_name: ".strict.test.Color" label: LABEL_REPEATED json_name: "colors" }
  field { name: "labels" number: 13 type: TYPE_MESSAGE type_name: ".strict.test.All.LabelsEntry" label: LABEL_REPEATED json_name: "labels" }
  field { name: "kids" number: 14 type: TYPE_MESSAGE type_name: ".strict.test.All.KidsEntry" label: LABEL_REPEATED json_name: "kids" }
  field { name: "left" number: 15 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 json_name: "left" }
  field { name: "right" number: 16 type: TYPE_MESSAGE type_name: ".strict.test.All" label: LABEL_OPTIONAL oneof_index: 0 json_name: "right" }
  field { name: "maybe" number: 17 type: TYPE_INT32 label: LABEL_OPTIONAL proto3_optional: true oneof_index: 1 json_name: "maybe" }
  field { name: "at" number: 18 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL json_name: "at" }
  field { name: "lasts" number: 19 type: TYPE_MESSAGE type_name: ".google.protobuf.Duration" label: LABEL_OPTIONAL json_name: "lasts" }
  field { name: "mask" number: 20 type: TYPE_MESSAGE type_name: ".google.protobuf.FieldMask" label: LABEL_OPTIONAL json_name: "mask" }
  field { name: "wrapped_text" number: 21 type: TYPE_MESSAGE type_name: ".google.protobuf.StringValue" label: LABEL_OPTIONAL json_name: "wrappedText" }
  field { name: "wrapped_int" number: 22 type: TYPE_MESSAGE type_name: ".google.protobuf.Int64Value" label: LABEL_OPTIONAL json_name: "wrappedInt" }
  field { name: "anything" number: 23 type: TYPE_MESSAGE type_name: ".google.protobuf.Value" label: LABEL_OPTIONAL json_name: "anything" }
  field { name: "object" number: 24 type: TYPE_MESSAGE type_name: ".google.protobuf.Struct" label: LABEL_OPTIONAL json_name: "object" }
  field { name: "any" number: 25 type: TYPE_MESSAGE type_name: ".google.protobuf.Any" label: LABEL_OPTIONAL json_name: "any" }
  field { name: "instants" number: 26 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_REPEATED json_name: "instants" }
  nested_type { name: "LabelsEntry" options { map_entry: true }
    field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "key" }
    field { name: "value" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "value" } }
  nested_type { name: "KidsEntry" options { map_entry: true }
    field { name: "key" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "key" }
    field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".strict.test.All" label: LABEL_OPTIONAL json_name: "value" } }
  oneof_decl { name: "choice" }
  oneof_decl { name: "_maybe" }
}
message_type {
  name: "Rough"
  field { name: "ratio" number: 1 type: TYPE_DOUBLE label: LABEL_OPTIONAL json_name: "ratio" }
}
message_type {
  name: "Nested"
  field { name: "roughs" number: 1 type: TYPE_MESSAGE type_name: ".strict.test.Rough" label: LABEL_REPEATED json_name: "roughs" }
}
message_type {
  name: "Keyed"
  field { name: "by_number" number: 1 type: TYPE_MESSAGE type_name: ".strict.test.Keyed.ByNumberEntry" label: LABEL_REPEATED json_name: "byNumber" }
  nested_type { name: "ByNumberEntry" options { map_entry: true }
    field { name: "key" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL json_name: "key" }
    field { name: "value" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL json_name: "value" } }
}`

// compiled is the schema, compiled once: descriptors are compared by identity.
var compiled = sync.OnceValues(func() (protoreflect.FileDescriptor, error) {
	parsed := &descriptorpb.FileDescriptorProto{}
	if err := prototext.Unmarshal([]byte(schema), parsed); err != nil {
		return nil, err
	}
	return protodesc.NewFile(parsed, protoregistry.GlobalFiles)
})

func file(tb testing.TB) protoreflect.FileDescriptor {
	tb.Helper()
	descriptor, err := compiled()
	if err != nil {
		tb.Fatal(err)
	}
	return descriptor
}

// all is an empty message with every kind of field.
func all(tb testing.TB) *dynamicpb.Message {
	tb.Helper()
	return dynamicpb.NewMessage(file(tb).Messages().ByName("All"))
}
