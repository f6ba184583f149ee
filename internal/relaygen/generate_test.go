package main

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

const (
	domain = "api/things/v1/things_service.proto"
	other  = "api/files/v1/files_service.proto"
)

// schema is two services: one with an RPC of each kind, one with a stream alone.
func schema(t *testing.T) *protogen.Plugin {
	t.Helper()
	request := &pluginpb.CodeGeneratorRequest{
		Parameter:      proto.String("paths=source_relative"),
		FileToGenerate: []string{domain, other},
		ProtoFile: []*descriptorpb.FileDescriptorProto{
			file(domain, "api.things.v1", "ThingService", rpc("GetThing", false), rpc("WatchThing", true)),
			file(other, "api.files.v1", "FileService", rpc("ReadFile", true)),
		},
	}
	plugin, err := protogen.Options{}.New(request)
	if err != nil {
		t.Fatal(err)
	}
	return plugin
}

func file(path, pkg, service string, methods ...*descriptorpb.MethodDescriptorProto) *descriptorpb.FileDescriptorProto {
	for _, method := range methods {
		method.InputType, method.OutputType = proto.String("."+pkg+".In"), proto.String("."+pkg+".Out")
	}
	return &descriptorpb.FileDescriptorProto{
		Syntax: proto.String("proto3"), Name: proto.String(path), Package: proto.String(pkg),
		Options:     &descriptorpb.FileOptions{GoPackage: proto.String("example.com/gen/" + path[:strings.LastIndex(path, "/")] + ";things")},
		MessageType: []*descriptorpb.DescriptorProto{{Name: proto.String("In")}, {Name: proto.String("Out")}},
		Service:     []*descriptorpb.ServiceDescriptorProto{{Name: proto.String(service), Method: methods}},
	}
}

func rpc(name string, stream bool) *descriptorpb.MethodDescriptorProto {
	return &descriptorpb.MethodDescriptorProto{Name: proto.String(name), ServerStreaming: proto.Bool(stream)}
}

// TestStreamsAreNeverRelayed: the server of a service with a stream is asked for.
func TestStreamsAreNeverRelayed(t *testing.T) {
	t.Parallel()
	plugin := schema(t)
	if err := generate(plugin, []string{other, domain}); err != nil {
		t.Fatal(err)
	}
	written := map[string]string{}
	for _, file := range plugin.Response().GetFile() {
		written[file.GetName()] = file.GetContent()
	}
	relays, index := written["api/things/v1/things_service_relay.pb.go"], written["api/services.pb.go"]
	if len(written) != 2 || !strings.Contains(relays, ") GetThing(") || strings.Contains(relays, "WatchThing") {
		t.Errorf("%d files, relays:\n%s", len(written), relays)
	}
	first, second := strings.Index(index, `File_api_files_v1_files_service_proto`), strings.Index(index, `File_api_things_v1_things_service_proto`)
	if first < 0 || second < first {
		t.Errorf("the services are not in their order:\n%s", index)
	}
	for _, want := range []string{"fileService v1.FileServiceServer", "thingService v11.ThingServiceServer", "FileService:  fileService,"} {
		if !strings.Contains(index, want) {
			t.Errorf("no %q in\n%s", want, index)
		}
	}
}

// TestOrderIsWhole refuses an order in which a service is missing, unknown or
// there twice.
func TestOrderIsWhole(t *testing.T) {
	t.Parallel()
	for _, order := range [][]string{nil, {domain}, {domain, other, domain}, {domain, other, "api/none.proto"}} {
		if err := generate(schema(t), order); err == nil {
			t.Errorf("%q passes", order)
		}
	}
}
