// Command openapigen is a protoc plugin that writes the one OpenAPI 3.1
// document of the public API. It runs protoc-gen-openapiv3, which writes a
// document for each file and calls itself alpha, and makes of them what callers
// of the JSON door need: one document with our errors, the rules of
// protovalidate as constraints, and what is required, on both sides.
//
// It is deterministic, and it fails on what it cannot express instead of
// leaving it out. It must not import anything from gen/: it runs before gen/
// exists.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/pluginpb"
)

// output is the name of the document in the plugin's output folder.
const output = "ocegate.openapi.json"

func main() {
	if err := run(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "openapigen:", err)
		os.Exit(1)
	}
}

// run speaks protoc's plugin protocol.
func run(ctx context.Context, in io.Reader, out io.Writer) error {
	raw, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	parts, err := generate(ctx, raw)
	if err != nil {
		return err
	}
	request := &pluginpb.CodeGeneratorRequest{}
	if err := proto.Unmarshal(raw, request); err != nil {
		return err
	}
	schema, err := newSchema(request)
	if err != nil {
		return err
	}
	text, err := document(parts, schema)
	if err != nil {
		return err
	}
	features := uint64(pluginpb.CodeGeneratorResponse_FEATURE_PROTO3_OPTIONAL)
	answer, err := proto.Marshal(&pluginpb.CodeGeneratorResponse{
		SupportedFeatures: &features,
		File:              []*pluginpb.CodeGeneratorResponse_File{{Name: proto.String(output), Content: proto.String(text)}},
	})
	if err != nil {
		return err
	}
	_, err = out.Write(answer)
	return err
}

// generate runs the pinned generator on the request that came from buf.
func generate(ctx context.Context, request []byte) ([]string, error) {
	command := exec.CommandContext(ctx, "go", "tool", "protoc-gen-openapiv3")
	command.Stdin, command.Stderr = strings.NewReader(string(request)), os.Stderr
	raw, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("protoc-gen-openapiv3: %w", err)
	}
	answer := &pluginpb.CodeGeneratorResponse{}
	if err := proto.Unmarshal(raw, answer); err != nil {
		return nil, err
	}
	if answer.GetError() != "" {
		return nil, fmt.Errorf("protoc-gen-openapiv3: %s", answer.GetError())
	}
	var parts []string
	for _, file := range answer.GetFile() {
		parts = append(parts, file.GetContent())
	}
	return parts, nil
}
