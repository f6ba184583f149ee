package translate

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unsafe"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// This file holds all pointer arithmetic of the module. A slot is the offset of
// one field in one generated struct, taken from the compiler's own layout and
// found by the field number in the struct tag. The kind of the field is checked
// when the slot is made, so that a slot is only ever read as what it is.

// memory points at a generated struct.
type memory = unsafe.Pointer

// slot is where a field stands in its struct.
type slot uintptr

func (s slot) text(m memory) *string    { return (*string)(unsafe.Add(m, s)) }
func (s slot) texts(m memory) *[]string { return (*[]string)(unsafe.Add(m, s)) }
func (s slot) boolean(m memory) *bool   { return (*bool)(unsafe.Add(m, s)) }
func (s slot) int32(m memory) *int32    { return (*int32)(unsafe.Add(m, s)) }
func (s slot) int64(m memory) *int64    { return (*int64)(unsafe.Add(m, s)) }

func (s slot) pairs(m memory) map[string]string { return *(*map[string]string)(unsafe.Add(m, s)) }
func (s slot) setPairs(m memory, pairs map[string]string) {
	*(*map[string]string)(unsafe.Add(m, s)) = pairs
}

func (s slot) bytes(m memory) *[]byte           { return (*[]byte)(unsafe.Add(m, s)) }
func (s slot) int64s(m memory) *[]int64         { return (*[]int64)(unsafe.Add(m, s)) }
func (s slot) int32s(m memory) *[]int32         { return (*[]int32)(unsafe.Add(m, s)) }
func (s slot) optionalText(m memory) **string   { return (**string)(unsafe.Add(m, s)) }
func (s slot) optionalBool(m memory) **bool     { return (**bool)(unsafe.Add(m, s)) }
func (s slot) optionalInt32(m memory) **int32   { return (**int32)(unsafe.Add(m, s)) }
func (s slot) optionalInt64(m memory) **int64   { return (**int64)(unsafe.Add(m, s)) }
func (s slot) message(m memory) *unsafe.Pointer { return (*unsafe.Pointer)(unsafe.Add(m, s)) }
func (s slot) money(m memory) **typev1.Money    { return (**typev1.Money)(unsafe.Add(m, s)) }
func (s slot) instant(m memory) **timestamppb.Timestamp {
	return (**timestamppb.Timestamp)(unsafe.Add(m, s))
}

func (s slot) span(m memory) **durationpb.Duration {
	return (**durationpb.Duration)(unsafe.Add(m, s))
}

func (s slot) object(m memory) **structpb.Struct { return (**structpb.Struct)(unsafe.Add(m, s)) }
func (s slot) free(m memory) **structpb.Value    { return (**structpb.Value)(unsafe.Add(m, s)) }

func (s slot) messages(m memory) *[]unsafe.Pointer {
	return (*[]unsafe.Pointer)(unsafe.Add(m, s))
}

// layout is the generated Go struct of a message.
type layout struct {
	pointer  reflect.Type // *T
	elements reflect.Type // []T
	slots    map[protoreflect.FieldNumber]slot
}

// linkedStruct finds the generated struct of a message that is linked into the
// binary, without its fields.
func linkedStruct(message protoreflect.MessageDescriptor) (*layout, error) {
	linked, err := protoregistry.GlobalTypes.FindMessageByName(message.FullName())
	if err != nil {
		return nil, fmt.Errorf("generated code is not linked: %w", err)
	}
	pointer := reflect.TypeOf(linked.Zero().Interface())
	return &layout{
		pointer:  pointer,
		elements: reflect.SliceOf(pointer.Elem()),
		slots:    map[protoreflect.FieldNumber]slot{},
	}, nil
}

// layoutOf is linkedStruct with the slots of all fields.
func layoutOf(message protoreflect.MessageDescriptor) (*layout, error) {
	found, err := linkedStruct(message)
	if err != nil {
		return nil, err
	}
	numbered := numberedFields(found.pointer.Elem())
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		place, err := fieldSlot(numbered, field)
		if err != nil {
			return nil, err
		}
		found.slots[field.Number()] = place
	}
	return found, nil
}

// fieldSlot finds a field by its number and checks that the Go type is the one
// that the accessors above assume.
func fieldSlot(numbered structFields, field protoreflect.FieldDescriptor) (slot, error) {
	at, ok := numbered[field.Number()]
	if !ok {
		return 0, fmt.Errorf("field %s has no struct field (oneofs are not in the closed set)", field.FullName())
	}
	if want := goShape(field); !shapeMatches(at.Type, want) {
		return 0, fmt.Errorf("field %s is a Go %s, want %s", field.FullName(), at.Type, want)
	}
	return slot(at.Offset), nil
}

// structFields are the fields of a generated struct by their number.
type structFields map[protoreflect.FieldNumber]reflect.StructField

// numberedFields reads the numbers from the protobuf tags, such as
// `protobuf:"bytes,2,opt,name=order_id"`.
func numberedFields(structure reflect.Type) structFields {
	numbered := make(structFields, structure.NumField())
	for i := range structure.NumField() {
		field := structure.Field(i)
		_, rest, _ := strings.Cut(field.Tag.Get("protobuf"), ",")
		digits, _, _ := strings.Cut(rest, ",")
		if number, err := strconv.ParseInt(digits, 10, 32); err == nil {
			numbered[protoreflect.FieldNumber(number)] = field
		}
	}
	return numbered
}

