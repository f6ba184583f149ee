package sandbox

import (
	"context"
	"encoding/json"
	"math/big"
)

type quoteDiscount struct {
	ID        string      `json:"discount_id"`
	Type      int         `json:"discount_type"`
	Amount    json.Number `json:"amount"`
	MeasureID int         `json:"measure_id"`
	Name      string      `json:"discount_name"`
}

type useQuote struct {
	ID        string          `json:"id"`
	ProductID string          `json:"product_id"`
	Amount    json.Number     `json:"amount"`
	Discount  json.Number     `json:"discount_amount,omitempty"`
	Official  json.Number     `json:"official_website_amount"`
	MeasureID int             `json:"measure_id"`
	Discounts []quoteDiscount `json:"discount_rating_results,omitempty"`
}

type useQuotes struct {
	Amount    json.Number `json:"amount"`
	Discount  json.Number `json:"discount_amount,omitempty"`
	Official  json.Number `json:"official_website_amount"`
	MeasureID int         `json:"measure_id"`
	Currency  string      `json:"currency"`
	Products  []useQuote  `json:"product_rating_results"`
}

// quoteUse is POST /v2/bills/ratings/on-demand-resources.
func quoteUse(_ context.Context, c *shopCall) (any, *refusal) {
	all, no := c.inquiries(useOf)
	if no != nil {
		return nil, no
	}
	places := shortPlaces
	if c.in.num("inquiry_precision", 0) == 1 {
		places = longPlaces
	}
	answer := useQuotes{MeasureID: measureMain, Currency: c.currency}
	official, cut := new(big.Rat), new(big.Rat)
	for _, q := range all {
		full := cutOff(q.official, places)
		less := new(big.Rat)
		row := useQuote{ID: q.in.text("id"), ProductID: q.spec.productID, Official: decimal(full, places), MeasureID: measureMain}
		if !c.who.viewer {
			less = off(full, commercialRatio, places)
			row.Discount = decimal(less, places)
			row.Discounts = []quoteDiscount{{
				ID: "DC-CONTRACT", Type: quoteCommercial, Amount: row.Discount, MeasureID: measureMain, Name: contractName().in(c.english),
			}}
		}
		row.Amount = decimal(minus(full, less), places)
		official.Add(official, full)
		cut.Add(cut, less)
		answer.Products = append(answer.Products, row)
	}
	answer.Official, answer.Amount = decimal(official, places), decimal(minus(official, cut), places)
	if !c.who.viewer {
		answer.Discount = decimal(cut, places)
	}
	return answer, nil
}

func contractName() text { return text{"商务合同折扣", "Commercial contract discount"} }

func partnerName() text { return text{"伙伴授予折扣", "Partner-granted discount"} }

// quotedOffer is a discount that competes in a price answer.
type quotedOffer struct {
	id    string
	kind  int
	name  text
	ratio ratio
	best  int
}

// quotedOffers are the discounts that compete in every price answer.
func quotedOffers() []quotedOffer {
	return []quotedOffer{
		{"DC-CONTRACT", quoteCommercial, contractName(), commercialRatio, 1},
		{"DC-PARTNER", quotePartner, partnerName(), partnerRatio, 0},
	}
}

// quoteTerm is POST /v2/bills/ratings/period-resources/subscribe-rate.
func quoteTerm(_ context.Context, c *shopCall) (any, *refusal) {
	all, no := c.inquiries(termOf)
	if no != nil {
		return nil, no
	}
	answer := map[string]any{"currency": c.currency, "official_website_rating_result": termQuote(all, nil)}
	if !c.who.viewer {
		var offers []any
		for _, o := range quotedOffers() {
			v := termQuote(all, &o)
			v["discount_id"], v["discount_type"], v["discount_name"] = o.id, o.kind, o.name.in(c.english)
			v["best_offer"] = o.best
			offers = append(offers, v)
		}
		answer["optional_discount_rating_results"] = offers
	}
	return answer, nil
}

// termQuote sums the products up, without a discount or with one.
func termQuote(all []*inquiry, o *quotedOffer) map[string]any {
	rows := make([]any, 0, len(all))
	full, less, monthly := new(big.Rat), new(big.Rat), new(big.Rat)
	paidMonthly := false
	for _, q := range all {
		official := cutOff(q.official, shortPlaces)
		cut := new(big.Rat)
		if o != nil {
			cut = off(official, o.ratio, shortPlaces)
		}
		row := amountsOf(official, cut, o != nil)
		row["id"], row["product_id"] = q.in.text("id"), q.spec.productID
		if part := q.installment(official); part != nil {
			paidMonthly = true
			monthly.Add(monthly, part)
			addInstallments(row, part, o)
		}
		full.Add(full, official)
		less.Add(less, cut)
		rows = append(rows, row)
	}
	out := amountsOf(full, less, o != nil)
	if paidMonthly {
		addInstallments(out, monthly, o)
	}
	out["product_rating_results"] = rows
	return out
}

func amountsOf(full, less *big.Rat, discounted bool) map[string]any {
	out := map[string]any{"official_website_amount": decimal(full, shortPlaces), "measure_id": measureMain}
	if discounted {
		out["discount_amount"], out["amount"] = decimal(less, shortPlaces), decimal(minus(full, less), shortPlaces)
	}
	return out
}

// addInstallments writes what is paid each month.
func addInstallments(row map[string]any, part *big.Rat, o *quotedOffer) {
	row["installment_official_website_amount"] = part.FloatString(shortPlaces)
	row["installment_period_type"] = periodMonth
	if o != nil {
		cut := off(part, o.ratio, shortPlaces)
		row["installment_official_discount_amount"] = cut.FloatString(shortPlaces)
		row["installment_amount"] = minus(part, cut).FloatString(shortPlaces)
	}
}
