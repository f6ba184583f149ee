package strict

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Check walks a request type and returns the first field that this package
// cannot read exactly, so that such a type stops the start and not a caller.
func Check(md protoreflect.MessageDescriptor) error {
	return check(md, map[protoreflect.FullName]bool{})
}

func check(md protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) error {
	name := md.FullName()
	if seen[name] || textual(name) != "" || free(name) != "" || wrapped(md) != nil {
		return nil
	}
	seen[name] = true
	for i := range md.Fields().Len() {
		if err := checkField(md.Fields().Get(i), seen); err != nil {
			return err
		}
	}
	return nil
}

func checkField(fd protoreflect.FieldDescriptor, seen map[protoreflect.FullName]bool) error {
	if fd.IsMap() {
		if fd.MapKey().Kind() != protoreflect.StringKind {
			return fmt.Errorf("%s: only texts can be the keys of a map", fd.FullName())
		}
		return checkField(fd.MapValue(), seen)
	}
	switch fd.Kind() {
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return fmt.Errorf("%s: a float would round somebody's money, use decimal text", fd.FullName())
	case protoreflect.GroupKind:
		return fmt.Errorf("%s: groups have no JSON form", fd.FullName())
	case protoreflect.EnumKind:
		if fd.Enum().FullName() == "google.protobuf.NullValue" {
			return fmt.Errorf("%s: a field that can only be null says nothing", fd.FullName())
		}
	case protoreflect.MessageKind:
		return check(fd.Message(), seen)
	}
	return nil
}
