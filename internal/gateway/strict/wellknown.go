package strict

import (
	"encoding/json"
	"regexp"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
)

const nameValue protoreflect.FullName = "google.protobuf.Value"

// durationText is the grammar of the JSON form; protojson alone would read a
// lone ".s" as no time at all.
var durationText = regexp.MustCompile(`^-?\d+(\.\d{1,9})?s$`)

// textual says what the messages that are written as one text must look like,
// and is empty for all others. protojson knows their grammars; only the words
// about a fault are ours.
func textual(name protoreflect.FullName) string {
	switch name {
	case "google.protobuf.Timestamp":
		return "must be an instant such as 2026-10-31T08:00:00Z"
	case "google.protobuf.Duration":
		return "must be a duration such as 3.5s"
	case "google.protobuf.FieldMask":
		return "must be field names separated by commas"
	}
	return ""
}

// free is the same for the messages that hold any JSON.
func free(name protoreflect.FullName) string {
	switch name {
	case nameValue:
		return "must be JSON"
	case "google.protobuf.Struct":
		return reasonObject
	case "google.protobuf.ListValue":
		return reasonList
	case "google.protobuf.Any":
		return "must be an object whose @type names a known message"
	}
	return ""
}

// wrapped is the scalar inside google.protobuf.StringValue and its siblings.
func wrapped(md protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	switch md.FullName() {
	case "google.protobuf.BoolValue", "google.protobuf.StringValue", "google.protobuf.BytesValue",
		"google.protobuf.Int32Value", "google.protobuf.Int64Value",
		"google.protobuf.UInt32Value", "google.protobuf.UInt64Value":
		return md.Fields().ByName("value")
	}
	return nil
}

// wellKnownFromJSON reads the messages whose JSON is not an object of their
// fields; handled is false for all others.
func wellKnownFromJSON(m protoreflect.Message, v *value) (reason string, handled bool) {
	name := m.Descriptor().FullName()
	if fd := wrapped(m.Descriptor()); fd != nil {
		scalar, reason := fromJSON(fd, v)
		if reason == "" {
			m.Set(fd, scalar)
		}
		return reason, true
	}
	reason = textual(name)
	if reason == "" {
		reason = free(name)
	}
	if reason == "" {
		return "", false
	}
	if misspelt(name, v.text) || protojson.Unmarshal(v.raw, m.Interface()) != nil {
		return reason, true
	}
	return "", true
}

// misspelt finds the texts that protojson reads more kindly than they deserve.
func misspelt(name protoreflect.FullName, text string) bool {
	return name == "google.protobuf.Duration" && !durationText.MatchString(text)
}

// wellKnownFromText is the same for a path or a query; handled is false for
// messages that no single text can hold.
func wellKnownFromText(m protoreflect.Message, text string) (reason string, handled bool) {
	if fd := wrapped(m.Descriptor()); fd != nil {
		scalar, reason := fromText(fd, text)
		if reason == "" {
			m.Set(fd, scalar)
		}
		return reason, true
	}
	name := m.Descriptor().FullName()
	reason = textual(name)
	if reason == "" {
		return "", false
	}
	if misspelt(name, text) {
		return reason, true
	}
	quoted, err := json.Marshal(text)
	if err != nil || protojson.Unmarshal(quoted, m.Interface()) != nil {
		return reason, true
	}
	return "", true
}
