package translate

import (
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

// TestLoansDoNotMix borrows from many sides at once, with answers of changing
// sizes: none may see a word of another.
func TestLoansDoNotMix(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range 300 {
				body := []byte(ordersOf(fmt.Sprintf("%d-%d", worker, i), (i*7+worker)%60))
				want := &ordersv1.ListOrdersResponse{}
				if _, err := plan.Into(want).Decode(body); err != nil {
					t.Error(err)
				}
				if err := plan.Lend(func(into Target) error {
					_, err := into.Decode(body)
					clear(body) // what is lent does not lean on the body
					if !proto.Equal(into.Message(), want) {
						t.Errorf("%d rows of %d-%d became %v", len(want.GetOrders()), worker, i, into.Message())
					}
					return err
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

// TestLoansComeBack is the control: whoever keeps what was lent sees it change.
// Under the race detector the pool drops things at random, hence the rounds.
func TestLoansComeBack(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	for range 100 {
		var kept *ordersv1.Order
		for _, name := range []string{"first", "other"} {
			if err := plan.Lend(func(into Target) error {
				_, err := into.Decode([]byte(ordersOf(name, 1)))
				if list, ok := into.Message().(*ordersv1.ListOrdersResponse); ok && kept == nil {
					kept = list.GetOrders()[0]
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		if kept.GetOrderId() != "first" {
			return
		}
	}
	t.Error("memory that was lent is never used again")
}

func TestLentTargetTakesOneAnswer(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	err := plan.Lend(func(into Target) error {
		if _, err := into.Decode([]byte(ordersOf("first", 3))); err != nil {
			t.Error(err)
		}
		want := proto.Clone(into.Message())
		_, err := into.Decode([]byte(ordersOf("other", 3)))
		if !proto.Equal(into.Message(), want) {
			t.Errorf("the first answer became %v", into.Message())
		}
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "lent already") {
		t.Errorf("a second answer: %v", err)
	}
}

// TestRefusalsOutliveTheirAnswer reads the code and the message of an answer
// whose memory has gone to others.
func TestRefusalsOutliveTheirAnswer(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	answers := make([]Answer, 50)
	for i := range answers {
		if err := plan.Lend(func(into Target) error {
			var err error
			answers[i], err = into.Decode(fmt.Appendf(nil, `{"error_code":"CBC.%04d","error_msg":"number %04d"}`, i+1, i))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	for i, answer := range answers {
		if want := (Answer{Code: fmt.Sprintf("CBC.%04d", i+1), Message: fmt.Sprintf("number %04d", i)}); answer != want {
			t.Errorf("%+v, want %+v", answer, want)
		}
	}
}

// TestLendersForgetHugeAnswers keeps one answer of many megabytes from being
// held for ever.
func TestLendersForgetHugeAnswers(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	into := Target{Plan: plan, loan: &loan{}}
	for _, rows := range []int{1, mostRows, 3} {
		if _, err := into.Decode([]byte(ordersOf("huge", rows))); err != nil {
			t.Fatal(err)
		}
		d := into.loan.decoder
		d.takeBack()
		into.loan.message = plan.answer.root.layout.asMessage(d.message(plan.answer.root))
		kept := cap(d.copied) + len(d.amounts.values)*sizeOf[typev1.Money]() + len(d.instants.values)*sizeOf[timestamppb.Timestamp]() + len(d.places.values)*sizeOf[memory]()
		for _, k := range d.owned {
			kept += k.free.bytes()
		}
		if kept > 8*mostKept { // the text, three kinds of values and the four messages of an order
			t.Errorf("after %d rows %d bytes are kept", rows, kept)
		}
		if rows == 1 && kept == 0 {
			t.Error("nothing is kept")
		}
	}
}

func TestPanickedLoansAreLost(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	var kept *ordersv1.ListOrdersResponse
	func() {
		defer func() { _ = recover() }()
		_ = plan.Lend(func(into Target) error {
			kept, _ = into.Message().(*ordersv1.ListOrdersResponse)
			if _, err := into.Decode([]byte(ordersOf("lost", 2))); err != nil {
				t.Error(err)
			}
			panic("on the way")
		})
	}()
	for range 20 {
		if err := plan.Lend(func(into Target) error {
			_, err := into.Decode([]byte(ordersOf("other", 2)))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if got := kept.GetOrders(); len(got) != 2 || got[1].GetOrderId() != "lost" {
		t.Errorf("the memory of a loan that was lost was used again: %v", kept)
	}
}
