package sandbox

import "net/http"

// custodyMember files the account behind DemoMemberAccessKey: a member under
// unified accounting has orders and resources of its own, and no money.
func (g *generator) custodyMember() {
	m := newState(g.st.world, g.st.shop)
	m.owner, m.master, g.st.member = DemoCustodyMember, g.st, m
	o := (&order{id: DemoCustodyOrder, kind: typeNew, created: g.ago(days(1)), customerID: m.owner}).own(
		g.priced(g.shelf[shelfServer], cents(12000)))
	m.addOrder(o)
	m.awaitPayment(o)
}

// of is the account of a caller.
func (st *state) of(who principal) *state {
	if who.member {
		return st.member
	}
	return st
}

// payer is who pays the orders of the account.
func (st *state) payer() *state {
	if st.master != nil {
		return st.master
	}
	return st
}

// home is whose the order is.
func (st *state) home(o *order) *state {
	if st.member != nil && st.member.owner == o.customerID {
		return st.member
	}
	return st
}

// toMaster shows an order of a member to the master, who pays it; of others it changes nothing.
func (st *state) toMaster(o *order) {
	if st.master != nil && !o.agentPaid {
		o.agentPaid = true
		st.master.addOrder(o)
	}
}

// askMaster is what a payment by a member's own hand does: the master is asked to
// pay the order, and chooses how.
func (c *customerCall) askMaster(o *order) *refusal {
	if o.agentPaid && o.status == statusPayment {
		return refuse(http.StatusBadRequest, "CBC.99000088", "The payment is being processed. Do not pay again.")
	}
	if _, no := c.choose(o); no != nil {
		return no
	}
	c.st.toMaster(o)
	c.st.journal.add(Effect{
		Time: c.now, Operation: c.op.Name, Kind: "payment_asked", OrderID: o.id, CustomerID: c.st.owner, RequestID: c.requestID,
		Amount: o.payable.String(), Currency: c.st.currency,
	})
	return nil
}
