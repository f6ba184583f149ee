package sandbox

import "time"

// refundOrders are the fixed unsubscription and downgrade orders.
func (g *generator) refundOrders() {
	server, disk := g.shelf[shelfServer], g.shelf[shelfDisk]
	g.refunded(g.unsubscription(DemoRefundOrder, g.ago(days(15)), server, disk))

	down := &order{id: DemoDowngradeOrder, kind: typeChange, created: g.ago(days(12))}
	l := g.priced(disk, cents(-4200))
	l.base = g.line(server, 1, 1)
	down.own(l)
	down.refunds = refundRows(down, []*line{l}, DemoCompletedOrder)
	g.refunded(down)

	o := g.unsubscription(DemoRefundingOrder, g.ago(5*time.Hour), server)
	g.used[o.id] = true
	g.st.addOrder(o)
	g.st.repay(o, g.now.Add(time.Hour))
}

// unsubscription makes an order that gives back most of what the products cost,
// less the consumed part and a handling fee.
func (g *generator) unsubscription(id string, created time.Time, products ...product) *order {
	o := &order{id: id, kind: typeUnsubscribe, created: created, paid: created}
	lines := make([]*line, 0, len(products))
	for i := range products {
		p := products[i]
		l := g.priced(p, -p.price)
		l.periods = 0
		l.effective, l.expire = created.Add(-days(20)), created.Add(days(10))
		l.paidBy = amounts{commission: cents(1000), consumed: ratio(2000).of(p.price)}
		l.official += l.paidBy.commission + l.paidBy.consumed
		l.payable = l.official
		lines = append(lines, l)
	}
	o.own(lines...)
	for _, l := range lines {
		o.paidBy.commission += l.paidBy.commission
		o.paidBy.consumed += l.paidBy.consumed
	}
	o.refunds = refundRows(o, lines, DemoCompletedOrder)
	return o
}

// refundRows writes what each line gives back, has consumed and is charged.
func refundRows(o *order, lines []*line, baseID string) []refund {
	var out []refund
	add := func(l *line, amount money) {
		if amount != 0 {
			out = append(out, refund{
				id: o.id + "-" + l.id + "-" + amount.String(), amount: amount, resource: l.resource,
				service: l.service, region: demoRegion, baseID: baseID,
			})
		}
	}
	for _, l := range lines {
		add(l, l.payable-l.paidBy.commission-l.paidBy.consumed)
		add(l, l.paidBy.consumed)
		add(l, l.paidBy.commission)
	}
	return out
}

// refunded files an order whose refund has reached the cash account.
func (g *generator) refunded(o *order) {
	g.used[o.id] = true
	for _, member := range o.family() {
		member.paid = o.created.Add(time.Hour)
	}
	o.setStatus(statusCompleted)
	g.st.addOrder(o)
	back := -o.refundTotal()
	g.did(o.paid, func() {
		g.st.ledger.receive(entry{
			at: o.paid, trade: tradeRefund, detail: "SOURCE_OPERAIION_UNSUBSCRIBE", tradeID: o.id,
			amount: back, service: o.service, resource: o.allLines()[0].resource,
		})
	})
}
