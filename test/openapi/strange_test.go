package openapi

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/test/cases"
)

// strangeCase replaces the codes of all enums in the case's replies.
func strangeCase(t *testing.T, c cases.Case, code string) (cases.Case, bool) {
	t.Helper()
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(c.RPC, "/", ".")))
	if err != nil {
		t.Fatal(err)
	}
	method, ok := found.(protoreflect.MethodDescriptor)
	if !ok {
		t.Fatalf("%s is no method", c.RPC)
	}
	c.Exchanges = slices.Clone(c.Exchanges)
	changed := false
	for i := range c.Exchanges {
		body := read(c.Exchanges[i].Body)
		r := replacer{code: code}
		r.message(body, method.Output())
		if !r.changed {
			continue
		}
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		c.Exchanges[i].Body, changed = string(text), true
	}
	return c, changed
}

// read keeps numbers as they are written.
func read(text string) any {
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil
	}
	return value
}

// replacer puts a code wherever the public message has an enum.
type replacer struct {
	code    string
	changed bool
}

func (r *replacer) message(value any, descriptor protoreflect.MessageDescriptor) {
	for _, item := range items(value) {
		for i := range descriptor.Fields().Len() {
			r.field(object(item), descriptor.Fields().Get(i))
		}
	}
}

func items(value any) []any {
	if list, ok := value.([]any); ok {
		return list
	}
	return []any{value}
}

func (r *replacer) field(parent map[string]any, fd protoreflect.FieldDescriptor) {
	name := string(fd.Name())
	if option, ok := proto.GetExtension(fd.Options(), upstreamv1.E_Field).(*upstreamv1.Field); ok && option.GetName() != "" {
		name = option.GetName()
	}
	for {
		outer, inner, nested := strings.Cut(name, ".")
		if !nested {
			break
		}
		parent, name = object(parent[outer]), inner
	}
	value, there := parent[name]
	switch {
	case !there || fd.IsMap():
	case fd.Message() != nil:
		r.message(value, fd.Message())
	case fd.Enum() != nil:
		parent[name] = r.replace(value)
	}
}

// replace keeps the kind of the code: a number stays one, and gets none that is a
// word.
func (r *replacer) replace(value any) any {
	switch value := value.(type) {
	case json.Number:
		if r.code[0] > '9' {
			return value
		}
		r.changed = true
		return json.Number(r.code)
	case string:
		r.changed = true
		return r.code
	case []any:
		for i := range value {
			value[i] = r.replace(value[i])
		}
	}
	return value
}
