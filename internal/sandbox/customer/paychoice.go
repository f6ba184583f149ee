package customer

import (
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

const chosenYes = "YES"

// chooseOffer finds the discount of a payment. A price adjustment must be used and suffers no other.
func (c *call) chooseOffer(o *Order, p *payment) *rest.Refusal {
	infos := c.In.Items("discount_infos")
	if no := c.switched("use_discount", "discount_infos", len(infos)); no != nil {
		return no
	}
	must := o.adjustment()
	if c.In.Text("use_discount") != chosenYes {
		if must != nil {
			return unusableDiscount("the order price adjustment must be used")
		}
		return nil
	}
	id, kind := infos[0].Text("id"), int(infos[0].Num("type", 0))
	for i := range o.offers {
		if o.offers[i].id == id && o.offers[i].kind == kind {
			p.offer = &o.offers[i]
		}
	}
	switch {
	case p.offer == nil:
		return unusableDiscount("the order has no such discount")
	case must != nil && p.offer != must:
		return unusableDiscount("the order price adjustment must be used")
	case kind == discountPromotion && !p.offer.ends.IsZero() && c.Now.After(p.offer.ends):
		return unusableDiscount("the promotion has ended")
	}
	return nil
}

// switched holds a YES/NO switch and its list together.
func (c *call) switched(use, infos string, count int) *rest.Refusal {
	if c.In.Text(use) == chosenYes {
		if count == 0 {
			return rest.BadParameter("%s is required when %s is YES", infos, use)
		}
		return nil
	}
	if count > 0 && c.Strict {
		return rest.BadParameter("%s cannot be sent when %s is NO", infos, use)
	}
	return nil
}

func unusableDiscount(why string) *rest.Refusal {
	return rest.Refuse(http.StatusBadRequest, "CBC.99003108", "The selected discount cannot be used for the order: %s.", why)
}

// chooseCoupons finds the coupons and cards of a payment.
func (c *call) chooseCoupons(o *Order, p *payment) *rest.Refusal {
	infos := c.In.Items("coupon_infos")
	if no := c.switched("use_coupon", "coupon_infos", len(infos)); no != nil {
		return no
	}
	if c.In.Text("use_coupon") != chosenYes {
		return nil
	}
	seen := map[string]bool{}
	for _, info := range infos {
		id, kind := info.Text("id"), int(info.Num("type", 0))
		if seen[id] {
			return rest.BadParameter("coupon %s is named twice", id)
		}
		seen[id] = true
		no := c.takeCoupon(o, p, id, kind)
		if kind == wallet.PayCard {
			no = c.takeCard(p, id)
		}
		if no != nil {
			return no
		}
	}
	return nil
}

func (c *call) takeCard(p *payment, id string) *rest.Refusal {
	found := c.account.card(id)
	if found == nil {
		return rest.BadParameter("there is no stored-value card %s", id)
	}
	if found.Status() != wallet.CardUsable || !c.Now.Before(found.Expire) || c.Now.Before(found.Effective) {
		return couponGone()
	}
	p.cards = append(p.cards, found)
	return nil
}

func (c *call) takeCoupon(o *Order, p *payment, id string, kind int) *rest.Refusal {
	if kind == wallet.PayCard {
		return nil
	}
	found := c.account.Coupons.ByID[id]
	switch {
	case found == nil || found.PayType() != kind:
		return rest.BadParameter("there is no coupon %s of type %d", id, kind)
	case found.Status == wallet.CouponUsed || found.LockedBy != "" && found.LockedBy != o.ID:
		return couponGone()
	case found.Status != wallet.CouponUsable || found.Frozen || c.Now.Before(found.Effective):
		return rest.BadParameter("coupon %s cannot be used", id)
	case !found.Fits(o.purchase()):
		return rest.BadParameter("coupon %s does not apply to the order", id)
	}
	p.coupons = append(p.coupons, found)
	return nil
}

func couponGone() *rest.Refusal {
	return rest.Refuse(http.StatusBadRequest, "CBC.99003112", "The coupon or stored-value card has been used.")
}
