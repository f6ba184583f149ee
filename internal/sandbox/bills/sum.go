package bills

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The types of rows in the monthly summary.
const (
	sumConsumption = 1
	SumRefund      = 2
	SumAdjustment  = 3
)

type sumKey struct {
	service, resource, customer string
	mode, bill                  int
}

// Total is a sum of charges.
type Total struct {
	First                                                          *Charge
	official, Discount, Consume, Coupon, Flexi, Card, Cash, Credit rest.Money
}

// Add counts a charge in.
func (t *Total) Add(ch *Charge) {
	t.official += ch.Official
	t.Discount += ch.Discount()
	t.Consume += ch.Consume
	t.Coupon += ch.coupon
	t.Flexi += ch.flexi
	t.Card += ch.card
	t.Cash += ch.Cash
	t.Credit += ch.credit
}

// paid are the members that the summary and its rows share.
func (t *Total) paid() rest.Row {
	return rest.Row{
		"consume_amount": t.Consume.Number(), "debt_amount": rest.Money(0).Number(), "coupon_amount": t.Coupon.Number(),
		"flexipurchase_coupon_amount": t.Flexi.Number(), "stored_value_card_amount": t.Card.Number(),
		"cash_amount": t.Cash.Number(), "credit_amount": t.Credit.Number(), "writeoff_amount": rest.Money(0).Number(),
		"measure_id": rest.MeasureMain,
	}
}

// showCustomerMonthlySum is GET /v2/bills/customer-bills/monthly-sum; its totals are those of all rows.
func showCustomerMonthlySum(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	var keys []sumKey
	sums := map[sumKey]*Total{}
	all := &Total{}
	for _, ch := range c.billed(c.In.Text("bill_cycle"), "", "") {
		r := rest.Row{"service_type_code": ch.Service.Code, "enterprise_project_id": ch.Project.ID}
		if !c.Matches(r, "service_type_code", "enterprise_project_id") {
			continue
		}
		key := sumKey{ch.Service.Code, ch.Resource.Code, ch.Customer, ch.Mode, ch.SumType()}
		if sums[key] == nil {
			sums[key] = &Total{First: ch}
			keys = append(keys, key)
		}
		sums[key].Add(ch)
		all.Add(ch)
	}
	var rows []rest.Row
	for _, key := range keys {
		rows = append(rows, sums[key].view(c, key))
	}
	return c.RowsAnswer("bill_sums", rows).With(all.paid()), nil
}

// SumType is the type of the monthly sum that the charge belongs to.
func (ch *Charge) SumType() int {
	switch ch.Bill {
	case BillUnsubscribe, billToOnDemand:
		return SumRefund
	case billAdjustment:
		return SumAdjustment
	}
	return sumConsumption
}

func (t *Total) view(c *call, key sumKey) rest.Row {
	return t.paid().With(rest.Row{
		"bill_cycle": c.In.Text("bill_cycle"), "resource_type_code": key.resource, "service_type_code": key.service,
		"service_type_name": t.First.Service.Name.In(c.English), "resource_type_name": t.First.Resource.Name.In(c.English),
		"charging_mode": key.mode, "official_amount": t.official.Number(), "official_discount_amount": t.Discount.Number(),
		"truncated_amount": rest.Money(0).Number(), "bill_type": key.bill, "customer_id": key.customer,
		"account_name": shop.AccountName().In(c.English),
	})
}

// listCustomerBillsMonthlyBreakDown is GET /v2/costs/cost-analysed-bills/monthly-breakdown: what of
// every charge belongs to the month. Past, current and future parts sum up to the charge.
func listCustomerBillsMonthlyBreakDown(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	from, to := MonthBounds(c.In.Text("shared_month"))
	var rows []rest.Row
	for _, ch := range Charges(c.account) {
		if !ch.From.Before(to) || !ch.To.After(from) || !c.ofCustomer(ch) {
			continue
		}
		r := ch.Names(c.Call, c.account.Shop).With(ch.Part(c.Call)).With(ch.shares(c, from, to))
		delete(r, "account_name")
		if c.Matches(r, "service_type_code", "resource_type_code", "region_code", "charging_mode", "bill_type",
			"resource_id", "resource_name", "enterprise_project_id") {
			rows = append(rows, r)
		}
	}
	return c.RowsAnswer("details", rows), nil
}

func (ch *Charge) shares(c *call, from, to time.Time) rest.Row {
	now := func(m rest.Money) any { return ch.amortized(m, from, to).Number() }
	return rest.Row{
		"shared_month": c.In.Text("shared_month"), "bill_cycle": ch.Month(), "region_code": demo.Region,
		"service_type_code": ch.Service.Code, "resource_type_code": ch.Resource.Code,
		"effective_time": rest.Stamp(ch.From), "expire_time": rest.Stamp(ch.To), "resource_id": ch.ResourceID,
		"resource_name": ch.ResourceID + "-name", "resource_tag": "env=demo", "product_spec_desc": ch.Spec.In(c.English),
		"charging_mode": ch.Mode, "order_id": ch.Order, "period_type": ch.BillPeriod(), "usage_type": "Duration",
		"usage": ch.Used(c.account.Shop), "usage_measure_id": shop.UnitHour, "free_resource_usage": rest.Money(0).Number(),
		"free_resource_measure_id": shop.UnitHour, "ri_usage": rest.Money(0).Number(), "ri_usage_measure_id": shop.UnitHour,
		"consume_amount":               ch.Consume.Number(),
		"past_months_amortized_amount": ch.until(ch.Consume, from).Number(), "current_month_amortized_amount": now(ch.Consume),
		"future_months_amortized_amount": (ch.Consume - ch.until(ch.Consume, to)).Number(),
		"amortized_cash_amount":          now(ch.Cash), "amortized_credit_amount": now(ch.credit), "amortized_coupon_amount": now(ch.coupon),
		"amortized_flexipurchase_coupon_amount": now(ch.flexi), "amortized_stored_value_card_amount": now(ch.card),
		"amortized_bonus_amount": rest.Money(0).Number(),
		"effective_tag_pairs":    []rest.Row{{"tag_key": "env", "tag_value": "demo"}},
		"cost_unit_pairs":        []rest.Row{{"cost_unit_name": "department", "cost_unit_rule_value": "research"}},
	}
}
