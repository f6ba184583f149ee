package sandbox

import "context"

// quoteRenewal is POST /v2/bills/ratings/period-resources/renew-rate.
func quoteRenewal(_ context.Context, c *customerCall) (any, *refusal) {
	r := renewal{kind: int(c.in.num("period_type", 0)), num: int(c.in.num("period_num", 0))}
	if r.kind == periodYear && r.num > 3 {
		return nil, badParameter("period_num is out of range")
	}
	seen := map[string]bool{}
	var q renewalSum
	for _, id := range c.in.texts("resource_ids") {
		if seen[id] {
			return nil, resourceRefusal("CBC.30050012")
		}
		seen[id] = true
		h := c.st.resources.byID[id]
		if code := h.cannotQuote(r); code != "" {
			q.failed = append(q.failed, failedResource{code, meaning(code), id})
			continue
		}
		q.add(h, r, c.st.renewalPrice(h, r))
	}
	return c.renewalQuote(&q), nil
}

// renewalSum is what the renewals of a quotation come to.
type renewalSum struct {
	failed    []failedResource
	rows      []any
	amounts   []money // of each primary, which is an order of its own
	installed money   // what is paid each month
}

func (q *renewalSum) add(h *holding, r renewal, amount money) {
	if h.spec.service.code == servicePond {
		q.installed += amount / money(monthsOf(r.kind, r.num))
	}
	q.amounts = append(q.amounts, amount)
	q.rows = append(q.rows, map[string]any{"resource_id": h.resourceID, "amount": amount.String()})
}

// total is the sum of the orders, each rounded by itself as its payment will be.
func (q *renewalSum) total(left ratio) money {
	var sum money
	for _, amount := range q.amounts {
		sum += left.of(amount)
	}
	return sum
}

func (c *customerCall) renewalQuote(q *renewalSum) map[string]any {
	answer := map[string]any{"currency": c.currency}
	if q.failed != nil {
		answer["fail_resource_infos"] = q.failed
	}
	if q.rows == nil {
		return answer
	}
	sum, installed := q.total(ratioUnit), q.installed
	official := map[string]any{"official_website_amount": sum.String()}
	if installed > 0 {
		addInstallments(official, installed.exact(), nil)
	}
	answer["renew_inquiry_results"], answer["official_website_rating_result"] = q.rows, official
	if c.who.viewer {
		return answer
	}
	var offers []any
	for _, o := range quotedOffers() {
		left := q.total(o.ratio)
		v := map[string]any{
			"discount_id": o.id, "discount_type": o.kind, "discount_name": o.name.in(c.english), "best_offer": o.best,
			"official_website_amount": sum.String(), "discount_amount": (sum - left).String(), "amount": left.String(),
		}
		if installed > 0 {
			addInstallments(v, installed.exact(), &o)
		}
		offers = append(offers, v)
	}
	answer["optional_discount_rating_results"] = offers
	return answer
}

// renewalPrice is what the renewal order of a primary costs, its secondaries
// included. Nothing here is only associated with a primary, so that the flag
// include_relative_resources changes nothing.
func (st *state) renewalPrice(h *holding, r renewal) money {
	_, prices := st.quote(h, r)
	var sum money
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
	case h.spec.yearly && r.kind != periodYear:
		return "CBC.30050008"
	case h.running():
		return "CBC.30050011"
	case h.unpaid():
		return "CBC.30050010"
	}
	return ""
}
