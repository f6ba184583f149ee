package translate

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

var (
	digitsOnly = regexp.MustCompile(`^-?\d{1,20}$`)
	clockForm  = regexp.MustCompile(`^(\d{1,9}):([0-5]\d):([0-5]\d)$`)
)

// rareScalar reads the formats that tickets brought.
func rareScalar(text string, field protoreflect.FieldDescriptor, format upstreamv1.Format, into protoreflect.Message) *refError {
	switch format {
	case upstreamv1.Format_FORMAT_ID_NUMBER:
		if !digitsOnly.MatchString(text) {
			return refuse("not a whole number")
		}
		into.Set(field, protoreflect.ValueOfString(text))
	case upstreamv1.Format_FORMAT_CLOCK:
		parts := clockForm.FindStringSubmatch(text)
		if parts == nil {
			return refuse("not a span")
		}
		seconds := int64(0)
		for _, part := range parts[1:] {
			number, _ := strconv.ParseInt(part, 10, 64)
			seconds = seconds*60 + number
		}
		into.Set(field, protoreflect.ValueOfMessage((&durationpb.Duration{Seconds: seconds}).ProtoReflect()))
	default:
		when, ok := referenceZoned(text)
		if format == upstreamv1.Format_FORMAT_EPOCH_MILLIS {
			millis, whole := referenceInteger(text, 64)
			when, ok = time.UnixMilli(millis), whole && millis >= minInstant*1000 && millis < (maxInstant+1)*1000
		}
		if !ok {
			return refuse("not an instant")
		}
		into.Set(field, protoreflect.ValueOfMessage(timestamppb.New(when).ProtoReflect()))
	}
	return nil
}

// referenceZoned brings every form to RFC 3339 first.
func referenceZoned(text string) (time.Time, bool) {
	if when, ok := referenceInstant(text); ok {
		return when, true
	}
	if len(text) < len(time.DateTime) {
		return time.Time{}, false
	}
	switch day, rest := text[:10], text[11:]; {
	case text[10] == ' ' && len(rest) == 8:
		return referenceInstant(day + "T" + rest + "Z")
	case text[10] == ' ':
		return referenceInstant(day + "T" + rest)
	case len(rest) == 8:
		return referenceInstant(text + "Z")
	case len(rest) > 8 && strings.ContainsAny(rest[len(rest)-5:len(rest)-4], "+-"):
		return referenceInstant(text[:len(text)-2] + ":" + text[len(text)-2:])
	}
	return time.Time{}, false
}

// free reads JSON that has no declared form.
func (r *reference) free(value *node, field protoreflect.FieldDescriptor, into protoreflect.Message, depth int) (bool, *refError) {
	kind := kindOf(field)
	if kind != "free" && value.kind != '{' {
		return false, refuse("not an object")
	}
	if depth+value.depth() > maxDepth {
		return false, refuse(tooDeep)
	}
	if kind != "text map" {
		read, err := freeNode(value)
		switch {
		case err != nil:
			return false, err
		case kind == "struct":
			into.Set(field, protoreflect.ValueOfMessage(read.GetStructValue().ProtoReflect()))
		default:
			into.Set(field, protoreflect.ValueOfMessage(read.ProtoReflect()))
		}
		return true, nil
	}
	entries := into.Mutable(field).Map()
	for _, member := range value.members {
		key := protoreflect.ValueOfString(member.name).MapKey()
		switch {
		case entries.Has(key):
			return false, refuse("stands twice").in(member.name, member.name)
		case member.value.kind == '{' || member.value.kind == '[':
			return false, refuse("not a text or number").in(member.name, member.name)
		}
		entries.Set(key, protoreflect.ValueOfString(member.value.text))
	}
	return entries.Len() > 0, nil
}

func freeNode(from *node) (*structpb.Value, *refError) {
	switch from.kind {
	case '{':
		object := &structpb.Struct{Fields: map[string]*structpb.Value{}}
		for _, member := range from.members {
			if object.Fields[member.name] != nil {
				return nil, refuse("stands twice").in(member.name, member.name)
			}
			inner, err := freeNode(member.value)
			if err != nil {
				return nil, err.in(member.name, member.name)
			}
			object.Fields[member.name] = inner
		}
		return structpb.NewStructValue(object), nil
	case '[':
		list := &structpb.ListValue{}
		for i, item := range from.items {
			inner, err := freeNode(item)
			if err != nil {
				mark := "[" + strconv.Itoa(i) + "]"
				return nil, err.in(mark, mark)
			}
			list.Values = append(list.Values, inner)
		}
		return structpb.NewListValue(list), nil
	case '"':
		return structpb.NewStringValue(from.text), nil
	case '0':
		return referenceNumber(from.text), nil
	case 'n':
		return structpb.NewNullValue(), nil
	default:
		return structpb.NewBoolValue(from.kind == 't'), nil
	}
}

// referenceNumber keeps what a double cannot hold as text.
func referenceNumber(text string) *structpb.Value {
	plain, ok := referenceDecimal(text)
	exact, valid := new(big.Rat).SetString(plain)
	if !ok || !valid {
		return structpb.NewStringValue(text)
	}
	binary, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return structpb.NewStringValue(text)
	}
	back, _ := new(big.Rat).SetString(strconv.FormatFloat(binary, 'f', -1, 64))
	if back.Cmp(exact) != 0 {
		return structpb.NewStringValue(text)
	}
	return structpb.NewNumberValue(binary)
}
