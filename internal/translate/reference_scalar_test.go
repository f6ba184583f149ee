package translate

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// instant leaves the times out that every row has: their absence says nothing.
func (r *reference) instant(when time.Time, ok bool, field protoreflect.FieldDescriptor, into protoreflect.Message) *refError {
	switch {
	case ok:
		into.Set(field, protoreflect.ValueOfMessage(timestamppb.New(when).ProtoReflect()))
	case field.Name() == "create_time", field.Name() == "update_time":
		r.UnknownCodes++
	default:
		return refuse("not an instant")
	}
	return nil
}

func (r *reference) plainScalar(text string, field protoreflect.FieldDescriptor, option *upstreamv1.Field, into protoreflect.Message) *refError {
	switch field.Kind() {
	case protoreflect.EnumKind:
		number, known := r.enum(text, field.Enum())
		into.Set(field, protoreflect.ValueOfEnum(number))
		if companion := companionOf(field, option); !known && number == 0 && companion != nil {
			into.Set(companion, protoreflect.ValueOfString(text))
		}
	case protoreflect.Int32Kind:
		value, ok := referenceInteger(text, 32)
		if !ok {
			return refuse("not a whole number of 32 bits")
		}
		into.Set(field, protoreflect.ValueOfInt32(int32(value)))
	case protoreflect.Int64Kind:
		value, ok := referenceInteger(text, 64)
		if !ok {
			return refuse("not a whole number of 64 bits")
		}
		into.Set(field, protoreflect.ValueOfInt64(value))
	default:
		return refuse(fmt.Sprintf("the reference does not know a plain %s", field.Kind()))
	}
	return nil
}
