package translate

import (
	"testing"
	"time"

	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
)

// TestSpellingsOfTimes: billing writes its times in one way; the ways in which the
// vendor writes them elsewhere are read there too, in UTC where nothing is said.
func TestSpellingsOfTimes(t *testing.T) {
	t.Parallel()
	want := time.Date(2026, 10, 1, 8, 30, 0, 0, time.UTC)
	for _, text := range []string{
		"2026-10-01T08:30:00Z", "2026-10-01 08:30:00", "2026-10-01T08:30:00", "2026-10-01T16:30:00+0800",
		"2026-10-01T16:30:00+08:00", "2026-10-01 16:30:00+0800", "2026-10-01T08:30:00.000Z", "2026-10-01 08:30:00.0",
	} {
		order := oneOrder(t, `"create_time":"`+text+`","payment_time":"`+text+`"`)
		if !order.GetCreateTime().AsTime().Equal(want) || !order.GetPaymentTime().AsTime().Equal(want) {
			t.Errorf("%s became %v", text, order)
		}
	}
}

// TestTimesThatCannotBeRead: every row was created and changed at some time, so a
// missing time of these two says nothing wrong, and the page is not lost to it. Of
// any other time its absence would speak: an order without one is not paid.
func TestTimesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`"3/31/2015 8:30:00"`, `"2026-02-30 08:30:00"`, `1793433600`, `true`} {
		out, answer, err := decodeOrders(t, `{"order_infos":[{"order_id":"a","create_time":`+text+`},{"order_id":"b"}]}`)
		if err != nil || len(out.GetOrders()) != 2 || out.GetOrders()[0].GetCreateTime() != nil || answer.UnknownCodes != 1 {
			t.Errorf("create_time %s: %v, %+v, %v", text, out, answer, err)
		}
		if out, _, err := decodeOrders(t, `{"order_infos":[{"payment_time":`+text+`}]}`); err == nil {
			t.Errorf("payment_time %s became %v", text, out)
		}
	}
}

// TestUnitsOfAmounts: 3.0 is the unit 3, and nothing of no unit is nothing.
func TestUnitsOfAmounts(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`"official_amount":1250,"measure_id":3.0`:     "12.50",
		`"official_amount":1250,"measure_id":"3"`:     "12.50",
		`"official_amount":12.5,"measure_id":1.0`:     "12.5",
		`"measure_id":1e0,"official_amount":12.5`:     "12.5",
		`"official_amount":0,"measure_id":0`:          "0",
		`"official_amount":0.00,"measure_id":0`:       "0.00",
		`"official_amount":-0,"measure_id":"0"`:       "0",
		`"official_amount":0e5,"measure_id":0.0`:      "0",
		`"official_amount":null,"measure_id":0`:       "",
		`"measure_id":null,"official_amount":"12.50"`: "12.50",
	} {
		if got := oneOrder(t, body).GetOfficialAmount().GetAmount(); got != want {
			t.Errorf("%s became %q, want %q", body, got, want)
		}
	}
	for _, body := range []string{`"official_amount":1,"measure_id":0`, `"official_amount":0,"measure_id":4`, `"official_amount":1,"measure_id":1.5`} {
		if out, _, err := decodeOrders(t, `{"order_infos":[{`+body+`}]}`); err == nil {
			t.Errorf("%s became %v", body, out)
		}
	}
}

// TestOneCurrency: an answer without a currency is in the site's, in its own member
// as in its amounts.
func TestOneCurrency(t *testing.T) {
	t.Parallel()
	plan := planFor(t, billsv1.BillService_AnalyzeCosts_FullMethodName)
	for body, want := range map[string]string{
		`{"cost_data":[{"amount_by_costs":"5"}]}`:                  "CNY",
		`{"currency":null,"cost_data":[{"amount_by_costs":"5"}]}`:  "CNY",
		`{"currency":"","cost_data":[{"amount_by_costs":"5"}]}`:    "CNY",
		`{"currency":"USD","cost_data":[{"amount_by_costs":"5"}]}`: "USD",
		`{"cost_data":[{"amount_by_costs":"5"}],"currency":"USD"}`: "USD",
		`{"cost_data":[]}`: "",
	} {
		out := &billsv1.AnalyzeCostsResponse{}
		if _, err := plan.Into(out).Decode([]byte(body)); err != nil || out.GetCurrencyCode() != want {
			t.Errorf("%s is in %q, want %q: %v", body, out.GetCurrencyCode(), want, err)
		}
		for _, row := range out.GetGroups() {
			if got := row.GetAmount().GetCurrencyCode(); got != want {
				t.Errorf("%s: an amount in %q, want %q", body, got, want)
			}
		}
	}
}
