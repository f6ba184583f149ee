package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// billMonths is how far back the bills of the customers reach.
const billMonths = 6

// customerCharges are the charges of a customer up to now, oldest first. The demo
// customer's are its own bills; the others' follow a fixed pattern: a renewal and
// four charges for use a month, and one unsubscription that gives half of it back.
func (p *partnership) customerCharges(s *subCustomer) []*charge {
	if s.id == DemoDomainID {
		return slices.DeleteFunc(charges(p.account), func(ch *charge) bool { return ch.customer != s.id })
	}
	if s.verified != verifiedDone {
		return nil
	}
	var out []*charge
	first, _ := monthBounds(billCycle(s.associated))
	for n := range billMonths {
		month, _ := monthBounds(billCycle(p.now))
		month = month.AddDate(0, n-billMonths+1, 0)
		if month.Before(first) {
			continue
		}
		out = append(out, monthOf(s, month)...)
	}
	return slices.DeleteFunc(out, func(ch *charge) bool { return ch.at.After(p.now) || ch.at.Before(s.associated) })
}

func monthOf(s *subCustomer, month time.Time) []*charge {
	shelf := catalog()
	sold := shelf[s.seed%len(shelf)]
	renewal := s.charge(sold, month.AddDate(0, 0, s.seed%5), sold.price)
	renewal.bill, renewal.to, renewal.period = billRenewal, month.AddDate(0, 1, 0), periodMonth
	out := []*charge{renewal}
	server := shelf[shelfServer]
	for week := range 4 {
		use := s.charge(server, month.AddDate(0, 0, 6+7*week).Add(10*time.Hour), server.price/onDemandHours*money(week+2))
		use.bill, use.mode, use.period, use.order = billUsage, chargeUse, periodHour, ""
		use.trade = "USE-" + use.id
		use.from, use.to = use.at.Add(-24*time.Hour), use.at
		out = append(out, use)
	}
	if (int(month.Month())+s.seed)%3 == 0 {
		back := s.charge(sold, month.AddDate(0, 0, 8), -sold.price/2)
		back.bill, back.to, back.period = billUnsubscribe, back.at, 0
		back.trade, back.order = back.trade+"-R", back.order+"-R"
		out = append(out, back)
	}
	slices.SortStableFunc(out, func(a, b *charge) int { return a.at.Compare(b.at) })
	return out
}

// charge is one charge of a product; a tenth of the official price is discounted and the cash account pays.
func (s *subCustomer) charge(p product, at time.Time, official money) *charge {
	id := fmt.Sprintf("%s-%s", s.account, at.UTC().Format("20060102"))
	consume := ratio(9000).of(official)
	return &charge{
		trade: "CS-" + id, order: "CS-" + id, id: "PB-" + id, at: at.UTC(), from: at.UTC(), mode: chargePeriod, customer: s.id,
		service: p.service, resource: p.resource, productID: p.id, spec: p.spec, project: defaultProject(),
		resourceID: "rs-" + s.account, periods: 1, official: official, consume: consume, cash: consume,
	}
}

// billedOf are a customer's charges of a month or of days within it.
func (c *partnerCall) billedOf(s *subCustomer, cycle string) []*charge {
	from, to := monthBounds(cycle)
	if c.in.has("bill_date_begin") && c.in.has("bill_date_end") {
		from, to = c.in.day("bill_date_begin"), c.in.day("bill_date_end").AddDate(0, 0, 1)
	}
	return slices.DeleteFunc(c.st.customerCharges(s), func(ch *charge) bool { return ch.at.Before(from) || !ch.at.Before(to) })
}

// listSubCustomerFees is GET /v2/bills/subcustomer-bills/res-fee-records.
func listSubCustomerFees(_ context.Context, c *partnerCall) (any, *refusal) {
	r, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	if no := c.daysOfCycle(); no != nil {
		return nil, no
	}
	var rows []row
	for _, ch := range c.billedOf(s, c.in.text("bill_cycle")) {
		one := ch.names(c.call).with(ch.part(c.call)).with(ch.amounts("stored_value_card_amount")).with(subCustomerFee(c, ch, owner{r, s}))
		for _, name := range []string{"account_name", "bill_type", "enterprise_project_name"} {
			delete(one, name)
		}
		if kind := orderKind(ch); kind != 0 {
			one["order_type"] = kind
		}
		if c.matches(one, "service_type_code", "region_code", "charging_mode", "bill_detail_type", "resource_id", "resource_name",
			"trade_id", "account_manager_id", "association_type") {
			rows = append(rows, one)
		}
	}
	return c.rowsAnswer("fee_records", rows), nil
}

