package translate

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
)

// Target is where the answer to a call of one plan goes: a message, and whose
// memory its parts are.
type Target struct {
	Plan *Plan
	// Asked is the number of rows that the request asks for; 0 where it names none.
	Asked int32

	message proto.Message
	loan    *loan // nil when every answer brings memory of its own
}

// loan is memory that comes back. It is taken when there is something to put into
// it: a call that waits for the upstream holds none.
type loan struct {
	decoder *decoder
	message proto.Message
}

// Into is a target of which everything belongs to the message for good.
func (p *Plan) Into(message proto.Message) Target { return Target{Plan: p, message: message} }

// Lend calls use with a target whose message is empty and may be filled and read
// until use returns. Then its memory goes to the next answer, so use must keep
// nothing of it, no text either. Memory that was lent when use panicked is lost.
func (p *Plan) Lend(use func(Target) error) error {
	l := &loan{}
	err := use(Target{Plan: p, loan: l})
	if l.decoder != nil {
		l.decoder.takeBack()
		p.answer.lenders.Put(l.decoder)
	}
	return err
}

// Message is what the target fills.
func (t Target) Message() proto.Message {
	if t.loan == nil {
		return t.message
	}
	if t.loan.decoder == nil {
		side := &t.Plan.answer
		t.loan.decoder, _ = side.lenders.Get().(*decoder)
		t.loan.message = side.root.layout.asMessage(t.loan.decoder.message(side.root))
	}
	return t.loan.message
}

// Decode reads an answer into the target. Lists grow, so that the pages of one
// list can be read into one message; a target that is lent takes one answer. A
// failure that the answer itself states comes back in Answer.Code; an answer that
// is not of the declared shape is a KindAnswer error. The message is then not to
// be used.
func (t Target) Decode(body []byte) (Answer, error) {
	side := &t.Plan.answer
	m, ok := side.root.layout.memoryOf(t.Message())
	if !ok {
		return Answer{}, fmt.Errorf("translate: %s does not answer a %T", t.Plan.method, t.message)
	}
	var d *decoder
	if t.loan == nil {
		d, _ = side.decoders.Get().(*decoder)
		defer side.decoders.Put(d)
	} else if d = t.loan.decoder; d.filled { // its texts would become those of this answer
		return Answer{}, fmt.Errorf("translate: an answer to %s is lent already", t.Plan.method)
	}
	d.filled = true
	d.zone, d.mostRows = t.Plan.zone, t.mostRows()
	answer, at, err := d.decode(side.root, m, body)
	d.reset()
	if err == nil && answer.Code == "" {
		err = t.Plan.doubt(answer, at)
	}
	if err != nil {
		err.Operation = t.Plan.operation.GetName()
		return answer, err
	}
	return answer, nil
}

// mostRows is how many rows the answer may have.
func (t Target) mostRows() int {
	if t.Asked > 0 {
		return int(t.Asked) + rowsBeyond
	}
	return mostRows
}

// AnswerWriter is one call whose caller wants the answer written, not handed over.
type AnswerWriter interface {
	// WriteAnswer writes the answer of the call. The message is lent.
	WriteAnswer(message proto.Message) error
}

type writerKey struct{}

// WithAnswerWriter is the context of a call whose answer is to be written.
func WithAnswerWriter(ctx context.Context, writer AnswerWriter) context.Context {
	return context.WithValue(ctx, writerKey{}, writer)
}

// AnswerWriterOf is what writes the answer to a call, or nil when its caller wants
// a message.
func AnswerWriterOf(ctx context.Context) AnswerWriter {
	writer, _ := ctx.Value(writerKey{}).(AnswerWriter)
	return writer
}

// ErrTwoAnswers is a call whose answer was written, and that has another one: one
// of them would be lost.
var ErrTwoAnswers = errors.New("translate: a call has two answers")

// Sealed refuses the message of a call whose answer was written, if it holds
// anything.
func Sealed(message proto.Message) error {
	if message == nil || proto.Size(message) != 0 {
		return ErrTwoAnswers
	}
	return nil
}
