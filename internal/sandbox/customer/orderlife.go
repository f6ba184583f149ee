package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// awaitPayment puts an order into its payment period. The deadline is seven days
// after creation, or the end of a chosen promotion or coupon that comes earlier.
func (st *Account) awaitPayment(o *Order) {
	deadline := o.created.Add(paymentPeriod)
	for _, c := range st.Coupons.LockedFor(o.ID) {
		if c.Expire.Before(deadline) {
			deadline = c.Expire
		}
	}
	for _, member := range o.family() {
		member.deadline = deadline
	}
	o.setStatus(StatusPayment)
	st.Timeline.Plan(deadline, func(at time.Time) { st.expire(o, at) })
}

// expire cancels an order whose deadline passed unpaid.
func (st *Account) expire(o *Order, at time.Time) {
	if o.Status != StatusPayment {
		return
	}
	o.expired = true
	o.setStatus(StatusCancelled)
	st.Coupons.Unlock(o.ID)
	st.Happened(at, rest.Effect{Kind: "order_expired", OrderID: o.ID})
}

// approve ends the approval of an order, after which it can be paid for the rest of its period.
func (st *Account) approve(o *Order, at time.Time) {
	if o.Status != StatusApproval {
		return
	}
	st.awaitPayment(o)
	st.Happened(at, rest.Effect{Kind: "order_approved", OrderID: o.ID})
}

// provision plans the completion of a paid order.
func (st *Account) provision(o *Order, done time.Time) {
	o.setStatus(statusProcessing)
	st.Timeline.Plan(done, func(at time.Time) {
		if o.Status != statusProcessing {
			return
		}
		st.complete(o, at)
		for _, l := range o.AllLines() {
			l.start(at)
		}
		if o.Kind == TypeNew {
			st.home(o).deliver(o, at)
		}
		st.Happened(at, rest.Effect{Kind: "order_completed", OrderID: o.ID})
	})
}

// complete ends an order and lets it have its effect on resources.
func (st *Account) complete(o *Order, at time.Time) {
	o.setStatus(StatusCompleted)
	if o.finish != nil {
		o.finish(at)
	}
}

// start sets the bounds of a line's first period.
func (l *Line) start(at time.Time) {
	if !l.Effective.IsZero() {
		return
	}
	l.Effective, l.Expire = at, at
	switch l.Period {
	case shop.PeriodYear:
		l.Expire = at.AddDate(l.Periods, 0, 0)
	case shop.PeriodMonth:
		l.Expire = at.AddDate(0, l.Periods, 0)
	default:
		l.Expire = at.AddDate(0, 0, l.Periods)
	}
}

// repay plans the end of an unsubscription: the refund reaches the cash account and the order completes.
func (st *Account) repay(o *Order, done time.Time) {
	o.setStatus(statusRefund)
	st.Timeline.Plan(done, func(at time.Time) {
		if o.Status != statusRefund {
			return
		}
		back := -o.refundTotal()
		if back > 0 {
			st.Ledger.Receive(wallet.Entry{
				At: at, Trade: wallet.TradeRefund, Detail: "SOURCE_OPERAIION_UNSUBSCRIBE", TradeID: o.ID,
				Amount: back, Service: o.service,
			})
		}
		st.complete(o, at)
		st.Happened(at, rest.Effect{Kind: "order_refunded", OrderID: o.ID, Amount: back.String()})
	})
}

// refundSteps is how long the refund of an unsubscription takes once it is worked on.
func (st *Account) refundSteps() time.Duration { return st.Pace / 2 }

// unwind plans the steps of a running unsubscription: pending refund, then completed.
func (st *Account) unwind(o *Order, at time.Time) {
	o.setStatus(statusProcessing)
	st.Timeline.Plan(at, func(at time.Time) {
		if o.Status == statusProcessing {
			st.repay(o, at.Add(st.refundSteps()))
		}
	})
}

// refundTotal is the sum of an order's refund rows; negative was given back.
func (o *Order) refundTotal() rest.Money {
	var sum rest.Money
	for i := range o.Refunds {
		sum += o.Refunds[i].amount
	}
	return sum
}