// orderKind is the type of the order behind a charge; 0 where there is none.
func orderKind(ch *charge) int {
	switch {
	case ch.order == "":
		return 0
	case ch.bill == billRenewal || ch.bill == billAutoRenewal:
		return typeRenewal
	case ch.bill == billChange:
		return typeChange
	case ch.bill == billUnsubscribe:
		return typeUnsubscribe
	}
	return typeNew
}

// daysOfCycle holds the days to the bill cycle's month.
func (c *partnerCall) daysOfCycle() *refusal {
	if !c.in.has("bill_date_begin") || !c.in.has("bill_date_end") {
		return nil
	}
	from, to := monthBounds(c.in.text("bill_cycle"))
	first, last := c.in.day("bill_date_begin"), c.in.day("bill_date_end")
	if first.Before(from) || !last.Before(to) || last.Before(first) {
		return badParameter("bill_date_begin and bill_date_end are not days of the bill cycle in order")
	}
	return nil
}

// owner is whose customer a charge is about.
type owner struct {
	partner  *reseller
	customer *subCustomer
}

func subCustomerFee(c *partnerCall, ch *charge, whose owner) row {
	r, s := whose.partner, whose.customer
	return row{
		"bill_cycle": ch.month(), "association_type": quoted(s.association), "service_type_code": ch.service.code,
		"resource_type_code": ch.resource.code, "charging_mode": ch.mode, "trade_time": stamp(ch.at), "trade_id": ch.trade,
		"id": ch.id, "bill_detail_type": ch.bill, "resource_id": ch.resourceID, "resource_name": ch.resourceID + "-name",
		"product_spec_desc": ch.spec.in(c.english), "region_code": demoRegion, "product_id": ch.productID,
		"product_name": ch.spec.in(c.english), "resource_tag": "env=demo", "consume_time": stamp(ch.at), "usage_type": "Duration",
		"usage_amount": ch.used(c.st.shop), "usage_measure_id": unitHour, "free_resource_usage": money(0).number(),
		"free_resource_measure_id": unitHour, "ri_usage": money(0).number(), "ri_usage_measure_id": unitHour,
		"official_discount_amount": ch.discount().number(), "payment_amount": ch.consume.number(),
		"writeoff_amount": money(0).number(), "period_type": ch.billPeriod(), "account_manager_id": r.manager, "partner_id": r.id,
		"period_num": moneyOf(int64(ch.periods)).number(), "payment_type": "",
	}
}

type spenderView struct {
	ID string `json:"customer_id"`
}

type spendersAnswer struct {
	Rows       []spenderView `json:"sub_customers"`
	TotalCount int           `json:"total_count"`
}

// listSpenders is POST /v2/bills/subcustomer-bills/res-fee-records/sub-customers/query:
// who had charges in a month, the indirect partners' customers included.
func listSpenders(_ context.Context, c *partnerCall) (any, *refusal) {
	rows := []spenderView{}
	for _, s := range c.st.customers() {
		if len(c.billedOf(s, c.in.text("bill_cycle"))) > 0 {
			rows = append(rows, spenderView{s.id})
		}
	}
	return spendersAnswer{cutPage(c.call, rows), len(rows)}, nil
}

// The types of a partner's monthly bills.
const (
	monthlyNormal = "0"
	monthlyRefund = "1"
	monthlyErased = "2"
)

func monthlyType(ch *charge) string {
	switch ch.sumType() {
	case sumRefund:
		return monthlyRefund
	case sumAdjustment:
		return monthlyErased
	}
	return monthlyNormal
}

type monthlyKey struct{ customer, service, resource, bill string }

// listMonthlyBills is GET /v2/bills/partner-bills/subcustomer-bills/monthly-sum.
func listMonthlyBills(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	var keys []monthlyKey
	sums := map[monthlyKey]*total{}
	for _, s := range r.customers {
		if !c.fits("customer_id", s.id) {
			continue
		}
		for _, ch := range c.billedOf(s, c.in.text("cycle")) {
			key := monthlyKey{s.id, ch.service.code, ch.resource.code, monthlyType(ch)}
			if !c.fitsNumber("charge_mode", ch.mode) || !c.fits("cloud_service_type", key.service) || !c.fits("bill_type", key.bill) {
				continue
			}
			if sums[key] == nil {
				sums[key] = &total{first: ch}
				keys = append(keys, key)
			}
			sums[key].add(ch)
		}
	}
	rows := []row{}
	for _, key := range cutPage(c.call, keys) {
		rows = append(rows, monthly(c, sums[key], key))
	}
	return row{"bill_sums": rows, "count": len(keys), "currency": c.currency}, nil
}

