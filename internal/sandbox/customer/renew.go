package customer

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// renewal is a wish to renew.
type renewal struct {
	kind, num int
	source    int
}

const longestYears = 10 // from now to the end of all paid periods

// quote is where a renewal leads and what each member of the family pays for it.
func (st *Account) quote(h *holding, r renewal) (to time.Time, prices []rest.Money) {
	end := shop.AddPeriod(h.expire, r.kind, r.num)
	to = st.unified(end)
	extra := int64(to.Sub(end) / (24 * time.Hour))
	for _, one := range h.family() {
		price := one.monthly() * rest.Money(shop.MonthsOf(r.kind, r.num))
		prices = append(prices, price+rest.MulDiv(one.monthly(), extra, shop.DaysOfMonth))
	}
	return to, prices
}

// unified moves an expiry forward to the configured day of the month.
func (st *Account) unified(end time.Time) time.Time {
	day := st.resources.expireDay
	if day == 0 {
		return end
	}
	for at := end; ; at = at.AddDate(0, 0, 1) {
		local := at.In(rest.ChinaTime())
		if local.Day() == day || day < 0 && local.AddDate(0, 0, 1).Day() == 1 {
			return at
		}
	}
}

// renewalOrder makes the order of a renewal, which takes effect when it completes.
func (st *Account) renewalOrder(h *holding, r renewal, at time.Time) *Order {
	o := st.newOrder(h, TypeRenewal, r.source, at)
	if r.source == sourceSystem {
		o.user = rest.Text{"运营系统", "Operation system"}
	}
	to, prices := st.quote(h, r)
	lines := make([]*Line, 0, len(h.family()))
	for i, one := range h.family() {
		lines = append(lines, st.lineOf(one, r.kind, r.num, prices[i]))
	}
	o.own(lines...)
	o.offers = []offer{ratioOffer(o, "DC"+o.ID, discountCommercial, shop.CommercialRatio)}
	o.finish = func(at time.Time) { st.extend(h, o, to, at) }
	return o
}

// extend lets a paid renewal take effect.
func (st *Account) extend(h *holding, o *Order, to, at time.Time) {
	for i, one := range h.family() {
		l := o.lines[min(i, len(o.lines)-1)]
		l.Effective, l.Expire = one.expire, to
		one.terms = append(one.terms, term{orderID: o.ID, from: one.expire, to: to, paid: l.PaidMoney(), kind: l.Period})
		one.expire, one.updated, one.status = to, at, holdingInUse
	}
	st.Pass(at)
	st.schedule(h)
	st.Happened(at, rest.Effect{Kind: "resource_renewed", OrderID: o.ID, ResourceID: h.resourceID})
}

// PaidMoney is what the accounts paid for a line; coupons and cards are not given back.
func (l *Line) PaidMoney() rest.Money {
	return l.Payable - l.PaidBy.Coupons - l.PaidBy.Flexi - l.PaidBy.Cards
}

type failedResource struct {
	Code       string `json:"error_code"`
	Message    string `json:"error_msg"`
	ResourceID string `json:"resource_id"`
}

type ordersAnswer struct {
	OrderIDs []string         `json:"order_ids"`
	Failed   []failedResource `json:"fail_resource_infos,omitempty"`
}

// renewalResources is POST /v2/orders/subscriptions/resources/renew: one order per
// primary. What concerns single resources goes into the list of failures, unless
// none is left to renew.
func renewalResources(_ context.Context, c *call) (any, *rest.Refusal) {
	r := renewal{kind: int(c.In.Num("period_type", 0)), num: int(c.In.Num("period_num", 0)), source: sourceCustomer}
	if r.kind == shop.PeriodYear && r.num > 3 {
		return nil, rest.BadParameter("period_num is out of range")
	}
	ids := c.In.Texts("resource_ids")
	if no := c.wholeRenewal(ids); no != nil {
		return nil, no
	}
	answer := ordersAnswer{OrderIDs: []string{}}
	var chosen []*holding
	for _, id := range ids {
		h := c.account.resources.byID[id]
		if code := c.account.cannotRenew(h, r); code != "" {
			answer.Failed = append(answer.Failed, failedResource{code, c.account.meanings.of(code), id})
			continue
		}
		chosen = append(chosen, h)
	}
	if len(chosen) == 0 {
		return nil, c.resourceRefusal(answer.Failed[0].Code)
	}
	for _, h := range chosen {
		o := c.account.renewalOrder(h, r, c.Now)
		h.pending = o
		c.account.addOrder(o)
		c.account.awaitPayment(o)
		answer.OrderIDs = append(answer.OrderIDs, o.ID)
		c.did("order_created", o, h)
	}
	return answer, c.autoPay(chosen)
}

// autoPay pays the new orders when the caller asked for it; a failed one stays unpaid.
func (c *call) autoPay(chosen []*holding) *rest.Refusal {
	if c.In.Num("is_auto_pay", 0) == 0 {
		return nil
	}
	failed := false
	for _, h := range chosen {
		c.account.toMaster(h.pending)
		if !c.account.paymentsLeft() {
			failed = true
			continue
		}
		paid, ok := c.account.payBySystem(h.pending, c.Now)
		if !ok {
			failed = true
			continue
		}
		c.Done(paid)
		c.account.paymentsDay++
	}
	if failed {
		return c.resourceRefusal("CBC.30050006")
	}
	return nil
}

// wholeRenewal checks what refuses a renewal request as a whole.
func (c *call) wholeRenewal(ids []string) *rest.Refusal {
	seen := map[string]bool{}
	for _, id := range ids {
		if seen[id] {
			return rest.BadParameter("resource %s is named twice", id)
		}
		seen[id] = true
		h := c.account.resources.byID[id]
		switch {
		case h == nil:
		case h.parent != nil:
			return c.resourceRefusal("CBC.30010036")
		case h.bundle && len(ids) > 1:
			return c.resourceRefusal("CBC.99003634")
		}
	}
	return nil
}

// cannotRenew is the code that refuses the renewal of one primary; empty when nothing does.
func (st *Account) cannotRenew(h *holding, r renewal) string {
	if h == nil || h.status == holdingClosed {
		return "CBC.99003016"
	}
	to, _ := st.quote(h, r)
	switch {
	case h.refuses[callRenew] != "":
		return h.refuses[callRenew]
	case h.leaving():
		return "CBC.99003631"
	case h.running():
		return "CBC.99003144"
	case h.unpaid():
		return "CBC.99003100"
	case h.spec.Yearly && r.kind != shop.PeriodYear:
		return "CBC.30010069"
	case !to.After(st.Now):
		return "CBC.99000092"
	case to.After(st.Now.AddDate(longestYears, 0, 0)):
		return "CBC.99003154"
	}
	return ""
}

// did writes what a call about a resource committed into the journal.
func (c *call) did(kind string, o *Order, h *holding) {
	e := rest.Effect{Kind: kind, ResourceID: h.resourceID}
	if o != nil {
		e.OrderID, e.Amount = o.ID, o.payable.String()
	}
	c.Done(e)
}
