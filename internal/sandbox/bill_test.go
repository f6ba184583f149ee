package sandbox_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	billsPath     = "/v2/bills/customer-bills"
	breakdownPath = "/v2/costs/cost-analysed-bills/monthly-breakdown"
	peakOfVPC     = "bill_cycle=2026-11&service_type_code=hws.service.type.vpc&resource_type_code=hws.resource.type.bandwidth&usage_type=95Peak"
)

func costsTarget(kind string, measure int, from, to string) string {
	return fmt.Sprintf(`POST /v4/costs/cost-analysed-bills/query {"time_condition":{"time_measure_id":%d,"begin_time":%q,"end_time":%q},`+
		`"groupby":[{"type":"dimension","key":"CLOUD_SERVICE_TYPE"}],"cost_type":%q,"amount_type":"PAYMENT_AMOUNT","limit":1000}`, measure, from, to, kind)
}

type billLine struct {
	Trade    string      `json:"trade_id"`
	Type     int         `json:"bill_type"`
	Consume  json.Number `json:"consume_amount"`
	Amount   json.Number `json:"amount"`
	Official json.Number `json:"official_amount"`
	Discount json.Number `json:"official_discount_amount"`
	Coupon   json.Number `json:"coupon_amount"`
	Flexi    json.Number `json:"flexipurchase_coupon_amount"`
	Card     json.Number `json:"stored_value_card_amount"`
	Cash     json.Number `json:"cash_amount"`
	Credit   json.Number `json:"credit_amount"`
	Customer string      `json:"customer_id"`
	Project  string      `json:"enterprise_project_id"`
	Past     json.Number `json:"past_months_amortized_amount"`
	Current  json.Number `json:"current_month_amortized_amount"`
	Future   json.Number `json:"future_months_amortized_amount"`
}

type bill struct {
	Total   int        `json:"total_count"`
	Rows    []billLine `json:"records"`
	Fees    []billLine `json:"fee_records"`
	Monthly []billLine `json:"monthly_records"`
	Sums    []billLine `json:"bill_sums"`
	Details []billLine `json:"details"`
	billLine
}

func (c *client) bill(target string) bill {
	c.t.Helper()
	return as[bill](c.t, c.ask(target))
}

func plus(t *testing.T, numbers ...json.Number) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	for _, n := range numbers {
		sum.Add(sum, dec(t, n.String()))
	}
	return sum
}

// TestBillsTie adds every bill of a month up and finds the same amounts everywhere.
func TestBillsTie(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	sum := c.bill(billsPath + "/monthly-sum?limit=1000&bill_cycle=2026-11")
	rows := c.bill(billsPath + "/fee-records?limit=1000&bill_cycle=2026-11").Rows
	if len(rows) < 20 || len(sum.Sums) == 0 {
		t.Fatalf("%d rows, %d sums", len(rows), len(sum.Sums))
	}
	consume, cash := new(big.Rat), new(big.Rat)
	for _, r := range rows {
		if plus(t, r.Discount, r.Consume).Cmp(plus(t, r.Official)) != 0 {
			t.Errorf("%+v", r)
		}
		if plus(t, r.Cash, r.Credit, r.Coupon, r.Flexi, r.Card).Cmp(plus(t, r.Consume)) != 0 {
			t.Errorf("%+v", r)
		}
		consume.Add(consume, plus(t, r.Consume))
		cash.Add(cash, plus(t, r.Cash))
	}
	if consume.Cmp(plus(t, sum.Consume)) != 0 || cash.Cmp(plus(t, sum.Cash)) != 0 {
		t.Errorf("fee records come to %s and %s, the summary to %s and %s", consume.FloatString(2), cash.FloatString(2), sum.Consume, sum.Cash)
	}
	parts := new(big.Rat)
	for _, r := range sum.Sums {
		parts.Add(parts, plus(t, r.Consume))
	}
	for _, r := range c.bill("POST " + billsPath + `/res-records/query {"cycle":"2026-11","limit":1000}`).Monthly {
		consume.Sub(consume, plus(t, r.Consume))
	}
	if consume.Sign() != 0 || parts.Cmp(plus(t, sum.Consume)) != 0 {
		t.Errorf("the resource records are off by %s, the sums come to %s", consume.FloatString(2), parts.FloatString(2))
	}
}

