package customer

import (
	"fmt"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// generator builds the demo data. It draws every random number from one seeded
// source in a fixed order, so a seed always gives the same account.
type generator struct {
	*rest.World
	st      *Account
	rnd     *dice
	shelf   []shop.Product
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
func generate(st *Account, seed uint64) *Account {
	g := &generator{World: st.World, st: st, rnd: newDice(seed), shelf: shop.Shelf(), used: map[string]bool{}}
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
	for _, c := range g.st.Coupons.Sorted {
		if c.Status == wallet.CouponUsable || c.Status == wallet.CouponInactive {
			g.st.Timeline.Plan(c.Expire, func(at time.Time) { g.st.expireCoupon(c, at) })
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
func (g *generator) line(p shop.Product, months, count int) *Line {
	g.lines++
	price := p.Price * rest.Money(months*count)
	l := &Line{
		ID: rest.Numbered("LI", g.lines), Service: p.Service, Resource: p.Resource, ProductID: p.ID, Spec: p.Spec,
		Period: shop.PeriodMonth, Periods: months, count: count, Official: price, Payable: price,
	}
	if months%12 == 0 {
		l.Period, l.Periods = shop.PeriodYear, months/12
	}
	return l
}

// priced makes a line that costs a given amount.
func (g *generator) priced(p shop.Product, amount rest.Money) *Line {
	l := g.line(p, 1, 1)
	l.Official, l.Payable = amount, amount
	return l
}

// own fills the members that all orders share and sums the lines up.
func (o *Order) own(lines ...*Line) *Order {
	o.lines = lines
	for _, l := range lines {
		l.OrderID = o.ID
	}
	if len(lines) > 0 {
		o.service = lines[0].Service
	}
	if o.CustomerID == "" {
		o.CustomerID = demo.DomainID
	}
	if o.source == 0 {
		o.source = 1
	}
	if o.user == (rest.Text{}) {
		o.user = rest.Text{"云上演示", "cloud-demo"}
	}
	if o.Projects == nil {
		o.Projects = []shop.Project{shop.DefaultProject()}
	}
	o.sumUp()
	return o
}
