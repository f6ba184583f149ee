package sandbox

import (
	"slices"
	"time"
)

// seededOrders fill the account: every type in every state that it can have, and a year of completed orders.
func (g *generator) seededOrders() {
	kinds := []int{typeNew, typeRenewal, typeChange, typeToOnDemand, typeToPeriod, typeTrial, typeCommercial, typeAdjustment}
	for _, kind := range kinds {
		for _, status := range []int{
			statusApproval, statusProcessing, statusCancelled, statusCompleted, statusPayment, statusConfirmation,
		} {
			g.seeded(kind, status)
		}
	}
	for _, status := range []int{statusShipment, statusReceipt, statusPickup, statusReplacing} {
		g.seeded(typeNew, status)
	}
	for range 24 {
		g.seeded([]int{typeNew, typeRenewal}[g.rnd.roll(2)], statusCompleted)
	}
	for range 3 {
		g.seededCombined()
	}
	g.seededCombinedRefund()
	for range 4 {
		g.refunded(g.seededUnsubscription(days(20 + g.rnd.roll(300))))
	}
	for _, status := range []int{statusProcessing, statusRefund} {
		o := g.seededUnsubscription(time.Hour)
		g.st.addOrder(o)
		after := time.Duration(90+g.rnd.roll(120)) * time.Minute
		if status == statusRefund {
			g.st.repay(o, g.now.Add(after))
		} else {
			g.st.unwind(o, g.now.Add(after))
		}
	}
	member := g.newOrder(typeNew, g.ago(days(40)))
	member.agentPaid = true
	member.customerID = DemoMemberID
	member.status, member.paid = statusCompleted, member.created.Add(time.Hour)
	g.settled(member.own(member.lines...), &payment{})
}

func (g *generator) seededUnsubscription(age time.Duration) *order {
	created := g.ago(age)
	return g.unsubscription(g.orderID(created), created, g.shelf[g.rnd.roll(len(g.shelf))])
}

// newOrder draws an order with its lines.
func (g *generator) newOrder(kind int, created time.Time) *order {
	o := &order{id: g.orderID(created), kind: kind, created: created, source: 1 + g.rnd.roll(8)}
	if g.rnd.roll(3) == 0 {
		o.projects = []project{demoProject()}
	}
	if g.rnd.roll(4) == 0 {
		o.contractID = numbered("CT", 1+g.rnd.roll(999))
	}
	if o.source == 8 {
		o.user = text{"运营系统", "Operation system"}
	}
	count := 1 + g.rnd.roll(3)
	if g.rnd.roll(12) == 0 {
		count = 11 + g.rnd.roll(10)
	}
	lines := make([]*line, 0, count)
	for range count {
		lines = append(lines, g.newLine(kind))
	}
	return o.own(lines...)
}

func (g *generator) newLine(kind int) *line {
	p := g.shelf[g.rnd.roll(len(g.shelf))]
	months := []int{1, 1, 2, 3, 6, 12}[g.rnd.roll(6)]
	l := g.line(p, months, 1+g.rnd.roll(2))
	switch kind {
	case typeTrial:
		l.official, l.payable = 0, 0
	case typeToOnDemand:
		l.official, l.payable = 0, 0
		l.period, l.periods = periodOneOff, 1
	case typeChange:
		l.base = g.line(g.shelf[g.rnd.roll(len(g.shelf))], 1, 1)
	case typeAdjustment:
		l.official = cents(int64(100 + g.rnd.roll(9900)))
		l.payable = l.official
		l.period, l.periods = periodOneOff, 1
	}
	return l
}

// seeded files an order of a type and state at an age that suits the state.
func (g *generator) seeded(kind, status int) {
	young := time.Duration(1+g.rnd.roll(5*24*60)) * time.Minute
	old := days(8+g.rnd.roll(340)) + time.Duration(g.rnd.roll(24*60))*time.Minute
	switch status {
	case statusPayment:
		o := g.newOrder(kind, g.ago(young))
		o.offers = []offer{g.ratioOffer(o, "DC"+o.id, discountPromotion, ratio(7000+50*g.rnd.roll(60)))}
		g.unpaid(o)
	case statusApproval:
		g.awaitApproval(g.newOrder(kind, g.ago(young)))
	case statusConfirmation:
		o := g.newOrder(kind, g.ago(young))
		o.setStatus(statusConfirmation)
		g.st.addOrder(o)
	case statusProcessing:
		o := g.newOrder(kind, g.ago(young+time.Hour))
		o.paid = g.ago(time.Duration(1+g.rnd.roll(50)) * time.Minute)
		g.inProgress(o, time.Duration(10+g.rnd.roll(600))*time.Minute)
	case statusCancelled:
		o := g.newOrder(kind, g.ago(old))
		o.expired = g.rnd.roll(2) == 0
		g.cancelled(o)
	default:
		o := g.newOrder(kind, g.ago(old))
		o.status, o.paid = status, o.created.Add(time.Duration(1+g.rnd.roll(48*60))*time.Minute)
		g.settled(o, g.drawPayment(o))
	}
}

func (g *generator) awaitApproval(o *order) {
	o.setStatus(statusApproval)
	g.st.addOrder(o)
	approved := g.now.Add(time.Duration(60+g.rnd.roll(1000)) * time.Minute)
	g.st.timeline.plan(approved, func(at time.Time) { g.st.approve(o, at) })
}

// drawPayment lets half of the past payments use a discount and some use up a coupon.
func (g *generator) drawPayment(o *order) *payment {
	p := &payment{}
	if o.official == 0 {
		return p
	}
	if g.rnd.roll(2) == 0 {
		kinds := []int{discountPromotion, discountCommercial, discountPartner}
		o.offers = []offer{g.ratioOffer(o, "DC"+o.id, kinds[g.rnd.roll(3)], ratio(7000+50*g.rnd.roll(60)))}
		p.offer = &o.offers[0]
	}
	if g.rnd.roll(3) == 0 {
		p.coupons = append(p.coupons, g.couponFor(o))
	}
	return p
}

func (g *generator) seededCombined() {
	created := g.ago(days(8 + g.rnd.roll(200)))
	o := &order{id: g.orderID(created), kind: typeNew, created: created, status: statusCompleted}
	children := []*order{g.newOrder(typeNew, created), g.newOrder(typeNew, created)}
	o.combine(children...)
	o.paid = created.Add(time.Hour)
	o.offers = []offer{g.ratioOffer(o, "DC"+o.id, discountCommercial, 9000)}
	g.settled(o, &payment{offer: &o.offers[0]})
}

// seededCombinedRefund gives back two products in one transaction.
func (g *generator) seededCombinedRefund() {
	a, b := g.seededUnsubscription(days(9)), g.seededUnsubscription(days(9))
	o := &order{id: g.orderID(a.created), kind: typeUnsubscribe, created: a.created}
	o.paidBy = amounts{
		commission: a.paidBy.commission + b.paidBy.commission, consumed: a.paidBy.consumed + b.paidBy.consumed,
	}
	o.combine(a, b)
	o.refunds = slices.Concat(a.refunds, b.refunds)
	g.refunded(o)
}
