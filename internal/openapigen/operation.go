package main

import (
	"fmt"
	"strings"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// operations gives every operation its words, its rules and its answers.
func operations(whole *object, s *schema) error {
	paths := whole.object("paths")
	seen := 0
	for _, path := range paths.names {
		for _, verb := range paths.object(path).names {
			operation := paths.object(path).object(verb)
			method := s.methods[operation.text("operationId")]
			if method == nil {
				return fmt.Errorf("%s %s: no RPC is called %s", verb, path, operation.text("operationId"))
			}
			if err := refine(operation, method); err != nil {
				return err
			}
			seen++
		}
	}
	if seen == 0 {
		return fmt.Errorf("no operation among %d RPCs", len(s.methods))
	}
	return nil
}

func refine(operation *object, method protoreflect.MethodDescriptor) error {
	summary, rest := sentence(operation.text("summary"), string(method.Name()))
	operation.set("summary", summary)
	if rest != "" {
		operation.set("description", rest)
	}
	list, _ := operation.values["parameters"].([]any)
	for _, item := range list {
		parameter, ok := item.(*object)
		if !ok {
			return fmt.Errorf("%s: a parameter is no object", method.FullName())
		}
		if err := refineParameter(parameter, method.Input()); err != nil {
			return err
		}
	}
	switch {
	case method.IsStreamingClient():
		if err := form(operation, method); err != nil {
			return err
		}
	default:
		if err := refineBody(operation.object("requestBody"), method.Input()); err != nil {
			return err
		}
	}
	if method.IsStreamingServer() {
		file(operation)
	}
	answers(operation)
	operation.sort([]string{"tags", "summary", "description", "operationId", "parameters", "requestBody", "responses"})
	return nil
}

// sentence splits the first sentence off and drops the RPC's name from it,
// which stands beside it anyway.
func sentence(text, name string) (first, rest string) {
	first, rest, _ = strings.Cut(text, ". ")
	first = strings.TrimSuffix(strings.TrimPrefix(first, name+" "), ".")
	for i, r := range first {
		first = first[:i] + string(unicode.ToUpper(r)) + first[i+len(string(r)):]
		break
	}
	return first, rest
}

func refineParameter(parameter *object, input protoreflect.MessageDescriptor) error {
	message, name := input, parameter.text("name")
	for {
		step, after, nested := strings.Cut(name, ".")
		fd, err := field(message, step)
		if err != nil {
			return err
		}
		if !nested {
			return constrain(parameter.object("schema"), fd)
		}
		message, name = fd.Message(), after
	}
}

// refineBody lets the body be left out when nothing in it is required: an empty
// one counts as {}.
func refineBody(body *object, input protoreflect.MessageDescriptor) error {
	if body == nil {
		return nil
	}
	content := body.object("content").object("application/json").object("schema")
	if content == nil || content.text("$ref") != "" {
		return fmt.Errorf("%s: the body has no schema of its own", input.FullName())
	}
	if err := refineObject(content, input); err != nil {
		return err
	}
	content.set("additionalProperties", false)
	if content.values["required"] == nil {
		body.set("required", false)
		// What the API page fills in at first must not be refused.
		body.object("content").object("application/json").set("example", newObject())
	}
	return nil
}

// refineObject puts the rules of a message into the schema of its object.
func refineObject(into *object, message protoreflect.MessageDescriptor) error {
	properties := into.object("properties")
	if properties == nil {
		return nil
	}
	properties.sort(jsonNames(message))
	for _, name := range properties.names {
		fd, err := field(message, name)
		if err != nil {
			return err
		}
		if err := constrain(properties.object(name), fd); err != nil {
			return err
		}
	}
	return nil
}

// components does for the named schemas what operations does for the inline
// ones. What only requests use is closed; what only answers use lists the
// members that are always there.
func components(whole *object, s *schema) error {
	schemas := whole.object("components").object("schemas")
	asked, answered := map[string]bool{}, map[string]bool{}
	paths := whole.object("paths")
	for _, path := range paths.names {
		for _, verb := range paths.object(path).names {
			operation := paths.object(path).object(verb)
			walk(operation.object("requestBody"), keep(schemas, asked))
			walk(operation.object("responses"), keep(schemas, answered))
		}
	}
	for _, name := range schemas.names {
		message := s.message(name)
		if message == nil {
			continue // an enum, or a schema of our own
		}
		one := schemas.object(name)
		if err := refineObject(one, message); err != nil {
			return err
		}
		switch {
		case asked[name] && !answered[name]:
			one.set("additionalProperties", false)
		case answered[name] && !asked[name]:
			required(one, always(message))
		}
	}
	return nil
}
