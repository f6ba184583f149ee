package shop

import (
	"math/big"
	"net/http"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The kinds of discounts in price answers.
const (
	QuoteCommercial = 605
	quotePartner    = 607

	dearest     = 1_000_000_000 // what an inquiry may come to at most
	shortPlaces = 6
	longPlaces  = 10
)

// partnerRatio is what is paid with the partner's discount.
const partnerRatio rest.Ratio = 9500

// inquiry is one product of a price request with the price that was found.
type inquiry struct {
	in       rest.Values
	spec     *Spec
	official *big.Rat
	months   int
}

// inquiries reads the products of a price request.
func (c *call) inquiries(price func(*inquiry) *rest.Refusal) ([]*inquiry, *rest.Refusal) {
	if c.In.Text("project_id") == demo.UnknownProject {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99006073", "The project does not exist.")
	}
	seen := map[string]bool{}
	var out []*inquiry
	sum := new(big.Rat)
	for _, in := range c.In.Items("product_infos") {
		if seen[in.Text("id")] {
			return nil, rest.BadParameter("the id %s is used twice", in.Text("id"))
		}
		seen[in.Text("id")] = true
		q := &inquiry{in: in, spec: c.shop.Find(in.Text("resource_type"), in.Text("resource_spec"))}
		if q.spec == nil || q.spec.Service.Code != in.Text("cloud_service_type") || !c.shop.knownRegion(in.Text("region")) {
			return nil, rest.Refuse(http.StatusBadRequest, "CBC.99006006", "The product is not found.")
		}
		if q.spec.sized(in) && (!in.Has("resource_size") || int(in.Num("size_measure_id", 0)) != q.spec.Unit) {
			return nil, rest.BadParameter("the product needs resource_size in unit %d", q.spec.Unit)
		}
		if no := price(q); no != nil {
			return nil, no
		}
		q.official.Mul(q.official, big.NewRat(q.size()*in.Num("subscription_num", 1), 1))
		sum.Add(sum, q.official)
		out = append(out, q)
	}
	if sum.Cmp(big.NewRat(dearest, 1)) > 0 {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99006055", "The inquiry result exceeds the maximum amount.")
	}
	return out, nil
}

// sized tells whether an inquiry needs a size: that of a linear product, unless it
// is paid by traffic.
func (s *Spec) sized(in rest.Values) bool {
	return s.Unit != 0 && (s.factor == "Duration" || in.Has("resource_size"))
}

// size is by what a price grows; that of a GB of traffic is the same on every line.
func (q *inquiry) size() int64 {
	if q.spec.factor != "Duration" {
		return 1
	}
	return q.in.Num("resource_size", 1)
}

// useOf prices what is paid by use.
func useOf(q *inquiry) *rest.Refusal {
	if !strings.EqualFold(q.in.Text("usage_factor"), q.spec.factor) {
		return rest.Refuse(http.StatusBadRequest, "CBC.99006074", "The billing factor does not exist.")
	}
	unit := UnitHour
	if q.spec.factor != "Duration" {
		unit = UnitGB
	}
	if int(q.in.Num("usage_measure_id", 0)) != unit {
		return rest.Refuse(http.StatusBadRequest, "CBC.99006050", "The usage unit is incorrect.")
	}
	value := q.in.Text("usage_value")
	used, ok := new(big.Rat).SetString(value)
	if !ok || strings.ContainsAny(value, "eE/") || used.Sign() < 0 {
		return rest.BadParameter("usage_value is not a plain decimal")
	}
	q.official = used.Mul(used, q.spec.Hour().Exact())
	return nil
}

// termOf prices what is paid for a period.
func termOf(q *inquiry) *rest.Refusal {
	kind, num := int(q.in.Num("period_type", 0)), q.in.Num("period_num", 1)
	month := q.spec.Month.Exact()
	switch {
	case q.spec.Yearly && kind != PeriodYear, kind == PeriodMonth && num > 11, kind == PeriodYear && num > 3:
		return rest.Refuse(http.StatusBadRequest, "CBC.99006006", "The product is not found.")
	case kind == PeriodMonth || kind == PeriodYear:
		q.months = MonthsOf(kind, int(num))
		q.official = month.Mul(month, big.NewRat(int64(q.months), 1))
	case kind == periodDay:
		q.official = month.Mul(month, big.NewRat(num, DaysOfMonth))
	default:
		q.official = new(big.Rat).Mul(q.spec.Hour().Exact(), big.NewRat(num, 1))
	}
	mode := q.in.Text("fee_installment_mode")
	if mode != "" && mode != "NA" && q.spec.Service.Code != ServicePond {
		return rest.BadParameter("the product is not paid in installments")
	}
	return nil
}

// ServicePond is the service whose products can be paid in installments.
const ServicePond = "hws.service.type.cloudpond"

// installment is what is paid each month; nil for what is paid at once.
func (q *inquiry) installment(amount *big.Rat) *big.Rat {
	part := big.NewRat(1, int64(max(q.months, 1)))
	switch q.in.Text("fee_installment_mode") {
	case "HALF_PAY":
		part.Mul(part, big.NewRat(1, 2))
	case "ZERO_PAY":
	default:
		return nil
	}
	return rest.CutOff(part.Mul(part, amount), shortPlaces)
}
