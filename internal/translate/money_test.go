package translate

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

const (
	moneyDecimals = 1_000_000
	moneyPerOrder = 7
	moneyOrders   = 500 // in a document
)

// TestMillionDecimalsAreExact sends random amounts through upstream JSON, proto
// and public JSON, and compares what comes out with what went in as fractions.
func TestMillionDecimalsAreExact(t *testing.T) {
	t.Parallel()
	const workers = 2
	for worker := range uint64(workers) {
		t.Run(fmt.Sprint("part ", worker), func(t *testing.T) {
			t.Parallel()
			run := newMoneyRun(t, worker)
			for run.checked < moneyDecimals/workers {
				run.document(t)
			}
			t.Logf("%d amounts exact, %d with an exponent, %d negative, %d as text, %d in tenths or hundredths",
				run.checked, run.exponents, run.negative, run.quoted, run.shifted)
		})
	}
}

type moneyRun struct {
	*rand.Rand
	plan *Plan
	json *JSON

	checked, exponents, negative, quoted, shifted int
}

func newMoneyRun(t *testing.T, seed uint64) *moneyRun {
	t.Helper()
	set, err := Compile(publicServices(), upstreamv1.Site_SITE_CN)
	if err != nil {
		t.Fatal(err)
	}
	printer, err := NewJSON((&ordersv1.ListOrdersResponse{}).ProtoReflect().Descriptor())
	if err != nil {
		t.Fatal(err)
	}
	return &moneyRun{
		Rand: rand.New(rand.NewPCG(seed, 1)),
		plan: set.Plan(ordersv1.OrderService_ListOrders_FullMethodName),
		json: printer,
	}
}

// decimal is a number of up to 18 digits before and 10 behind the point.
func (r *moneyRun) decimal() string {
	text := fmt.Sprint(r.Uint64N(1_000_000_000_000_000_000) >> r.IntN(60))
	if places := r.IntN(11); places > 0 {
		text += fmt.Sprintf(".%0*d", places, r.Uint64N(10_000_000_000)%pow10(places))
	}
	if r.IntN(4) == 0 {
		text += fmt.Sprintf("%c%s%d", "eE"[r.IntN(2)], []string{"", "+", "-"}[r.IntN(3)], r.IntN(13))
		r.exponents++
	}
	if r.IntN(3) == 0 {
		text = "-" + text
		r.negative++
	}
	return text
}

func pow10(places int) uint64 {
	out := uint64(1)
	for range places {
		out *= 10
	}
	return out
}

// document sends one list of orders through and checks every amount.
func (r *moneyRun) document(t *testing.T) {
	t.Helper()
	var sent []string
	amount := func() string {
		sent = append(sent, r.decimal())
		if r.IntN(2) == 0 {
			r.quoted++
			return `"` + sent[len(sent)-1] + `"`
		}
		return sent[len(sent)-1]
	}
	var body strings.Builder
	body.WriteString(`{"order_infos":[`)
	units := make([]int, moneyOrders)
	for i := range units {
		units[i] = 1 + r.IntN(3)
		fmt.Fprintf(&body, `%s{"amount_after_discount":%s,"official_amount":%s,"measure_id":%d,"amount_info":{"flexipurchase_coupon_amount":%s,`+
			`"coupon_amount":%s,"stored_card_amount":%s,"commission_amount":%s,"consumed_amount":%s}}`,
			strings.Repeat(",", min(i, 1)), amount(), amount(), units[i], amount(), amount(), amount(), amount(), amount())
	}
	body.WriteString(`]}`)
	response := &ordersv1.ListOrdersResponse{}
	if _, err := r.plan.Into(response).Decode([]byte(body.String())); err != nil {
		t.Fatal(err)
	}
	public, err := r.json.Append(nil, response)
	if err != nil {
		t.Fatal(err)
	}
	received := receivedAmounts(t, public)
	if len(received) != len(sent) {
		t.Fatalf("%d amounts came out of %d", len(received), len(sent))
	}
	for i, text := range received {
		r.compare(t, sent[i], units[i/moneyPerOrder], text)
	}
}

func (r *moneyRun) compare(t *testing.T, sent string, unit int, received string) {
	t.Helper()
	want := rational(t, sent)
	if unit > 1 {
		want.Quo(want, new(big.Rat).SetInt64(int64(pow10(unit-1))))
		r.shifted++
	}
	if strings.ContainsAny(received, "eE") || rational(t, received).Cmp(want) != 0 {
		t.Fatalf("%s in unit %d came out as %s", sent, unit, received)
	}
	r.checked++
}

func receivedAmounts(t *testing.T, public []byte) []string {
	t.Helper()
	type money struct{ Amount string }
	var list struct {
		Orders []struct {
			AmountAfterDiscount, OfficialAmount money
			AmountDetails                       struct {
				FlexiPurchaseCouponAmount, CouponAmount, StoredValueCardAmount, CommissionAmount, ConsumedAmount money
			}
		}
	}
	if err := json.Unmarshal(public, &list); err != nil {
		t.Fatal(err)
	}
	var amounts []string
	for i := range list.Orders {
		o := &list.Orders[i]
		d := &o.AmountDetails
		for _, m := range []money{
			o.AmountAfterDiscount, o.OfficialAmount, d.FlexiPurchaseCouponAmount, d.CouponAmount,
			d.StoredValueCardAmount, d.CommissionAmount, d.ConsumedAmount,
		} {
			amounts = append(amounts, m.Amount)
		}
	}
	return amounts
}

// TestMoneyThroughAFloatWouldNotBeExact is the control: the comparison notices
// what a binary number does to the same amounts.
func TestMoneyThroughAFloatWouldNotBeExact(t *testing.T) {
	t.Parallel()
	run := &moneyRun{Rand: rand.New(rand.NewPCG(1, 1))}
	changed := 0
	for range 1000 {
		sent := run.decimal()
		var binary float64
		if err := json.Unmarshal([]byte(sent), &binary); err != nil {
			t.Fatal(err)
		}
		back, err := json.Marshal(binary)
		if err != nil {
			t.Fatal(err)
		}
		if rational(t, sent).Cmp(rational(t, string(back))) != 0 {
			changed++
		}
	}
	if changed < 100 {
		t.Errorf("a float changed only %d of 1000 amounts: the test would not notice", changed)
	}
}
