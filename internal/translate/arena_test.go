package translate

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// ordersOf is a list of so many orders that all bear one name.
func ordersOf(name string, rows int) string {
	order := fmt.Sprintf(`{"order_id":%q,"customer_id":%q,"currency":%q,"official_amount":"1.5","create_time":"2026-10-31T08:30:05Z",`+
		`"amount_info":{"discounts":[{"discount_amount":2},{"discount_amount":3}]}}`, name, name, name)
	return `{"total_count":1,"order_infos":[` + strings.Join(slices.Repeat([]string{order}, rows), ",") + `]}`
}

// TestArenasDoNotMix reads answers of changing sizes from many sides at once: none
// may see a word of another, also when a call reads several.
func TestArenasDoNotMix(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range 200 {
				arena := &Arena{}
				want, got := &ordersv1.ListOrdersResponse{}, &ordersv1.ListOrdersResponse{}
				for page := range 1 + i%3 {
					body := []byte(ordersOf(fmt.Sprintf("%d-%d-%d", worker, i, page), (i*7+worker)%60))
					if _, err := plan.Into(want).Decode(body); err != nil {
						t.Error(err)
					}
					if _, err := plan.Into(got).In(arena).Decode(body); err != nil {
						t.Error(err)
					}
					clear(body) // an answer does not lean on its body
				}
				if !proto.Equal(got, want) {
					t.Errorf("%d rows of %d-%d became %v", len(want.GetOrders()), worker, i, got)
				}
				arena.Release()
			}
		})
	}
	wait.Wait()
}

// TestArenasComeBack is the control: whoever keeps a part of an answer sees it
// change. Under the race detector the pool drops things at random, hence the
// rounds.
func TestArenasComeBack(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	for range 100 {
		kept := inArena(t, plan, "first", 1).GetOrders()[0]
		inArena(t, plan, "other", 1)
		if kept.GetOrderId() != "first" {
			return
		}
	}
	t.Error("the memory of an arena is never used again")
}

// TestClonesOutliveTheArena: what links keep of an answer is theirs.
func TestClonesOutliveTheArena(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	for round := range 20 {
		arena, out, want := &Arena{}, &ordersv1.ListOrdersResponse{}, &ordersv1.ListOrdersResponse{}
		body := []byte(ordersOf(fmt.Sprint("kept-", round), 5))
		for _, into := range []Target{plan.Into(out).In(arena), plan.Into(want)} {
			if _, err := into.Decode(body); err != nil {
				t.Fatal(err)
			}
		}
		kept := proto.Clone(out)
		arena.Release()
		for range 5 {
			inArena(t, plan, "other", 5)
		}
		if !proto.Equal(kept, want) {
			t.Errorf("the clone became %v", kept)
		}
	}
}

// inArena is an answer whose memory has gone back.
func inArena(t *testing.T, plan *Plan, name string, rows int) *ordersv1.ListOrdersResponse {
	t.Helper()
	arena, out := &Arena{}, &ordersv1.ListOrdersResponse{}
	defer arena.Release()
	if _, err := plan.Into(out).In(arena).Decode([]byte(ordersOf(name, rows))); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNoAnswerIntoAnArenaThatIsOver(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	arena := &Arena{}
	arena.Release()
	out := &ordersv1.ListOrdersResponse{}
	if _, err := plan.Into(out).In(arena).Decode([]byte(ordersOf("late", 1))); !errors.Is(err, errArenaOver) || proto.Size(out) != 0 {
		t.Errorf("%v, %v", out, err)
	}
	arena.Release() // once more does nothing
}

// TestArenaHoldsWhatAnswersLeanOn counts what is released, and when.
func TestArenaHoldsWhatAnswersLeanOn(t *testing.T) {
	t.Parallel()
	arena := &Arena{}
	var held [5]counted
	for i := range 3 {
		arena.Hold(&held[i])
	}
	if slices.Contains(held[:], 1) {
		t.Error("released before its time")
	}
	arena.Release()
	arena.Release()
	var none *Arena
	none.Hold(&held[3])
	arena.Hold(&held[4])
	for i, times := range held {
		if times != 1 {
			t.Errorf("%d was released %d times", i, times)
		}
	}
}

type counted int

// Release implements Releaser.
func (c *counted) Release() { *c++ }

// TestRefusalsOutliveTheirAnswer reads the code and the message of an answer
// whose memory has gone to others.
func TestRefusalsOutliveTheirAnswer(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	answers := make([]Answer, 50)
	for i := range answers {
		arena := &Arena{}
		var err error
		answers[i], err = plan.Into(&ordersv1.ListOrdersResponse{}).In(arena).
			Decode(fmt.Appendf(nil, `{"error_code":"CBC.%04d","error_msg":"number %04d"}`, i+1, i))
		arena.Release()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, answer := range answers {
		if want := (Answer{Code: fmt.Sprintf("CBC.%04d", i+1), Message: fmt.Sprintf("number %04d", i)}); answer != want {
			t.Errorf("%+v, want %+v", answer, want)
		}
	}
}

// TestHugeAnswersAreForgotten keeps one answer of many megabytes, or many of a few
// in one call, from being held for ever.
func TestHugeAnswersAreForgotten(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	d, _ := plan.answer.recyclers.New().(*decoder)
	for _, rows := range [][]int{{1}, {mostRows}, {3}, {1000, 1000, 1000}, {3}} {
		for _, each := range rows {
			out := &ordersv1.ListOrdersResponse{}
			m, _ := plan.answer.root.layout.memoryOf(out)
			if _, err := plan.Into(out).read(d, m, []byte(ordersOf("huge", each))); err != nil {
				t.Fatal(err)
			}
		}
		d.takeBack()
		kept := len(d.amounts.values)*sizeOf[typev1.Money]() + len(d.instants.values)*sizeOf[timestamppb.Timestamp]() + len(d.places.values)*sizeOf[memory]()
		for _, k := range d.owned {
			kept += k.free.bytes()
		}
		if kept > 8*mostKept { // three kinds of values and the four messages of an order
			t.Errorf("after %d rows %d bytes are kept", rows, kept)
		}
		if kept == 0 {
			t.Error("nothing is kept")
		}
	}
}

// TestMemoryOfABrokenReadIsLost leaves an answer that panicked half-way to whoever
// may have a part of it.
func TestMemoryOfABrokenReadIsLost(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	broken, kept := &Arena{}, &ordersv1.ListOrdersResponse{}
	if _, err := plan.Into(kept).In(broken).Decode([]byte(ordersOf("lost", 2))); err != nil {
		t.Fatal(err)
	}
	broken.begin(plan.answer.recyclers) // and no end
	broken.Release()
	for range 20 {
		inArena(t, plan, "other", 2)
	}
	if got := kept.GetOrders(); len(got) != 2 || got[1].GetOrderId() != "lost" {
		t.Errorf("the memory of a read that broke off was used again: %v", kept)
	}
}
