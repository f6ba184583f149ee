package interceptor

import (
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// mostOnWire is how many items the lists of an encoded request may have, all
// together: what the JSON door takes, far above what the limits allow. It bounds
// the request that repeats the message around a list instead of the list.
const mostOnWire = 20_000

// CheckEncoded is Check for a message that has not been read yet: two bytes of
// it can become hundreds of bytes of memory. Whoever reads the message finds what
// is malformed.
func (b *Bounds) CheckEncoded(message proto.Message, data []byte) error {
	e := b.extents[message.ProtoReflect().Descriptor()]
	if e == nil {
		return nil
	}
	return refusalOf(new(wireCount).message(e, data))
}

// wireCount is what was met so far.
type wireCount struct {
	count

	all int
}

// message counts the items of a message's lists as they come, up to the first
// that is one too many.
func (c *wireCount) message(e *extent, data []byte) []excess {
	items := make([]int, len(e.bounds))
	for len(data) > 0 {
		number, kind, size := protowire.ConsumeTag(data)
		if size < 0 {
			return nil
		}
		data = data[size:]
		if size = protowire.ConsumeFieldValue(number, kind, data); size < 0 {
			return nil
		}
		value := data[:size]
		data = data[size:]
		at := e.of(number)
		if at < 0 {
			continue
		}
		if kind == protowire.BytesType {
			value, _ = protowire.ConsumeBytes(value)
		}
		if found := c.field(&e.bounds[at], &items[at], kind, value); found != nil {
			return found
		}
	}
	return nil
}

// of is the place of a field, or -1.
func (e *extent) of(number protowire.Number) int {
	for i := range e.bounds {
		if e.bounds[i].field.Number() == number {
			return i
		}
	}
	return -1
}

// field counts one occurrence of a field and looks into it.
func (c *wireCount) field(b *bound, items *int, kind protowire.Type, value []byte) []excess {
	name := string(b.field.Name())
	if isMany(b.field) {
		more := itemsIn(b.field, kind, value)
		*items += more
		c.all += more
		switch {
		case b.limit > 0 && *items > b.limit, b.limit == 0 && c.exceeds(b, more):
			return []excess{{name, b}}
		case c.all > mostOnWire:
			return []excess{{}}
		}
	}
	if b.inner == nil || kind != protowire.BytesType {
		return nil
	}
	if b.field.IsMap() {
		value = mapValue(value)
	}
	found := c.message(b.inner, value)
	if b.field.IsList() {
		name += "[" + strconv.Itoa(*items-1) + "]"
	}
	for i := range found {
		found[i] = found[i].within(name)
	}
	return found
}

// itemsIn is how many items one occurrence of a list brings: one, or a packed
// run of numbers.
func itemsIn(field protoreflect.FieldDescriptor, kind protowire.Type, value []byte) int {
	if kind != protowire.BytesType {
		return 1
	}
	switch field.Kind() {
	case protoreflect.StringKind, protoreflect.BytesKind, protoreflect.MessageKind, protoreflect.GroupKind:
		return 1
	case protoreflect.Fixed32Kind, protoreflect.Sfixed32Kind, protoreflect.FloatKind:
		return len(value) / 4
	case protoreflect.Fixed64Kind, protoreflect.Sfixed64Kind, protoreflect.DoubleKind:
		return len(value) / 8
	default:
		return varints(value)
	}
}

// varints counts the bytes that end one.
func varints(packed []byte) int {
	ends := 0
	for _, b := range packed {
		if b < 0x80 {
			ends++
		}
	}
	return ends
}

// mapValue is the value of an encoded map entry; the last one counts.
func mapValue(entry []byte) []byte {
	var value []byte
	for len(entry) > 0 {
		number, kind, size := protowire.ConsumeField(entry)
		if size < 0 {
			return nil
		}
		if number == 2 && kind == protowire.BytesType {
			_, _, tag := protowire.ConsumeTag(entry)
			value, _ = protowire.ConsumeBytes(entry[tag:])
		}
		entry = entry[size:]
	}
	return value
}
