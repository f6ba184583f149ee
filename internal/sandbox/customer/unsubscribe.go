package customer

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The ways to unsubscribe.
const (
	leaveAll     = 1
	leaveRenewal = 2
)

const (
	fullRefundTime            = 5 * 24 * time.Hour
	handlingFee    rest.Ratio = 500 // of what would be given back, after the days of the full refund
)

// settlement is what a resource gives back.
type settlement struct {
	gross, consumed, fee rest.Money
}

// settleUp computes what the paid periods of a resource give back at an instant.
func (h *holding) settleUp(how int, now time.Time) settlement {
	var s settlement
	fresh := len(h.terms) == 1 && now.Before(h.terms[0].from.Add(fullRefundTime))
	for _, t := range h.terms {
		switch {
		case t.from.After(now):
			s.gross += t.paid
		case how == leaveAll && t.to.After(now):
			s.gross += t.paid
			if !fresh {
				s.consumed += rest.MulDiv(t.paid, int64(now.Sub(t.from)/time.Second), int64(t.to.Sub(t.from)/time.Second))
				s.fee = handlingFee.Of(t.paid - s.consumed)
			}
		}
	}
	return s
}

// cancelResourcesSubscription is POST /v2/orders/subscriptions/resources/unsubscribe: one
// order per primary. What concerns single resources goes into the list of
// failures, unless none is left to unsubscribe.
func cancelResourcesSubscription(_ context.Context, c *call) (any, *rest.Refusal) {
	how := int(c.In.Num("unsubscribe_type", leaveAll))
	ids := c.In.Texts("resource_ids")
	named, no := c.wholeUnsubscription(ids)
	if no != nil {
		return nil, no
	}
	answer := ordersAnswer{OrderIDs: []string{}}
	var chosen []*holding
	for _, id := range ids {
		h := c.account.resources.byID[id]
		if code := c.cannotUnsubscribe(h, named, how); code != "" {
			answer.Failed = append(answer.Failed, failedResource{code, c.account.meanings.of(code), id})
		} else if h.parent == nil {
			chosen = append(chosen, h)
		}
	}
	if len(chosen) == 0 {
		return nil, c.resourceRefusal(answer.Failed[0].Code)
	}
	for _, h := range chosen {
		o := c.account.leaveOrder(h, TypeUnsubscribe, how, c.Now)
		c.account.addOrder(o)
		c.account.unwind(o, c.Now.Add(c.Pace))
		answer.OrderIDs = append(answer.OrderIDs, o.ID)
		c.did("order_created", o, h)
	}
	return answer, nil
}

// wholeUnsubscription checks what refuses a request as a whole: an id that stands
// there twice, and a part beside the whole machine that takes it along.
func (c *call) wholeUnsubscription(ids []string) (named map[string]bool, no *rest.Refusal) {
	named = map[string]bool{}
	for _, id := range ids {
		if named[id] {
			return nil, rest.BadParameter("resource %s is named twice", id)
		}
		named[id] = true
	}
	for _, id := range ids {
		h := c.account.resources.byID[id]
		if h != nil && h.parent != nil && h.parent.whole && named[h.parent.resourceID] {
			return nil, c.resourceRefusal("CBC.99003185")
		}
	}
	return named, nil
}

// cannotUnsubscribe is the code that keeps one resource; a secondary goes, or
// stays, with its primary. Empty when nothing does.
func (c *call) cannotUnsubscribe(h *holding, named map[string]bool, how int) string {
	switch {
	case h == nil || h.status == holdingClosed:
		return "CBC.30000067"
	case h.parent != nil && (h.parent.whole || !named[h.parent.resourceID]):
		return "CBC.99003185"
	}
	return h.primary().cannotLeave(how, c.Now)
}

func (h *holding) cannotLeave(how int, now time.Time) string {
	switch {
	case h.refuses[callUnsubscribe] == "CBC.99003654" && how != leaveRenewal: // concerns renewed periods only
	case h.refuses[callUnsubscribe] != "":
		return h.refuses[callUnsubscribe]
	}
	switch {
	case h.running():
		return "CBC.99003651"
	case h.unpaid():
		return "CBC.99003100"
	case how == leaveRenewal && len(h.future(now)) == 0:
		return "CBC.99003128"
	}
	return ""
}

// leaveOrder makes the order that ends a resource, or only its renewed periods, and gives money back.
func (st *Account) leaveOrder(h *holding, kind, how int, at time.Time) *Order {
	o := st.newOrder(h, kind, sourceCustomer, at)
	o.Paid = at
	lines := make([]*Line, 0, len(h.family()))
	for _, one := range h.family() {
		s := one.settleUp(how, at)
		if kind == TypeToOnDemand {
			s.fee = 0
		}
		l := st.lineOf(one, shop.PeriodMonth, 0, s.consumed+s.fee-s.gross)
		l.PaidBy = amounts{commission: s.fee, consumed: s.consumed}
		l.Effective, l.Expire = one.effective, one.expire
		o.paidBy.commission += s.fee
		o.paidBy.consumed += s.consumed
		lines = append(lines, l)
	}
	o.own(lines...)
	o.Refunds = refundRows(o, lines, h.lastOrder())
	if len(o.Refunds) == 0 {
		l := lines[0]
		o.Refunds = []refund{{id: o.ID + "-" + l.ID, resource: l.Resource, service: l.Service, region: h.region, baseID: h.lastOrder()}}
	}
	o.finish = func(at time.Time) { st.left(h, o, how, at) }
	h.pending = o
	return o
}

// lastOrder is the order of the last paid period.
func (h *holding) lastOrder() string {
	if len(h.terms) == 0 {
		return ""
	}
	return h.terms[len(h.terms)-1].orderID
}

// left is the effect of a completed unsubscription.
func (st *Account) left(h *holding, o *Order, how int, at time.Time) {
	st.Pass(at)
	if how == leaveAll {
		kind := "resource_closed"
		if o.Kind == TypeToOnDemand {
			kind = "resource_to_on_demand"
		}
		st.leave(h, at, kind)
		return
	}
	h.each(at, func(one *holding) {
		one.terms = one.terms[:len(one.terms)-len(one.future(o.created))]
		one.expire = one.terms[len(one.terms)-1].to
	})
	st.schedule(h)
	st.Happened(at, rest.Effect{Kind: "renewal_withdrawn", OrderID: o.ID, ResourceID: h.resourceID})
}
