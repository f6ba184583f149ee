package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

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
func (g *generator) unpaid(o *Order) {
	g.used[o.ID] = true
	g.st.addOrder(o)
	g.st.awaitPayment(o)
}

// settled files an order that was paid in the past and takes part in the ledger's history.
func (g *generator) settled(o *Order, p *payment) {
	g.used[o.ID] = true
	for _, member := range o.family() {
		member.Status, member.Paid, member.deadline = o.Status, o.Paid, o.created.Add(paymentPeriod)
	}
	for _, l := range o.AllLines() {
		l.start(o.Paid.Add(rest.ProvisionTime))
	}
	g.st.addOrder(o)
	g.did(o.Paid, func() { g.charge(o, p) })
}

func (g *generator) payableOrders() {
	p := g.shelf
	o := (&Order{ID: demo.PayableOrder, Kind: TypeNew, created: g.Ago(rest.Days(1))}).own(
		g.priced(p[shop.ShelfServer], rest.Cents(19000)), g.priced(p[shop.ShelfDisk], rest.Cents(7000)))
	o.offers = []offer{
		g.ratioOffer(o, "DC"+demo.PayableOrder+"P", discountPromotion, 9000),
		g.ratioOffer(o, "DC"+demo.PayableOrder+"C", discountCommercial, 8500),
	}
	g.unpaid(o)

	g.lockFor(demo.ElsewhereCoupon, demo.CancelOrder)
	g.unpaid((&Order{ID: demo.CancelOrder, Kind: TypeRenewal, created: g.Ago(rest.Days(2))}).own(
		g.priced(p[shop.ShelfStorage], rest.Cents(8850))))

	o = (&Order{ID: demo.AdjustedOrder, Kind: TypeNew, created: g.Ago(rest.Days(1)), contractID: "CT20260000001"}).own(
		g.priced(p[shop.ShelfCache], rest.Cents(30000)))
	o.offers = []offer{
		g.reductionOffer(o, demo.Adjustment, discountAdjustment, rest.Cents(6000)),
		g.ratioOffer(o, "DC"+demo.AdjustedOrder+"P", discountPromotion, 9000),
	}
	g.unpaid(o)

	o = &Order{
		ID: demo.MemberOrder, Kind: TypeNew, created: g.Ago(rest.Days(1)), CustomerID: demo.MemberID, agentPaid: true,
	}
	g.unpaid(o.own(g.priced(p[shop.ShelfServer], rest.Cents(16000))))
}

func (g *generator) combinedOrder() {
	server := g.shelf[shop.ShelfServer]
	o := &Order{ID: demo.CombinedOrder, Kind: TypeNew, created: g.Ago(rest.Days(3))}
	a := (&Order{ID: demo.CombinedChildA, Kind: TypeNew, created: o.created}).own(g.priced(server, rest.Cents(10000)))
	b := (&Order{ID: demo.CombinedChildB, Kind: TypeNew, created: o.created}).own(g.priced(server, rest.Cents(5000)))
	g.used[a.ID], g.used[b.ID] = true, true
	o.combine(a, b)
	o.offers = []offer{g.ratioOffer(o, "DC"+demo.CombinedOrder, discountPromotion, 9500)}
	g.unpaid(o)
}

// combine makes an order of sub orders.
func (o *Order) combine(children ...*Order) {
	o.children = children
	o.service = children[0].service
	o.own()
}

// couponOrder offers every kind of discount that the site pays with and holds a
// coupon whose end moves its deadline.
func (g *generator) couponOrder() {
	p := g.shelf
	o := (&Order{ID: demo.CouponOrder, Kind: TypeNew, created: g.Ago(rest.Days(1)), Projects: []shop.Project{shop.DemoProject()}}).own(
		g.priced(p[shop.ShelfServer], rest.Cents(60000)), g.priced(p[shop.ShelfDisk], rest.Cents(40000)))
	o.offers = []offer{
		g.ratioOffer(o, demo.PromotionDiscount, discountPromotion, 9000),
		g.ratioOffer(o, demo.CommercialDiscount, discountCommercial, 8500),
		g.reductionOffer(o, demo.PartnerDiscount, discountPartner, rest.Cents(20000)),
	}
	if g.st.Site == rest.SiteInternational {
		o.offers = append(o.offers, g.fixedOffer(o, demo.ContractDiscount, discountContract, rest.Cents(70000)))
	}
	o.offers[0].ends = g.Now.Add(rest.Days(2))
	g.lockFor(demo.LockedCoupon, o.ID)
	g.unpaid(o)
}

