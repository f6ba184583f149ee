package main

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/ordered"
)

// binary is the schema of the bytes of a file. The format says nothing in this
// version of OpenAPI, but pages that let one choose a file go by it.
func binary(description string) *ordered.Object {
	schema := ordered.New("type", "string", "format", "binary", "contentMediaType", "application/octet-stream")
	if description != "" {
		schema.Set("description", description)
	}
	return schema
}

// form describes an upload as what it is over HTTP: the texts of its metadata,
// then the file.
func form(operation *ordered.Object, method protoreflect.MethodDescriptor) error {
	described := method.Input().Fields().ByName("metadata")
	if described == nil || described.Message() == nil {
		return fmt.Errorf("%s: an upload without metadata", method.FullName())
	}
	metadata := described.Message()
	schema := operation.Object("requestBody").Object("content").Object("application/json").Object("schema")
	reference := schema.Object("properties").Object("metadata")
	if reference == nil {
		return fmt.Errorf("%s: its body has no metadata", method.FullName())
	}
	operation.Set("requestBody", ordered.New(
		"required", true,
		"content", ordered.New("multipart/form-data", ordered.New("schema", ordered.New(
			"type", "object", "x-message", string(metadata.FullName()),
		))),
	))
	return nil
}

// forms fills in the texts of uploads once the schemas of messages are refined.
func forms(whole *ordered.Object, _ *schema) error {
	schemas := whole.Object("components").Object("schemas")
	var failed error
	ordered.Walk(whole.Object("paths"), func(o *ordered.Object) {
		name := o.Text("x-message")
		if name == "" || failed != nil {
			return
		}
		o.Remove("x-message")
		failed = fill(o, schemas.Object(name))
	})
	return failed
}

// fill copies the members of a message into a form, and puts the file behind
// them: it is read last.
func fill(into, message *ordered.Object) error {
	if message == nil {
		return fmt.Errorf("a form without the schema of its texts")
	}
	properties := ordered.New()
	for _, name := range message.Object("properties").Names() {
		properties.Set(name, message.Object("properties").Value(name))
	}
	properties.Set("file", binary("The file; the last part of the form."))
	into.Set("properties", properties)
	required := []any{"file"}
	for _, name := range message.List("required") {
		if name != "fileName" { // the part with the file names it too
			required = append(required, name)
		}
	}
	into.Set("required", required)
	into.Set("additionalProperties", false)
	return nil
}

// file describes a download as what it is over HTTP.
func file(operation *ordered.Object) {
	operation.Object("responses").Set("200", ordered.New(
		"description", "The file, with its own media type.",
		"content", ordered.New("application/octet-stream", ordered.New("schema", binary(""))),
	))
}

// fileHeaders are the headers of a file's answer.
func fileHeaders() *ordered.Object {
	return ordered.New(
		"X-Request-Id", reference("headers", "RequestId"),
		"Content-Disposition", ordered.New(
			"description", "`attachment`, with the name of the file when it has one.", "schema", ordered.New("type", "string"),
		),
		"Content-Length", ordered.New(
			"description", "Size of the file in bytes; absent when it is not known beforehand.",
			"schema", ordered.New("type", "integer", "minimum", number(1)),
		),
	)
}
