// Package ordered reads and writes JSON whose objects keep the order of their
// members, because people read the document that is made with it. It must not
// know what the JSON means.
package ordered

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// Object is a JSON object. The nil Object is empty, and read like any other.
type Object struct {
	names  []string
	values map[string]any
}

// New makes an object of names and values in turn.
func New(pairs ...any) *Object {
	o := &Object{values: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			o.Set(name, pairs[i+1])
		}
	}
	return o
}

// Set gives a member its value; a new one goes last.
func (o *Object) Set(name string, value any) {
	if _, known := o.values[name]; !known {
		o.names = append(o.names, name)
	}
	o.values[name] = value
}

// Remove drops a member, if it is there.
func (o *Object) Remove(name string) {
	delete(o.values, name)
	o.names = slices.DeleteFunc(o.names, func(n string) bool { return n == name })
}

// Object is a member that is an object, or nil.
func (o *Object) Object(name string) *Object {
	if o == nil {
		return nil
	}
	member, _ := o.values[name].(*Object)
	return member
}

// Text is a member that is a text, or empty.
func (o *Object) Text(name string) string {
	if o == nil {
		return ""
	}
	member, _ := o.values[name].(string)
	return member
}

// List is a member that is a list, or nil.
func (o *Object) List(name string) []any {
	if o == nil {
		return nil
	}
	member, _ := o.values[name].([]any)
	return member
}

// Value is a member, or nil.
func (o *Object) Value(name string) any {
	if o == nil {
		return nil
	}
	return o.values[name]
}

// Names are the members' names in their order.
func (o *Object) Names() []string {
	if o == nil {
		return nil
	}
	return slices.Clone(o.names)
}

// Clone copies a value with all that it holds.
func Clone(value any) any {
	switch value := value.(type) {
	case *Object:
		copied := New()
		for _, name := range value.names {
			copied.Set(name, Clone(value.values[name]))
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, item := range value {
			copied[i] = Clone(item)
		}
		return copied
	}
	return value
}

// Sort puts the members into the given order; what it lacks goes last.
func (o *Object) Sort(order []string) {
	place := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(o.names, func(a, b string) int { return place(a) - place(b) })
}

// MarshalJSON writes the members in their order.
func (o *Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range o.names {
		key, err := Plain(name)
		if err != nil {
			return nil, err
		}
		value, err := Plain(o.values[name])
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(append(append(key, ':'), value...))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Plain writes JSON without escaping the signs that only matter inside HTML.
func Plain(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Parse reads one JSON value.
func Parse(text string) (any, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	value, err := parseValue(decoder)
	if err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the document")
	}
	return value, nil
}

func parseValue(decoder *json.Decoder) (any, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return parseObject(decoder)
	case json.Delim('['):
		return parseList(decoder)
	}
	return token, nil
}

func parseObject(decoder *json.Decoder) (*Object, error) {
	o := New()
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		value, err := parseValue(decoder)
		if err != nil {
			return nil, err
		}
		if name, ok := name.(string); ok {
			o.Set(name, value)
		}
	}
	_, err := decoder.Token() // }
	return o, err
}

func parseList(decoder *json.Decoder) ([]any, error) {
	list := []any{}
	for decoder.More() {
		value, err := parseValue(decoder)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err := decoder.Token() // ]
	return list, err
}

// Walk visits every object, the outer ones first.
func Walk(value any, visit func(*Object)) {
	switch value := value.(type) {
	case *Object:
		if value == nil {
			return
		}
		visit(value)
		for _, name := range value.names {
			Walk(value.values[name], visit)
		}
	case []any:
		for _, item := range value {
			Walk(item, visit)
		}
	}
}