func monthly(c *partnerCall, t *total, key monthlyKey) row {
	out := row{
		"customer_id": key.customer, "cloud_service_type": key.service, "bill_type": key.bill,
		"cloud_service_type_name": t.first.service.name.in(c.english), "charge_mode": quoted(t.first.mode),
		"amount": t.consume.number(), "measure_id": measureMain, "resource_type_code": key.resource,
		"resource_type_name": t.first.resource.name.in(c.english), "account_details": payers(t, key.bill),
	}
	if key.bill == monthlyNormal {
		out["debt_amount"], out["adjustment_amount"] = money(0).number(), money(0).number()
		out["discount_amount"] = t.discount.number()
	}
	return out
}

// payers says which accounts paid; an account that paid nothing is left out.
func payers(t *total, bill string) []row {
	out := []row{}
	for _, one := range []struct {
		account string
		amount  money
	}{
		{bookCash, t.cash},
		{bookLoan, t.credit},
		{bookCoupon, t.coupon},
		{"BALANCE_TYPE_RCASH_COUPON", t.flexi},
		{"BALANCE_TYPE_STORED_VALUE_CARD", t.card},
	} {
		if one.amount != 0 {
			out = append(out, row{"balance_type": one.account, "amount": one.amount.number(), "bill_type": bill})
		}
	}
	return out
}

type postpaidAnswer struct {
	Cycle       string      `json:"bill_cycle"`
	Due         json.Number `json:"initial_amount_due"`
	Consume     json.Number `json:"consume_amount"`
	Refunds     json.Number `json:"refunds"`
	Adjustments json.Number `json:"adjustments"`
	Tax         json.Number `json:"tax_amount"`
	Currency    string      `json:"currency"`
}

// showPostpaid is GET /v2/bills/partner-bills/postpaid-bill-summary: what is due is
// consumption, refunds and adjustments together.
func showPostpaid(_ context.Context, c *partnerCall) (any, *refusal) {
	consume, refunds, erased := c.partnerTotals(c.in.text("bill_cycle"))
	return postpaidAnswer{
		Cycle: c.in.text("bill_cycle"), Due: (consume + refunds + erased).number(), Consume: consume.number(),
		Refunds: refunds.number(), Adjustments: erased.number(), Tax: money(0).number(), Currency: c.currency,
	}, nil
}

func (c *partnerCall) partnerTotals(cycle string) (consume, refunds, erased money) {
	for _, s := range c.st.customers() {
		for _, ch := range c.billedOf(s, cycle) {
			switch monthlyType(ch) {
			case monthlyRefund:
				refunds += ch.consume
			case monthlyErased:
				erased += ch.consume
			default:
				consume += ch.consume
			}
		}
	}
	return consume, refunds, erased
}

type consumptionAnswer struct {
	Quota     string `json:"consumption_quota"`
	Amount    string `json:"amount"`
	Coupons   string `json:"coupon_amount"`
	Due       string `json:"due_amount"`
	Unbilled  string `json:"unbilled_amount"`
	Used      string `json:"used_consumption_quota"`
	MeasureID int    `json:"measure_id"`
	Currency  string `json:"currency"`
}

// showConsumption is GET /v2/partners/credit/consumption-quota: last month's bill is
// due, this month's is not billed yet; what is used is both without balance and coupons.
func showConsumption(_ context.Context, c *partnerCall) (any, *refusal) {
	this, _ := monthBounds(billCycle(c.now))
	sum := func(month time.Time) money {
		consume, refunds, erased := c.partnerTotals(month.Format(monthLayout))
		return consume + refunds + erased
	}
	due, unbilled := sum(this.AddDate(0, -1, 0)), sum(this)
	own := &c.st.own.ledger
	return consumptionAnswer{
		Quota: own.creditLimit.String(), Amount: own.cash.String(), Coupons: own.bonus.String(), Due: due.String(),
		Unbilled: unbilled.String(), Used: (due + unbilled - own.cash - own.bonus).String(), MeasureID: measureMain,
		Currency: c.currency,
	}, nil
}
