package sandbox

import (
	"encoding/json"
	"math/big"
	"slices"
)

const (
	methodSelf = "oneself"
)

// ofCustomer tells whether a charge belongs to the accounts that were asked for.
func (c *billCall) ofCustomer(ch *charge) bool {
	switch c.in.text("method") {
	case methodSelf:
		return ch.customer == c.st.owner
	case methodMember:
		return ch.customer == c.in.text("sub_customer_id")
	}
	return true
}

// checkMethod holds sub_customer_id to its rule.
func (c *billCall) checkMethod() *refusal {
	if c.in.text("method") == methodMember && !c.in.has("sub_customer_id") {
		return badParameter("sub_customer_id is required")
	}
	return nil
}

// billed are the charges of a bill cycle, of the asked accounts and days.
func (c *billCall) billed(cycle, dayFrom, dayTo string) []*charge {
	from, to := monthBounds(cycle)
	first, last := c.in.day(dayFrom), c.in.day(dayTo).AddDate(0, 0, 1)
	byDay := c.in.has(dayFrom) && c.in.has(dayTo) && !first.Before(from) && !last.After(to)
	if byDay {
		from, to = first, last
	}
	return slices.DeleteFunc(charges(c.st), func(ch *charge) bool {
		return ch.at.Before(from) || !ch.at.Before(to) || !c.ofCustomer(ch) ||
			c.in.text("include_zero_record") == "false" && ch.consume == 0
	})
}

// amounts fills the members with which every bill says who paid.
func (ch *charge) amounts(cardName string) row {
	return row{
		"official_amount": ch.official.number(), "cash_amount": ch.cash.number(), "credit_amount": ch.credit.number(),
		"coupon_amount": ch.coupon.number(), "flexipurchase_coupon_amount": ch.flexi.number(), cardName: ch.card.number(),
		"debt_amount": money(0).number(),
	}
}

// names fills the members that every bill has about what was bought.
func (ch *charge) names(c *call) row {
	r := row{
		"customer_id": ch.customer, "region_name": regionName(demoRegion, c.english),
		"service_type_name": ch.service.name.in(c.english), "resource_type_name": ch.resource.name.in(c.english),
		"account_name": accountName().in(c.english), "bill_type": ch.bill,
	}
	if ch.project.id != "" {
		r["enterprise_project_id"], r["enterprise_project_name"] = ch.project.id, ch.project.name.in(c.english)
	}
	return r
}

// part is the finest division of a bought resource.
func (ch *charge) part(c *call) row {
	return row{
		"sub_service_type_code": ch.service.code, "sub_service_type_name": ch.service.name.in(c.english),
		"sub_resource_type_code": ch.resource.code, "sub_resource_type_name": ch.resource.name.in(c.english),
		"sub_resource_id": ch.resourceID + "-1", "sub_resource_name": ch.resourceID + "-part",
	}
}

// billPeriod is the period type of bill rows.
func (ch *charge) billPeriod() int {
	switch ch.period {
	case periodYear:
		return 19
	case periodMonth:
		return 20
	case periodHour:
		return 25
	}
	return 5
}

// used is the quantity behind a charge for use, in hours.
func (ch *charge) used(shelf *shop) json.Number {
	one := shelf.product(ch.productID)
	if ch.mode != chargeUse || one == nil {
		return money(0).number()
	}
	return decimal(new(big.Rat).Quo(ch.official.exact(), one.hour().exact()), usagePlaces)
}

const usagePlaces = 8

// priced fills the members that the official amount is the product of: what was
// used by its price, or the periods of an order by the price of one.
func (ch *charge) priced(c *billCall) row {
	r := row{"usage_type": "Duration", "usage_measure_id": unitHour, "formula": "unit_price*usage"}
	if one := c.st.shop.product(ch.productID); ch.mode == chargeUse && one != nil {
		return r.with(row{"usage": ch.used(c.st.shop), "unit_price": one.hour().number(), "unit": c.currency + "/h"})
	}
	periods := int64(max(ch.periods, 1))
	return r.with(row{
		"usage": moneyOf(periods).number(), "unit_price": (ch.official / money(periods)).number(),
		"unit": c.currency + "/" + ch.periodSign(), "usage_measure_id": unitPiece,
	})
}

// periodSign is the period of an order line in the unit of its price.
func (ch *charge) periodSign() string {
	switch ch.period {
	case periodYear:
		return "year"
	case periodMonth:
		return "month"
	}
	return "order"
}
