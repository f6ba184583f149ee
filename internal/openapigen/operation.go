package main

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/ordered"
)

// operations gives every operation its words, its rules and its answers.
func operations(whole *ordered.Object, s *schema) error {
	paths, spelled := whole.Object("paths"), ordered.New()
	for _, path := range paths.Names() {
		name := path
		for _, verb := range paths.Object(path).Names() {
			operation := paths.Object(path).Object(verb)
			method := s.methods[operation.Text("operationId")]
			if method == nil {
				return fmt.Errorf("%s %s: no RPC is called %s", verb, path, operation.Text("operationId"))
			}
			if err := s.refine(operation, method); err != nil {
				return err
			}
			name = spellPath(path, method.Input())
		}
		spelled.Set(name, paths.Value(path))
	}
	whole.Set("paths", spelled)
	if len(spelled.Names()) == 0 {
		return fmt.Errorf("no operation among %d RPCs", len(s.methods))
	}
	return nil
}

// spellPath names the variables of a path as JSON names fields.
func spellPath(path string, input protoreflect.MessageDescriptor) string {
	return variable.ReplaceAllStringFunc(path, func(braced string) string {
		return "{" + spell(strings.Trim(braced, "{}"), input) + "}"
	})
}

var variable = regexp.MustCompile(`\{[^{}]+\}`)

// spell gives a parameter the names of JSON, step by step.
func spell(name string, message protoreflect.MessageDescriptor) string {
	step, after, nested := strings.Cut(name, ".")
	fd, err := field(message, step)
	switch {
	case err != nil:
		return name // refineParameter complains about it
	case nested && fd.Message() != nil:
		return fd.JSONName() + "." + spell(after, fd.Message())
	}
	return fd.JSONName()
}

func (s *schema) refine(operation *ordered.Object, method protoreflect.MethodDescriptor) error {
	upstream, err := s.upstreamOf(method)
	if err != nil {
		return err
	}
	summary, rest := sentence(operation.Text("summary"), string(method.Name()))
	operation.Set("summary", summary)
	if rest = joined(rest, upstream.words()); rest != "" {
		operation.Set("description", rest)
	}
	for _, item := range operation.List("parameters") {
		parameter, ok := item.(*ordered.Object)
		if !ok {
			return fmt.Errorf("%s: a parameter is no object", method.FullName())
		}
		if err := s.refineParameter(parameter, method.Input()); err != nil {
			return err
		}
	}
	switch {
	case method.IsStreamingClient():
		if err := form(operation, method); err != nil {
			return err
		}
	default:
		if err := s.refineBody(operation.Object("requestBody"), method.Input()); err != nil {
			return err
		}
	}
	if method.IsStreamingServer() {
		file(operation)
	}
	answers(operation, upstream.changes)
	operation.Sort([]string{"tags", "summary", "description", "operationId", "parameters", "requestBody", "responses"})
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

func (s *schema) refineParameter(parameter *ordered.Object, input protoreflect.MessageDescriptor) error {
	message, name := input, parameter.Text("name")
	parameter.Set("name", spell(name, input))
	for {
		step, after, nested := strings.Cut(name, ".")
		fd, err := field(message, step)
		if err != nil {
			return err
		}
		if !nested {
			s.tellUpstreamName(parameter, fd)
			if demanded(fd) {
				parameter.Set("required", true)
			}
			return constrain(parameter.Object("schema"), fd)
		}
		message, name = fd.Message(), after
	}
}

// refineBody lets the body be left out when nothing in it is required: an empty
// one counts as {}.
func (s *schema) refineBody(body *ordered.Object, input protoreflect.MessageDescriptor) error {
	if body == nil {
		return nil
	}
	content := body.Object("content").Object("application/json").Object("schema")
	if content == nil || content.Text("$ref") != "" {
		return fmt.Errorf("%s: the body has no schema of its own", input.FullName())
	}
	if err := s.refineRequest(content, input); err != nil {
		return err
	}
	content.Set("additionalProperties", false)
	if content.Value("required") == nil {
		body.Set("required", false)
		// What the API page fills in at first must not be refused.
		body.Object("content").Object("application/json").Set("example", ordered.New())
	}
	return nil
}

// refineRequest puts the rules of a message into the schema of its object.
func (s *schema) refineRequest(into *ordered.Object, message protoreflect.MessageDescriptor) error {
	return s.refineProperties(into, message, func(property *ordered.Object, fd protoreflect.FieldDescriptor) error {
		if demanded(fd) {
			required(into, []any{fd.JSONName()})
		}
		return constrain(property, fd)
	})
}

// refineAnswer lists the members that are always there. Rules are for requests:
// what the upstream answers is handed on, even where it breaks them.
func (s *schema) refineAnswer(into *ordered.Object, message protoreflect.MessageDescriptor) error {
	into.Remove("required")
	required(into, always(message))
	return s.refineProperties(into, message, func(*ordered.Object, protoreflect.FieldDescriptor) error { return nil })
}

// refineProperties puts the properties into the order of the proto file and
// gives each one its words.
func (s *schema) refineProperties(
	into *ordered.Object, message protoreflect.MessageDescriptor, each func(*ordered.Object, protoreflect.FieldDescriptor) error,
) error {
	properties := into.Object("properties")
	if properties == nil {
		return nil
	}
	properties.Sort(jsonNames(message))
	for _, name := range properties.Names() {
		fd, err := field(message, name)
		if err != nil {
			return err
		}
		s.tellUpstreamName(properties.Object(name), fd)
		if err := each(properties.Object(name), fd); err != nil {
			return err
		}
	}
	return nil
}
