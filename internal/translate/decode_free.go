package translate

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
)

// freeValue reads a value that no plan takes apart.
func (d *decoder) freeValue(mem *member, m memory) *Error {
	switch mem.reading {
	case readPairs:
		pairs := map[string]string{}
		err := d.namedValues(func(name string) *Error { return d.pair(pairs, name) })
		mem.place.setPairs(m, pairs)
		d.blank = len(pairs) == 0
		return err
	case readStruct:
		object, err := d.freeObject()
		*mem.place.object(m), d.blank = object, len(object.GetFields()) == 0
		return err
	case readBytes:
		return d.base64(mem, m)
	default:
		value, err := d.anything()
		*mem.place.free(m), d.blank = value, false
		return err
	}
}

// namedValues reads an object whose names are nobody's to know in advance. As
// everywhere, a name that stands twice is refused.
func (d *decoder) namedValues(value func(name string) *Error) *Error {
	if d.peek() != '{' {
		return d.wrongType("an object")
	}
	seen := map[string]bool{}
	return d.nested('{', '}', func(index int) *Error {
		if err := d.counted(index, mostRows); err != nil {
			return err
		}
		d.peek()
		name, err := d.str()
		switch {
		case err != nil:
			return err
		case !d.take(':'):
			return d.fault(notJSON)
		case seen[name]:
			return answerError("stands twice")
		}
		seen[name] = true
		return value(name)
	})
}

// pair reads one text; null and absent are the same here too.
func (d *decoder) pair(pairs map[string]string, name string) *Error {
	null := d.peek() == 'n'
	text, err := d.scalar()
	if err == nil && !null {
		pairs[name] = text
	}
	return err
}

func (d *decoder) freeObject() (*structpb.Struct, *Error) {
	object := &structpb.Struct{Fields: map[string]*structpb.Value{}}
	err := d.namedValues(func(name string) *Error {
		value, err := d.anything()
		object.Fields[name] = value
		return err
	})
	return object, err
}

func (d *decoder) anything() (*structpb.Value, *Error) {
	switch b := d.peek(); b {
	case '{':
		object, err := d.freeObject()
		return structpb.NewStructValue(object), err
	case '[':
		list := &structpb.ListValue{}
		err := d.each(func(index int) *Error {
			if err := d.counted(index, mostRows); err != nil {
				return err.at(index)
			}
			value, err := d.anything()
			list.Values = append(list.Values, value)
			return err
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
			return nil, err
		}
		return freeNumber(text), nil
	}
}

// freeNumber is a number, or its text where a google.protobuf.Value, which holds
// a double, would make another number of it.
func freeNumber(text string) *structpb.Value {
	double, err := json.Number(text).Float64()
	if err != nil {
		return structpb.NewStringValue(text)
	}
	printed, err := json.Marshal(double)
	if err != nil || !sameDecimal(text, string(printed)) {
		return structpb.NewStringValue(text)
	}
	return structpb.NewNumberValue(double)
}

func sameDecimal(a, b string) bool {
	plainA, okA := decimalText(a)
	plainB, okB := decimalText(b)
	return okA && okB && withoutPlaces(plainA) == withoutPlaces(plainB)
}

// withoutPlaces drops zeros at the end of the places of a plain decimal.
func withoutPlaces(plain string) string {
	if strings.Contains(plain, ".") {
		plain = strings.TrimRight(strings.TrimRight(plain, "0"), ".")
	}
	return withoutNegativeZero(plain)
}

func (d *decoder) base64(mem *member, m memory) *Error {
	if d.peek() != '"' {
		return d.wrongType("a text")
	}
	text, err := d.str()
	if err != nil {
		return err
	}
	data, fault := base64.StdEncoding.DecodeString(text)
	if fault != nil {
		return answerError("not base64")
	}
	*mem.place.bytes(m), d.blank = data, text == ""
	return nil
}

func (d *decoder) instantValue(mem *member, m memory, text string) *Error {
	var (
		seconds int64
		nanos   int32
		ok      bool
		form    string
	)
	switch mem.reading {
	case readZoned:
		seconds, nanos, ok = d.zone.parse(text)
		form = "yyyy-MM-dd HH:mm:ss"
	case readEpochMillis:
		seconds, nanos, ok = parseMillis(text)
		form = "milliseconds since 1970"
	default:
		if seconds, nanos, ok = parseInstant(text); !ok {
			seconds, nanos, ok = coordinated.parse(text)
		}
		form = "yyyy-MM-dd'T'HH:mm:ss'Z'"
	}
	switch {
	case !ok && mem.dispensable:
		d.UnknownCodes++
		d.blank = true
		return nil
	case !ok:
		return answerError("not an instant (" + form + ")")
	}
	instant := d.instant()
	instant.Seconds, instant.Nanos = seconds, nanos
	*mem.place.instant(m) = instant
	return nil
}

func setClock(mem *member, m memory, text string) *Error {
	seconds, ok := parseClock(text)
	if !ok {
		return answerError("not a span (hh:mm:ss)")
	}
	*mem.place.span(m) = &durationpb.Duration{Seconds: seconds}
	return nil
}

// setIDNumber keeps the digits of a number. An id that is written as 10.0 or
// 1e1 is still the id 10.
func setIDNumber(mem *member, m memory, text string) *Error {
	number, ok := integer(text, 64)
	if !ok {
		return answerError("not a whole number of 64 bits")
	}
	*mem.place.text(m) = strconv.FormatInt(number, 10)
	return nil
}