// TestBillsFollowTheAccount: what an order's rows paid in cash is what left the account.
func TestBillsFollowTheAccount(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoPayableOrder, choice(sandbox.DemoCashCoupon+":301", "")))
	rows := c.bill(billsPath + "/fee-records?bill_cycle=2026-11&trade_id=" + sandbox.DemoPayableOrder).Rows
	if len(rows) != 2 || plus(t, rows[0].Cash, rows[1].Cash).Cmp(dec(t, "160")) != 0 || plus(t, rows[0].Coupon, rows[1].Coupon).Cmp(dec(t, "100")) != 0 {
		t.Errorf("%+v", rows)
	}
	done := as[changed](t, c.unsubscribe(1, sandbox.DemoFresh))
	of := billsPath + "/fee-records?bill_cycle=2026-11&trade_id=" + done.Orders[0]
	if got := c.bill(of); got.Total != 0 {
		t.Errorf("before the money is back: %+v", got)
	}
	c.advance(40 * time.Minute)
	if got := c.bill(of).Rows; len(got) != 1 || got[0].Type != 4 || got[0].Cash != "-220.00" {
		t.Errorf("%+v", got)
	}
}

func TestBillFilters(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	base := billsPath + "/fee-records?limit=1000&bill_cycle=2026-11"
	all := c.bill(base)
	for query, fits := range map[string]func(billLine) bool{
		"&bill_type=5":                func(r billLine) bool { return r.Type == 5 },
		"&method=oneself":             func(r billLine) bool { return r.Customer == sandbox.DemoDomainID },
		"&include_zero_record=false":  func(r billLine) bool { return r.Consume != "0.00" },
		"&enterprise_project_id=0":    func(r billLine) bool { return r.Project == "0" },
		"&enterprise_project_id=null": func(r billLine) bool { return r.Project == "" },
		"&provider_type=2":            func(billLine) bool { return true },
		"&service_type_code=":         func(billLine) bool { return true },
	} {
		got, want := c.bill(base+query), 0
		for _, r := range all.Rows {
			if fits(r) {
				want++
			}
		}
		if query != "&provider_type=2" && got.Total != want || got.Total == 0 || got.Total > all.Total {
			t.Errorf("%s: %d, want %d of %d", query, got.Total, want, all.Total)
		}
	}
	if days := c.bill(base + "&bill_date_begin=2026-11-10&bill_date_end=2026-11-12"); days.Total == 0 || days.Total >= all.Total {
		t.Errorf("%d of %d", days.Total, all.Total)
	}
	if one := c.bill(base + "&bill_date_begin=2026-11-10"); one.Total != all.Total {
		t.Errorf("half a window: %d of %d", one.Total, all.Total)
	}
	for _, target := range []string{
		billsPath + "/fee-records", billsPath + "/fee-records?bill_cycle=2026-13", base + "&method=sub_customer", base + "&limit=1001",
		billsPath + "/res-fee-records?cycle=2026-11&charge_mode=", billsPath + "/res-fee-records?cycle=2026-11&charge_mode=2",
		billsPath + "/monthly-sum?bill_cycle=2026-11&enterprise_project_id=%22%22", base + "&include_zero_record=yes",
		"POST " + billsPath + `/res-records/query {"cycle":"2026-11","query_type":"DAILY"}`,
		"POST " + billsPath + `/res-records/query {"cycle":"2026-11","query_type":"DAILY","statistic_type":2}`,
		"POST " + billsPath + `/res-records/query {"cycle":""}`,
	} {
		c.refused(target, c.ask(target), 400, "CBC.0100")
	}
	for query, want := range map[string]int{"resource_id=": 0, "region=%22%22": 0, "region=cn-north-4": all.Total, "cloud_service_type": 0} {
		if got := c.bill(billsPath + "/res-fee-records?limit=1000&cycle=2026-11&" + query); got.Total != want {
			t.Errorf("%s: %d, want %d", query, got.Total, want)
		}
	}
}