func (g *generator) lockFor(couponID, orderID string) {
	if c := g.st.Coupons.ByID[couponID]; c != nil {
		c.LockedBy = orderID
	}
}

func (g *generator) refusingOrders() {
	p := g.shelf
	g.unpaid((&Order{ID: demo.ExpensiveOrder, Kind: TypeNew, created: g.Ago(rest.Days(2))}).own(
		g.priced(p[shop.ShelfDatabase], rest.Cents(99_999_999))))
	g.unpaid((&Order{ID: demo.QuotaOrder, Kind: TypeNew, created: g.Ago(rest.Days(2)), quotaShort: true}).own(
		g.priced(p[shop.ShelfServer], rest.Cents(12000))))
	budget := &Order{
		ID: demo.BudgetOrder, Kind: TypeNew, created: g.Ago(rest.Days(2)), noBudget: true, Projects: []shop.Project{shop.DemoProject()},
	}
	g.unpaid(budget.own(g.priced(p[shop.ShelfServer], rest.Cents(13000))))
	late := &Order{ID: demo.LateOrder, Kind: TypeRenewal, created: g.Ago(rest.Days(3)), startBy: g.Ago(time.Hour)}
	g.unpaid(late.own(g.priced(p[shop.ShelfBalancer], rest.Cents(14000))))

	expired := &Order{ID: demo.ExpiredOrder, Kind: TypeNew, created: g.Ago(rest.Days(10)), expired: true}
	g.cancelled(expired.own(g.priced(p[shop.ShelfBandwidth], rest.Cents(12500))))
	g.cancelled((&Order{ID: demo.CancelledOrder, Kind: TypeNew, created: g.Ago(rest.Days(20))}).own(
		g.priced(p[shop.ShelfCache], rest.Cents(23050))))
}

// cancelled files an order that was never paid.
func (g *generator) cancelled(o *Order) {
	g.used[o.ID] = true
	for _, member := range o.family() {
		member.deadline = o.created.Add(paymentPeriod)
	}
	o.setStatus(StatusCancelled)
	g.st.addOrder(o)
}

func (g *generator) finishedOrders() {
	p := g.shelf
	large := &Order{
		ID: demo.LargeOrder, Kind: TypeNew, Status: StatusCompleted,
		created: g.Ago(rest.Days(60)), Paid: g.Ago(rest.Days(60) - time.Hour),
	}
	lines := make([]*Line, largeOrderLines)
	for i := range lines {
		lines[i] = g.line(p[i%len(p)], 1, 1)
		lines[i].Official = rest.Cents(int64(1000 + i))
	}
	g.settled(large.own(lines...), &payment{})

	done := &Order{
		ID: demo.CompletedOrder, Kind: TypeNew, Status: StatusCompleted,
		created: g.Ago(rest.Days(30)), Paid: g.Ago(rest.Days(30) - time.Hour),
	}
	done.own(g.priced(p[shop.ShelfDatabase], rest.Cents(98000)))
	done.offers = []offer{g.ratioOffer(done, "DC"+demo.CompletedOrder, discountPromotion, 9000)}
	pay := &payment{offer: &done.offers[0]}
	if c := g.st.Coupons.ByID[demo.UsedCoupon]; c != nil {
		pay.coupons = append(pay.coupons, c)
	}
	g.settled(done, pay)

	running := &Order{
		ID: demo.ProcessingOrder, Kind: TypeNew, Status: statusProcessing,
		created: g.Ago(2 * time.Hour), Paid: g.Ago(time.Hour),
	}
	g.inProgress(running.own(g.priced(p[shop.ShelfServer], rest.Cents(32000))), 30*time.Minute)
}

// inProgress files a paid order that completes after a while.
func (g *generator) inProgress(o *Order, after time.Duration) {
	g.used[o.ID] = true
	o.Status = statusProcessing
	for _, member := range o.family() {
		member.deadline = o.created.Add(paymentPeriod)
	}
	g.st.addOrder(o)
	g.did(o.Paid, func() { g.charge(o, &payment{}) })
	g.st.provision(o, g.Now.Add(after))
}
