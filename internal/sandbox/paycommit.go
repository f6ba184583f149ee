package sandbox

import (
	"strconv"
	"time"
)

// price computes who pays what: the discount first, then a discount coupon, cash
// coupons, flexi-purchase coupons and cards; the accounts pay the rest.
func (p *payment) price(o *order) {
	p.afterCut = o.official
	if p.offer != nil {
		p.cut = p.offer.total()
		p.afterCut -= p.cut
	}
	for _, coupon := range p.coupons {
		if coupon.kind == couponDiscount {
			p.factor = p.afterCut - share(p.afterCut, coupon.face, moneyUnit)
			p.afterCut -= p.factor
			p.perUse = append(p.perUse, couponUse{coupon, p.factor})
		}
	}
	p.due = p.afterCut
	p.coupon = p.drain(couponCash)
	p.flexi = p.drain(couponFlexi)
	for _, card := range p.cards {
		amount := lesser(card.balance, p.due)
		p.due -= amount
		p.card += amount
		p.perCard = append(p.perCard, cardUse{card, amount})
	}
}

// drain lets the chosen coupons of a kind pay, in the order in which they were named.
func (p *payment) drain(kind int) money {
	var sum money
	for _, coupon := range p.coupons {
		if coupon.kind != kind {
			continue
		}
		amount := lesser(coupon.worth(), p.due)
		p.due -= amount
		sum += amount
		p.perUse = append(p.perUse, couponUse{coupon, amount})
	}
	return sum
}

func (f *offer) total() money {
	var sum money
	for _, c := range f.cuts {
		sum += c.amount
	}
	return sum
}

// commit makes a planned payment happen.
func (c *customerCall) commit(o *order, p *payment) {
	cash, credit := c.st.settlePayment(o, p, c.now)
	c.st.paymentsDay++
	c.st.provision(o, c.now.Add(c.st.pace))
	c.st.journal.add(Effect{
		Time: c.now, Operation: c.op.Name, Kind: "order_paid", OrderID: o.id, RequestID: c.requestID,
		Amount: p.afterCut.String(), Currency: c.st.currency,
		Parts: parts(map[string]money{
			"cash": cash, "credit": credit, "coupons": p.coupon, "flexi_coupons": p.flexi, "cards": p.card,
		}),
	})
}

// settlePayment books a priced payment: the one place where money moves for an order.
func (st *state) settlePayment(o *order, p *payment, at time.Time) (cash, credit money) {
	cash, credit = st.ledger.spend(entry{
		at: at, trade: tradeDeduction, detail: "SOURCE_OPERAIION_DEDEUCT", tradeID: o.id,
		amount: p.due, service: o.service, resource: o.allLines()[0].resource,
	})
	st.quota.used += p.due
	for _, use := range p.perUse {
		st.coupons.use(use.coupon, o.purchase(), use.amount, at)
	}
	for _, use := range p.perCard {
		use.card.balance -= use.amount
	}
	st.coupons.unlock(o.id)
	p.record(o)
	for _, member := range o.family() {
		member.paid = at
	}
	return cash, credit
}

func parts(amounts map[string]money) map[string]string {
	out := map[string]string{}
	for name, amount := range amounts {
		if amount > 0 {
			out[name] = amount.String()
		}
	}
	return out
}

// record writes onto the order and its lines how the price came about. Shares of
// lines are rounded to hundredths; the last line takes the remainder, so that
// the lines always sum up to the order.
func (p *payment) record(o *order) {
	for _, l := range o.allLines() {
		l.payable, l.paidBy = l.official, amounts{}
	}
	if p.offer != nil {
		for _, cut := range p.offer.cuts {
			spread(cut.lines, cut.amount, officialOf, func(l *line, part money) { l.discount(p.offer.code(), part) })
		}
	}
	lines := o.allLines()
	spread(lines, p.factor, payableOf, func(l *line, part money) { l.discount(strconv.Itoa(payDiscountCoupon), part) })
	spread(lines, p.coupon, payableOf, func(l *line, part money) { l.paidBy.coupons += part })
	spread(lines, p.flexi, payableOf, func(l *line, part money) { l.paidBy.flexi += part })
	spread(lines, p.card, payableOf, func(l *line, part money) { l.paidBy.cards += part })
	for _, member := range o.family() {
		member.sumUp()
	}
}

func officialOf(l *line) money { return l.official }

func payableOf(l *line) money { return l.payable }

// spread divides an amount over lines by their weight.
func spread(lines []*line, amount money, weight func(*line) money, give func(*line, money)) {
	if amount == 0 || len(lines) == 0 {
		return
	}
	var whole money
	weights := make([]money, len(lines))
	for i, l := range lines {
		weights[i] = weight(l)
		whole += weights[i]
	}
	left := amount
	for i, l := range lines {
		part := left
		if i < len(lines)-1 && whole > 0 {
			part = lesser(share(amount, weights[i], whole), left)
		}
		left -= part
		give(l, part)
	}
}

// discount takes a discount off a line.
func (l *line) discount(code string, amount money) {
	if amount == 0 {
		return
	}
	l.payable -= amount
	l.paidBy.discounts = append(l.paidBy.discounts, discountItem{code, amount})
}

// code is the type under which amount_info lists the discount.
func (f *offer) code() string {
	switch f.kind {
	case discountPromotion:
		return "700"
	case discountContract:
		return "603"
	case discountCommercial:
		return "605"
	case discountPartner:
		return "607"
	}
	return strconv.Itoa(f.kind)
}

// sumUp recomputes an order's amounts from its lines.
func (o *order) sumUp() {
	o.official, o.payable, o.paidBy = 0, 0, amounts{commission: o.paidBy.commission, consumed: o.paidBy.consumed}
	for _, l := range o.allLines() {
		o.official += l.official
		o.payable += l.payable
		o.paidBy.coupons += l.paidBy.coupons
		o.paidBy.flexi += l.paidBy.flexi
		o.paidBy.cards += l.paidBy.cards
		for _, d := range l.paidBy.discounts {
			o.paidBy.addDiscount(d)
		}
	}
}

func (a *amounts) addDiscount(d discountItem) {
	for i := range a.discounts {
		if a.discounts[i].code == d.code {
			a.discounts[i].amount += d.amount
			return
		}
	}
	a.discounts = append(a.discounts, d)
}
