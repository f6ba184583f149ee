package translate

import (
	"fmt"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

const (
	moneyMessage     = "ocegate.type.v1.Money"
	timestampMessage = "google.protobuf.Timestamp"
	durationMessage  = "google.protobuf.Duration"
	structMessage    = "google.protobuf.Struct"
	valueMessage     = "google.protobuf.Value"
)

// fieldOption is the upstream option of a field, empty when it has none.
func fieldOption(field protoreflect.FieldDescriptor) *upstreamv1.Field {
	if !proto.HasExtension(field.Options(), upstreamv1.E_Field) {
		return &upstreamv1.Field{}
	}
	option, _ := proto.GetExtension(field.Options(), upstreamv1.E_Field).(*upstreamv1.Field)
	return option
}

// upstreamName is the field's name in the upstream's API.
func upstreamName(field protoreflect.FieldDescriptor) string {
	if name := fieldOption(field).GetName(); name != "" {
		return name
	}
	return string(field.Name())
}

// kindOf describes a field's type in one word for the table of formats.
func kindOf(field protoreflect.FieldDescriptor) string {
	switch {
	case field.IsMap():
		return "map"
	case field.Kind() == protoreflect.MessageKind:
		return messageKind(field.Message().FullName())
	default:
		return field.Kind().String()
	}
}

// messageKind tells the messages that stand for one value from those that stand
// for an object. What else google.protobuf has stands for neither.
func messageKind(name protoreflect.FullName) string {
	switch name {
	case moneyMessage:
		return "money"
	case timestampMessage:
		return "timestamp"
	case durationMessage:
		return "duration"
	case structMessage:
		return "struct"
	case valueMessage:
		return "value"
	default:
		if name.Parent() == "google.protobuf" {
			return string(name)
		}
		return "message"
	}
}

// typed is a field's type, in the words of kindOf, with its format.
type typed struct {
	kind   string
	format upstreamv1.Format
}

// unformatted is a field whose kind alone says how it stands upstream.
const unformatted = upstreamv1.Format_FORMAT_UNSPECIFIED

// answerReadings are all ways in which a field of an answer can be read.
var answerReadings = map[typed]reading{
	{"string", unformatted}:                     readText,
	{"int32", unformatted}:                      readInt32,
	{"int64", unformatted}:                      readInt64,
	{"bool", unformatted}:                       readBool,
	{"enum", unformatted}:                       readEnum,
	{"message", unformatted}:                    readObject,
	{"map", unformatted}:                        readPairs,
	{"struct", unformatted}:                     readStruct,
	{"value", unformatted}:                      readFree,
	{"bytes", unformatted}:                      readBytes,
	{"bool", upstreamv1.Format_FORMAT_ONE_ZERO}: readOneZero,
	{"bool", upstreamv1.Format_FORMAT_YES_NO}:   readYesNo,
	{"bool", upstreamv1.Format_FORMAT_Y_N}:      readYN,
	{"int32", upstreamv1.Format_FORMAT_TEXT}:    readInt32,
	{"enum", upstreamv1.Format_FORMAT_TEXT}:     readEnum,
	// The marker of the next page, until it is replaced by a token.
	{"string", upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN}:  readText,
	{"string", upstreamv1.Format_FORMAT_DECIMAL}:          readDecimal,
	{"money", upstreamv1.Format_FORMAT_MONEY}:             readMoney,
	{"string", upstreamv1.Format_FORMAT_ID_NUMBER}:        readIDNumber,
	{"timestamp", upstreamv1.Format_FORMAT_INSTANT}:       readInstant,
	{"timestamp", upstreamv1.Format_FORMAT_ZONED_INSTANT}: readZoned,
	{"timestamp", upstreamv1.Format_FORMAT_EPOCH_MILLIS}:  readEpochMillis,
	{"duration", upstreamv1.Format_FORMAT_CLOCK}:          readClock,
}

// answerReading chooses how a field is read; what is not in the table is
// refused.
func answerReading(field protoreflect.FieldDescriptor, format upstreamv1.Format) (reading, error) {
	how, ok := answerReadings[typed{kindOf(field), format}]
	if !ok {
		return 0, fmt.Errorf("%s cannot be read as a %s", format, kindOf(field))
	}
	return how, nil
}
