package sandbox

import (
	"slices"
	"time"
)

// The types of bills.
const (
	billNew         = 1
	billRenewal     = 2
	billChange      = 3
	billUnsubscribe = 4
	billUsage       = 5
	billAutoRenewal = 8
	billAdjustment  = 16
	billToOnDemand  = 24

	chargePeriod = 1
	chargeUse    = 3
)

// charge is one row of the bills before it is rendered: a paid order line or a
// charge for use. Cash and credit are those of the account's history.
type charge struct {
	trade, order, id string
	at               time.Time
	from, to         time.Time
	bill, mode       int
	customer         string
	service          service
	resource         resource
	productID        string
	spec             text
	project          project
	resourceID       string
	period, periods  int
	official         money
	consume          money
	coupon, flexi    money
	card             money
	cash, credit     money
}

// discount is what was taken off before coupons and cards.
func (ch *charge) discount() money { return ch.official - ch.consume }

// month is the bill cycle.
func (ch *charge) month() string { return billCycle(ch.at) }

// charges derives all rows of the bills, oldest first.
func charges(st *state) []*charge {
	paid := map[string][2]money{} // cash and credit per trade
	var out []*charge
	for i := range st.ledger.bookings {
		b := &st.ledger.bookings[i]
		amount := b.amount
		if b.sign == revenue {
			amount = -amount
		}
		pair := paid[b.tradeID]
		if b.account == bookLoan {
			pair[1] += amount
		} else {
			pair[0] += amount
		}
		paid[b.tradeID] = pair
		if b.detail == "SOURCE_OPERAIION_USAGE" {
			out = append(out, usageCharge(st, b))
		}
	}
	for _, o := range st.byTime {
		out = append(out, orderCharges(o, paid[o.id])...)
	}
	slices.SortStableFunc(out, func(a, b *charge) int { return a.at.Compare(b.at) })
	return out
}

func usageCharge(st *state, b *booking) *charge {
	c := &charge{
		trade: b.tradeID, id: b.id, at: b.at, from: b.at.Add(-24 * time.Hour), to: b.at, bill: billUsage, mode: chargeUse,
		customer: st.owner, service: b.service, resource: b.resource, resourceID: "rs-use-" + b.resource.code,
		period: periodHour, periods: 1, official: b.amount, consume: b.amount, cash: b.amount,
	}
	if b.account == bookLoan {
		c.cash, c.credit = 0, b.amount
	}
	for _, one := range st.shop.specs {
		if one.resource.code == b.resource.code {
			c.productID, c.spec = one.productID, one.name
		}
	}
	return c
}

// billOf is the bill type of an order; 0 for orders that no bill shows.
func billOf(o *order) int {
	switch {
	case o.paid.IsZero() || o.status == statusApproval || o.status == statusPayment || o.status == statusCancelled:
		return 0
	case len(o.refunds) > 0 && o.status != statusCompleted:
		return 0 // the money is not back yet
	case o.autoRenewed:
		return billAutoRenewal
	}
	switch o.kind {
	case typeRenewal:
		return billRenewal
	case typeChange:
		return billChange
	case typeUnsubscribe:
		return billUnsubscribe
	case typeToOnDemand:
		return billToOnDemand
	case typeAdjustment:
		return billAdjustment
	}
	return billNew
}

// orderCharges are the rows of one order; what its lines paid in cash and credit sums up to its bookings.
func orderCharges(o *order, paid [2]money) []*charge {
	kind := billOf(o)
	if kind == 0 {
		return nil
	}
	lines := o.allLines()
	out := make([]*charge, len(lines))
	byLine := make(map[*line]*charge, len(lines))
	for i, l := range lines {
		c := &charge{
			trade: o.id, order: o.id, id: "BR-" + l.id, at: o.paid, from: l.effective, to: l.expire, bill: kind, mode: chargePeriod,
			customer: o.customerID, service: l.service, resource: l.resource, productID: l.productID, spec: l.spec,
			project: o.projects[0], resourceID: "rs-" + l.orderID + "-" + l.id, period: l.period, periods: l.periods,
			official: l.official, consume: l.payable,
			coupon: l.paidBy.coupons, flexi: l.paidBy.flexi, card: l.paidBy.cards,
		}
		if !c.to.After(c.from) {
			c.from, c.to = c.at, c.at.Add(24*time.Hour)
		}
		out[i], byLine[l] = c, c
	}
	due := func(l *line) money { return max(l.paidMoney(), -l.paidMoney()) }
	spread(lines, paid[1], due, func(l *line, part money) { byLine[l].credit = part })
	for _, l := range lines {
		byLine[l].cash = l.paidMoney() - byLine[l].credit
	}
	return out
}

// amortized is what of a charge belongs to the time between two instants; the parts
// of a whole always sum up to it.
func (ch *charge) amortized(amount money, from, to time.Time) money {
	return ch.until(amount, to) - ch.until(amount, from)
}

func (ch *charge) until(amount money, at time.Time) money {
	switch {
	case !at.After(ch.from):
		return 0
	case !at.Before(ch.to):
		return amount
	}
	return mulDiv(amount, int64(at.Sub(ch.from)/time.Second), int64(ch.to.Sub(ch.from)/time.Second))
}

// monthBounds are the first instants of a bill cycle and of the next.
func monthBounds(cycle string) (from, to time.Time) {
	at, err := time.ParseInLocation(monthLayout, cycle, chinaTime())
	if err != nil {
		return time.Time{}, time.Time{}
	}
	return at, at.AddDate(0, 1, 0)
}
