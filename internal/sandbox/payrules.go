package sandbox

import (
	"net/http"
	"slices"
)

// checkExclusions applies the rules on what may not be used together.
func (c *customerCall) checkExclusions(_ *order, p *payment) *refusal {
	if p.hasKind(couponCash) && p.hasKind(couponDiscount) {
		return refuse(http.StatusBadRequest, "CBC.99003147", "Cash coupons and discount coupons cannot be used together.")
	}
	if p.hasGroup(groupMarket) && p.hasGroup(groupDedicated) {
		return refuse(http.StatusBadRequest, "CBC.99003156", "Marketplace coupons and dedicated coupons cannot be used together.")
	}
	if p.offer == nil {
		return nil
	}
	for _, coupon := range p.coupons {
		if l, ok := coupon.limit(exclusionOf(p.offer.kind)); ok && l.value1 == "0" {
			return refuse(http.StatusBadRequest, "CBC.99003116",
				"Coupon %s cannot be used together with the selected discount.", coupon.id)
		}
		if l, ok := coupon.limit(limitMinRatio); ok && p.offer.below(l.value1) {
			return refuse(http.StatusBadRequest, "CBC.99003117",
				"Coupon %s requires a discount ratio of at least %s.", coupon.id, l.value1)
		}
	}
	return nil
}

// exclusionOf is the limit key that bars a kind of discount; a price adjustment is barred by none.
func exclusionOf(kind int) string {
	switch kind {
	case discountPromotion:
		return limitPromotion
	case discountContract, discountCommercial:
		return limitContract
	case discountPartner:
		return limitPartner
	}
	return ""
}

// below tells whether the discount ratio of every line is below a bound.
func (f *offer) below(bound string) bool {
	lowest, err := parseMoney(bound)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(f.cuts, func(cut cut) bool {
		return money(cut.ratio)*(moneyUnit/ratioUnit) >= lowest
	})
}

func (p *payment) hasKind(kind int) bool {
	return slices.ContainsFunc(p.coupons, func(c *coupon) bool { return c.kind == kind })
}

func (p *payment) hasGroup(group int) bool {
	return slices.ContainsFunc(p.coupons, func(c *coupon) bool { return c.group == group })
}

// maxUse is how many coupons of one type and group an order takes.
type maxUse struct {
	Type  int `json:"coupon_type"`
	Group int `json:"coupon_group"`
	Most  int `json:"use_quantity_value"`
}

// maxUses are the limits that ListOrderCouponsByOrderId publishes and a payment holds to.
func maxUses() []maxUse {
	out := []maxUse{{payDiscountCoupon, groupCloud, 1}}
	for _, group := range []int{groupCloud, groupMarket, groupDedicated, groupHardware} {
		out = append(out, maxUse{payCashCoupon, group, 2})
	}
	return append(out, maxUse{payFlexiCoupon, groupCloud, 1}, maxUse{payCard, groupCloud, 3})
}

func (c *customerCall) checkQuantities(_ *order, p *payment) *refusal {
	used := map[[2]int]int{{payCard, groupCloud}: len(p.cards)}
	for _, coupon := range p.coupons {
		used[[2]int{coupon.payType(), coupon.group}]++
	}
	for _, limit := range maxUses() {
		if used[[2]int{limit.Type, limit.Group}] > limit.Most {
			return badParameter("at most %d coupons of type %d and group %d can be used", limit.Most, limit.Type, limit.Group)
		}
	}
	return nil
}
