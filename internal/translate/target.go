package translate

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/proto"
)

// Target is where the answers to a call of one plan go: a message, and whose
// memory its parts are.
type Target struct {
	Plan *Plan
	// Asked is the number of rows that the request asks for; 0 where it names none.
	Asked int32

	message proto.Message
	arena   *Arena // nil when every answer brings memory of its own
}

// Into is a target of which everything belongs to the message for good.
func (p *Plan) Into(message proto.Message) Target { return Target{Plan: p, message: message} }

// In is the same target with what is below its message in the arena's memory;
// with nil it is as it was.
func (t Target) In(arena *Arena) Target {
	t.arena = arena
	return t
}

// Message is what the target fills.
func (t Target) Message() proto.Message { return t.message }

// Hold releases what the answers lean on together with their memory; at once when
// that is their own.
func (t Target) Hold(what Releaser) { t.arena.Hold(what) }

// errArenaOver is an answer that is read when its call has ended: its memory may
// be another call's by now.
var errArenaOver = errors.New("translate: the call of this arena has ended")

// Decode reads an answer into the target. Lists grow, so that the pages of one
// list can be read into one message. A failure that the answer itself states comes
// back in Answer.Code; an answer that is not of the declared shape is a KindAnswer
// error. The message is then not to be used.
func (t Target) Decode(body []byte) (Answer, error) {
	side := &t.Plan.answer
	m, ok := side.root.layout.memoryOf(t.message)
	if !ok {
		return Answer{}, fmt.Errorf("translate: %s does not answer a %T", t.Plan.method, t.message)
	}
	if t.arena != nil {
		d := t.arena.begin(side.recyclers)
		if d == nil {
			return Answer{}, errArenaOver
		}
		answer, err := t.read(d, m, body)
		t.arena.end() // not after a panic
		return answer, err
	}
	d, _ := side.givers.Get().(*decoder)
	answer, err := t.read(d, m, body)
	side.givers.Put(d) // nor here
	return answer, err
}

func (t Target) read(d *decoder, m memory, body []byte) (Answer, error) {
	d.zone, d.mostRows = t.Plan.zone, t.mostRows()
	answer, at, err := d.decode(t.Plan.answer.root, m, body)
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
