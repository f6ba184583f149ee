package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/translate"
)

const contentType = "application/json; charset=utf-8"

// rewrite hands the marshaler, which sees no context, the call with its answer.
func rewrite(ctx context.Context, message proto.Message) (any, error) {
	c := callFrom(ctx)
	if c == nil {
		return nil, errNoCall
	}
	c.answer = message
	return c, nil
}

// marshaler writes answers by the plans of translate; messages without a plan
// are written by protojson, to the same JSON.
type marshaler struct {
	plans *translate.JSON
	known map[protoreflect.FullName]bool
}

var _ runtime.Marshaler = (*marshaler)(nil)

// newMarshaler compiles a plan for the answer of every route.
func newMarshaler(bindings []*binding) (*marshaler, error) {
	m := &marshaler{known: map[protoreflect.FullName]bool{}}
	var outputs []protoreflect.MessageDescriptor
	for _, b := range bindings {
		if output := b.method.Output(); !m.known[output.FullName()] {
			m.known[output.FullName()] = true
			outputs = append(outputs, output)
		}
	}
	var err error
	m.plans, err = translate.NewJSON(outputs...)
	return m, err
}

// Marshal gives the text of an answer, which stays valid until the call ends.
func (m *marshaler) Marshal(v any) ([]byte, error) {
	c, ok := v.(*call)
	if !ok {
		return nil, errNoCall
	}
	buffer := c.room()
	var err error
	if m.known[c.answer.ProtoReflect().Descriptor().FullName()] {
		*buffer, err = m.plans.Append((*buffer)[:0], c.answer)
	} else {
		*buffer, err = compact(c.answer)
	}
	return *buffer, err
}

// compact is protojson without the white space that it varies on purpose.
func compact(message proto.Message) ([]byte, error) {
	text, err := protojson.MarshalOptions{EmitDefaultValues: true}.Marshal(message)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = json.Compact(&out, text)
	return out.Bytes(), err
}

var errNoCall = errors.New("gateway: only calls are read and answered as JSON")

// Unmarshal refuses: bodies are decoded.
func (*marshaler) Unmarshal([]byte, any) error { return errNoCall }

// NewDecoder is the body itself, which knows its call.
func (*marshaler) NewDecoder(r io.Reader) runtime.Decoder {
	if b, ok := r.(body); ok {
		return b
	}
	return runtime.DecoderFunc(func(any) error { return errNoCall })
}

// NewEncoder writes one answer.
func (m *marshaler) NewEncoder(w io.Writer) runtime.Encoder {
	return runtime.EncoderFunc(func(v any) error {
		text, err := m.Marshal(v)
		if err != nil {
			return err
		}
		_, err = w.Write(text)
		return err
	})
}

// ContentType is the same for all answers.
func (*marshaler) ContentType(any) string { return contentType }
