package sandbox

import (
	"context"
	"time"
)

// The types of rows in the monthly summary.
const (
	sumConsumption = 1
	sumRefund      = 2
	sumAdjustment  = 3
)

type sumKey struct {
	service, resource, customer string
	mode, bill                  int
}

// total is a sum of charges.
type total struct {
	first                                                          *charge
	official, discount, consume, coupon, flexi, card, cash, credit money
}

// add counts a charge in.
func (t *total) add(ch *charge) {
	t.official += ch.official
	t.discount += ch.discount()
	t.consume += ch.consume
	t.coupon += ch.coupon
	t.flexi += ch.flexi
	t.card += ch.card
	t.cash += ch.cash
	t.credit += ch.credit
}

// paid are the members that the summary and its rows share.
func (t *total) paid() row {
	return row{
		"consume_amount": t.consume.number(), "debt_amount": money(0).number(), "coupon_amount": t.coupon.number(),
		"flexipurchase_coupon_amount": t.flexi.number(), "stored_value_card_amount": t.card.number(),
		"cash_amount": t.cash.number(), "credit_amount": t.credit.number(), "writeoff_amount": money(0).number(),
		"measure_id": measureMain,
	}
}

// listMonthlySums is GET /v2/bills/customer-bills/monthly-sum; its totals are those of all rows.
func listMonthlySums(_ context.Context, c *billCall) (any, *refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	var keys []sumKey
	sums := map[sumKey]*total{}
	all := &total{}
	for _, ch := range c.billed(c.in.text("bill_cycle"), "", "") {
		r := row{"service_type_code": ch.service.code, "enterprise_project_id": ch.project.id}
		if !c.matches(r, "service_type_code", "enterprise_project_id") {
			continue
		}
		key := sumKey{ch.service.code, ch.resource.code, ch.customer, ch.mode, ch.sumType()}
		if sums[key] == nil {
			sums[key] = &total{first: ch}
			keys = append(keys, key)
		}
		sums[key].add(ch)
		all.add(ch)
	}
	var rows []row
	for _, key := range keys {
		rows = append(rows, sums[key].view(c, key))
	}
	return c.rowsAnswer("bill_sums", rows).with(all.paid()), nil
}

// sumType is the type of the monthly sum that the charge belongs to.
func (ch *charge) sumType() int {
	switch ch.bill {
	case billUnsubscribe, billToOnDemand:
		return sumRefund
	case billAdjustment:
		return sumAdjustment
	}
	return sumConsumption
}

func (t *total) view(c *billCall, key sumKey) row {
	return t.paid().with(row{
		"bill_cycle": c.in.text("bill_cycle"), "resource_type_code": key.resource, "service_type_code": key.service,
		"service_type_name": t.first.service.name.in(c.english), "resource_type_name": t.first.resource.name.in(c.english),
		"charging_mode": key.mode, "official_amount": t.official.number(), "official_discount_amount": t.discount.number(),
		"truncated_amount": money(0).number(), "bill_type": key.bill, "customer_id": key.customer,
		"account_name": accountName().in(c.english),
	})
}

// listBreakdown is GET /v2/costs/cost-analysed-bills/monthly-breakdown: what of
// every charge belongs to the month. Past, current and future parts sum up to the charge.
func listBreakdown(_ context.Context, c *billCall) (any, *refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	from, to := monthBounds(c.in.text("shared_month"))
	var rows []row
	for _, ch := range charges(c.st) {
		if !ch.from.Before(to) || !ch.to.After(from) || !c.ofCustomer(ch) {
			continue
		}
		r := ch.names(c.call).with(ch.part(c.call)).with(ch.shares(c, from, to))
		delete(r, "account_name")
		if c.matches(r, "service_type_code", "resource_type_code", "region_code", "charging_mode", "bill_type",
			"resource_id", "resource_name", "enterprise_project_id") {
			rows = append(rows, r)
		}
	}
	return c.rowsAnswer("details", rows), nil
}

func (ch *charge) shares(c *billCall, from, to time.Time) row {
	now := func(m money) any { return ch.amortized(m, from, to).number() }
	return row{
		"shared_month": c.in.text("shared_month"), "bill_cycle": ch.month(), "region_code": demoRegion,
		"service_type_code": ch.service.code, "resource_type_code": ch.resource.code,
		"effective_time": stamp(ch.from), "expire_time": stamp(ch.to), "resource_id": ch.resourceID,
		"resource_name": ch.resourceID + "-name", "resource_tag": "env=demo", "product_spec_desc": ch.spec.in(c.english),
		"charging_mode": ch.mode, "order_id": ch.order, "period_type": ch.billPeriod(), "usage_type": "Duration",
		"usage": ch.used(c.st.shop), "usage_measure_id": unitHour, "free_resource_usage": money(0).number(),
		"free_resource_measure_id": unitHour, "ri_usage": money(0).number(), "ri_usage_measure_id": unitHour,
		"consume_amount":               ch.consume.number(),
		"past_months_amortized_amount": ch.until(ch.consume, from).number(), "current_month_amortized_amount": now(ch.consume),
		"future_months_amortized_amount": (ch.consume - ch.until(ch.consume, to)).number(),
		"amortized_cash_amount":          now(ch.cash), "amortized_credit_amount": now(ch.credit), "amortized_coupon_amount": now(ch.coupon),
		"amortized_flexipurchase_coupon_amount": now(ch.flexi), "amortized_stored_value_card_amount": now(ch.card),
		"amortized_bonus_amount": money(0).number(),
		"effective_tag_pairs":    []row{{"tag_key": "env", "tag_value": "demo"}},
		"cost_unit_pairs":        []row{{"cost_unit_name": "department", "cost_unit_rule_value": "research"}},
	}
}
