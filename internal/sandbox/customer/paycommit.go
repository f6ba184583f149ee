package customer

import (
	"strconv"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// price computes who pays what: the discount first, then a discount coupon, cash
// coupons, flexi-purchase coupons and cards; the accounts pay the rest.
func (p *payment) price(o *Order) {
	p.afterCut = o.official
	if p.offer != nil {
		p.cut = p.offer.total()
		p.afterCut -= p.cut
	}
	for _, coupon := range p.coupons {
		if coupon.Kind == wallet.CouponDiscount {
			p.factor = p.afterCut - rest.Share(p.afterCut, coupon.Face, rest.MoneyUnit)
			p.afterCut -= p.factor
			p.perUse = append(p.perUse, couponUse{coupon, p.factor})
		}
	}
	p.due = p.afterCut
	p.coupon = p.drain(wallet.CouponCash)
	p.flexi = p.drain(wallet.CouponFlexi)
	for _, card := range p.cards {
		amount := rest.Lesser(card.Balance, p.due)
		p.due -= amount
		p.card += amount
		p.perCard = append(p.perCard, cardUse{card, amount})
	}
}

// drain lets the chosen coupons of a kind pay, in the order in which they were named.
func (p *payment) drain(kind int) rest.Money {
	var sum rest.Money
	for _, coupon := range p.coupons {
		if coupon.Kind != kind {
			continue
		}
		amount := rest.Lesser(coupon.Worth(), p.due)
		p.due -= amount
		sum += amount
		p.perUse = append(p.perUse, couponUse{coupon, amount})
	}
	return sum
}

func (f *offer) total() rest.Money {
	var sum rest.Money
	for _, c := range f.cuts {
		sum += c.amount
	}
	return sum
}

// commit makes a planned payment happen.
func (c *call) commit(o *Order, p *payment) {
	cash, credit := c.account.settlePayment(o, p, c.Now)
	c.account.paymentsDay++
	c.account.provision(o, c.Now.Add(c.Pace))
	c.Done(rest.Effect{
		Kind: "order_paid", OrderID: o.ID, Amount: p.afterCut.String(), Parts: parts(map[string]rest.Money{
			"cash": cash, "credit": credit, "coupons": p.coupon, "flexi_coupons": p.flexi, "cards": p.card,
		}),
	})
}

// settlePayment books a priced payment: the one place where money moves for an order.
func (st *Account) settlePayment(o *Order, p *payment, at time.Time) (cash, credit rest.Money) {
	cash, credit = st.Ledger.Spend(wallet.Entry{
		At: at, Trade: wallet.TradeDeduction, Detail: "SOURCE_OPERAIION_DEDEUCT", TradeID: o.ID,
		Amount: p.due, Service: o.service, Resource: o.AllLines()[0].Resource,
	})
	st.quota.Used += p.due
	for _, use := range p.perUse {
		st.Coupons.Use(use.coupon, o.purchase(), use.amount, at)
	}
	for _, use := range p.perCard {
		use.card.Balance -= use.amount
	}
	st.Coupons.Unlock(o.ID)
	p.record(o)
	for _, member := range o.family() {
		member.Paid = at
	}
	return cash, credit
}

func parts(amounts map[string]rest.Money) map[string]string {
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
func (p *payment) record(o *Order) {
	for _, l := range o.AllLines() {
		l.Payable, l.PaidBy = l.Official, amounts{}
	}
	if p.offer != nil {
		for _, cut := range p.offer.cuts {
			Spread(cut.lines, cut.amount, officialOf, func(l *Line, part rest.Money) { l.discount(p.offer.code(), part) })
		}
	}
	lines := o.AllLines()
	Spread(lines, p.factor, payableOf, func(l *Line, part rest.Money) { l.discount(strconv.Itoa(wallet.PayDiscountCoupon), part) })
	Spread(lines, p.coupon, payableOf, func(l *Line, part rest.Money) { l.PaidBy.Coupons += part })
	Spread(lines, p.flexi, payableOf, func(l *Line, part rest.Money) { l.PaidBy.Flexi += part })
	Spread(lines, p.card, payableOf, func(l *Line, part rest.Money) { l.PaidBy.Cards += part })
	for _, member := range o.family() {
		member.sumUp()
	}
}

func officialOf(l *Line) rest.Money { return l.Official }

func payableOf(l *Line) rest.Money { return l.Payable }

// Spread divides an amount over lines by their weight.
func Spread(lines []*Line, amount rest.Money, weight func(*Line) rest.Money, give func(*Line, rest.Money)) {
	if amount == 0 || len(lines) == 0 {
		return
	}
	var whole rest.Money
	weights := make([]rest.Money, len(lines))
	for i, l := range lines {
		weights[i] = weight(l)
		whole += weights[i]
	}
	left := amount
	for i, l := range lines {
		part := left
		if i < len(lines)-1 && whole > 0 {
			part = rest.Lesser(rest.Share(amount, weights[i], whole), left)
		}
		left -= part
		give(l, part)
	}
}

// discount takes a discount off a line.
func (l *Line) discount(code string, amount rest.Money) {
	if amount == 0 {
		return
	}
	l.Payable -= amount
	l.PaidBy.discounts = append(l.PaidBy.discounts, discountItem{code, amount})
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
func (o *Order) sumUp() {
	o.official, o.payable, o.paidBy = 0, 0, amounts{commission: o.paidBy.commission, consumed: o.paidBy.consumed}
	for _, l := range o.AllLines() {
		o.official += l.Official
		o.payable += l.Payable
		o.paidBy.Coupons += l.PaidBy.Coupons
		o.paidBy.Flexi += l.PaidBy.Flexi
		o.paidBy.Cards += l.PaidBy.Cards
		for _, d := range l.PaidBy.discounts {
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
