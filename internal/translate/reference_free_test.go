package translate

import (
	"encoding/base64"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
)

// isFree says whether the value of a field is read as it is.
func isFree(field protoreflect.FieldDescriptor) bool {
	if field.IsList() {
		return false
	}
	name := protoreflect.FullName("")
	if field.Message() != nil {
		name = field.Message().FullName()
	}
	return field.IsMap() || field.Kind() == protoreflect.BytesKind || name == "google.protobuf.Struct" || name == "google.protobuf.Value"
}

// free reads a value that is not null, and tells whether it says anything.
func (r *reference) free(value *node, field protoreflect.FieldDescriptor, into protoreflect.Message, depth int) (bool, *refError) {
	switch {
	case field.IsMap():
		return r.pairs(value, into.Mutable(field).Map(), depth)
	case field.Kind() == protoreflect.BytesKind:
		if value.kind != '"' {
			return false, refuse("not a text")
		}
		data, err := base64.StdEncoding.DecodeString(value.text)
		if err != nil {
			return false, refuse("not base64")
		}
		into.Set(field, protoreflect.ValueOfBytes(data))
		return value.text != "", nil
	case field.Message().FullName() == "google.protobuf.Struct" && value.kind != '{':
		return false, refuse("not an object")
	}
	read, err := freely(value, depth)
	if err != nil {
		return false, err
	}
	if field.Message().FullName() == "google.protobuf.Value" {
		into.Set(field, protoreflect.ValueOfMessage(read.ProtoReflect()))
		return true, nil
	}
	into.Set(field, protoreflect.ValueOfMessage(read.GetStructValue().ProtoReflect()))
	return len(value.members) > 0, nil
}

func (r *reference) pairs(value *node, into protoreflect.Map, depth int) (bool, *refError) {
	if value.kind != '{' {
		return false, refuse("not an object")
	}
	if depth > maxDepth {
		return false, refuse(tooDeep)
	}
	seen := map[string]bool{}
	for _, member := range value.members {
		switch kind := member.value.kind; {
		case seen[member.name]:
			return false, refuse("stands twice")
		case kind == '{' || kind == '[':
			return false, refuse("not a text or number")
		case kind != 'n':
			into.Set(protoreflect.ValueOfString(member.name).MapKey(), protoreflect.ValueOfString(member.value.text))
		}
		seen[member.name] = true
	}
	return into.Len() > 0, nil
}

// freely is any value as a google.protobuf.Value.
func freely(value *node, depth int) (*structpb.Value, *refError) {
	switch value.kind {
	case '{', '[':
		if depth > maxDepth {
			return nil, refuse(tooDeep)
		}
	case '"':
		return structpb.NewStringValue(value.text), nil
	case 'n':
		return structpb.NewNullValue(), nil
	case '0':
		return referenceNumber(value.text), nil
	default:
		return structpb.NewBoolValue(value.kind == 't'), nil
	}
	fields, items := map[string]*structpb.Value{}, []*structpb.Value{}
	for _, member := range value.members {
		if fields[member.name] != nil && value.kind == '{' {
			return nil, refuse("stands twice")
		}
		read, err := freely(member.value, depth+1)
		if err != nil {
			return nil, err
		}
		fields[member.name] = read
		items = append(items, read)
	}
	if value.kind == '[' {
		return structpb.NewListValue(&structpb.ListValue{Values: items}), nil
	}
	return structpb.NewStructValue(&structpb.Struct{Fields: fields}), nil
}

// referenceNumber is a number if a double says the same as its text.
func referenceNumber(text string) *structpb.Value {
	plain, ok := referenceDecimal(text)
	double, err := strconv.ParseFloat(text, 64)
	if !ok || err != nil {
		return structpb.NewStringValue(text)
	}
	want, _ := new(big.Rat).SetString(plain)
	got, _ := new(big.Rat).SetString(strconv.FormatFloat(double, 'e', -1, 64))
	if want.Cmp(got) != 0 {
		return structpb.NewStringValue(text)
	}
	return structpb.NewNumberValue(double)
}

var zonedGrammar = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|([+-](?:[01]\d|2[0-3])):?([0-5]\d))?$`)

// referenceZoned spells every form out and leaves it to the general parser.
func (r *reference) zoned(text string) (time.Time, bool) {
	parts := zonedGrammar.FindStringSubmatch(text)
	if parts == nil || strings.HasPrefix(text, "0000") {
		return time.Time{}, false
	}
	if parts[3] != "" {
		return strictInstant(parts[1] + "T" + parts[2] + parts[3] + ":" + parts[4])
	}
	if r.china {
		return strictInstant(parts[1] + "T" + parts[2] + "+08:00")
	}
	return strictInstant(parts[1] + "T" + parts[2] + "Z")
}

func referenceMillis(text string) (time.Time, bool) {
	millis, ok := referenceInteger(text, 64)
	when := time.UnixMilli(millis).UTC()
	return when, ok && when.Year() >= 1 && when.Year() <= 9999
}

var clockGrammar = regexp.MustCompile(`^(\d+):([0-5]\d):([0-5]\d)$`)

func referenceClock(text string) (*durationpb.Duration, bool) {
	parts := clockGrammar.FindStringSubmatch(text)
	if parts == nil {
		return nil, false
	}
	seconds := new(big.Int)
	for i, weight := range []int64{3600, 60, 1} {
		place, _ := new(big.Int).SetString(parts[i+1], 10)
		seconds.Add(seconds, place.Mul(place, big.NewInt(weight)))
	}
	span := &durationpb.Duration{Seconds: seconds.Int64()}
	return span, seconds.IsInt64() && span.CheckValid() == nil
}
