package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// object is a JSON object that keeps the order of its members, because people
// read the document.
type object struct {
	names  []string
	values map[string]any
}

func newObject(pairs ...any) *object {
	o := &object{values: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			o.set(name, pairs[i+1])
		}
	}
	return o
}

func (o *object) set(name string, value any) {
	if _, known := o.values[name]; !known {
		o.names = append(o.names, name)
	}
	o.values[name] = value
}

func (o *object) remove(name string) {
	delete(o.values, name)
	o.names = slices.DeleteFunc(o.names, func(n string) bool { return n == name })
}

// object is a member that is an object, or nil.
func (o *object) object(name string) *object {
	if o == nil {
		return nil
	}
	member, _ := o.values[name].(*object)
	return member
}

// text is a member that is a text, or empty.
func (o *object) text(name string) string {
	if o == nil {
		return ""
	}
	member, _ := o.values[name].(string)
	return member
}

// sort puts the members into the given order; what it lacks goes last.
func (o *object) sort(order []string) {
	place := func(name string) int {
		if i := slices.Index(order, name); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(o.names, func(a, b string) int { return place(a) - place(b) })
}

// MarshalJSON writes the members in their order.
func (o *object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, name := range o.names {
		key, err := plain(name)
		if err != nil {
			return nil, err
		}
		value, err := plain(o.values[name])
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

// plain writes JSON without escaping the signs that only matter inside HTML.
func plain(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// parse reads one JSON value.
func parse(text string) (any, error) {
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

func parseObject(decoder *json.Decoder) (*object, error) {
	o := newObject()
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
			o.set(name, value)
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

// walk visits every object, the outer ones first.
func walk(value any, visit func(*object)) {
	switch value := value.(type) {
	case *object:
		if value == nil {
			return
		}
		visit(value)
		for _, name := range value.names {
			walk(value.values[name], visit)
		}
	case []any:
		for _, item := range value {
			walk(item, visit)
		}
	}
}
