package main

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// vocabulary is as much of the options as the document reads.
func vocabulary() *descriptorpb.FileDescriptorProto {
	text, message, enum := descriptorpb.FieldDescriptorProto_TYPE_STRING, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, descriptorpb.FieldDescriptorProto_TYPE_ENUM
	field := func(name string, number int32, kind descriptorpb.FieldDescriptorProto_Type, of string) *descriptorpb.FieldDescriptorProto {
		made := &descriptorpb.FieldDescriptorProto{
			Name: proto.String(name), Number: proto.Int32(number), Type: kind.Enum(), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		}
		if of != "" {
			made.TypeName = proto.String(".ocegate.upstream.v1." + of)
		}
		return made
	}
	extend := func(made *descriptorpb.FieldDescriptorProto, what string) *descriptorpb.FieldDescriptorProto {
		made.Extendee = proto.String(".google.protobuf." + what)
		return made
	}
	value := func(name string, number int32) *descriptorpb.EnumValueDescriptorProto {
		return &descriptorpb.EnumValueDescriptorProto{Name: proto.String(name), Number: proto.Int32(number)}
	}
	sites := field("sites", 5, enum, "Site")
	sites.Label = descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum()
	return &descriptorpb.FileDescriptorProto{
		Name: proto.String("vocabulary.proto"), Options: &descriptorpb.FileOptions{GoPackage: proto.String("example.test/vocabulary")}, Package: proto.String("ocegate.upstream.v1"), Syntax: proto.String("proto3"),
		Dependency: []string{"google/protobuf/descriptor.proto"},
		MessageType: []*descriptorpb.DescriptorProto{
			{Name: proto.String("Operation"), Field: []*descriptorpb.FieldDescriptorProto{
				field("name", 2, text, ""), field("method", 3, text, ""), field("path", 4, text, ""), field("effect", 6, enum, "Effect"),
				field("service", 1, enum, "Service"), field("quota", 12, descriptorpb.FieldDescriptorProto_TYPE_INT32, ""), sites,
			}},
			{Name: proto.String("Field"), Field: []*descriptorpb.FieldDescriptorProto{field("name", 1, text, "")}},
		},
		EnumType: []*descriptorpb.EnumDescriptorProto{
			{Name: proto.String("Effect"), Value: []*descriptorpb.EnumValueDescriptorProto{
				value("EFFECT_UNSPECIFIED", 0), value("EFFECT_READ", 1), value("EFFECT_MONEY", 4),
			}},
			{Name: proto.String("Service"), Value: []*descriptorpb.EnumValueDescriptorProto{value("SERVICE_UNSPECIFIED", 0), value("SERVICE_OSM", 2)}},
			{Name: proto.String("Site"), Value: []*descriptorpb.EnumValueDescriptorProto{value("SITE_UNSPECIFIED", 0), value("SITE_CN", 1), value("SITE_INTL", 2)}},
		},
		Extension: []*descriptorpb.FieldDescriptorProto{
			extend(field("operation", 51001, message, "Operation"), "MethodOptions"),
			extend(field("field", 51002, message, "Field"), "FieldOptions"),
		},
	}
}

// bound writes the option of an operation or a field as it arrives on the wire.
func bound(number protowire.Number, texts map[protowire.Number]string, numbers map[protowire.Number]uint64) []byte {
	var inner []byte
	for at, text := range texts {
		inner = protowire.AppendString(protowire.AppendTag(inner, at, protowire.BytesType), text)
	}
	for at, number := range numbers {
		inner = protowire.AppendVarint(protowire.AppendTag(inner, at, protowire.VarintType), number)
	}
	return protowire.AppendBytes(protowire.AppendTag(nil, number, protowire.BytesType), inner)
}

// bind gives the shelf its upstream.
func bind(file *descriptorpb.FileDescriptorProto) {
	file.Dependency = append(file.Dependency, "vocabulary.proto")
	methods := file.GetService()[0].GetMethod()
	methods[0].GetOptions().ProtoReflect().SetUnknown(bound(51001, map[protowire.Number]string{2: "QueryBooks", 3: "GET", 4: "/v2/books"}, map[protowire.Number]uint64{5: 1, 6: 1, 12: 20}))
	methods[1].GetOptions().ProtoReflect().SetUnknown(bound(51001, map[protowire.Number]string{2: "WriteNote", 3: "POST", 4: "/v2/notes"}, map[protowire.Number]uint64{1: 2, 5: 2, 6: 4, 12: 10}))
	for name, upstream := range map[string]string{"book_title": "caption", "sequel": "se_quel"} {
		for _, field := range file.GetMessageType()[0].GetField() {
			if field.GetName() == name {
				field.Options = &descriptorpb.FieldOptions{}
				field.GetOptions().ProtoReflect().SetUnknown(bound(51002, map[protowire.Number]string{1: upstream}, nil))
			}
		}
	}
	color := file.GetMessageType()[1].GetField()[1]
	color.GetOptions().ProtoReflect().SetUnknown(bound(51002, map[protowire.Number]string{1: "hue"}, nil))
}

// TestUpstreamNames: whoever knows the upstream's names finds what they became.
func TestUpstreamNames(t *testing.T) {
	t.Parallel()
	whole, err := generatedFrom(t, bind, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for want, place := range map[string]string{
		"`." + " Upstream operation: QueryBooks, 20 calls per second, Chinese site only. Upstream: `GET /v2/books`.\"": "paths /v1/books get description",
		"\"Upstream operation: WriteNote, international site only. Upstream: `POST /v2/notes`.\"":                      "paths /v1/books/{bookId}:note post description",
		"\"Upstream: `caption`.\"": "components schemas shelf.Book properties bookTitle description",
		"\"Upstream: `hue`.\"":     "paths /v1/books get parameters notColor description",
		"null":                     "components schemas shelf.Book properties sequel description",
	} {
		if got := at(t, whole, strings.Fields(place)...); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s, want %s", place, got, want)
		}
	}
}

// TestConflictsAreOfChanges: a read has nothing to be in conflict with.
func TestConflictsAreOfChanges(t *testing.T) {
	t.Parallel()
	whole, err := generatedFrom(t, bind, vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for want, place := range map[string]string{
		"null": "paths /v1/books get responses 409",
		`{"$ref":"#/components/responses/Conflict"}`: "paths /v1/books/{bookId}:note post responses 409",
	} {
		if got := at(t, whole, strings.Fields(place)...); got != want {
			t.Errorf("%s: %s, want %s", place, got, want)
		}
	}
}
