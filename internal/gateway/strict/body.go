package strict

import (
	"bytes"
	"strconv"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Taken names fields that must not be given here, with the reason: a path
// variable, for example, cannot be given once more in the body.
type Taken map[protoreflect.FieldNumber]string

// whole is what a problem of the whole body is called.
const whole = "body"

// Body reads a JSON object into the message. An empty text is an empty object.
func Body(m protoreflect.Message, text []byte, taken Taken) []Problem {
	if len(bytes.TrimSpace(text)) == 0 {
		return nil
	}
	r := &report{}
	root, err := parse(text)
	if err != nil {
		r.whole(err.Error())
		return r.problems
	}
	r.message(m, root, "", taken)
	return r.problems
}

// message reads an object, or whatever JSON a well-known type has.
func (r *report) message(m protoreflect.Message, v *value, path string, taken Taken) {
	if reason, handled := wellKnownFromJSON(m, v); handled {
		if reason != "" {
			r.at(path, reason)
		}
		return
	}
	if v.kind != kindObject {
		r.at(path, reasonObject)
		return
	}
	seen := map[protoreflect.FieldNumber]bool{}
	for i, name := range v.names {
		r.member(m, v.items[i], place{path: join(path, shorten(name)), name: name}, seen, taken)
	}
}

// place is where a member stands: its path, and its name as the caller wrote it.
type place struct{ path, name string }

func (r *report) member(m protoreflect.Message, v *value, at place, seen map[protoreflect.FieldNumber]bool, taken Taken) {
	fd := find(m.Descriptor(), at.name)
	switch {
	case fd == nil:
		r.add(at.path, reasonUnknown)
	case taken[fd.Number()] != "":
		r.known(fd, at.path, taken[fd.Number()])
	case seen[fd.Number()]:
		r.known(fd, at.path, reasonTwice)
	case v.kind == kindNull && !isValue(fd):
		seen[fd.Number()] = true // null is the same as leaving it out
	case excluded(m, fd):
		r.known(fd, at.path, reasonChoice)
	default:
		seen[fd.Number()] = true
		r.field(m, fd, v, at.path)
	}
}

func (r *report) field(m protoreflect.Message, fd protoreflect.FieldDescriptor, v *value, path string) {
	switch {
	case fd.IsList():
		r.list(m.Mutable(fd).List(), fd, v, path)
	case fd.IsMap():
		r.mapping(m.Mutable(fd).Map(), fd, v, path)
	case fd.Message() != nil:
		r.message(m.Mutable(fd).Message(), v, path, nil)
	default:
		scalar, reason := fromJSON(fd, v)
		if reason != "" {
			r.known(fd, path, reason)
			return
		}
		m.Set(fd, scalar)
	}
}

func (r *report) list(list protoreflect.List, fd protoreflect.FieldDescriptor, v *value, path string) {
	if v.kind != kindArray {
		r.known(fd, path, reasonList)
		return
	}
	for i, item := range v.items {
		at := path + "[" + strconv.Itoa(i) + "]"
		element, ok := r.element(list.NewElement, fd, item, at)
		if ok {
			list.Append(element)
		}
	}
}

func (r *report) mapping(entries protoreflect.Map, fd protoreflect.FieldDescriptor, v *value, path string) {
	if v.kind != kindObject {
		r.known(fd, path, reasonObject)
		return
	}
	for i, name := range v.names {
		at := path + "[" + strconv.Quote(shorten(name)) + "]"
		element, ok := r.element(entries.NewValue, fd.MapValue(), v.items[i], at)
		if ok {
			entries.Set(protoreflect.ValueOfString(name).MapKey(), element)
		}
	}
}

// element reads what a list or a map holds.
func (r *report) element(fresh func() protoreflect.Value, fd protoreflect.FieldDescriptor, v *value, path string) (protoreflect.Value, bool) {
	if v.kind == kindNull && !isValue(fd) {
		r.add(path, reasonNull)
		return protoreflect.Value{}, false
	}
	if fd.Message() == nil {
		scalar, reason := fromJSON(fd, v)
		if reason != "" {
			r.add(path, reason)
		}
		return scalar, reason == ""
	}
	element := fresh()
	r.message(element.Message(), v, path, nil)
	return element, true
}

// find accepts both spellings of a field.
func find(md protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if fd := md.Fields().ByJSONName(name); fd != nil {
		return fd
	}
	return md.Fields().ByName(protoreflect.Name(name))
}

// excluded reports whether another member of the field's oneof is set already.
func excluded(m protoreflect.Message, fd protoreflect.FieldDescriptor) bool {
	choice := fd.ContainingOneof()
	if choice == nil || choice.IsSynthetic() {
		return false
	}
	set := m.WhichOneof(choice)
	return set != nil && set.Number() != fd.Number()
}

func isValue(fd protoreflect.FieldDescriptor) bool {
	return fd.Message() != nil && fd.Message().FullName() == nameValue
}

// at takes a problem of an object, the whole body among them.
func (r *report) at(path, reason string) {
	if path == "" {
		r.whole(reason)
		return
	}
	r.add(path, reason)
}

func (r *report) whole(reason string) { r.put(Problem{Field: whole, Reason: reason, Known: whole}) }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
