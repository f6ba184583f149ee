package translate

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
)

var errNotUTF8 = errors.New("translate: a string is not valid UTF-8")

// Append writes a message of a compiled type behind out.
func (j *JSON) Append(out []byte, message proto.Message) ([]byte, error) {
	known, ok := j.views[message.ProtoReflect().Descriptor().FullName()]
	if !ok {
		return out, fmt.Errorf("translate: no JSON plan for %T", message)
	}
	m, ok := known.layout.memoryOf(message)
	if !ok {
		return out, fmt.Errorf("translate: no JSON plan for the Go type %T", message)
	}
	return known.append(out, m)
}

func (v *view) append(out []byte, m memory) ([]byte, error) {
	if v.write != nil {
		return v.write(out, m)
	}
	out = append(out, '{')
	first := len(out)
	var err error
	for i := range v.fields {
		f := &v.fields[i]
		if !f.present(m) {
			continue
		}
		if len(out) > first {
			out = append(out, f.key...)
		} else {
			out = append(out, f.key[1:]...)
		}
		if f.list {
			out, err = f.appendList(out, m)
		} else {
			out, err = f.appendValue(out, m)
		}
		if err != nil {
			return out, err
		}
	}
	return append(out, '}'), nil
}

// present says whether a field is written at all.
func (f *viewField) present(m memory) bool {
	switch {
	case f.list:
		return true
	case f.printing == printMessage, f.optional:
		return *f.place.message(m) != nil
	default:
		return true
	}
}

func (f *viewField) appendValue(out []byte, m memory) ([]byte, error) {
	switch f.printing {
	case printText:
		return appendText(out, *f.place.orEmpty(m, f.optional))
	case printInt32:
		return strconv.AppendInt(out, int64(*f.int32(m)), 10), nil
	case printInt64:
		return f.appendInt64(out, m), nil
	case printBool:
		return strconv.AppendBool(out, *f.boolean(m)), nil
	case printEnum:
		return f.appendName(out, *f.int32(m)), nil
	case printPairs:
		return appendPairs(out, f.place.pairs(m))
	case printBytes:
		return appendBase64(out, *f.place.bytes(m)), nil
	default:
		return f.inner.append(out, *f.place.message(m))
	}
}

func (f *viewField) int32(m memory) *int32 {
	if f.optional {
		return *f.place.optionalInt32(m)
	}
	return f.place.int32(m)
}

func (f *viewField) boolean(m memory) *bool {
	if f.optional {
		return *f.place.optionalBool(m)
	}
	return f.place.boolean(m)
}

func (f *viewField) appendInt64(out []byte, m memory) []byte {
	value := f.place.int64(m)
	if f.optional {
		value = *f.place.optionalInt64(m)
	}
	return append(strconv.AppendInt(append(out, '"'), *value, 10), '"')
}

// appendName writes an enum by its name, or by its number when it has none.
func (f *viewField) appendName(out []byte, number int32) []byte {
	if name := f.names.of(number); name != "" {
		return append(out, name...)
	}
	return strconv.AppendInt(out, int64(number), 10)
}

func (f *viewField) appendList(out []byte, m memory) ([]byte, error) {
	var err error
	out = append(out, '[')
	switch f.printing {
	case printText:
		for i, text := range *f.place.texts(m) {
			if out, err = appendText(comma(out, i), text); err != nil {
				return out, err
			}
		}
	case printMessage:
		for i, item := range *f.place.messages(m) {
			if out, err = f.inner.appendItem(comma(out, i), item); err != nil {
				return out, err
			}
		}
	case printEnum:
		for i, number := range *f.place.int32s(m) {
			out = f.appendName(comma(out, i), number)
		}
	case printInt64:
		for i, number := range *f.place.int64s(m) {
			out = append(strconv.AppendInt(append(comma(out, i), '"'), number, 10), '"')
		}
	default:
		for i, number := range *f.place.int32s(m) {
			out = strconv.AppendInt(comma(out, i), int64(number), 10)
		}
	}
	return append(out, ']'), nil
}

// comma separates an item from the one before.
func comma(out []byte, index int) []byte {
	if index == 0 {
		return out
	}
	return append(out, ',')
}

// appendItem writes a message of a list, in which nil stands for an empty one.
func (v *view) appendItem(out []byte, item memory) ([]byte, error) {
	if item == nil {
		item = v.layout.one()
	}
	return v.append(out, item)
}

func appendText(out []byte, text string) ([]byte, error) {
	if plainASCII(text) {
		return append(append(append(out, '"'), text...), '"'), nil
	}
	if !utf8.ValidString(text) {
		return out, errNotUTF8
	}
	return appendJSONString(out, text), nil
}
