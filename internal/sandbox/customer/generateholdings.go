package customer

import (
	"strconv"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// holdings files the fixed yearly/monthly resources.
func (g *generator) holdings() {
	for _, row := range append(demoHoldings(), specialHoldings()...) {
		h := g.holding(&row)
		for i := range row.with {
			second := row.with[i]
			second.months, second.left, second.policy = row.months, row.left, row.policy
			h.children = append(h.children, g.holding(&second))
		}
		g.special(h)
		g.st.addHolding(h)
	}
}

func (g *generator) holding(row *demoHolding) *holding {
	expire := g.Now.Add(rest.Days(row.left))
	h := &holding{
		id: "SUB-" + row.id, resourceID: row.id, name: row.id + "-name", spec: g.st.Shop.Find(row.resource, row.code),
		size: row.size, region: demo.Region, projectID: demoProjectID, project: shop.DefaultProject(),
		effective: shop.AddPeriod(expire, shop.PeriodMonth, -row.months), expire: expire, policy: row.policy, refuses: row.refuses,
	}
	h.updated, h.status = h.effective, holdingInUse
	switch {
	case row.left <= -30:
		h.status = holdingClosed
	case row.left <= -15:
		h.status = holdingFrozen
	case row.left <= 0:
		h.status = holdingExpired
	}
	kind, order := shop.PeriodMonth, demo.CompletedOrder
	if row.months%12 == 0 {
		kind, order = shop.PeriodYear, demo.LargeOrder
	}
	h.auto.kind = kind
	h.terms = []term{{orderID: order, from: h.effective, to: h.expire, paid: h.monthly() * rest.Money(row.months), kind: kind}}
	return h
}

// demoProjectID is the cloud project of the demo resources.
const demoProjectID = "3c4d5e6f708192a3b4c5d6e7f8091a2b"

// special gives some fixed resources what no table row can say.
func (g *generator) special(h *holding) {
	switch h.resourceID {
	case demo.Prepaid:
		last := h.terms[0]
		next := term{orderID: demo.LargeOrder, from: last.to, to: shop.AddPeriod(last.to, shop.PeriodMonth, 1), paid: h.monthly(), kind: shop.PeriodMonth}
		h.terms = append(h.terms, next)
		h.expire = next.to
	case demo.UnpaidRenewal:
		g.heldBy(h, demo.CancelOrder)
	case demo.RunningChange:
		h.pending = g.st.order(demo.ProcessingOrder)
	case demo.Bundle:
		h.bundle = true
	case demo.WholeMachine:
		h.whole, h.project = true, shop.DemoProject()
	case demo.Audited:
		h.audited = true
	}
}

// heldBy lets an existing renewal order renew a resource by a month once it is paid.
func (g *generator) heldBy(h *holding, orderID string) {
	o := g.st.order(orderID)
	h.pending = o
	to := shop.AddPeriod(h.expire, shop.PeriodMonth, 1)
	o.finish = func(at time.Time) { g.st.extend(h, o, to, at) }
}

// deliver turns the lines of a completed purchase into resources. What a server
// needs, bought in the same order, becomes its secondary.
func (st *Account) deliver(o *Order, at time.Time) {
	var server *holding
	var fresh []*holding
	for _, l := range o.AllLines() {
		one := st.Shop.Product(l.ProductID)
		if one == nil {
			continue
		}
		for i := range l.count {
			h := st.deliverOne(o, l, one, i)
			isServer := one.Resource.Code == "hws.resource.type.vm"
			if server != nil && !isServer && attaches(one.Resource.Code) {
				server.children = append(server.children, h)
				continue
			}
			if isServer && server == nil {
				server = h
			}
			fresh = append(fresh, h)
		}
	}
	st.Pass(at)
	for _, h := range fresh {
		st.addHolding(h)
	}
}

func attaches(resource string) bool {
	switch resource {
	case "hws.resource.type.volume", "hws.resource.type.bandwidth", "hws.resource.type.ip":
		return true
	}
	return false
}

func (st *Account) deliverOne(o *Order, l *Line, one *shop.Spec, i int) *holding {
	id := "rs-" + l.OrderID + "-" + l.ID
	if l.count > 1 {
		id += "-" + strconv.Itoa(i+1)
	}
	h := &holding{
		id: "SUB-" + id, resourceID: id, name: id, spec: one, region: demo.Region, projectID: demoProjectID,
		project: o.Projects[0], status: holdingInUse, effective: l.Effective, expire: l.Expire, updated: l.Effective,
	}
	if one.Unit != 0 {
		months := max(shop.MonthsOf(l.Period, l.Periods)*l.count, 1)
		h.size = max(int(l.Official/(one.Month*rest.Money(months))), 1)
	}
	h.auto.kind = l.Period
	h.terms = []term{{orderID: l.OrderID, from: l.Effective, to: l.Expire, paid: l.PaidMoney() / rest.Money(l.count), kind: l.Period}}
	return h
}
