package interceptor

import (
	"context"
	"fmt"
	"strconv"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/fault"
)

// bounding refuses a request by its counts, before anything looks at its items.
type bounding struct {
	bounds *Bounds
}

func (b *bounding) unary(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if message, ok := req.(proto.Message); ok {
		if err := b.bounds.Check(message); err != nil {
			return nil, err
		}
	}
	return handler(ctx, req)
}

func (b *bounding) stream(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	inspected := withContext(ss.Context(), ss)
	inspected.inspect = func(received any) error {
		if message, ok := received.(proto.Message); ok {
			return b.bounds.Check(message)
		}
		return nil
	}
	return handler(srv, inspected)
}

// Check refuses a message in which a list or a map is longer than it may be.
func (b *Bounds) Check(message proto.Message) error {
	m := message.ProtoReflect()
	e := b.extents[m.Descriptor()]
	if e == nil {
		return nil
	}
	return refusalOf(new(count).message(e, m))
}

// excess is a list that is too long, with its path from the message that was
// looked at; without a list, all of them together are.
type excess struct {
	path  string
	bound *bound
}

func (x excess) within(head string) excess {
	if x.path != "" && x.path[0] != '[' {
		head += "."
	}
	x.path = head + x.path
	return x
}

// count is how many values without a limit of their own were met.
type count struct{ free int }

// message compares the lengths of all lists of a message before it looks into any
// of them.
func (c *count) message(e *extent, m protoreflect.Message) []excess {
	var found []excess
	for i := range e.bounds {
		b := &e.bounds[i]
		if isMany(b.field) && m.Has(b.field) && c.exceeds(b, lengthOf(m.Get(b.field), b.field)) {
			found = append(found, excess{string(b.field.Name()), b})
		}
	}
	for i := 0; i < len(e.bounds) && len(found) == 0; i++ {
		if b := &e.bounds[i]; b.inner != nil && m.Has(b.field) {
			found = c.inside(b, m.Get(b.field))
		}
	}
	return found
}

// exceeds counts so many more values of a field.
func (c *count) exceeds(b *bound, length int) bool {
	if b.limit > 0 {
		return length > b.limit
	}
	c.free += length
	return c.free > mostFree
}

func lengthOf(value protoreflect.Value, field protoreflect.FieldDescriptor) int {
	if field.IsMap() {
		return value.Map().Len()
	}
	return value.List().Len()
}

// inside looks into the messages of a field, one after the other, up to the first
// that holds too much. A key of a map is the caller's text and is not repeated.
func (c *count) inside(b *bound, value protoreflect.Value) (found []excess) {
	name := string(b.field.Name())
	switch {
	case b.field.IsMap():
		value.Map().Range(func(_ protoreflect.MapKey, each protoreflect.Value) bool {
			found = c.message(b.inner, each.Message())
			return len(found) == 0
		})
	case b.field.IsList():
		for i := 0; i < value.List().Len() && len(found) == 0; i++ {
			found = c.message(b.inner, value.List().Get(i).Message())
			name = string(b.field.Name()) + "[" + strconv.Itoa(i) + "]"
		}
	default:
		found = c.message(b.inner, value.Message())
	}
	for i := range found {
		found[i] = found[i].within(name)
	}
	return found
}

// refusalOf words what is too long.
func refusalOf(found []excess) error {
	if len(found) == 0 {
		return nil
	}
	violations := make([]fault.Violation, len(found))
	for i, x := range found {
		if x.bound == nil {
			return &fault.RefusalError{Reason: fault.RequestTooLarge, Where: fmt.Sprintf("at most %d items in its lists", mostOnWire)}
		}
		violations[i] = x.worded()
	}
	return fault.Invalid(violations...)
}

func (x excess) worded() fault.Violation {
	id, limit := "repeated.max_items", x.bound.limit
	switch {
	case limit == 0:
		id, limit = "repeated.max_values", mostFree
	case x.bound.field.IsMap():
		id = "map.max_pairs"
	}
	return fault.Violation{Field: x.path, Rule: ruleName(id), Description: fmt.Sprintf(wordings[id], limit)}
}
