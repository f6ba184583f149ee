package service

import (
	"context"
	"errors"
	"slices"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/translate"
)

// errNamelessID is an answer in which an id is there and empty.
var errNamelessID = errors.New("an id in the answer is empty")

// errUntold is an answer that leaves open what came of an item.
var errUntold = errors.New("the answer neither names an effect for all items nor a failure for each")

// settlement is a call about several items, each of which costs or gives money. An
// answer of the right shape that does not tell what came of them is no success:
// its caller would take them for done, or do them again.
type settlement struct {
	operation *operation
	in        proto.Message
	tell      func() tally // what the answer tells, once it is filled
}

// tally is what an answer tells of the items that were asked for.
type tally struct {
	asked []string // ids of the items
	made  []string // ids of what was made for them: orders, coupons, quotas
	told  []string // ids of the items of which the answer says how they went
	// joint says that what was made belongs to no item in particular: one order may
	// stand for all items that are not told of.
	joint bool
}

// settle answers one RPC by one upstream call, whose answer must tell of every item.
func settle[Out proto.Message](ctx context.Context, out Out, s settlement) (Out, error) {
	var none Out
	call, err := s.operation.plan.Encode(s.in, translate.Page{})
	if err != nil {
		return none, err
	}
	if _, err := s.operation.exchange(ctx, call, s.operation.into(ctx, out), func() error { return s.tell().fault() }); err != nil {
		return none, err
	}
	return out, nil
}

func (t tally) fault() error {
	switch {
	case slices.Contains(t.made, ""), slices.Contains(t.told, ""):
		return errNamelessID
	case t.joint && len(t.made) > 0:
		return nil
	}
	for _, id := range t.asked {
		if !slices.Contains(t.told, id) {
			return errUntold
		}
	}
	return nil
}

// each takes one text from every item of a list.
func each[T any](items []T, text func(T) string) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = text(item)
	}
	return texts
}
