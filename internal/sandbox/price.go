package sandbox

import (
	"math/big"
	"net/http"
	"strings"
)

// The kinds of discounts in price answers.
const (
	quoteCommercial = 605
	quotePartner    = 607

	dearest     = 1_000_000_000 // what an inquiry may come to at most
	shortPlaces = 6
	longPlaces  = 10
)

// partnerRatio is what is paid with the partner's discount.
const partnerRatio ratio = 9500

// inquiry is one product of a price request with the price that was found.
type inquiry struct {
	in       values
	spec     *spec
	official *big.Rat
	months   int
}

// inquiries reads the products of a price request.
func (c *shopCall) inquiries(price func(*inquiry) *refusal) ([]*inquiry, *refusal) {
	if c.in.text("project_id") == DemoUnknownProject {
		return nil, refuse(http.StatusBadRequest, "CBC.99006073", "The project does not exist.")
	}
	seen := map[string]bool{}
	var out []*inquiry
	sum := new(big.Rat)
	for _, in := range c.in.items("product_infos") {
		if seen[in.text("id")] {
			return nil, badParameter("the id %s is used twice", in.text("id"))
		}
		seen[in.text("id")] = true
		q := &inquiry{in: in, spec: c.st.find(in.text("resource_type"), in.text("resource_spec"))}
		if q.spec == nil || q.spec.service.code != in.text("cloud_service_type") || !knownRegion(in.text("region")) {
			return nil, refuse(http.StatusBadRequest, "CBC.99006006", "The product is not found.")
		}
		if q.spec.sized(in) && (!in.has("resource_size") || int(in.num("size_measure_id", 0)) != q.spec.unit) {
			return nil, badParameter("the product needs resource_size in unit %d", q.spec.unit)
		}
		if no := price(q); no != nil {
			return nil, no
		}
		q.official.Mul(q.official, big.NewRat(q.size()*in.num("subscription_num", 1), 1))
		sum.Add(sum, q.official)
		out = append(out, q)
	}
	if sum.Cmp(big.NewRat(dearest, 1)) > 0 {
		return nil, refuse(http.StatusBadRequest, "CBC.99006055", "The inquiry result exceeds the maximum amount.")
	}
	return out, nil
}

// sized tells whether an inquiry needs a size: that of a linear product, unless it
// is paid by traffic.
func (s *spec) sized(in values) bool {
	return s.unit != 0 && (s.factor == "Duration" || in.has("resource_size"))
}

// size is by what a price grows; that of a GB of traffic is the same on every line.
func (q *inquiry) size() int64 {
	if q.spec.factor != "Duration" {
		return 1
	}
	return q.in.num("resource_size", 1)
}

// useOf prices what is paid by use.
func useOf(q *inquiry) *refusal {
	if !strings.EqualFold(q.in.text("usage_factor"), q.spec.factor) {
		return refuse(http.StatusBadRequest, "CBC.99006074", "The billing factor does not exist.")
	}
	unit := unitHour
	if q.spec.factor != "Duration" {
		unit = unitGB
	}
	if int(q.in.num("usage_measure_id", 0)) != unit {
		return refuse(http.StatusBadRequest, "CBC.99006050", "The usage unit is incorrect.")
	}
	value := q.in.text("usage_value")
	used, ok := new(big.Rat).SetString(value)
	if !ok || strings.ContainsAny(value, "eE/") || used.Sign() < 0 {
		return badParameter("usage_value is not a plain decimal")
	}
	q.official = used.Mul(used, q.spec.hour().exact())
	return nil
}

// termOf prices what is paid for a period.
func termOf(q *inquiry) *refusal {
	kind, num := int(q.in.num("period_type", 0)), q.in.num("period_num", 1)
	month := q.spec.month.exact()
	switch {
	case q.spec.yearly && kind != periodYear, kind == periodMonth && num > 11, kind == periodYear && num > 3:
		return refuse(http.StatusBadRequest, "CBC.99006006", "The product is not found.")
	case kind == periodMonth || kind == periodYear:
		q.months = monthsOf(kind, int(num))
		q.official = month.Mul(month, big.NewRat(int64(q.months), 1))
	case kind == periodDay:
		q.official = month.Mul(month, big.NewRat(num, daysOfMonth))
	default:
		q.official = new(big.Rat).Mul(q.spec.hour().exact(), big.NewRat(num, 1))
	}
	mode := q.in.text("fee_installment_mode")
	if mode != "" && mode != "NA" && q.spec.service.code != servicePond {
		return badParameter("the product is not paid in installments")
	}
	return nil
}

// servicePond is the service whose products can be paid in installments.
const servicePond = "hws.service.type.cloudpond"

// installment is what is paid each month; nil for what is paid at once.
func (q *inquiry) installment(amount *big.Rat) *big.Rat {
	part := big.NewRat(1, int64(max(q.months, 1)))
	switch q.in.text("fee_installment_mode") {
	case "HALF_PAY":
		part.Mul(part, big.NewRat(1, 2))
	case "ZERO_PAY":
	default:
		return nil
	}
	return cutOff(part.Mul(part, amount), shortPlaces)
}
