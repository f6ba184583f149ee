package main

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/ocegate/ocegate/internal/ordered"
)

// The options that say how something stands upstream. Their Go types lie in
// gen/, so they are read by name.
const (
	operationOption = "ocegate.upstream.v1.operation"
	fieldOption     = "ocegate.upstream.v1.field"
)

// upstreamCall is what the document says about the call behind an operation.
type upstreamCall struct {
	name, route string
	limits      string // the calls per second and the sites, where they are published and not all
	changes     bool   // something, as far as is known
}

func (s *schema) upstreamOf(method protoreflect.MethodDescriptor) (upstreamCall, error) {
	options := &descriptorpb.MethodOptions{}
	option, err := s.option(method.Options(), options, operationOption)
	if err != nil || option == nil {
		return upstreamCall{changes: true}, err
	}
	call := upstreamCall{
		name:  textOf(option, "name"),
		route: textOf(option, "method") + " " + textOf(option, "path"),
	}
	if call.limits, err = limitsOf(option); err != nil {
		return call, err
	}
	effect := option.Descriptor().Fields().ByName("effect")
	if effect == nil || effect.Enum() == nil {
		return call, fmt.Errorf("%s has no effect", operationOption)
	}
	call.changes = nameOf(effect, option.Get(effect)) != "EFFECT_READ"
	return call, nil
}

// words name the upstream's call, for readers who come from there, and what it
// asks of its callers.
func (c upstreamCall) words() string {
	if c.name == "" {
		return ""
	}
	return "Upstream operation: " + c.name + c.limits + ". Upstream: `" + c.route + "`."
}

// limitsOf words what an operation does not have in common with all others. No
// page about tickets states a rate.
func limitsOf(option protoreflect.Message) (string, error) {
	fields := option.Descriptor().Fields()
	service, quota, sites := fields.ByName("service"), fields.ByName("quota"), fields.ByName("sites")
	if service == nil || quota == nil || sites == nil {
		return "", fmt.Errorf("%s has no service, quota or sites", operationOption)
	}
	words := ""
	if rate := option.Get(quota).Int(); rate > 0 && nameOf(service, option.Get(service)) != "SERVICE_OSM" {
		words = fmt.Sprintf(", %d calls per second", rate)
	}
	if list := option.Get(sites).List(); list.Len() == 1 {
		words += map[protoreflect.Name]string{
			"SITE_CN": ", Chinese site only", "SITE_INTL": ", international site only",
		}[nameOf(sites, list.Get(0))]
	}
	return words, nil
}

// nameOf is the name of an enum value; empty for one that has none.
func nameOf(fd protoreflect.FieldDescriptor, value protoreflect.Value) protoreflect.Name {
	if found := fd.Enum().Values().ByNumber(value.Enum()); found != nil {
		return found.Name()
	}
	return ""
}

// tellUpstreamName adds the upstream's name of a field where it is another word.
func (s *schema) tellUpstreamName(into *ordered.Object, fd protoreflect.FieldDescriptor) {
	option, err := s.option(fd.Options(), &descriptorpb.FieldOptions{}, fieldOption)
	if err != nil || option == nil {
		return
	}
	name := textOf(option, "name")
	if name == "" || plainName(name) == plainName(string(fd.Name())) {
		return
	}
	into.Set("description", joined(into.Text("description"), "Upstream: `"+name+"`."))
}

// plainName leaves out what only tells spellings apart.
func plainName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, "_", ""))
}

// option reads an option of ours, or returns nil when it is not set. It is found
// by ranging: its containing message is not the linked one, which would have to
// be the same to ask for it.
func (s *schema) option(from, into proto.Message, name protoreflect.FullName) (protoreflect.Message, error) {
	raw, err := proto.Marshal(from)
	if err != nil {
		return nil, err
	}
	if err := (proto.UnmarshalOptions{Resolver: s.types}).Unmarshal(raw, into); err != nil {
		return nil, err
	}
	var found protoreflect.Message
	into.ProtoReflect().Range(func(fd protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if fd.FullName() == name && fd.Message() != nil {
			found = value.Message()
		}
		return found == nil
	})
	return found, nil
}

func textOf(message protoreflect.Message, name protoreflect.Name) string {
	fd := message.Descriptor().Fields().ByName(name)
	if fd == nil || fd.Kind() != protoreflect.StringKind {
		return ""
	}
	return message.Get(fd).String()
}

// joined puts a sentence behind others.
func joined(text, sentence string) string {
	return strings.TrimSpace(text + " " + sentence)
}
