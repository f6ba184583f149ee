package translate

import (
	"sync"

	"google.golang.org/protobuf/types/known/timestamppb"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

const (
	firstSlab   = 2  // structs in the first allocation of a kind, doubled up to
	largestSlab = 32 // this many where they are given away
	valueSlab   = 32 // amounts, instants and list places allocated at a time
	// mostKept is the largest allocation of a lender, in bytes, and how much it
	// keeps for other answers than the last one: one huge answer must not hold its
	// memory for ever.
	mostKept = 256 << 10
)

// supply hands out the memory of messages. Structs of one kind come from common
// allocations. Memory that is given away leaves with its answer, and what is left
// of an allocation serves the next one; memory that is lent comes back.
type supply struct {
	lends    bool
	filled   bool    // an answer was read since the memory came back
	kinds    []*kind // by the id of their shape, once it was met
	owned    []*kind // the kinds of which a lender has memory
	amounts  stock[typev1.Money]
	instants stock[timestamppb.Timestamp]
	places   stock[memory]
	copied   []byte // the text of the answer that is lent
}

// kind is what a decoder keeps for one shape.
type kind struct {
	free  slab
	grow  int
	order []uint8 // which member followed which, and first; see memberName
}

// newDecoders is a pool of decoders for the shapes of one Set.
func newDecoders(answers *answerCompiler, currency string, lends bool) *sync.Pool {
	return &sync.Pool{New: func() any {
		return &decoder{supply: supply{kinds: make([]*kind, answers.count), lends: lends}, currency: currency}
	}}
}

// order is the learnt order of a shape's members.
func (s *supply) order(of *shape) []uint8 {
	if k := s.kinds[of.id]; k != nil {
		return k.order
	}
	return s.meet(of).order
}

// meet begins to keep a shape.
func (s *supply) meet(of *shape) *kind {
	k := &kind{order: make([]uint8, len(of.members)+1)}
	for i := range of.members {
		k.order[i] = uint8(i)
	}
	s.kinds[of.id] = k
	return k
}

// own is a copy of a body. Its slices become the strings of the message, so the
// body is copied once.
func (s *supply) own(body []byte) string {
	if !s.lends {
		return string(body)
	}
	s.copied = append(s.copied[:0], body...)
	return lentText(s.copied)
}

// message is a zeroed struct of a shape.
func (s *supply) message(of *shape) memory {
	k := s.kinds[of.id]
	if k == nil {
		k = s.meet(of)
	}
	if k.free.left == 0 {
		s.refill(k, of.layout)
	}
	return k.free.take()
}

func (s *supply) refill(k *kind, place *layout) {
	switch {
	case !s.lends:
		k.grow = min(max(k.grow*2, firstSlab), largestSlab)
	case k.grow == 0:
		k.grow = firstSlab
		s.owned = append(s.owned, k)
	default: // what was lent before is left to its message
		k.grow = min(k.grow*2, max(1, mostKept/place.size()))
	}
	k.free = place.many(k.grow)
}

func (s *supply) money() *typev1.Money { return &s.amounts.take(1, s.lends)[0] }

func (s *supply) instant() *timestamppb.Timestamp { return &s.instants.take(1, s.lends)[0] }

// list is an empty list with room for exactly count rows.
func (s *supply) list(count int) []memory {
	if !s.lends && count > valueSlab/4 {
		return make([]memory, 0, count)
	}
	return s.places.take(count, s.lends)[:0]
}

// takeBack makes everything that was lent ready for the next loan.
func (s *supply) takeBack() {
	s.filled = false
	s.amounts.takeBack()
	s.instants.takeBack()
	s.places.takeBack()
	if cap(s.copied) > mostKept {
		s.copied = nil
	}
	size := 0
	for _, k := range s.owned {
		size += k.free.bytes()
	}
	kept := s.owned[:0]
	for _, k := range s.owned {
		if used := k.free.takeBack(); !used && size > mostKept {
			k.free, k.grow = slab{}, 0
		} else {
			kept = append(kept, k)
		}
	}
	clear(s.owned[len(kept):])
	s.owned = kept
}

// stock hands out zeroed values of one type.
type stock[T any] struct {
	values []T
	taken  int
}

// take hands out count values. Where they are lent the allocations grow until
// one holds what an answer needs.
func (s *stock[T]) take(count int, lent bool) []T {
	if len(s.values)-s.taken < count {
		room := max(count, valueSlab)
		if lent {
			room = max(room, min(2*len(s.values), mostKept/sizeOf[T]()))
		}
		s.values, s.taken = make([]T, room), 0
	}
	from := s.taken
	s.taken += count
	return s.values[from:s.taken:s.taken]
}

func (s *stock[T]) takeBack() {
	if len(s.values)*sizeOf[T]() > mostKept { // a list that long is rare
		s.values = nil
	}
	clear(s.values[:min(s.taken, len(s.values))])
	s.taken = 0
}
