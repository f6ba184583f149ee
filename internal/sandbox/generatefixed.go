package sandbox

import "time"

const largeOrderLines = 260

// fixedOrders are the orders that documentation and tests name.
func (g *generator) fixedOrders() {
	g.payableOrders()
	g.combinedOrder()
	g.couponOrder()
	g.refusingOrders()
	g.finishedOrders()
	g.refundOrders()
}

// unpaid files an order in its payment period.
func (g *generator) unpaid(o *order) {
	g.used[o.id] = true
	g.st.addOrder(o)
	g.st.awaitPayment(o)
}

// settled files an order that was paid in the past and takes part in the ledger's history.
func (g *generator) settled(o *order, p *payment) {
	g.used[o.id] = true
	for _, member := range o.family() {
		member.status, member.paid, member.deadline = o.status, o.paid, o.created.Add(paymentPeriod)
	}
	for _, l := range o.allLines() {
		l.start(o.paid.Add(provisionTime))
	}
	g.st.addOrder(o)
	g.did(o.paid, func() { g.charge(o, p) })
}

func (g *generator) payableOrders() {
	p := g.shelf
	o := (&order{id: DemoPayableOrder, kind: typeNew, created: g.ago(days(1))}).own(
		g.priced(p[shelfServer], cents(19000)), g.priced(p[shelfDisk], cents(7000)))
	o.offers = []offer{
		g.ratioOffer(o, "DC"+DemoPayableOrder+"P", discountPromotion, 9000),
		g.ratioOffer(o, "DC"+DemoPayableOrder+"C", discountCommercial, 8500),
	}
	g.unpaid(o)

	g.lockFor(DemoElsewhereCoupon, DemoCancelOrder)
	g.unpaid((&order{id: DemoCancelOrder, kind: typeRenewal, created: g.ago(days(2))}).own(
		g.priced(p[shelfStorage], cents(8850))))

	o = (&order{id: DemoAdjustedOrder, kind: typeNew, created: g.ago(days(1)), contractID: "CT20260000001"}).own(
		g.priced(p[shelfCache], cents(30000)))
	o.offers = []offer{
		g.reductionOffer(o, DemoAdjustment, discountAdjustment, cents(6000)),
		g.ratioOffer(o, "DC"+DemoAdjustedOrder+"P", discountPromotion, 9000),
	}
	g.unpaid(o)

	o = &order{
		id: DemoMemberOrder, kind: typeNew, created: g.ago(days(1)), customerID: DemoMemberID, agentPaid: true,
	}
	g.unpaid(o.own(g.priced(p[shelfServer], cents(16000))))
}

func (g *generator) combinedOrder() {
	server := g.shelf[shelfServer]
	o := &order{id: DemoCombinedOrder, kind: typeNew, created: g.ago(days(3))}
	a := (&order{id: DemoCombinedChildA, kind: typeNew, created: o.created}).own(g.priced(server, cents(10000)))
	b := (&order{id: DemoCombinedChildB, kind: typeNew, created: o.created}).own(g.priced(server, cents(5000)))
	g.used[a.id], g.used[b.id] = true, true
	o.combine(a, b)
	o.offers = []offer{g.ratioOffer(o, "DC"+DemoCombinedOrder, discountPromotion, 9500)}
	g.unpaid(o)
}

// combine makes an order of sub orders.
func (o *order) combine(children ...*order) {
	o.children = children
	o.service = children[0].service
	o.own()
}

// couponOrder offers every kind of discount that the site pays with and holds a
// coupon whose end moves its deadline.
func (g *generator) couponOrder() {
	p := g.shelf
	o := (&order{id: DemoCouponOrder, kind: typeNew, created: g.ago(days(1)), projects: []project{demoProject()}}).own(
		g.priced(p[shelfServer], cents(60000)), g.priced(p[shelfDisk], cents(40000)))
	o.offers = []offer{
		g.ratioOffer(o, DemoPromotionDiscount, discountPromotion, 9000),
		g.ratioOffer(o, DemoCommercialDiscount, discountCommercial, 8500),
		g.reductionOffer(o, DemoPartnerDiscount, discountPartner, cents(20000)),
	}
	if g.st.site == siteInternational {
		o.offers = append(o.offers, g.fixedOffer(o, DemoContractDiscount, discountContract, cents(70000)))
	}
	o.offers[0].ends = g.now.Add(days(2))
	g.lockFor(DemoLockedCoupon, o.id)
	g.unpaid(o)
}

