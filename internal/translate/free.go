package translate

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

// This file reads and writes JSON that has no message of its own.

// freeValue reads an object, or any value, whose members nobody declared.
func (d *decoder) freeValue(mem *member, m memory) *Error {
	switch mem.reading {
	case readTextMap:
		texts, err := d.textMap()
		if err != nil {
			return err
		}
		d.blank = len(texts) == 0
		mem.place.setTextMap(m, texts)
	case readStruct:
		if d.peek() != '{' {
			return d.wrongType("an object")
		}
		object, err := d.freeObject()
		if err != nil {
			return err
		}
		*mem.place.structure(m) = object
	default:
		value, err := d.free()
		if err != nil {
			return err
		}
		*mem.place.free(m) = value
	}
	return nil
}

// textMap reads an object whose values are texts. Numbers and booleans are taken
// by their own text, null as the empty one.
func (d *decoder) textMap() (map[string]string, *Error) {
	if d.peek() != '{' {
		return nil, d.wrongType("an object")
	}
	texts := map[string]string{}
	err := d.nested('{', '}', func(int) *Error {
		name, err := d.memberKey()
		if err != nil {
			return err
		}
		if _, twice := texts[name]; twice {
			return answerError("stands twice").within(name, name)
		}
		text, _, err := d.scalar()
		if err != nil {
			return err.within(name, name)
		}
		texts[name] = text
		return nil
	})
	return texts, err
}

func (d *decoder) memberKey() (string, *Error) {
	name, err := d.str()
	if err == nil && !d.take(':') {
		err = d.fault(notJSON)
	}
	return name, err
}

func (d *decoder) freeObject() (*structpb.Struct, *Error) {
	object := &structpb.Struct{Fields: map[string]*structpb.Value{}}
	err := d.nested('{', '}', func(int) *Error {
		name, err := d.memberKey()
		if err != nil {
			return err
		}
		if object.Fields[name] != nil {
			return answerError("stands twice").within(name, name)
		}
		value, err := d.free()
		if err != nil {
			return err.within(name, name)
		}
		object.Fields[name] = value
		return nil
	})
	return object, err
}

// free reads any value.
func (d *decoder) free() (*structpb.Value, *Error) {
	switch b := d.peek(); b {
	case '{':
		object, err := d.freeObject()
		return structpb.NewStructValue(object), err
	case '[':
		list := &structpb.ListValue{}
		err := d.each(func(index int) *Error {
			value, err := d.free()
			if err != nil {
				return err.at(index)
			}
			list.Values = append(list.Values, value)
			return nil
		})
		return structpb.NewListValue(list), err
	case '"':
		text, err := d.str()
		return structpb.NewStringValue(text), err
	case 't', 'f':
		return structpb.NewBoolValue(b == 't'), d.skipLiteral(b)
	case 'n':
		return structpb.NewNullValue(), d.skipLiteral(b)
	default:
		text, err := d.number()
		if err != nil {
			return nil, d.wrongType("JSON")
		}
		return freeNumber(text), nil
	}
}

// freeNumber keeps a number that a google.protobuf.Value cannot hold exactly as
// its text: a long id must not lose its last digits.
func freeNumber(text string) *structpb.Value {
	plain, ok := decimalText(text)
	if !ok {
		return structpb.NewStringValue(text)
	}
	value := &structpb.Value{}
	if protojson.Unmarshal([]byte(plain), value) != nil {
		return structpb.NewStringValue(text)
	}
	back, err := protojson.Marshal(value)
	if exact, ok := decimalText(string(back)); err != nil || !ok || shortest(exact) != shortest(plain) {
		return structpb.NewStringValue(text)
	}
	return value
}

// shortest leaves out the places that are zero at the end.
func shortest(plain string) string {
	if !strings.Contains(plain, ".") {
		return plain
	}
	return strings.TrimSuffix(strings.TrimRight(plain, "0"), ".")
}

// appendFree writes a field without a declared form into a request.
func appendFree(body []byte, p *parameter, m memory) ([]byte, bool, *Error) {
	switch p.writing {
	case writeTextMap:
		texts := p.slot.textMap(m)
		return appendTextMap(body, texts), len(texts) > 0, nil
	case writeStruct:
		object := *p.slot.structure(m)
		return appendCompact(body, object, object != nil)
	default:
		value := *p.slot.free(m)
		return appendCompact(body, value, value != nil)
	}
}

// appendTextMap writes the members in the order of their names, so that one
// request is always the same bytes.
func appendTextMap(out []byte, texts map[string]string) []byte {
	out = append(out, '{')
	for i, name := range slices.Sorted(maps.Keys(texts)) {
		out = append(appendJSONString(comma(out, i), name), ':')
		out = appendJSONString(out, texts[name])
	}
	return append(out, '}')
}

func appendCompact(out []byte, message proto.Message, present bool) ([]byte, bool, *Error) {
	if !present {
		return out, false, nil
	}
	text, err := protojson.Marshal(message)
	if err != nil {
		return out, false, requestError("must be JSON")
	}
	// protojson varies its white space from build to build; ours never does.
	compact := bytes.NewBuffer(out)
	if err := json.Compact(compact, text); err != nil {
		return out, false, requestError("must be JSON")
	}
	return compact.Bytes(), true, nil
}
