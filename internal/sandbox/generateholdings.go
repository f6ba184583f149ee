package sandbox

import (
	"strconv"
	"time"
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
	expire := g.now.Add(days(row.left))
	h := &holding{
		id: "SUB-" + row.id, resourceID: row.id, name: row.id + "-name", spec: g.st.shop.find(row.resource, row.code),
		size: row.size, region: demoRegion, projectID: demoProjectID, project: defaultProject(),
		effective: addPeriod(expire, periodMonth, -row.months), expire: expire, policy: row.policy, refuses: row.refuses,
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
	kind, order := periodMonth, DemoCompletedOrder
	if row.months%12 == 0 {
		kind, order = periodYear, DemoLargeOrder
	}
	h.auto.kind = kind
	h.terms = []term{{orderID: order, from: h.effective, to: h.expire, paid: h.monthly() * money(row.months), kind: kind}}
	return h
}

// demoProjectID is the cloud project of the demo resources.
const demoProjectID = "3c4d5e6f708192a3b4c5d6e7f8091a2b"

// special gives some fixed resources what no table row can say.
func (g *generator) special(h *holding) {
	switch h.resourceID {
	case DemoPrepaid:
		last := h.terms[0]
		next := term{orderID: DemoLargeOrder, from: last.to, to: addPeriod(last.to, periodMonth, 1), paid: h.monthly(), kind: periodMonth}
		h.terms = append(h.terms, next)
		h.expire = next.to
	case DemoUnpaidRenewal:
		g.heldBy(h, DemoCancelOrder)
	case DemoRunningChange:
		h.pending = g.st.order(DemoProcessingOrder)
	case DemoBundle:
		h.bundle = true
	case DemoWholeMachine:
		h.whole, h.project = true, demoProject()
	case DemoAudited:
		h.audited = true
	}
}

// heldBy lets an existing renewal order renew a resource by a month once it is paid.
func (g *generator) heldBy(h *holding, orderID string) {
	o := g.st.order(orderID)
	h.pending = o
	to := addPeriod(h.expire, periodMonth, 1)
	o.finish = func(at time.Time) { g.st.extend(h, o, to, at) }
}

// deliver turns the lines of a completed purchase into resources. What a server
// needs, bought in the same order, becomes its secondary.
func (st *state) deliver(o *order, at time.Time) {
	var server *holding
	var fresh []*holding
	for _, l := range o.allLines() {
		one := st.shop.product(l.productID)
		if one == nil {
			continue
		}
		for i := range l.count {
			h := st.deliverOne(o, l, one, i)
			isServer := one.resource.code == "hws.resource.type.vm"
			if server != nil && !isServer && attaches(one.resource.code) {
				server.children = append(server.children, h)
				continue
			}
			if isServer && server == nil {
				server = h
			}
			fresh = append(fresh, h)
		}
	}
	st.pass(at)
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

func (st *state) deliverOne(o *order, l *line, one *spec, i int) *holding {
	id := "rs-" + l.orderID + "-" + l.id
	if l.count > 1 {
		id += "-" + strconv.Itoa(i+1)
	}
	h := &holding{
		id: "SUB-" + id, resourceID: id, name: id, spec: one, region: demoRegion, projectID: demoProjectID,
		project: o.projects[0], status: holdingInUse, effective: l.effective, expire: l.expire, updated: l.effective,
	}
	if one.unit != 0 {
		months := max(monthsOf(l.period, l.periods)*l.count, 1)
		h.size = max(int(l.official/(one.month*money(months))), 1)
	}
	h.auto.kind = l.period
	h.terms = []term{{orderID: l.orderID, from: l.effective, to: l.expire, paid: l.paidMoney() / money(l.count), kind: l.period}}
	return h
}