// goShape names the Go type of a field in the terms of shapeMatches.
func goShape(field protoreflect.FieldDescriptor) string {
	var shape string
	switch field.Kind() {
	case protoreflect.StringKind:
		shape = "string"
	case protoreflect.BoolKind:
		shape = "bool"
	case protoreflect.Int32Kind, protoreflect.EnumKind:
		shape = "int32"
	case protoreflect.Int64Kind:
		shape = "int64"
	case protoreflect.MessageKind:
		shape = "message"
	case protoreflect.BytesKind:
		shape = "bytes"
	default:
		return "unsupported " + field.Kind().String()
	}
	switch {
	case field.IsMap() && field.MapKey().Kind() == protoreflect.StringKind && field.MapValue().Kind() == protoreflect.StringKind:
		return "map of texts"
	case field.IsMap():
		return "unsupported map"
	case field.IsList():
		return "list of " + shape
	case field.HasPresence() && field.Kind() == protoreflect.BytesKind:
		return "unsupported optional bytes"
	case field.HasPresence() && field.Kind() != protoreflect.MessageKind:
		return "optional " + shape
	default:
		return shape
	}
}

func shapeMatches(found reflect.Type, want string) bool {
	if element, ok := strings.CutPrefix(want, "list of "); ok {
		return found.Kind() == reflect.Slice && shapeMatches(found.Elem(), element)
	}
	if element, ok := strings.CutPrefix(want, "optional "); ok {
		return found.Kind() == reflect.Pointer && shapeMatches(found.Elem(), element)
	}
	switch want {
	case "message":
		return found.Kind() == reflect.Pointer && found.Elem().Kind() == reflect.Struct
	case "bytes":
		return found.Kind() == reflect.Slice && found.Elem().Kind() == reflect.Uint8
	case "map of texts":
		return found.Kind() == reflect.Map && found.Key().Kind() == reflect.String && found.Elem().Kind() == reflect.String
	default:
		return found.Kind().String() == want
	}
}

// one allocates a single struct.
func (l *layout) one() memory { return reflect.New(l.pointer.Elem()).UnsafePointer() }

// size is how many bytes a struct takes.
func (l *layout) size() int { return int(l.pointer.Elem().Size()) }

// many allocates count structs side by side; rows of a list come from such slabs.
func (l *layout) many(count int) slab {
	whole := reflect.MakeSlice(l.elements, count, count)
	return slab{whole: whole, next: whole.UnsafePointer(), left: count, size: l.pointer.Elem().Size()}
}

// fewStructs are zeroed one by one for less than the slice costs that zeroes them
// together.
const fewStructs = 8

// slab hands out the structs of one allocation.
type slab struct {
	next  memory
	left  int
	size  uintptr
	whole reflect.Value
}

// take hands out the next struct. The pointer to the following one is only
// formed while there is one: a pointer past the end would keep a foreign object.
func (s *slab) take() memory {
	taken := s.next
	s.left--
	if s.left > 0 {
		s.next = unsafe.Add(s.next, s.size)
	}
	return taken
}

// takeBack zeroes the structs that were handed out, to hand them out again, and
// says whether there were any.
func (s *slab) takeBack() bool {
	count := s.whole.Len()
	switch taken := count - s.left; {
	case taken == 0:
		return false
	case taken < fewStructs:
		for i := range taken {
			s.whole.Index(i).SetZero()
		}
	default:
		s.whole.Slice(0, taken).Clear()
	}
	s.next, s.left = s.whole.UnsafePointer(), count
	return true
}

// bytes is the size of the allocation.
func (s *slab) bytes() int { return s.whole.Len() * int(s.size) }

func sizeOf[T any]() int { return int(unsafe.Sizeof(*new(T))) }

// memoryOf is the struct behind a message, which must be of this layout.
func (l *layout) memoryOf(message proto.Message) (memory, bool) {
	value := reflect.ValueOf(message)
	if value.Type() != l.pointer || value.IsNil() {
		return nil, false
	}
	return value.UnsafePointer(), true
}

// asMessage is the message at m; the allocation-free way back is not needed,
// because only rare well-known types take it.
func (l *layout) asMessage(m memory) proto.Message {
	message, _ := reflect.NewAt(l.pointer.Elem(), m).Interface().(proto.Message)
	return message
}

func asMoney(m memory) *typev1.Money { return (*typev1.Money)(m) }

func asInstant(m memory) *timestamppb.Timestamp { return (*timestamppb.Timestamp)(m) }

// Move makes dst hold what src holds without copying anything below the top
// level. Both must be of one generated type; src must not be used afterwards.
func Move(dst, src proto.Message) error {
	to, from := reflect.ValueOf(dst), reflect.ValueOf(src)
	if to.Kind() != reflect.Pointer || to.Type() != from.Type() {
		return fmt.Errorf("cannot move a %T into a %T", src, dst)
	}
	if to.IsNil() || from.IsNil() {
		return fmt.Errorf("cannot move a nil %T", src)
	}
	to.Elem().Set(from.Elem())
	return nil
}

// orEmpty is the text of a string field, with or without presence.
func (s slot) orEmpty(m memory, optional bool) *string {
	if !optional {
		return s.text(m)
	}
	if value := *s.optionalText(m); value != nil {
		return value
	}
	return new(string)
}
