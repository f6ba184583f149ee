package bills

import (
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// The types of bills.
const (
	billNew         = 1
	BillRenewal     = 2
	BillChange      = 3
	BillUnsubscribe = 4
	BillUsage       = 5
	BillAutoRenewal = 8
	billAdjustment  = 16
	billToOnDemand  = 24

	ChargePeriod = 1
	ChargeUse    = 3
)

// Charge is one row of the bills before it is rendered: a paid order line or a
// charge for use. Cash and credit are those of the account's history.
type Charge struct {
	Trade, Order, ID string
	At               time.Time
	From, To         time.Time
	Bill, Mode       int
	Customer         string
	Service          shop.Service
	Resource         shop.Resource
	ProductID        string
	Spec             rest.Text
	Project          shop.Project
	ResourceID       string
	Period, Periods  int
	Official         rest.Money
	Consume          rest.Money
	coupon, flexi    rest.Money
	card             rest.Money
	Cash, credit     rest.Money
}

// Discount is what was taken off before coupons and cards.
func (ch *Charge) Discount() rest.Money { return ch.Official - ch.Consume }

// Month is the bill cycle.
func (ch *Charge) Month() string { return wallet.BillCycle(ch.At) }

// Charges derives all rows of the bills, oldest first.
func Charges(st *customer.Account) []*Charge {
	paid := map[string][2]rest.Money{} // cash and credit per trade
	var out []*Charge
	for i := range st.Ledger.Bookings {
		b := &st.Ledger.Bookings[i]
		amount := b.Amount
		if b.Sign == wallet.Revenue {
			amount = -amount
		}
		pair := paid[b.TradeID]
		if b.Account == wallet.BookLoan {
			pair[1] += amount
		} else {
			pair[0] += amount
		}
		paid[b.TradeID] = pair
		if b.Detail == "SOURCE_OPERAIION_USAGE" {
			out = append(out, usageCharge(st, b))
		}
	}
	for _, o := range st.ByTime {
		out = append(out, orderCharges(o, paid[o.ID])...)
	}
	slices.SortStableFunc(out, func(a, b *Charge) int { return a.At.Compare(b.At) })
	return out
}

func usageCharge(st *customer.Account, b *wallet.Booking) *Charge {
	c := &Charge{
		Trade: b.TradeID, ID: b.ID, At: b.At, From: b.At.Add(-24 * time.Hour), To: b.At, Bill: BillUsage, Mode: ChargeUse,
		Customer: st.Owner, Service: b.Service, Resource: b.Resource, ResourceID: "rs-use-" + b.Resource.Code,
		Period: shop.PeriodHour, Periods: 1, Official: b.Amount, Consume: b.Amount, Cash: b.Amount,
	}
	if b.Account == wallet.BookLoan {
		c.Cash, c.credit = 0, b.Amount
	}
	for _, one := range st.Shop.Specs {
		if one.Resource.Code == b.Resource.Code {
			c.ProductID, c.Spec = one.ProductID, one.Name
		}
	}
	return c
}

// billOf is the bill type of an order; 0 for orders that no bill shows.
func billOf(o *customer.Order) int {
	switch {
	case o.Paid.IsZero() || o.Status == customer.StatusApproval || o.Status == customer.StatusPayment || o.Status == customer.StatusCancelled:
		return 0
	case len(o.Refunds) > 0 && o.Status != customer.StatusCompleted:
		return 0 // the money is not back yet
	case o.AutoRenewed:
		return BillAutoRenewal
	}
	switch o.Kind {
	case customer.TypeRenewal:
		return BillRenewal
	case customer.TypeChange:
		return BillChange
	case customer.TypeUnsubscribe:
		return BillUnsubscribe
	case customer.TypeToOnDemand:
		return billToOnDemand
	case customer.TypeAdjustment:
		return billAdjustment
	}
	return billNew
}

// orderCharges are the rows of one order; what its lines paid in cash and credit sums up to its bookings.
func orderCharges(o *customer.Order, paid [2]rest.Money) []*Charge {
	kind := billOf(o)
	if kind == 0 {
		return nil
	}
	lines := o.AllLines()
	out := make([]*Charge, len(lines))
	byLine := make(map[*customer.Line]*Charge, len(lines))
	for i, l := range lines {
		c := &Charge{
			Trade: o.ID, Order: o.ID, ID: "BR-" + l.ID, At: o.Paid, From: l.Effective, To: l.Expire, Bill: kind, Mode: ChargePeriod,
			Customer: o.CustomerID, Service: l.Service, Resource: l.Resource, ProductID: l.ProductID, Spec: l.Spec,
			Project: o.Projects[0], ResourceID: "rs-" + l.OrderID + "-" + l.ID, Period: l.Period, Periods: l.Periods,
			Official: l.Official, Consume: l.Payable,
			coupon: l.PaidBy.Coupons, flexi: l.PaidBy.Flexi, card: l.PaidBy.Cards,
		}
		if !c.To.After(c.From) {
			c.From, c.To = c.At, c.At.Add(24*time.Hour)
		}
		out[i], byLine[l] = c, c
	}
	due := func(l *customer.Line) rest.Money { return max(l.PaidMoney(), -l.PaidMoney()) }
	customer.Spread(lines, paid[1], due, func(l *customer.Line, part rest.Money) { byLine[l].credit = part })
	for _, l := range lines {
		byLine[l].Cash = l.PaidMoney() - byLine[l].credit
	}
	return out
}

// amortized is what of a charge belongs to the time between two instants; the parts
// of a whole always sum up to it.
func (ch *Charge) amortized(amount rest.Money, from, to time.Time) rest.Money {
	return ch.until(amount, to) - ch.until(amount, from)
}

func (ch *Charge) until(amount rest.Money, at time.Time) rest.Money {
	switch {
	case !at.After(ch.From):
		return 0
	case !at.Before(ch.To):
		return amount
	}
	return rest.MulDiv(amount, int64(at.Sub(ch.From)/time.Second), int64(ch.To.Sub(ch.From)/time.Second))
}

// MonthBounds are the first instants of a bill cycle and of the next.
func MonthBounds(cycle string) (from, to time.Time) {
	at, err := time.ParseInLocation(rest.MonthLayout, cycle, rest.ChinaTime())
	if err != nil {
		return time.Time{}, time.Time{}
	}
	return at, at.AddDate(0, 1, 0)
}
