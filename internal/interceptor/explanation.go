package interceptor

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
)

// mostViolations is how many violations a refusal names.
const mostViolations = 16

// explanation gathers what is wrong with a message that is refused for sure. It
// goes through the messages in it one by one, so that it can stop between them:
// when there is enough to report, or when the caller waits no longer.
type explanation struct {
	rules protovalidate.Validator
	found []fault.Violation
}

func (v *Validator) explain(ctx context.Context, message proto.Message) error {
	e := &explanation{rules: v.rules}
	if err := e.message(ctx, "", message.ProtoReflect()); err != nil {
		return err
	}
	named := e.found[:min(len(e.found), mostViolations)]
	return &fault.RefusalError{Reason: fault.RequestInvalid, Violations: named, More: len(e.found) - len(named)}
}

func (e *explanation) enough() bool { return len(e.found) >= mostViolations }

// message judges a message by its own rules and those of its fields, and then
// what is inside of it.
func (e *explanation) message(ctx context.Context, path string, m protoreflect.Message) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.alone(path, m); err != nil {
		return err
	}
	fields := m.Descriptor().Fields()
	for i := 0; i < fields.Len() && !e.enough(); i++ {
		field := fields.Get(i)
		if valueOf(field) == nil || !m.Has(field) {
			continue
		}
		if err := e.inside(ctx, joined(path, string(field.Name())), field, m.Get(field)); err != nil {
			return err
		}
	}
	return nil
}

// alone leaves the messages inside out.
func (e *explanation) alone(path string, m protoreflect.Message) error {
	itself := protovalidate.FilterFunc(func(met protoreflect.Message, _ protoreflect.Descriptor) bool { return met == m })
	err := e.rules.Validate(m.Interface(), protovalidate.WithFilter(itself))
	if err == nil {
		return nil
	}
	var broken *protovalidate.ValidationError
	if !errors.As(err, &broken) {
		return fmt.Errorf("interceptor: validation: %w", err)
	}
	for _, violation := range broken.Violations {
		worded := worded(violation)
		worded.Field = joined(path, worded.Field)
		e.found = append(e.found, worded)
	}
	return nil
}

// inside judges the messages of a field. A key of a map is the caller's text and
// is not repeated.
func (e *explanation) inside(ctx context.Context, path string, field protoreflect.FieldDescriptor, value protoreflect.Value) error {
	var err error
	switch {
	case field.IsMap():
		value.Map().Range(func(_ protoreflect.MapKey, each protoreflect.Value) bool {
			err = e.message(ctx, path, each.Message())
			return err == nil && !e.enough()
		})
	case field.IsList():
		list := value.List()
		for i := 0; i < list.Len() && err == nil && !e.enough(); i++ {
			err = e.message(ctx, path+"["+strconv.Itoa(i)+"]", list.Get(i).Message())
		}
	default:
		err = e.message(ctx, path, value.Message())
	}
	return err
}

func joined(path, field string) string {
	switch {
	case path == "":
		return field
	case field == "":
		return path
	default:
		return path + "." + field
	}
}
