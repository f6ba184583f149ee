package customer

import (
	"net/http"
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// checkExclusions applies the rules on what may not be used together.
func (c *call) checkExclusions(_ *Order, p *payment) *rest.Refusal {
	if p.hasKind(wallet.CouponCash) && p.hasKind(wallet.CouponDiscount) {
		return rest.Refuse(http.StatusBadRequest, "CBC.99003147", "Cash coupons and discount coupons cannot be used together.")
	}
	if p.hasGroup(wallet.GroupMarket) && p.hasGroup(wallet.GroupDedicated) {
		return rest.Refuse(http.StatusBadRequest, "CBC.99003156", "Marketplace coupons and dedicated coupons cannot be used together.")
	}
	if p.offer == nil {
		return nil
	}
	for _, coupon := range p.coupons {
		if l, ok := coupon.Limit(exclusionOf(p.offer.kind)); ok && l.Value1 == "0" {
			return rest.Refuse(http.StatusBadRequest, "CBC.99003116",
				"Coupon %s cannot be used together with the selected discount.", coupon.ID)
		}
		if l, ok := coupon.Limit(wallet.LimitMinRatio); ok && p.offer.below(l.Value1) {
			return rest.Refuse(http.StatusBadRequest, "CBC.99003117",
				"Coupon %s requires a discount ratio of at least %s.", coupon.ID, l.Value1)
		}
	}
	return nil
}

// exclusionOf is the limit key that bars a kind of discount; a price adjustment is barred by none.
func exclusionOf(kind int) string {
	switch kind {
	case discountPromotion:
		return wallet.LimitPromotion
	case discountContract, discountCommercial:
		return wallet.LimitContract
	case discountPartner:
		return wallet.LimitPartner
	}
	return ""
}

// below tells whether the discount ratio of every line is below a bound.
func (f *offer) below(bound string) bool {
	lowest, err := rest.ParseMoney(bound)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(f.cuts, func(cut cut) bool {
		return rest.Money(cut.ratio)*(rest.MoneyUnit/rest.RatioUnit) >= lowest
	})
}

func (p *payment) hasKind(kind int) bool {
	return slices.ContainsFunc(p.coupons, func(c *wallet.Coupon) bool { return c.Kind == kind })
}

func (p *payment) hasGroup(group int) bool {
	return slices.ContainsFunc(p.coupons, func(c *wallet.Coupon) bool { return c.Group == group })
}

// maxUse is how many coupons of one type and group an order takes.
type maxUse struct {
	Type  int `json:"coupon_type"`
	Group int `json:"coupon_group"`
	Most  int `json:"use_quantity_value"`
}

// maxUses are the limits that ListOrderCouponsByOrderId publishes and a payment holds to.
func maxUses() []maxUse {
	out := []maxUse{{wallet.PayDiscountCoupon, wallet.GroupCloud, 1}}
	for _, group := range []int{wallet.GroupCloud, wallet.GroupMarket, wallet.GroupDedicated, wallet.GroupHardware} {
		out = append(out, maxUse{wallet.PayCashCoupon, group, 2})
	}
	return append(out, maxUse{wallet.PayFlexiCoupon, wallet.GroupCloud, 1}, maxUse{wallet.PayCard, wallet.GroupCloud, 3})
}

func (c *call) checkQuantities(_ *Order, p *payment) *rest.Refusal {
	used := map[[2]int]int{{wallet.PayCard, wallet.GroupCloud}: len(p.cards)}
	for _, coupon := range p.coupons {
		used[[2]int{coupon.PayType(), coupon.Group}]++
	}
	for _, limit := range maxUses() {
		if used[[2]int{limit.Type, limit.Group}] > limit.Most {
			return rest.BadParameter("at most %d coupons of type %d and group %d can be used", limit.Most, limit.Type, limit.Group)
		}
	}
	return nil
}
