package load

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/control"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

func TestMakesAsManyCallsAsAskedFor(t *testing.T) {
	t.Parallel()
	var calls atomic.Int64
	do := Doer(func(context.Context, int) error {
		calls.Add(1)
		return nil
	})
	got, err := do(t.Context(), control.Command{Calls: 1001, InFlight: 16, Rows: 1})
	if err != nil || calls.Load() != 1001 || got.Calls != 1001 || got.Wall <= 0 {
		t.Errorf("%+v, %v after %d calls", got, err, calls.Load())
	}
	if _, err := do(t.Context(), control.Command{Calls: 1}); err == nil {
		t.Error("a batch without calls in flight was made")
	}
}

func TestOneWrongAnswerFailsTheBatch(t *testing.T) {
	t.Parallel()
	wrong := errors.New("wrong")
	var calls atomic.Int64
	_, err := Doer(func(context.Context, int) error {
		if calls.Add(1) == 500 {
			return wrong
		}
		return nil
	})(t.Context(), control.Command{Calls: 1_000_000, InFlight: 4, Rows: 1})
	if !errors.Is(err, wrong) || calls.Load() > 600_000 {
		t.Errorf("%v after %d calls", err, calls.Load())
	}
}

func answer(t *testing.T, change func(*ordersv1.ListOrdersResponse)) []byte {
	t.Helper()
	want := canned.WantOf(1)
	page := &ordersv1.ListOrdersResponse{
		Orders: []*ordersv1.Order{{
			OrderId: want.LastOrderID, ServiceTypeName: "a",
			OfficialAmount: &typev1.Money{CurrencyCode: "CNY", Amount: want.LastAmount},
		}},
		NextPageToken: "1", TotalSize: canned.Total,
	}
	change(page)
	body, err := proto.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestChecksAnswers(t *testing.T) {
	t.Parallel()
	right := answer(t, func(*ordersv1.ListOrdersResponse) {})
	for name, change := range map[string]func(*ordersv1.ListOrdersResponse){
		"amount": func(p *ordersv1.ListOrdersResponse) { p.Orders[0].OfficialAmount.Amount = "1" },
		"rows":   func(p *ordersv1.ListOrdersResponse) { p.Orders = append(p.Orders, p.Orders[0]) },
		"empty":  func(p *ordersv1.ListOrdersResponse) { p.Orders = nil },
		"token":  func(p *ordersv1.ListOrdersResponse) { p.NextPageToken = "" },
	} {
		if newKnown(readProto).check(1, answer(t, change)) == nil {
			t.Errorf("%s: a wrong answer was taken", name)
		}
	}
	answers := newKnown(readProto)
	if err := errors.Join(answers.check(1, right), answers.check(1, right)); err != nil {
		t.Fatal(err)
	}
	other := answer(t, func(p *ordersv1.ListOrdersResponse) { p.Orders[0].ServiceTypeName = "b" })
	if err := answers.check(1, other); err == nil || !strings.Contains(err.Error(), "differs") {
		t.Errorf("an answer that differs from the one before: %v", err)
	}
	answers.forget()
	if err := answers.check(1, other); err != nil {
		t.Error(err)
	}
}

func TestReadsJSON(t *testing.T) {
	t.Parallel()
	want := canned.WantOf(1)
	got, err := readJSON([]byte(`{"orders":[{"orderId":"` + want.LastOrderID + `","officialAmount":{"amount":"` +
		want.LastAmount + `"}}],"nextPageToken":"x","totalSize":5000}`))
	if err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{`{"orders":[]}`, `{`} {
		if _, err := readJSON([]byte(bad)); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}