// TestAmortizedCosts: past, current and future parts of every charge come to the
// charge, and the months of the cost analysis come to the same as the breakdown.
func TestAmortizedCosts(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	current := new(big.Rat)
	details := c.bill(breakdownPath + "?limit=1000&shared_month=2026-11").Details
	for _, r := range details {
		if plus(t, r.Past, r.Current, r.Future).Cmp(plus(t, r.Consume)) != 0 {
			t.Errorf("%+v", r)
		}
		current.Add(current, plus(t, r.Current))
	}
	type costs struct {
		Rows []struct {
			Amount string `json:"amount_by_costs"`
			Costs  []struct {
				Amount string `json:"amount"`
			} `json:"costs"`
		} `json:"cost_data"`
	}
	byMonth := as[costs](t, c.ask(costsTarget("AMORTIZED_COST", 2, "2026-11", "2026-11")))
	byDay := as[costs](t, c.ask(costsTarget("AMORTIZED_COST", 1, "2026-11-01", "2026-11-30")))
	months, days := new(big.Rat), new(big.Rat)
	for _, r := range byMonth.Rows {
		months.Add(months, dec(t, r.Amount))
	}
	for _, r := range byDay.Rows {
		if len(r.Costs) != 30 {
			t.Errorf("%d days", len(r.Costs))
		}
		days.Add(days, dec(t, r.Amount))
	}
	if len(details) == 0 || current.Cmp(months) != 0 || current.Cmp(days) != 0 {
		t.Errorf("%s in the breakdown, %s by month, %s by day", current.FloatString(2), months.FloatString(2), days.FloatString(2))
	}
	for _, target := range []string{
		costsTarget("OTHER", 2, "2026-11", "2026-11"), costsTarget("ORIGINAL_COST", 1, "2026-11", "2026-11"),
		costsTarget("ORIGINAL_COST", 2, "2026-11", "2026-10"),
		strings.Replace(costsTarget("ORIGINAL_COST", 2, "2026-11", "2026-11"), "CLOUD_SERVICE_TYPE", "COLOUR", 1),
	} {
		c.refused(target, c.ask(target), 400, "CBC.0100")
	}
	only := strings.Replace(costsTarget("ORIGINAL_COST", 2, "2026-01", "2026-11"), `"limit"`,
		`"filters":[{"operator":0,"filter_factor":{"key":"CLOUD_SERVICE_TYPE","value":["hws.service.type.ec2"]}}],"limit"`, 1)
	if got := as[costs](t, c.ask(only)); len(got.Rows) != 1 {
		t.Errorf("%+v", got)
	}
	if got := as[costs](t, c.ask(strings.Replace(only, `"operator":0`, `"operator":1`, 1))); len(got.Rows) < 2 {
		t.Errorf("%+v", got)
	}
}

func TestPeaksAndInvoices(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if a := c.get(billsPath + "/resources/usage/details?limit=1000&" + peakOfVPC + "&resource_id=" + sandbox.DemoPeakResource); !strings.Contains(a.body, `"actual_days":"23"`) {
		t.Error(a.body)
	}
	other := strings.Replace(peakOfVPC, "type.bandwidth", "type.cdn", 1)
	c.refused("another type", c.get(billsPath+"/resources/usage/summary?"+other), 400, "CBC.0100")
	intl := newClient(t, international)
	path := "/v1.0/" + sandbox.DemoDomainID + "/payments/intl-invoices?start_time=2026-01-01T00:00:00Z&end_time=2026-11-23T00:00:00Z&limit=2&offset="
	first, second := intl.get(path+"1"), intl.get(path+"2")
	if strings.Count(first.body, "invoiceNo") != 2 || first.body == second.body || !strings.Contains(first.body, `"billCycle":"2026-10"`) {
		t.Errorf("%s\n%s", first.body, second.body)
	}
	intl.refused("pages start at 1", intl.get(path+"0"), 400, "CBC.0100")
	c.refused("China", c.get(path+"1"), 404, "APIGW.0101")
}

// TestUnitPricesExplainAmounts: what a row was charged officially is its usage by its unit price.
func TestUnitPricesExplainAmounts(t *testing.T) {
	t.Parallel()
	type priced struct {
		Rows []struct {
			ID       string      `json:"id"`
			Price    json.Number `json:"unit_price"`
			Usage    json.Number `json:"usage"`
			Unit     string      `json:"unit"`
			Mode     string      `json:"charge_mode"`
			Official json.Number `json:"official_amount"`
		} `json:"fee_records"`
	}
	near := big.NewRat(1, 1000) // prices hold eight decimals
	for _, site := range []string{"cn", "intl"} {
		c := newClient(t, func(cfg *sandbox.Config) { cfg.Site = site })
		currency := map[string]string{"cn": "CNY", "intl": "USD"}[site]
		for _, cycle := range []string{"2026-09", "2026-10", "2026-11"} {
			for _, r := range as[priced](t, c.get(billsPath+"/res-fee-records?limit=1000&cycle="+cycle)).Rows {
				product := new(big.Rat).Mul(dec(t, r.Price.String()), dec(t, r.Usage.String()))
				if product.Sub(product, dec(t, r.Official.String())).Abs(product).Cmp(near) > 0 {
					t.Errorf("%s: %s by %s is not %s", r.ID, r.Usage, r.Price, r.Official)
				}
				byHour := r.Unit == currency+"/h"
				if byHour != (r.Mode == "3") {
					t.Errorf("%s: %s in charging mode %s", r.ID, r.Unit, r.Mode)
				}
			}
		}
	}
}
