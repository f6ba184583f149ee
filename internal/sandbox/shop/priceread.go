package shop

import (
	"context"
	"encoding/json"
	"math/big"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
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

// listOnDemandResourceRatings is POST /v2/bills/ratings/on-demand-resources.
func listOnDemandResourceRatings(_ context.Context, c *call) (any, *rest.Refusal) {
	all, no := c.inquiries(useOf)
	if no != nil {
		return nil, no
	}
	places := shortPlaces
	if c.In.Num("inquiry_precision", 0) == 1 {
		places = longPlaces
	}
	answer := useQuotes{MeasureID: rest.MeasureMain, Currency: c.Currency}
	official, cut := new(big.Rat), new(big.Rat)
	for _, q := range all {
		full := rest.CutOff(q.official, places)
		less := new(big.Rat)
		row := useQuote{ID: q.in.Text("id"), ProductID: q.spec.ProductID, Official: rest.Decimal(full, places), MeasureID: rest.MeasureMain}
		if !c.Who.Viewer {
			less = rest.Off(full, CommercialRatio, places)
			row.Discount = rest.Decimal(less, places)
			row.Discounts = []quoteDiscount{{
				ID: "DC-CONTRACT", Type: QuoteCommercial, Amount: row.Discount, MeasureID: rest.MeasureMain, Name: contractName().In(c.English),
			}}
		}
		row.Amount = rest.Decimal(rest.Minus(full, less), places)
		official.Add(official, full)
		cut.Add(cut, less)
		answer.Products = append(answer.Products, row)
	}
	answer.Official, answer.Amount = rest.Decimal(official, places), rest.Decimal(rest.Minus(official, cut), places)
	if !c.Who.Viewer {
		answer.Discount = rest.Decimal(cut, places)
	}
	return answer, nil
}

func contractName() rest.Text { return rest.Text{"商务合同折扣", "Commercial contract discount"} }

func partnerName() rest.Text { return rest.Text{"伙伴授予折扣", "Partner-granted discount"} }

// QuotedOffer is a discount that competes in a price answer.
type QuotedOffer struct {
	ID    string
	Kind  int
	Name  rest.Text
	Ratio rest.Ratio
	Best  int
}

// QuotedOffers are the discounts that compete in every price answer.
func QuotedOffers() []QuotedOffer {
	return []QuotedOffer{
		{"DC-CONTRACT", QuoteCommercial, contractName(), CommercialRatio, 1},
		{"DC-PARTNER", quotePartner, partnerName(), partnerRatio, 0},
	}
}

// listRateOnPeriodDetail is POST /v2/bills/ratings/period-resources/subscribe-rate.
func listRateOnPeriodDetail(_ context.Context, c *call) (any, *rest.Refusal) {
	all, no := c.inquiries(termOf)
	if no != nil {
		return nil, no
	}
	answer := map[string]any{"currency": c.Currency, "official_website_rating_result": termQuote(all, nil)}
	if !c.Who.Viewer {
		var offers []any
		for _, o := range QuotedOffers() {
			v := termQuote(all, &o)
			v["discount_id"], v["discount_type"], v["discount_name"] = o.ID, o.Kind, o.Name.In(c.English)
			v["best_offer"] = o.Best
			offers = append(offers, v)
		}
		answer["optional_discount_rating_results"] = offers
	}
	return answer, nil
}

// termQuote sums the products up, without a discount or with one.
func termQuote(all []*inquiry, o *QuotedOffer) map[string]any {
	rows := make([]any, 0, len(all))
	full, less, monthly := new(big.Rat), new(big.Rat), new(big.Rat)
	paidMonthly := false
	for _, q := range all {
		official := rest.CutOff(q.official, shortPlaces)
		cut := new(big.Rat)
		if o != nil {
			cut = rest.Off(official, o.Ratio, shortPlaces)
		}
		row := amountsOf(official, cut, o != nil)
		row["id"], row["product_id"] = q.in.Text("id"), q.spec.ProductID
		if part := q.installment(official); part != nil {
			paidMonthly = true
			monthly.Add(monthly, part)
			AddInstallments(row, part, o)
		}
		full.Add(full, official)
		less.Add(less, cut)
		rows = append(rows, row)
	}
	out := amountsOf(full, less, o != nil)
	if paidMonthly {
		AddInstallments(out, monthly, o)
	}
	out["product_rating_results"] = rows
	return out
}

func amountsOf(full, less *big.Rat, discounted bool) map[string]any {
	out := map[string]any{"official_website_amount": rest.Decimal(full, shortPlaces), "measure_id": rest.MeasureMain}
	if discounted {
		out["discount_amount"], out["amount"] = rest.Decimal(less, shortPlaces), rest.Decimal(rest.Minus(full, less), shortPlaces)
	}
	return out
}

// AddInstallments writes what is paid each month.
func AddInstallments(row map[string]any, part *big.Rat, o *QuotedOffer) {
	row["installment_official_website_amount"] = part.FloatString(shortPlaces)
	row["installment_period_type"] = PeriodMonth
	if o != nil {
		cut := rest.Off(part, o.Ratio, shortPlaces)
		row["installment_official_discount_amount"] = cut.FloatString(shortPlaces)
		row["installment_amount"] = rest.Minus(part, cut).FloatString(shortPlaces)
	}
}
