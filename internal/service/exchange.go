package service

import (
	"context"
	"errors"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// relay answers one RPC by one upstream call.
func (o *operation) relay(ctx context.Context, in, out proto.Message) error {
	size, token := o.plan.Page(in)
	wanted := translate.Page{Limit: size}
	call, err := o.plan.Encode(in, wanted)
	if err != nil {
		return err
	}
	if token != "" {
		if err := turn(o.plan, call, token, &wanted); err != nil {
			return err
		}
		if call, err = o.plan.Encode(in, wanted); err != nil {
			return err
		}
	}
	return o.fetch(ctx, call, o.into(ctx, out), wanted)
}

// into is where the answers to a call go: into the arena of its door.
func (o *operation) into(ctx context.Context, out proto.Message) translate.Target {
	return o.plan.Into(out).In(translate.ArenaOf(ctx))
}

// send makes the call and reads its answer into the target.
func (o *operation) send(ctx context.Context, call *translate.Call, into translate.Target) (translate.Answer, error) {
	return o.exchange(ctx, call, into, nil)
}

// exchange is send for answers that have the declared shape and may still be none:
// what doubt finds makes them unreadable.
func (o *operation) exchange(ctx context.Context, call *translate.Call, into translate.Target, doubt func() error) (translate.Answer, error) {
	sent := o.request(ctx, call)
	response, err := o.upstream.Do(ctx, sent)
	if err != nil {
		return translate.Answer{}, err
	}
	defer into.Hold(response) // its share of memory until the answer is written, which is memory too
	answer, err := o.read(sent, response, into)
	if err == nil && doubt != nil {
		if fault := doubt(); fault != nil {
			err = sent.UnreadableError(response, fault)
		}
	}
	return answer, err
}

const (
	// mostAnswer is what gRPC clients take as one message unless they are told
	// otherwise.
	mostAnswer = 4 << 20
	// smallBody is a size of the upstream's JSON up to which no answer gets near.
	smallBody = 512 << 10
)

var errLongAnswer = errors.New("the answer is larger than what clients take as one message")

// read takes the answer to a call apart.
func (o *operation) read(sent *upstream.Request, response *upstream.Response, into translate.Target) (translate.Answer, error) {
	if sent.Shape == upstream.ShapeEmpty || sent.Shape == upstream.ShapeBodyOrEmpty && response.Empty() {
		return translate.Answer{}, nil
	}
	answer, err := into.Decode(response.Body)
	if err != nil {
		return answer, sent.UnreadableError(response, err)
	}
	if answer.Code != "" {
		return answer, sent.AnswerError(response, answer.Code, answer.Message, response.Body)
	}
	if len(response.Body) > smallBody && proto.Size(into.Message()) > mostAnswer {
		return answer, sent.TooLargeError(response, errLongAnswer)
	}
	if answer.UnknownFields > 0 || answer.UnknownCodes > 0 {
		o.unknown(sent.Operation, answer.UnknownFields, answer.UnknownCodes)
	}
	return answer, nil
}
