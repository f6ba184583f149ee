package translate

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// unlinkedMessage is a message that no generated code exists for.
func unlinkedMessage(tb testing.TB) protoreflect.MessageDescriptor {
	tb.Helper()
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("unlinked.proto"), Package: proto.String("unlinked"), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{{Name: proto.String("Nothing")}},
	}, protoregistry.GlobalFiles)
	if err != nil {
		tb.Fatal(err)
	}
	return file.Messages().Get(0)
}

// schema is a copy of the public API that a test may spoil. The names stay those
// of the linked messages, so that plans find their Go types.
type schema struct {
	tb    testing.TB
	files map[string]*descriptorpb.FileDescriptorProto
}

func newSchema(tb testing.TB) *schema {
	tb.Helper()
	return newSchemaAround(tb, nil)
}

// newSchemaAround copies what may hold a message: its own domain, or everything
// for a shared one.
func newSchemaAround(tb testing.TB, message protoreflect.MessageDescriptor) *schema {
	tb.Helper()
	s := &schema{tb: tb, files: map[string]*descriptorpb.FileDescriptorProto{}}
	shared := message == nil || strings.HasPrefix(string(message.FullName()), "ocegate.type.")
	for _, file := range publicFiles() {
		if shared || file.Package() == message.ParentFile().Package() {
			s.files[file.Path()] = protodesc.ToFileDescriptorProto(file)
		}
	}
	return s
}

// services builds the descriptors anew.
func (s *schema) services() []protoreflect.ServiceDescriptor {
	s.tb.Helper()
	built := &overlay{local: new(protoregistry.Files)}
	var services []protoreflect.ServiceDescriptor
	for _, path := range s.inOrder() {
		file, err := protodesc.NewFile(s.files[path], built)
		if err != nil {
			s.tb.Fatal(err)
		}
		if err := built.local.RegisterFile(file); err != nil {
			s.tb.Fatal(err)
		}
		for i := range file.Services().Len() {
			services = append(services, file.Services().Get(i))
		}
	}
	return services
}

// inOrder lists the files with each behind what it imports.
func (s *schema) inOrder() []string {
	var order []string
	done := map[string]bool{}
	var visit func(path string)
	visit = func(path string) {
		if s.files[path] == nil || done[path] {
			return
		}
		done[path] = true
		for _, needed := range s.files[path].GetDependency() {
			visit(needed)
		}
		order = append(order, path)
	}
	for _, file := range publicFiles() {
		visit(file.Path())
	}
	return order
}

// overlay finds the copies before the originals.
type overlay struct{ local *protoregistry.Files }

func (o *overlay) FindFileByPath(path string) (protoreflect.FileDescriptor, error) {
	if file, err := o.local.FindFileByPath(path); err == nil {
		return file, nil
	}
	return protoregistry.GlobalFiles.FindFileByPath(path)
}

func (o *overlay) FindDescriptorByName(name protoreflect.FullName) (protoreflect.Descriptor, error) {
	if found, err := o.local.FindDescriptorByName(name); err == nil {
		return found, nil
	}
	return protoregistry.GlobalFiles.FindDescriptorByName(name)
}

// message finds the copy of a message by its full name.
func (s *schema) message(name string) *descriptorpb.DescriptorProto {
	s.tb.Helper()
	for _, file := range s.files {
		for _, message := range file.GetMessageType() {
			if file.GetPackage()+"."+message.GetName() == name {
				return message
			}
		}
	}
	s.tb.Fatalf("no message %s", name)
	return nil
}

func (s *schema) field(message, name string) *descriptorpb.FieldDescriptorProto {
	s.tb.Helper()
	for _, field := range s.message(message).GetField() {
		if field.GetName() == name {
			return field
		}
	}
	s.tb.Fatalf("no field %s.%s", message, name)
	return nil
}

// drop takes a field away.
func (s *schema) drop(message, name string) {
	s.tb.Helper()
	target, gone := s.message(message), s.field(message, name)
	kept := target.Field[:0:0]
	for _, field := range target.GetField() {
		if field != gone {
			kept = append(kept, field)
		}
	}
	target.Field = kept
	if gone.OneofIndex == nil {
		return
	}
	// The oneof of an optional field goes with it, and those behind move up.
	at := gone.GetOneofIndex()
	target.OneofDecl = slices.Delete(target.GetOneofDecl(), int(at), int(at)+1)
	for _, field := range kept {
		if field.OneofIndex != nil && field.GetOneofIndex() > at {
			field.OneofIndex = proto.Int32(field.GetOneofIndex() - 1)
		}
	}
}

// option changes the upstream option of a field.
func (s *schema) option(message, name string, change func(*upstreamv1.Field)) {
	s.tb.Helper()
	field := s.field(message, name)
	if field.Options == nil {
		field.Options = &descriptorpb.FieldOptions{}
	}
	option := &upstreamv1.Field{}
	if proto.HasExtension(field.GetOptions(), upstreamv1.E_Field) {
		known, _ := proto.GetExtension(field.GetOptions(), upstreamv1.E_Field).(*upstreamv1.Field)
		proto.Merge(option, known)
	}
	change(option)
	proto.SetExtension(field.GetOptions(), upstreamv1.E_Field, option)
}

// operation changes the upstream option of an RPC.
func (s *schema) operation(rpc string, change func(*upstreamv1.Operation)) {
	s.tb.Helper()
	options := s.rpc(rpc).GetOptions()
	known, _ := proto.GetExtension(options, upstreamv1.E_Operation).(*upstreamv1.Operation)
	option := &upstreamv1.Operation{}
	proto.Merge(option, known)
	change(option)
	proto.SetExtension(options, upstreamv1.E_Operation, option)
}

func (s *schema) rpc(name string) *descriptorpb.MethodDescriptorProto {
	s.tb.Helper()
	for _, file := range s.files {
		for _, service := range file.GetService() {
			for _, method := range service.GetMethod() {
				if method.GetName() == name {
					return method
				}
			}
		}
	}
	s.tb.Fatalf("no RPC %s", name)
	return nil
}

// code sets the upstream code of an enum value.
func (s *schema) code(value string, code *upstreamv1.Code) {
	s.tb.Helper()
	for _, file := range s.files {
		for _, enum := range file.GetEnumType() {
			for _, candidate := range enum.GetValue() {
				if candidate.GetName() == value {
					candidate.Options = &descriptorpb.EnumValueOptions{}
					proto.SetExtension(candidate.GetOptions(), upstreamv1.E_Code, code)
					return
				}
			}
		}
	}
	s.tb.Fatalf("no enum value %s", value)
}
