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
	// mostKept is the largest allocation that comes back, in bytes, and how much is
	// kept for other answers than the last ones: one huge answer must not hold its
	// memory for ever.
	mostKept = 256 << 10
)

// allocator hands out the memory of messages. Structs of one kind come from common
// allocations. Memory that is given away leaves with its answer, and what is left
// of an allocation serves the next one; memory of an arena comes back. Texts are
// never part of that: they are the body's own copy, so that a clone of a message,
// which shares its texts, may outlive the arena.
type allocator struct {
	recycles bool
	kinds    []*kind // by the id of their shape, once it was met
	owned    []*kind // the kinds of which there is memory that comes back
	amounts  block[typev1.Money]
	instants block[timestamppb.Timestamp]
	places   block[memory]
}

// kind is what a decoder keeps for one shape.
type kind struct {
	free  slab
	grow  int
	order []uint8 // which member followed which, and first; see memberName
}

// newDecoders is a pool of decoders for the shapes of one Set.
func newDecoders(answers *answerCompiler, currency string, recycles bool) *sync.Pool {
	return &sync.Pool{New: func() any {
		return &decoder{allocator: allocator{kinds: make([]*kind, answers.count), recycles: recycles}, currency: currency}
	}}
}

// order is the learnt order of a shape's members.
func (s *allocator) order(of *shape) []uint8 {
	if k := s.kinds[of.id]; k != nil {
		return k.order
	}
	return s.meet(of).order
}

// meet begins to keep a shape.
func (s *allocator) meet(of *shape) *kind {
	k := &kind{order: make([]uint8, len(of.members)+1)}
	for i := range of.members {
		k.order[i] = uint8(i)
	}
	s.kinds[of.id] = k
	return k
}

// message is a zeroed struct of a shape.
func (s *allocator) message(of *shape) memory {
	k := s.kinds[of.id]
	if k == nil {
		k = s.meet(of)
	}
	if k.free.left == 0 {
		s.refill(k, of.layout)
	}
	return k.free.take()
}

func (s *allocator) refill(k *kind, place *layout) {
	switch {
	case !s.recycles:
		k.grow = min(max(k.grow*2, firstSlab), largestSlab)
	case k.grow == 0:
		k.grow = firstSlab
		s.owned = append(s.owned, k)
	default: // what was handed out before is left to its message
		k.grow = min(k.grow*2, max(1, mostKept/place.size()))
	}
	k.free = place.many(k.grow)
}

func (s *allocator) money() *typev1.Money { return &s.amounts.take(1, s.recycles)[0] }

func (s *allocator) instant() *timestamppb.Timestamp { return &s.instants.take(1, s.recycles)[0] }

// list is an empty list with room for exactly count rows.
func (s *allocator) list(count int) []memory {
	if !s.recycles && count > valueSlab/4 {
		return make([]memory, 0, count)
	}
	return s.places.take(count, s.recycles)[:0]
}

// takeBack makes everything that was handed out ready for the next answers.
func (s *allocator) takeBack() {
	s.amounts.takeBack()
	s.instants.takeBack()
	s.places.takeBack()
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

// block hands out zeroed values of one type.
type block[T any] struct {
	values []T
	taken  int
}

// take hands out count values. Where they are recycled the allocations grow until
// one holds what an answer needs.
func (s *block[T]) take(count int, recycled bool) []T {
	if len(s.values)-s.taken < count {
		room := max(count, valueSlab)
		if recycled {
			room = max(room, min(2*len(s.values), mostKept/sizeOf[T]()))
		}
		s.values, s.taken = make([]T, room), 0
	}
	from := s.taken
	s.taken += count
	return s.values[from:s.taken:s.taken]
}

func (s *block[T]) takeBack() {
	if len(s.values)*sizeOf[T]() > mostKept { // a list that long is rare
		s.values = nil
	}
	clear(s.values[:min(s.taken, len(s.values))])
	s.taken = 0
}
