package sandbox

import "time"

// awaitPayment puts an order into its payment period. The deadline is seven days
// after creation, or the end of a chosen promotion or coupon that comes earlier.
func (st *state) awaitPayment(o *order) {
	deadline := o.created.Add(paymentPeriod)
	for _, c := range st.coupons.lockedFor(o.id) {
		if c.expire.Before(deadline) {
			deadline = c.expire
		}
	}
	for _, member := range o.family() {
		member.deadline = deadline
	}
	o.setStatus(statusPayment)
	st.timeline.plan(deadline, func(at time.Time) { st.expire(o, at) })
}

// expire cancels an order whose deadline passed unpaid.
func (st *state) expire(o *order, at time.Time) {
	if o.status != statusPayment {
		return
	}
	o.expired = true
	o.setStatus(statusCancelled)
	st.coupons.unlock(o.id)
	st.journal.add(Effect{Time: at, Operation: byItself, Kind: "order_expired", OrderID: o.id})
}

// approve ends the approval of an order, after which it can be paid for the rest of its period.
func (st *state) approve(o *order, at time.Time) {
	if o.status != statusApproval {
		return
	}
	st.awaitPayment(o)
	st.journal.add(Effect{Time: at, Operation: byItself, Kind: "order_approved", OrderID: o.id})
}

// provision plans the completion of a paid order.
func (st *state) provision(o *order, done time.Time) {
	o.setStatus(statusProcessing)
	st.timeline.plan(done, func(at time.Time) {
		if o.status != statusProcessing {
			return
		}
		st.complete(o, at)
		for _, l := range o.allLines() {
			l.start(at)
		}
		if o.kind == typeNew {
			st.home(o).deliver(o, at)
		}
		st.journal.add(Effect{Time: at, Operation: byItself, Kind: "order_completed", OrderID: o.id})
	})
}

// complete ends an order and lets it have its effect on resources.
func (st *state) complete(o *order, at time.Time) {
	o.setStatus(statusCompleted)
	if o.finish != nil {
		o.finish(at)
	}
}

// start sets the bounds of a line's first period.
func (l *line) start(at time.Time) {
	if !l.effective.IsZero() {
		return
	}
	l.effective, l.expire = at, at
	switch l.period {
	case periodYear:
		l.expire = at.AddDate(l.periods, 0, 0)
	case periodMonth:
		l.expire = at.AddDate(0, l.periods, 0)
	default:
		l.expire = at.AddDate(0, 0, l.periods)
	}
}

// repay plans the end of an unsubscription: the refund reaches the cash account and the order completes.
func (st *state) repay(o *order, done time.Time) {
	o.setStatus(statusRefund)
	st.timeline.plan(done, func(at time.Time) {
		if o.status != statusRefund {
			return
		}
		back := -o.refundTotal()
		if back > 0 {
			st.ledger.receive(entry{
				at: at, trade: tradeRefund, detail: "SOURCE_OPERAIION_UNSUBSCRIBE", tradeID: o.id,
				amount: back, service: o.service,
			})
		}
		st.complete(o, at)
		st.journal.add(Effect{
			Time: at, Operation: byItself, Kind: "order_refunded", OrderID: o.id,
			Amount: back.String(), Currency: st.currency,
		})
	})
}

// refundSteps is how long the refund of an unsubscription takes once it is worked on.
func (st *state) refundSteps() time.Duration { return st.pace / 2 }

// unwind plans the steps of a running unsubscription: pending refund, then completed.
func (st *state) unwind(o *order, at time.Time) {
	o.setStatus(statusProcessing)
	st.timeline.plan(at, func(at time.Time) {
		if o.status == statusProcessing {
			st.repay(o, at.Add(st.refundSteps()))
		}
	})
}

// refundTotal is the sum of an order's refund rows; negative was given back.
func (o *order) refundTotal() money {
	var sum money
	for i := range o.refunds {
		sum += o.refunds[i].amount
	}
	return sum
}
