package translate

import (
	"testing"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

func TestSiblings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ members, amount, currency string }{
		{`"currency":"USD","measure_id":1,"official_amount":12.50`, "12.50", "USD"},
		{`"official_amount":12.50,"measure_id":1,"currency":"USD"`, "12.50", "USD"},
		{`"official_amount":12.50,"currency":"USD"`, "12.50", "USD"},
		{`"official_amount":12.50`, "12.50", "CNY"},
		{`"official_amount":12.50,"currency":null,"measure_id":null`, "12.50", "CNY"},
		{`"official_amount":12.50,"currency":"","measure_id":""`, "12.50", "CNY"},
		{`"official_amount":1250,"measure_id":3`, "12.50", "CNY"},
		{`"measure_id":"3","official_amount":1250`, "12.50", "CNY"},
		{`"measure_id":2,"official_amount":"125"`, "12.5", "CNY"},
		{`"official_amount":-5,"measure_id":3`, "-0.05", "CNY"},
		{`"official_amount":-0.0,"measure_id":3`, "0.000", "CNY"},
		{`"official_amount":1.5e3,"measure_id":2`, "150.0", "CNY"},
	} {
		got := oneOrder(t, c.members).GetOfficialAmount()
		if got.GetAmount() != c.amount || got.GetCurrencyCode() != c.currency {
			t.Errorf("%s became %v", c.members, got)
		}
	}
}

func TestSiblingsFurtherOut(t *testing.T) {
	t.Parallel()
	deep := `"amount_info":{"coupon_amount":700,"discounts":[{"discount_amount":500},{"discount_amount":"1"}]}`
	for _, members := range []string{`"measure_id":3,"currency":"USD",` + deep, deep + `,"currency":"USD","measure_id":3`, `"currency":"USD",` + deep + `,"measure_id":"3"`} {
		details := oneOrder(t, members).GetAmountDetails()
		for got, want := range map[*typev1.Money]string{
			details.GetCouponAmount(): "7.00", details.GetDiscounts()[0].GetAmount(): "5.00", details.GetDiscounts()[1].GetAmount(): "0.01",
		} {
			if got.GetAmount() != want || got.GetCurrencyCode() != "USD" {
				t.Errorf("%s: %v, want %s", members, got, want)
			}
		}
	}
}

// TestSiblingsOfSubOrders keeps the unit of an order from reaching into the
// orders inside it, which have their own.
func TestSiblingsOfSubOrders(t *testing.T) {
	t.Parallel()
	order := oneOrder(t, `"measure_id":3,"currency":"USD","official_amount":100,"sub_order_infos":[`+
		`{"official_amount":100,"amount_info":{"coupon_amount":100}},`+
		`{"official_amount":100,"measure_id":2,"currency":"EUR","amount_info":{"coupon_amount":100}}]`)
	subs := order.GetSubOrders()
	for i, c := range []struct {
		got              *typev1.Money
		amount, currency string
	}{
		{order.GetOfficialAmount(), "1.00", "USD"},
		{subs[0].GetOfficialAmount(), "100", "CNY"},
		{subs[0].GetAmountDetails().GetCouponAmount(), "100", "CNY"},
		{subs[1].GetOfficialAmount(), "10.0", "EUR"},
		{subs[1].GetAmountDetails().GetCouponAmount(), "10.0", "EUR"},
	} {
		if c.got.GetAmount() != c.amount || c.got.GetCurrencyCode() != c.currency {
			t.Errorf("amount %d is %v, want %s %s", i, c.got, c.amount, c.currency)
		}
	}
}

// TestSiblingsAboveARecursiveMessage climbs from an order inside an order into
// the one around it.
func TestSiblingsAboveARecursiveMessage(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, ordersv1.OrderService_ListOrders_FullMethodName, func(s *schema) {
		s.option("ocegate.orders.v1.AppliedDiscount", "amount", func(o *upstreamv1.Field) { o.Currency = "../../../settlement" })
	})
	const discount = `"amount_info":{"discounts":[{"discount_amount":1}]}`
	out := &ordersv1.ListOrdersResponse{}
	body := `{"order_infos":[{` + discount + `,"sub_order_infos":[{` + discount + `}],"settlement":"EUR"}],"settlement":"USD"}`
	if _, err := plan.Into(out).Decode([]byte(body)); err != nil {
		t.Fatal(err)
	}
	for want, order := range map[string]*ordersv1.Order{"USD": out.GetOrders()[0], "EUR": out.GetOrders()[0].GetSubOrders()[0]} {
		if got := order.GetAmountDetails().GetDiscounts()[0].GetAmount().GetCurrencyCode(); got != want {
			t.Errorf("the currency is %s, want %s", got, want)
		}
	}
}

func TestCurrencyOfAWholeList(t *testing.T) {
	t.Parallel()
	plan := planFor(t, accountsv1.AccountService_ListAccountTransactions_FullMethodName)
	for _, body := range []string{
		`{"currency":"USD","records":[{"change_amount":"1"},{"change_amount":"2"}]}`,
		`{"records":[{"change_amount":"1"},{"change_amount":"2"}],"currency":"USD"}`,
	} {
		out := &accountsv1.ListAccountTransactionsResponse{}
		if _, err := plan.Into(out).Decode([]byte(body)); err != nil {
			t.Fatal(err)
		}
		for _, row := range out.GetTransactions() {
			if row.GetAmount().GetCurrencyCode() != "USD" || out.GetCurrencyCode() != "USD" {
				t.Errorf("%s: %v", body, row)
			}
		}
	}
}

func TestCurrencyOfTheSite(t *testing.T) {
	t.Parallel()
	for site, want := range map[upstreamv1.Site]string{upstreamv1.Site_SITE_CN: "CNY", upstreamv1.Site_SITE_INTL: "USD"} {
		out := &ordersv1.ListOrderRefundsResponse{}
		plan := compileAll(t, site).Plan(ordersv1.OrderService_ListOrderRefunds_FullMethodName)
		if _, err := plan.Into(out).Decode([]byte(`{"refund_infos":[{"id":"R1","amount":-1.5,"measure_id":"1"}]}`)); err != nil {
			t.Fatal(err)
		}
		if got := out.GetRefunds()[0].GetAmount(); got.GetCurrencyCode() != want || got.GetAmount() != "-1.5" {
			t.Errorf("%s: %v", site, got)
		}
	}
}
