package translate

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// parameterList gathers the parameters of one object and keeps their names
// apart.
type parameterList struct {
	all []parameter
}

// named is the parameter of an upstream name, or nil.
func (l *parameterList) named(name string) *parameter {
	for i := range l.all {
		if l.all[i].name == name {
			return &l.all[i]
		}
	}
	return nil
}

// add puts a parameter into its place: into the list, or for a dotted name into
// the group that the name begins with.
func (l *parameterList) add(p parameter) error {
	head, rest, dotted := strings.Cut(p.name, ".")
	if !dotted {
		if l.named(p.name) != nil {
			return fmt.Errorf("upstream name %q stands twice", p.name)
		}
		l.all = append(l.all, p)
		return nil
	}
	if p.place != inBody || head == "" || rest == "" || strings.Contains(rest, ".") {
		return fmt.Errorf("%q is not a member of an object in the body", p.name)
	}
	group := l.named(head)
	if group == nil {
		l.all = append(l.all, parameter{name: head, place: inBody, writing: writeGroup})
		group = &l.all[len(l.all)-1]
	}
	if group.writing != writeGroup {
		return fmt.Errorf("upstream name %q stands twice", head)
	}
	inner := parameterList{all: group.inner}
	p.name = rest
	err := inner.add(p)
	group.inner = inner.all
	return err
}

// attach ties the field for codes without a value here to the enum before it.
func (l *parameterList) attach(companion protoreflect.FieldDescriptor, place slot) error {
	if companion.Kind() != protoreflect.StringKind || companion.IsList() || companion.HasPresence() {
		return fmt.Errorf("an unknown code needs a plain string")
	}
	p := l.named(upstreamName(companion))
	if p == nil || p.writing != writeEnum || p.list {
		return fmt.Errorf("no enum field before it has the upstream name %q", upstreamName(companion))
	}
	if !p.codes.words {
		return fmt.Errorf("codes that are digits need no text beside them")
	}
	p.other, p.hasOther = place, true
	return nil
}
