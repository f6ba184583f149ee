package translate

import (
	"sync"

	"google.golang.org/protobuf/types/known/timestamppb"

	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

const (
	firstSlab   = 2  // structs in the first allocation of a kind, doubled up to
	largestSlab = 32 // this many
	valueSlab   = 32 // amounts, instants and list places allocated at a time
)

// supply hands out the memory of messages. Structs of one kind come from common
// allocations; what is left of one serves the next answer.
type supply struct {
	kinds    []kind
	amounts  []typev1.Money
	instants []timestamppb.Timestamp
	places   []memory
}

// kind is what a decoder keeps for one shape.
type kind struct {
	free  slab
	grow  int
	order []uint8 // which member followed which, and first; see memberName
}

// newDecoders is a pool of decoders for the shapes of one Set.
func newDecoders(answers *answerCompiler, currency string) *sync.Pool {
	return &sync.Pool{New: func() any {
		return &decoder{supply: supply{kinds: make([]kind, answers.count)}, currency: currency}
	}}
}

// order is the learnt order of a shape's members.
func (s *supply) order(of *shape) []uint8 {
	k := &s.kinds[of.id]
	if k.order == nil {
		k.order = make([]uint8, len(of.members)+1)
		for i := range of.members {
			k.order[i] = uint8(i)
		}
	}
	return k.order
}

// message is a zeroed struct of a shape.
func (s *supply) message(of *shape) memory {
	k := &s.kinds[of.id]
	if k.free.left == 0 {
		k.grow = min(max(k.grow*2, firstSlab), largestSlab)
		k.free = of.layout.many(k.grow)
	}
	return k.free.take()
}

func (s *supply) money() *typev1.Money {
	if len(s.amounts) == 0 {
		s.amounts = make([]typev1.Money, valueSlab)
	}
	taken := &s.amounts[0]
	s.amounts = s.amounts[1:]
	return taken
}

func (s *supply) instant() *timestamppb.Timestamp {
	if len(s.instants) == 0 {
		s.instants = make([]timestamppb.Timestamp, valueSlab)
	}
	taken := &s.instants[0]
	s.instants = s.instants[1:]
	return taken
}

// list is an empty list with room for exactly count rows.
func (s *supply) list(count int) []memory {
	if count > valueSlab/4 {
		return make([]memory, 0, count)
	}
	if len(s.places) < count {
		s.places = make([]memory, valueSlab)
	}
	taken := s.places[:0:count]
	s.places = s.places[count:]
	return taken
}
