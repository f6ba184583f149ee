package bills

import (
	"encoding/json"
	"math/big"

	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

const (
	methodSelf = "oneself"
)

// ofCustomer tells whether a charge belongs to the accounts that were asked for.
func (c *call) ofCustomer(ch *Charge) bool {
	switch c.In.Text("method") {
	case methodSelf:
		return ch.Customer == c.account.Owner
	case customer.MethodMember:
		return ch.Customer == c.In.Text("sub_customer_id")
	}
	return true
}

// checkMethod holds sub_customer_id to its rule.
func (c *call) checkMethod() *rest.Refusal {
	if c.In.Text("method") == customer.MethodMember && !c.In.Has("sub_customer_id") {
		return rest.BadParameter("sub_customer_id is required")
	}
	return nil
}

// billed are the charges of a bill cycle, of the asked accounts and days.
func (c *call) billed(cycle, dayFrom, dayTo string) []*Charge {
	from, to := MonthBounds(cycle)
	first, last := c.In.Day(dayFrom), c.In.Day(dayTo).AddDate(0, 0, 1)
	byDay := c.In.Has(dayFrom) && c.In.Has(dayTo) && !first.Before(from) && !last.After(to)
	if byDay {
		from, to = first, last
	}
	return rest.Keep(Charges(c.account), func(ch *Charge) bool {
		return !ch.At.Before(from) && ch.At.Before(to) && c.ofCustomer(ch) &&
			(c.In.Text("include_zero_record") != "false" || ch.Consume != 0)
	})
}

// Amounts fills the members with which every bill says who paid.
func (ch *Charge) Amounts(cardName string) rest.Row {
	return rest.Row{
		"official_amount": ch.Official.Number(), "cash_amount": ch.Cash.Number(), "credit_amount": ch.credit.Number(),
		"coupon_amount": ch.coupon.Number(), "flexipurchase_coupon_amount": ch.flexi.Number(), cardName: ch.card.Number(),
		"debt_amount": rest.Money(0).Number(),
	}
}

// Names fills the members that every bill has about what was bought.
func (ch *Charge) Names(c *rest.Call, shelf *shop.Shop) rest.Row {
	r := rest.Row{
		"customer_id": ch.Customer, "region_name": shelf.RegionName(demo.Region, c.English),
		"service_type_name": ch.Service.Name.In(c.English), "resource_type_name": ch.Resource.Name.In(c.English),
		"account_name": shop.AccountName().In(c.English), "bill_type": ch.Bill,
	}
	if ch.Project.ID != "" {
		r["enterprise_project_id"], r["enterprise_project_name"] = ch.Project.ID, ch.Project.Name.In(c.English)
	}
	return r
}

// Part is the finest division of a bought resource.
func (ch *Charge) Part(c *rest.Call) rest.Row {
	return rest.Row{
		"sub_service_type_code": ch.Service.Code, "sub_service_type_name": ch.Service.Name.In(c.English),
		"sub_resource_type_code": ch.Resource.Code, "sub_resource_type_name": ch.Resource.Name.In(c.English),
		"sub_resource_id": ch.ResourceID + "-1", "sub_resource_name": ch.ResourceID + "-part",
	}
}

// BillPeriod is the period type of bill rows.
func (ch *Charge) BillPeriod() int {
	switch ch.Period {
	case shop.PeriodYear:
		return 19
	case shop.PeriodMonth:
		return 20
	case shop.PeriodHour:
		return 25
	}
	return 5
}

// Used is the quantity behind a charge for use, in hours.
func (ch *Charge) Used(shelf *shop.Shop) json.Number {
	one := shelf.Product(ch.ProductID)
	if ch.Mode != ChargeUse || one == nil {
		return rest.Money(0).Number()
	}
	return rest.Decimal(new(big.Rat).Quo(ch.Official.Exact(), one.Hour().Exact()), usagePlaces)
}

const usagePlaces = 8

// priced fills the members that the official amount is the product of: what was
// used by its price, or the periods of an order by the price of one.
func (ch *Charge) priced(c *call) rest.Row {
	r := rest.Row{"usage_type": "Duration", "usage_measure_id": shop.UnitHour, "formula": "unit_price*usage"}
	if one := c.account.Shop.Product(ch.ProductID); ch.Mode == ChargeUse && one != nil {
		return r.With(rest.Row{"usage": ch.Used(c.account.Shop), "unit_price": one.Hour().Number(), "unit": c.Currency + "/h"})
	}
	periods := int64(max(ch.Periods, 1))
	return r.With(rest.Row{
		"usage": rest.Whole(periods).Number(), "unit_price": (ch.Official / rest.Money(periods)).Number(),
		"unit": c.Currency + "/" + ch.periodSign(), "usage_measure_id": shop.UnitPiece,
	})
}

// periodSign is the period of an order line in the unit of its price.
func (ch *Charge) periodSign() string {
	switch ch.Period {
	case shop.PeriodYear:
		return "year"
	case shop.PeriodMonth:
		return "month"
	}
	return "order"
}
