package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// refundOrders are the fixed unsubscription and downgrade orders.
func (g *generator) refundOrders() {
	server, disk := g.shelf[shop.ShelfServer], g.shelf[shop.ShelfDisk]
	g.refunded(g.unsubscription(demo.RefundOrder, g.Ago(rest.Days(15)), server, disk))

	down := &Order{ID: demo.DowngradeOrder, Kind: TypeChange, created: g.Ago(rest.Days(12))}
	l := g.priced(disk, rest.Cents(-4200))
	l.base = g.line(server, 1, 1)
	down.own(l)
	down.Refunds = refundRows(down, []*Line{l}, demo.CompletedOrder)
	g.refunded(down)

	o := g.unsubscription(demo.RefundingOrder, g.Ago(5*time.Hour), server)
	g.used[o.ID] = true
	g.st.addOrder(o)
	g.st.repay(o, g.Now.Add(time.Hour))
}

// unsubscription makes an order that gives back most of what the products cost,
// less the consumed part and a handling fee.
func (g *generator) unsubscription(id string, created time.Time, products ...shop.Product) *Order {
	o := &Order{ID: id, Kind: TypeUnsubscribe, created: created, Paid: created}
	lines := make([]*Line, 0, len(products))
	for i := range products {
		p := products[i]
		l := g.priced(p, -p.Price)
		l.Periods = 0
		l.Effective, l.Expire = created.Add(-rest.Days(20)), created.Add(rest.Days(10))
		l.PaidBy = amounts{commission: rest.Cents(1000), consumed: rest.Ratio(2000).Of(p.Price)}
		l.Official += l.PaidBy.commission + l.PaidBy.consumed
		l.Payable = l.Official
		lines = append(lines, l)
	}
	o.own(lines...)
	for _, l := range lines {
		o.paidBy.commission += l.PaidBy.commission
		o.paidBy.consumed += l.PaidBy.consumed
	}
	o.Refunds = refundRows(o, lines, demo.CompletedOrder)
	return o
}

// refundRows writes what each line gives back, has consumed and is charged.
func refundRows(o *Order, lines []*Line, baseID string) []refund {
	var out []refund
	add := func(l *Line, amount rest.Money) {
		if amount != 0 {
			out = append(out, refund{
				id: o.ID + "-" + l.ID + "-" + amount.String(), amount: amount, resource: l.Resource,
				service: l.Service, region: demo.Region, baseID: baseID,
			})
		}
	}
	for _, l := range lines {
		add(l, l.Payable-l.PaidBy.commission-l.PaidBy.consumed)
		add(l, l.PaidBy.consumed)
		add(l, l.PaidBy.commission)
	}
	return out
}

// refunded files an order whose refund has reached the cash account.
func (g *generator) refunded(o *Order) {
	g.used[o.ID] = true
	for _, member := range o.family() {
		member.Paid = o.created.Add(time.Hour)
	}
	o.setStatus(StatusCompleted)
	g.st.addOrder(o)
	back := -o.refundTotal()
	g.did(o.Paid, func() {
		g.st.Ledger.Receive(wallet.Entry{
			At: o.Paid, Trade: wallet.TradeRefund, Detail: "SOURCE_OPERAIION_UNSUBSCRIBE", TradeID: o.ID,
			Amount: back, Service: o.service, Resource: o.AllLines()[0].Resource,
		})
	})
}
