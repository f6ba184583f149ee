package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// schedule plans the next events of a primary's life; what was planned before no longer counts.
func (st *Account) schedule(h *holding) {
	h.waiting++
	ticket := h.waiting
	plan := func(at time.Time, run func(*holding, time.Time)) {
		st.Timeline.Plan(at, func(at time.Time) {
			if h.waiting == ticket {
				run(h, at)
			}
		})
	}
	switch h.status {
	case holdingInUse:
		plan(h.expire, st.endTerm)
	case holdingExpired:
		plan(h.expire.Add(graceTime), st.endGrace)
	case holdingFrozen:
		plan(h.expire.Add(graceTime+retentionTime), st.closeHolding)
	case holdingClosed:
		return
	}
	if h.policy == policyAutoRenew {
		plan(st.chargeTime(h), st.autoCharge)
	}
}

// chargeTime is the next 03:00 in China time from the configured days before expiry on.
func (st *Account) chargeTime(h *holding) time.Time {
	day := h.expire.In(rest.ChinaTime()).AddDate(0, 0, -st.resources.chargeDays)
	first := atThree(day)
	if first.After(st.Now) {
		return first
	}
	today := atThree(st.Now.In(rest.ChinaTime()))
	if today.After(st.Now) {
		return today
	}
	return today.Add(24 * time.Hour)
}

func atThree(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 3, 0, 0, 0, rest.ChinaTime()).UTC()
}

// endTerm is the end of the last paid period.
func (st *Account) endTerm(h *holding, at time.Time) {
	switch h.policy {
	case policyOnDemand:
		st.leave(h, at, "resource_to_on_demand")
	case policyDelete:
		st.leave(h, at, "resource_closed")
	case policyFreeze:
		st.turn(h, at, holdingFrozen, "resource_frozen")
	default:
		st.turn(h, at, holdingExpired, "resource_expired")
	}
}

func (st *Account) endGrace(h *holding, at time.Time) {
	st.turn(h, at, holdingFrozen, "resource_frozen")
}

func (st *Account) closeHolding(h *holding, at time.Time) { st.leave(h, at, "resource_closed") }

// turn changes the state of a family and plans what follows.
func (st *Account) turn(h *holding, at time.Time, status int, kind string) {
	h.each(at, func(one *holding) { one.status = status })
	st.Happened(at, rest.Effect{Kind: kind, ResourceID: h.resourceID})
	st.Pass(at)
	st.schedule(h)
}

// leave ends a resource for good; an unpaid order about it dies with it.
func (st *Account) leave(h *holding, at time.Time, kind string) {
	if h.unpaid() {
		st.expire(h.pending, at)
	}
	st.turn(h, at, holdingClosed, kind)
}

// autoCharge renews a resource at 03:00; without enough money it tries again the next day.
func (st *Account) autoCharge(h *holding, at time.Time) {
	st.Pass(at)
	if h.unpaid() || h.running() || !st.renewBySystem(h, at) {
		st.Happened(at, rest.Effect{Kind: "auto_renewal_failed", ResourceID: h.resourceID})
	}
	st.schedule(h)
}

func (st *Account) renewBySystem(h *holding, at time.Time) bool {
	o := st.renewalOrder(h, renewal{kind: h.auto.kind, num: 1, source: sourceSystem}, at)
	o.AutoRenewed = true
	paid, ok := st.payBySystem(o, at)
	if !ok {
		return false
	}
	st.Happened(at, paid)
	st.addOrder(o)
	st.toMaster(o)
	h.pending = o
	if h.auto.times == 0 {
		return true
	}
	h.auto.times--
	if h.auto.times == 0 {
		h.each(at, func(one *holding) { one.policy = policyGrace })
	}
	return true
}

// payBySystem pays an order as automatic payment and automatic renewal do: with
// the commercial discount and then from the accounts, if they can bear it. The effect is
// for the journal.
func (st *Account) payBySystem(o *Order, at time.Time) (paid rest.Effect, ok bool) {
	p := &payment{offer: o.offerOf(discountCommercial)}
	p.price(o)
	if st.payer().short(p) {
		return rest.Effect{}, false
	}
	cash, credit := st.payer().settlePayment(o, p, at)
	st.provision(o, at.Add(st.Pace))
	return rest.Effect{
		Kind: "order_paid", OrderID: o.ID, Amount: p.afterCut.String(),
		Parts: parts(map[string]rest.Money{"cash": cash, "credit": credit}),
	}, true
}
