package translate

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"math"
	"slices"

	"google.golang.org/protobuf/types/known/structpb"
)

// appendFree writes a value that no plan takes apart. It is absent when it is
// empty; an object without members is not, because its sender has said so.
func appendFree(body []byte, p *parameter, m memory) ([]byte, bool, *Error) {
	switch p.writing {
	case writePairs:
		pairs := p.slot.pairs(m)
		body, err := appendPairs(body, pairs)
		if err != nil {
			return body, false, requestError("must be valid UTF-8")
		}
		return body, len(pairs) > 0, nil
	case writeBytes:
		data := *p.slot.bytes(m)
		return appendBase64(body, data), len(data) > 0, nil
	case writeStruct:
		object := *p.slot.object(m)
		body, err := appendMembers(body, object)
		return body, object != nil, err
	default:
		value := *p.slot.free(m)
		if _, null := value.GetKind().(*structpb.Value_NullValue); value == nil || null {
			return body, false, nil // null means the same as nothing
		}
		body, err := appendAny(body, value)
		return body, true, err
	}
}

// appendPairs writes texts by name, in the order of the names.
func appendPairs(out []byte, pairs map[string]string) ([]byte, error) {
	out = append(out, '{')
	for i, name := range slices.Sorted(maps.Keys(pairs)) {
		var err error
		if out, err = appendText(comma(out, i), name); err != nil {
			return out, err
		}
		if out, err = appendText(append(out, ':'), pairs[name]); err != nil {
			return out, err
		}
	}
	return append(out, '}'), nil
}

func appendBase64(out, data []byte) []byte {
	return append(base64.StdEncoding.AppendEncode(append(out, '"'), data), '"')
}

func appendMembers(body []byte, object *structpb.Struct) ([]byte, *Error) {
	body = append(body, '{')
	for i, name := range slices.Sorted(maps.Keys(object.GetFields())) {
		body = append(appendJSONString(comma(body, i), name), ':')
		var err *Error
		if body, err = appendAny(body, object.GetFields()[name]); err != nil {
			return body, err.within(name, "")
		}
	}
	return append(body, '}'), nil
}

func appendAny(body []byte, value *structpb.Value) ([]byte, *Error) {
	switch kind := value.GetKind().(type) {
	case *structpb.Value_NullValue:
		return append(body, "null"...), nil
	case *structpb.Value_BoolValue:
		return append(body, map[bool]string{true: "true", false: "false"}[kind.BoolValue]...), nil
	case *structpb.Value_StringValue:
		return appendJSONString(body, kind.StringValue), nil
	case *structpb.Value_NumberValue:
		return appendDouble(body, kind)
	case *structpb.Value_StructValue:
		return appendMembers(body, kind.StructValue)
	case *structpb.Value_ListValue:
		body = append(body, '[')
		for i, item := range kind.ListValue.GetValues() {
			var err *Error
			if body, err = appendAny(comma(body, i), item); err != nil {
				return body, err.at(i)
			}
		}
		return append(body, ']'), nil
	default:
		return body, requestError("must hold a value")
	}
}

// firstVague is the first whole number that a double does not tell from the next
// one. What a caller meant by it, or by any above, cannot be known any more.
const firstVague = 1 << 53

func appendDouble(body []byte, kind *structpb.Value_NumberValue) ([]byte, *Error) {
	text, err := json.Marshal(kind.NumberValue)
	switch {
	case err != nil:
		return body, requestError("must be a finite number")
	case math.Abs(kind.NumberValue) >= firstVague:
		return body, requestError("must be a text: a number of this size is not exact")
	default:
		return append(body, text...), nil
	}
}
