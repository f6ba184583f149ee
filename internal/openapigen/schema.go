package main

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/pluginpb"

	// Linked so that the options in the request are read and not skipped.
	_ "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	_ "google.golang.org/genproto/googleapis/api/annotations"
)

// schema is what the proto files say.
type schema struct {
	files   *protoregistry.Files
	types   *dynamicpb.Types
	methods map[string]protoreflect.MethodDescriptor // by operation id
}

func newSchema(request *pluginpb.CodeGeneratorRequest) (*schema, error) {
	files, err := protodesc.NewFiles(&descriptorpb.FileDescriptorSet{File: request.GetProtoFile()})
	if err != nil {
		return nil, err
	}
	s := &schema{files: files, types: dynamicpb.NewTypes(files), methods: map[string]protoreflect.MethodDescriptor{}}
	for _, name := range request.GetFileToGenerate() {
		file, err := files.FindFileByPath(name)
		if err != nil {
			return nil, err
		}
		for i := range file.Services().Len() {
			service := file.Services().Get(i)
			for j := range service.Methods().Len() {
				method := service.Methods().Get(j)
				s.methods[string(service.Name())+"_"+string(method.Name())] = method
			}
		}
	}
	return s, nil
}

// message finds the message behind a schema of the document, or nil.
func (s *schema) message(name string) protoreflect.MessageDescriptor {
	found, err := s.files.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		return nil
	}
	message, _ := found.(protoreflect.MessageDescriptor)
	return message
}

// field finds a field by either of its names.
func field(message protoreflect.MessageDescriptor, name string) (protoreflect.FieldDescriptor, error) {
	fd := message.Fields().ByJSONName(name)
	if fd == nil {
		fd = message.Fields().ByName(protoreflect.Name(name))
	}
	if fd == nil {
		return nil, fmt.Errorf("%s has no field %s", message.FullName(), name)
	}
	return fd, nil
}

// jsonNames lists the fields of a message as JSON spells them, in the order of
// the proto file.
func jsonNames(message protoreflect.MessageDescriptor) []string {
	names := make([]string, message.Fields().Len())
	for i := range names {
		names[i] = message.Fields().Get(i).JSONName()
	}
	return names
}

// snakeNames maps the proto spelling of every field to its JSON spelling, where
// the two differ.
func (s *schema) snakeNames() map[string]string {
	found := map[string]string{}
	s.files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		collect(file.Messages(), found)
		return true
	})
	return found
}

func collect(messages protoreflect.MessageDescriptors, into map[string]string) {
	for i := range messages.Len() {
		message := messages.Get(i)
		for j := range message.Fields().Len() {
			fd := message.Fields().Get(j)
			if string(fd.Name()) != fd.JSONName() {
				into[string(fd.Name())] = fd.JSONName()
			}
		}
		collect(message.Messages(), into)
	}
}

// always lists the fields that an answer has in any case: JSON leaves out only
// what has presence and is not set.
func always(message protoreflect.MessageDescriptor) []any {
	var names []any
	for i := range message.Fields().Len() {
		if fd := message.Fields().Get(i); !fd.HasPresence() {
			names = append(names, fd.JSONName())
		}
	}
	return names
}
