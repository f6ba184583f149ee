package sandbox

import "net/http"

const chosenYes = "YES"

// chooseOffer finds the discount of a payment. A price adjustment must be used and suffers no other.
func (c *customerCall) chooseOffer(o *order, p *payment) *refusal {
	infos := c.in.items("discount_infos")
	if no := c.switched("use_discount", "discount_infos", len(infos)); no != nil {
		return no
	}
	must := o.adjustment()
	if c.in.text("use_discount") != chosenYes {
		if must != nil {
			return unusableDiscount("the order price adjustment must be used")
		}
		return nil
	}
	id, kind := infos[0].text("id"), int(infos[0].num("type", 0))
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
	case kind == discountPromotion && !p.offer.ends.IsZero() && c.now.After(p.offer.ends):
		return unusableDiscount("the promotion has ended")
	}
	return nil
}

// switched holds a YES/NO switch and its list together.
func (c *customerCall) switched(use, infos string, count int) *refusal {
	if c.in.text(use) == chosenYes {
		if count == 0 {
			return badParameter("%s is required when %s is YES", infos, use)
		}
		return nil
	}
	if count > 0 && c.strict {
		return badParameter("%s cannot be sent when %s is NO", infos, use)
	}
	return nil
}

func unusableDiscount(why string) *refusal {
	return refuse(http.StatusBadRequest, "CBC.99003108", "The selected discount cannot be used for the order: %s.", why)
}

// chooseCoupons finds the coupons and cards of a payment.
func (c *customerCall) chooseCoupons(o *order, p *payment) *refusal {
	infos := c.in.items("coupon_infos")
	if no := c.switched("use_coupon", "coupon_infos", len(infos)); no != nil {
		return no
	}
	if c.in.text("use_coupon") != chosenYes {
		return nil
	}
	seen := map[string]bool{}
	for _, info := range infos {
		id, kind := info.text("id"), int(info.num("type", 0))
		if seen[id] {
			return badParameter("coupon %s is named twice", id)
		}
		seen[id] = true
		no := c.takeCoupon(o, p, id, kind)
		if kind == payCard {
			no = c.takeCard(p, id)
		}
		if no != nil {
			return no
		}
	}
	return nil
}

func (c *customerCall) takeCard(p *payment, id string) *refusal {
	found := c.st.card(id)
	if found == nil {
		return badParameter("there is no stored-value card %s", id)
	}
	if found.status() != cardUsable || !c.now.Before(found.expire) || c.now.Before(found.effective) {
		return couponGone()
	}
	p.cards = append(p.cards, found)
	return nil
}

func (c *customerCall) takeCoupon(o *order, p *payment, id string, kind int) *refusal {
	if kind == payCard {
		return nil
	}
	found := c.st.coupons.byID[id]
	switch {
	case found == nil || found.payType() != kind:
		return badParameter("there is no coupon %s of type %d", id, kind)
	case found.status == couponUsed || found.lockedBy != "" && found.lockedBy != o.id:
		return couponGone()
	case found.status != couponUsable || found.frozen || c.now.Before(found.effective):
		return badParameter("coupon %s cannot be used", id)
	case !found.fits(o.purchase()):
		return badParameter("coupon %s does not apply to the order", id)
	}
	p.coupons = append(p.coupons, found)
	return nil
}

func couponGone() *refusal {
	return refuse(http.StatusBadRequest, "CBC.99003112", "The coupon or stored-value card has been used.")
}
