package customer

import (
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// seededOrders fill the account: every type in every state that it can have, and a year of completed orders.
func (g *generator) seededOrders() {
	kinds := []int{TypeNew, TypeRenewal, TypeChange, TypeToOnDemand, typeToPeriod, typeTrial, typeCommercial, TypeAdjustment}
	for _, kind := range kinds {
		for _, status := range []int{
			StatusApproval, statusProcessing, StatusCancelled, StatusCompleted, StatusPayment, statusConfirmation,
		} {
			g.seeded(kind, status)
		}
	}
	for _, status := range []int{statusShipment, statusReceipt, statusPickup, statusReplacing} {
		g.seeded(TypeNew, status)
	}
	for range 24 {
		g.seeded([]int{TypeNew, TypeRenewal}[g.rnd.roll(2)], StatusCompleted)
	}
	for range 3 {
		g.seededCombined()
	}
	g.seededCombinedRefund()
	for range 4 {
		g.refunded(g.seededUnsubscription(rest.Days(20 + g.rnd.roll(300))))
	}
	for _, status := range []int{statusProcessing, statusRefund} {
		o := g.seededUnsubscription(time.Hour)
		g.st.addOrder(o)
		after := time.Duration(90+g.rnd.roll(120)) * time.Minute
		if status == statusRefund {
			g.st.repay(o, g.Now.Add(after))
		} else {
			g.st.unwind(o, g.Now.Add(after))
		}
	}
	member := g.newOrder(TypeNew, g.Ago(rest.Days(40)))
	member.agentPaid = true
	member.CustomerID = demo.MemberID
	member.Status, member.Paid = StatusCompleted, member.created.Add(time.Hour)
	g.settled(member.own(member.lines...), &payment{})
}

func (g *generator) seededUnsubscription(age time.Duration) *Order {
	created := g.Ago(age)
	return g.unsubscription(g.orderID(created), created, g.shelf[g.rnd.roll(len(g.shelf))])
}

// newOrder draws an order with its lines.
func (g *generator) newOrder(kind int, created time.Time) *Order {
	o := &Order{ID: g.orderID(created), Kind: kind, created: created, source: 1 + g.rnd.roll(8)}
	if g.rnd.roll(3) == 0 {
		o.Projects = []shop.Project{shop.DemoProject()}
	}
	if g.rnd.roll(4) == 0 {
		o.contractID = rest.Numbered("CT", 1+g.rnd.roll(999))
	}
	if o.source == 8 {
		o.user = rest.Text{"运营系统", "Operation system"}
	}
	count := 1 + g.rnd.roll(3)
	if g.rnd.roll(12) == 0 {
		count = 11 + g.rnd.roll(10)
	}
	lines := make([]*Line, 0, count)
	for range count {
		lines = append(lines, g.newLine(kind))
	}
	return o.own(lines...)
}

func (g *generator) newLine(kind int) *Line {
	p := g.shelf[g.rnd.roll(len(g.shelf))]
	months := []int{1, 1, 2, 3, 6, 12}[g.rnd.roll(6)]
	l := g.line(p, months, 1+g.rnd.roll(2))
	switch kind {
	case typeTrial:
		l.Official, l.Payable = 0, 0
	case TypeToOnDemand:
		l.Official, l.Payable = 0, 0
		l.Period, l.Periods = shop.PeriodOneOff, 1
	case TypeChange:
		l.base = g.line(g.shelf[g.rnd.roll(len(g.shelf))], 1, 1)
	case TypeAdjustment:
		l.Official = rest.Cents(int64(100 + g.rnd.roll(9900)))
		l.Payable = l.Official
		l.Period, l.Periods = shop.PeriodOneOff, 1
	}
	return l
}

// seeded files an order of a type and state at an age that suits the state.
func (g *generator) seeded(kind, status int) {
	young := time.Duration(1+g.rnd.roll(5*24*60)) * time.Minute
	old := rest.Days(8+g.rnd.roll(340)) + time.Duration(g.rnd.roll(24*60))*time.Minute
	switch status {
	case StatusPayment:
		o := g.newOrder(kind, g.Ago(young))
		o.offers = []offer{g.ratioOffer(o, "DC"+o.ID, discountPromotion, rest.Ratio(7000+50*g.rnd.roll(60)))}
		g.unpaid(o)
	case StatusApproval:
		g.awaitApproval(g.newOrder(kind, g.Ago(young)))
	case statusConfirmation:
		o := g.newOrder(kind, g.Ago(young))
		o.setStatus(statusConfirmation)
		g.st.addOrder(o)
	case statusProcessing:
		o := g.newOrder(kind, g.Ago(young+time.Hour))
		o.Paid = g.Ago(time.Duration(1+g.rnd.roll(50)) * time.Minute)
		g.inProgress(o, time.Duration(10+g.rnd.roll(600))*time.Minute)
	case StatusCancelled:
		o := g.newOrder(kind, g.Ago(old))
		o.expired = g.rnd.roll(2) == 0
		g.cancelled(o)
	default:
		o := g.newOrder(kind, g.Ago(old))
		o.Status, o.Paid = status, o.created.Add(time.Duration(1+g.rnd.roll(48*60))*time.Minute)
		g.settled(o, g.drawPayment(o))
	}
}

func (g *generator) awaitApproval(o *Order) {
	o.setStatus(StatusApproval)
	g.st.addOrder(o)
	approved := g.Now.Add(time.Duration(60+g.rnd.roll(1000)) * time.Minute)
	g.st.Timeline.Plan(approved, func(at time.Time) { g.st.approve(o, at) })
}

// drawPayment lets half of the past payments use a discount and some use up a coupon.
func (g *generator) drawPayment(o *Order) *payment {
	p := &payment{}
	if o.official == 0 {
		return p
	}
	if g.rnd.roll(2) == 0 {
		kinds := []int{discountPromotion, discountCommercial, discountPartner}
		o.offers = []offer{g.ratioOffer(o, "DC"+o.ID, kinds[g.rnd.roll(3)], rest.Ratio(7000+50*g.rnd.roll(60)))}
		p.offer = &o.offers[0]
	}
	if g.rnd.roll(3) == 0 {
		p.coupons = append(p.coupons, g.couponFor(o))
	}
	return p
}

func (g *generator) seededCombined() {
	created := g.Ago(rest.Days(8 + g.rnd.roll(200)))
	o := &Order{ID: g.orderID(created), Kind: TypeNew, created: created, Status: StatusCompleted}
	children := []*Order{g.newOrder(TypeNew, created), g.newOrder(TypeNew, created)}
	o.combine(children...)
	o.Paid = created.Add(time.Hour)
	o.offers = []offer{g.ratioOffer(o, "DC"+o.ID, discountCommercial, 9000)}
	g.settled(o, &payment{offer: &o.offers[0]})
}

// seededCombinedRefund gives back two products in one transaction.
func (g *generator) seededCombinedRefund() {
	a, b := g.seededUnsubscription(rest.Days(9)), g.seededUnsubscription(rest.Days(9))
	o := &Order{ID: g.orderID(a.created), Kind: TypeUnsubscribe, created: a.created}
	o.paidBy = amounts{
		commission: a.paidBy.commission + b.paidBy.commission, consumed: a.paidBy.consumed + b.paidBy.consumed,
	}
	o.combine(a, b)
	o.Refunds = slices.Concat(a.Refunds, b.Refunds)
	g.refunded(o)
}
