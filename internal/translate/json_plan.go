package translate

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// printing is how one field is written as public JSON.
type printing uint8

const (
	printText printing = iota + 1
	printInt32
	printInt64
	printBool
	printEnum
	printMessage
	printPairs
	printBytes
)

// JSON writes public messages as JSON, as protojson does with EmitDefaultValues:
// lowerCamelCase names, enums by name, 64-bit integers as text, lists always
// there, unset messages and unset optional fields left out.
type JSON struct {
	views map[protoreflect.FullName]*view
}

// view is the plan of one message.
type view struct {
	layout *layout
	fields []viewField
	write  func(out []byte, m memory) ([]byte, error) // well-known types
}

type viewField struct {
	key      string // `,"name":`
	printing printing
	list     bool
	optional bool
	place    slot
	inner    *view
	names    enumNames
}

// NewJSON compiles the messages and all that they contain.
func NewJSON(messages ...protoreflect.MessageDescriptor) (*JSON, error) {
	j := &JSON{views: map[protoreflect.FullName]*view{}}
	for _, message := range messages {
		if _, err := j.compile(message); err != nil {
			return nil, &Error{Kind: KindPlan, Operation: string(message.FullName()), Reason: err.Error()}
		}
	}
	return j, nil
}

func (j *JSON) compile(message protoreflect.MessageDescriptor) (*view, error) {
	if known, ok := j.views[message.FullName()]; ok {
		return known, nil
	}
	built := &view{}
	j.views[message.FullName()] = built
	var err error
	if message.ParentFile().Package() == "google.protobuf" || message.FullName() == moneyMessage {
		built.write, built.layout, err = wellKnown(message)
		return built, err
	}
	if built.layout, err = layoutOf(message); err != nil {
		return nil, err
	}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		compiled, err := j.field(field)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field.FullName(), err)
		}
		compiled.place = built.layout.slots[field.Number()]
		built.fields = append(built.fields, compiled)
	}
	return built, nil
}

func (j *JSON) field(field protoreflect.FieldDescriptor) (viewField, error) {
	compiled := viewField{
		key:      "," + string(appendJSONString(nil, field.JSONName())) + ":",
		list:     field.IsList(),
		optional: field.HasPresence() && field.Message() == nil,
	}
	var err error
	if field.IsMap() {
		compiled.printing = printPairs // layoutOf refuses all other maps
		return compiled, nil
	}
	switch field.Kind() {
	case protoreflect.StringKind:
		compiled.printing = printText
	case protoreflect.Int32Kind:
		compiled.printing = printInt32
	case protoreflect.Int64Kind:
		compiled.printing = printInt64
	case protoreflect.BoolKind:
		compiled.printing = printBool
	case protoreflect.BytesKind:
		compiled.printing = printBytes
	case protoreflect.EnumKind:
		compiled.printing, compiled.names = printEnum, namesOf(field.Enum())
	case protoreflect.MessageKind:
		compiled.printing = printMessage
		compiled.inner, err = j.compile(field.Message())
	default:
		err = fmt.Errorf("a %s is not in the closed set", field.Kind())
	}
	if compiled.list && (compiled.printing == printBytes || compiled.printing == printBool) {
		err = fmt.Errorf("a list of %s is not in the closed set", field.Kind())
	}
	return compiled, err
}

// enumNames are the names of an enum in quotes: those of small numbers by their
// number, the others behind it.
type enumNames struct {
	small []string
	large map[int32]string
}

const smallNumbers = 64

// namesOf quotes the names once. Of several names of one number the first
// counts, as in protojson.
func namesOf(enum protoreflect.EnumDescriptor) enumNames {
	names := enumNames{small: make([]string, smallNumbers), large: map[int32]string{}}
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		number, name := int32(value.Number()), `"`+string(value.Name())+`"`
		if names.of(number) != "" {
			continue
		}
		if number >= 0 && number < smallNumbers {
			names.small[number] = name
		} else {
			names.large[number] = name
		}
	}
	return names
}

// of is the name of a number, or empty.
func (n *enumNames) of(number int32) string {
	if uint32(number) < uint32(len(n.small)) {
		return n.small[number]
	}
	return n.large[number]
}