func (g *generator) lockFor(couponID, orderID string) {
	if c := g.st.coupons.byID[couponID]; c != nil {
		c.lockedBy = orderID
	}
}

func (g *generator) refusingOrders() {
	p := g.shelf
	g.unpaid((&order{id: DemoExpensiveOrder, kind: typeNew, created: g.ago(days(2))}).own(
		g.priced(p[shelfDatabase], cents(99_999_999))))
	g.unpaid((&order{id: DemoQuotaOrder, kind: typeNew, created: g.ago(days(2)), quotaShort: true}).own(
		g.priced(p[shelfServer], cents(12000))))
	budget := &order{
		id: DemoBudgetOrder, kind: typeNew, created: g.ago(days(2)), noBudget: true, projects: []project{demoProject()},
	}
	g.unpaid(budget.own(g.priced(p[shelfServer], cents(13000))))
	late := &order{id: DemoLateOrder, kind: typeRenewal, created: g.ago(days(3)), startBy: g.ago(time.Hour)}
	g.unpaid(late.own(g.priced(p[shelfBalancer], cents(14000))))

	expired := &order{id: DemoExpiredOrder, kind: typeNew, created: g.ago(days(10)), expired: true}
	g.cancelled(expired.own(g.priced(p[shelfBandwidth], cents(12500))))
	g.cancelled((&order{id: DemoCancelledOrder, kind: typeNew, created: g.ago(days(20))}).own(
		g.priced(p[shelfCache], cents(23050))))
}

// cancelled files an order that was never paid.
func (g *generator) cancelled(o *order) {
	g.used[o.id] = true
	for _, member := range o.family() {
		member.deadline = o.created.Add(paymentPeriod)
	}
	o.setStatus(statusCancelled)
	g.st.addOrder(o)
}

func (g *generator) finishedOrders() {
	p := g.shelf
	large := &order{
		id: DemoLargeOrder, kind: typeNew, status: statusCompleted,
		created: g.ago(days(60)), paid: g.ago(days(60) - time.Hour),
	}
	lines := make([]*line, largeOrderLines)
	for i := range lines {
		lines[i] = g.line(p[i%len(p)], 1, 1)
		lines[i].official = cents(int64(1000 + i))
	}
	g.settled(large.own(lines...), &payment{})

	done := &order{
		id: DemoCompletedOrder, kind: typeNew, status: statusCompleted,
		created: g.ago(days(30)), paid: g.ago(days(30) - time.Hour),
	}
	done.own(g.priced(p[shelfDatabase], cents(98000)))
	done.offers = []offer{g.ratioOffer(done, "DC"+DemoCompletedOrder, discountPromotion, 9000)}
	pay := &payment{offer: &done.offers[0]}
	if c := g.st.coupons.byID[DemoUsedCoupon]; c != nil {
		pay.coupons = append(pay.coupons, c)
	}
	g.settled(done, pay)

	running := &order{
		id: DemoProcessingOrder, kind: typeNew, status: statusProcessing,
		created: g.ago(2 * time.Hour), paid: g.ago(time.Hour),
	}
	g.inProgress(running.own(g.priced(p[shelfServer], cents(32000))), 30*time.Minute)
}

// inProgress files a paid order that completes after a while.
func (g *generator) inProgress(o *order, after time.Duration) {
	g.used[o.id] = true
	o.status = statusProcessing
	for _, member := range o.family() {
		member.deadline = o.created.Add(paymentPeriod)
	}
	g.st.addOrder(o)
	g.did(o.paid, func() { g.charge(o, &payment{}) })
	g.st.provision(o, g.now.Add(after))
}
