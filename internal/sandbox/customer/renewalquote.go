package customer

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// listRenewRateOnPeriod is POST /v2/bills/ratings/period-resources/renew-rate.
func listRenewRateOnPeriod(_ context.Context, c *call) (any, *rest.Refusal) {
	r := renewal{kind: int(c.In.Num("period_type", 0)), num: int(c.In.Num("period_num", 0))}
	if r.kind == shop.PeriodYear && r.num > 3 {
		return nil, rest.BadParameter("period_num is out of range")
	}
	seen := map[string]bool{}
	var q renewalSum
	for _, id := range c.In.Texts("resource_ids") {
		if seen[id] {
			return nil, c.resourceRefusal("CBC.30050012")
		}
		seen[id] = true
		h := c.account.resources.byID[id]
		if code := h.cannotQuote(r); code != "" {
			q.failed = append(q.failed, failedResource{code, c.account.meanings.of(code), id})
			continue
		}
		q.add(h, r, c.account.renewalPrice(h, r))
	}
	return c.renewalQuote(&q), nil
}

// renewalSum is what the renewals of a quotation come to.
type renewalSum struct {
	failed    []failedResource
	rows      []any
	amounts   []rest.Money // of each primary, which is an order of its own
	installed rest.Money   // what is paid each month
}

func (q *renewalSum) add(h *holding, r renewal, amount rest.Money) {
	if h.spec.Service.Code == shop.ServicePond {
		q.installed += amount / rest.Money(shop.MonthsOf(r.kind, r.num))
	}
	q.amounts = append(q.amounts, amount)
	q.rows = append(q.rows, map[string]any{"resource_id": h.resourceID, "amount": amount.String()})
}

// total is the sum of the orders, each rounded by itself as its payment will be.
func (q *renewalSum) total(left rest.Ratio) rest.Money {
	var sum rest.Money
	for _, amount := range q.amounts {
		sum += left.Of(amount)
	}
	return sum
}

func (c *call) renewalQuote(q *renewalSum) map[string]any {
	answer := map[string]any{"currency": c.Currency}
	if q.failed != nil {
		answer["fail_resource_infos"] = q.failed
	}
	if q.rows == nil {
		return answer
	}
	sum, installed := q.total(rest.RatioUnit), q.installed
	official := map[string]any{"official_website_amount": sum.String()}
	if installed > 0 {
		shop.AddInstallments(official, installed.Exact(), nil)
	}
	answer["renew_inquiry_results"], answer["official_website_rating_result"] = q.rows, official
	if c.Who.Viewer {
		return answer
	}
	var offers []any
	for _, o := range shop.QuotedOffers() {
		left := q.total(o.Ratio)
		v := map[string]any{
			"discount_id": o.ID, "discount_type": o.Kind, "discount_name": o.Name.In(c.English), "best_offer": o.Best,
			"official_website_amount": sum.String(), "discount_amount": (sum - left).String(), "amount": left.String(),
		}
		if installed > 0 {
			shop.AddInstallments(v, installed.Exact(), &o)
		}
		offers = append(offers, v)
	}
	answer["optional_discount_rating_results"] = offers
	return answer
}

// renewalPrice is what the renewal order of a primary costs, its secondaries
// included. Nothing here is only associated with a primary, so that the flag
// include_relative_resources changes nothing.
func (st *Account) renewalPrice(h *holding, r renewal) rest.Money {
	_, prices := st.quote(h, r)
	var sum rest.Money
	for _, p := range prices {
		sum += p
	}
	return sum
}

// cannotQuote is the code that keeps a resource out of a renewal quotation.
func (h *holding) cannotQuote(r renewal) string {
	switch {
	case h == nil || h.status == holdingClosed:
		return "CBC.30050009"
	case h.parent != nil:
		return "CBC.30050007"
	case h.refuses[callQuote] != "":
		return h.refuses[callQuote]
	case h.spec.Yearly && r.kind != shop.PeriodYear:
		return "CBC.30050008"
	case h.running():
		return "CBC.30050011"
	case h.unpaid():
		return "CBC.30050010"
	}
	return ""
}
