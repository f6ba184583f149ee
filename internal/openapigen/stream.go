package main

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// binary is the schema of the bytes of a file. The format says nothing in this
// version of OpenAPI, but pages that let one choose a file go by it.
func binary(description string) *object {
	schema := newObject("type", "string", "format", "binary", "contentMediaType", "application/octet-stream")
	if description != "" {
		schema.set("description", description)
	}
	return schema
}

// form describes an upload as what it is over HTTP: the texts of its metadata,
// then the file.
func form(operation *object, method protoreflect.MethodDescriptor) error {
	described := method.Input().Fields().ByName("metadata")
	if described == nil || described.Message() == nil {
		return fmt.Errorf("%s: an upload without metadata", method.FullName())
	}
	metadata := described.Message()
	schema := operation.object("requestBody").object("content").object("application/json").object("schema")
	reference := schema.object("properties").object("metadata")
	if reference == nil {
		return fmt.Errorf("%s: its body has no metadata", method.FullName())
	}
	operation.set("requestBody", newObject(
		"required", true,
		"content", newObject("multipart/form-data", newObject("schema", newObject(
			"type", "object", "x-message", string(metadata.FullName()),
		))),
	))
	return nil
}

// forms fills in the texts of uploads once the schemas of messages are refined.
func forms(whole *object, s *schema) error {
	schemas := whole.object("components").object("schemas")
	var failed error
	walk(whole.object("paths"), func(o *object) {
		name := o.text("x-message")
		if name == "" || failed != nil {
			return
		}
		o.remove("x-message")
		failed = fill(o, schemas.object(name), s.message(name))
	})
	return failed
}

// fill copies the members of a message into a form, and puts the file behind
// them: it is read last.
func fill(into, message *object, descriptor protoreflect.MessageDescriptor) error {
	if message == nil || descriptor == nil {
		return fmt.Errorf("a form without the schema of its texts")
	}
	if err := refineObject(message, descriptor); err != nil {
		return err
	}
	properties := newObject()
	for _, name := range message.object("properties").names {
		properties.set(name, message.object("properties").values[name])
	}
	properties.set("file", binary("The file; the last part of the form."))
	into.set("properties", properties)
	required := []any{"file"}
	list, _ := message.values["required"].([]any)
	for _, name := range list {
		if name != "fileName" { // the part with the file names it too
			required = append(required, name)
		}
	}
	into.set("required", required)
	into.set("additionalProperties", false)
	return nil
}

// file describes a download as what it is over HTTP.
func file(operation *object) {
	operation.object("responses").set("200", newObject(
		"description", "The file, with its own media type.",
		"content", newObject("application/octet-stream", newObject("schema", binary(""))),
	))
}

// fileHeaders are the headers of a file's answer.
func fileHeaders() *object {
	return newObject(
		"X-Request-Id", reference("headers", "RequestId"),
		"Content-Disposition", newObject(
			"description", "`attachment`, with the name of the file when it has one.", "schema", newObject("type", "string"),
		),
		"Content-Length", newObject(
			"description", "Size of the file in bytes; absent when it is not known beforehand.",
			"schema", newObject("type", "integer", "minimum", number(1)),
		),
	)
}
