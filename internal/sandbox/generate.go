package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// generator builds the demo data. It draws every random number from one seeded
// source in a fixed order, so a seed always gives the same account.
type generator struct {
	*world
	st      *state
	rnd     *dice
	shelf   []product
	history []deed
	used    map[string]bool // ids handed out
	lines   int
}

// deed is something that happened before the first instant and moved money; deeds
// are played in time order so that all running balances are true.
type deed struct {
	at  time.Time
	run func()
}

// generate fills an account with the demo data of a seed.
func generate(st *state, seed uint64) *state {
	g := &generator{world: st.world, st: st, rnd: newDice(seed), shelf: catalog(), used: map[string]bool{}}
	g.fixedCoupons()
	g.fixedOrders()
	g.seededOrders()
	g.seededCoupons()
	g.fixedCards()
	g.accountHistory()
	g.rareHistory()
	g.rareCouponHistory()
	g.play()
	g.levelAccounts()
	g.planExpiries()
	g.holdings()
	g.custodyMember()
	return g.st
}

// did files a deed for the time order.
func (g *generator) did(at time.Time, run func()) { g.history = append(g.history, deed{at, run}) }

func (g *generator) play() {
	slices.SortStableFunc(g.history, func(a, b deed) int { return a.at.Compare(b.at) })
	for _, d := range g.history {
		d.run()
	}
}

// planExpiries lets usable coupons end by themselves.
func (g *generator) planExpiries() {
	for _, c := range g.st.coupons.sorted {
		if c.status == couponUsable || c.status == couponInactive {
			g.st.timeline.plan(c.expire, func(at time.Time) { g.st.expireCoupon(c, at) })
		}
	}
}

// orderID draws an unused order id in the upstream's manner.
func (g *generator) orderID(created time.Time) string {
	return g.unique(func() string {
		return fmt.Sprintf("CS%s%05X", created.Format("0601021504"), g.rnd.roll(1<<20))
	})
}

func (g *generator) unique(draw func() string) string {
	for {
		id := draw()
		if !g.used[id] {
			g.used[id] = true
			return id
		}
	}
}

// line makes a line of a product for a number of months.
func (g *generator) line(p product, months, count int) *line {
	g.lines++
	price := p.price * money(months*count)
	l := &line{
		id: numbered("LI", g.lines), service: p.service, resource: p.resource, productID: p.id, spec: p.spec,
		period: periodMonth, periods: months, count: count, official: price, payable: price,
	}
	if months%12 == 0 {
		l.period, l.periods = periodYear, months/12
	}
	return l
}

// priced makes a line that costs a given amount.
func (g *generator) priced(p product, amount money) *line {
	l := g.line(p, 1, 1)
	l.official, l.payable = amount, amount
	return l
}

// own fills the members that all orders share and sums the lines up.
func (o *order) own(lines ...*line) *order {
	o.lines = lines
	for _, l := range lines {
		l.orderID = o.id
	}
	if len(lines) > 0 {
		o.service = lines[0].service
	}
	if o.customerID == "" {
		o.customerID = DemoDomainID
	}
	if o.source == 0 {
		o.source = 1
	}
	if o.user == (text{}) {
		o.user = text{"云上演示", "cloud-demo"}
	}
	if o.projects == nil {
		o.projects = []project{defaultProject()}
	}
	o.sumUp()
	return o
}
