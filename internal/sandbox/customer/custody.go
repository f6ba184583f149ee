package customer

import (
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// custodyMember files the account behind DemoMemberAccessKey: a member under
// unified accounting has orders and resources of its own, and no money.
func (g *generator) custodyMember() {
	m := newState(g.st.World, g.st.Shop, g.st.meanings)
	m.Owner, m.master, g.st.Member = demo.CustodyMember, g.st, m
	o := (&Order{ID: demo.CustodyOrder, Kind: TypeNew, created: g.Ago(rest.Days(1)), CustomerID: m.Owner}).own(
		g.priced(g.shelf[shop.ShelfServer], rest.Cents(12000)))
	m.addOrder(o)
	m.awaitPayment(o)
}

// Of is the account of a caller.
func (st *Account) Of(who rest.Principal) *Account {
	if who.Member {
		return st.Member
	}
	return st
}

// payer is who pays the orders of the account.
func (st *Account) payer() *Account {
	if st.master != nil {
		return st.master
	}
	return st
}

// home is whose the order is.
func (st *Account) home(o *Order) *Account {
	if st.Member != nil && st.Member.Owner == o.CustomerID {
		return st.Member
	}
	return st
}

// toMaster shows an order of a member to the master, who pays it; of others it changes nothing.
func (st *Account) toMaster(o *Order) {
	if st.master != nil && !o.agentPaid {
		o.agentPaid = true
		st.master.addOrder(o)
	}
}

// askMaster is what a payment by a member's own hand does: the master is asked to
// pay the order, and chooses how.
func (c *call) askMaster(o *Order) *rest.Refusal {
	if o.agentPaid && o.Status == StatusPayment {
		return rest.Refuse(http.StatusBadRequest, "CBC.99000088", "The payment is being processed. Do not pay again.")
	}
	if _, no := c.choose(o); no != nil {
		return no
	}
	c.account.toMaster(o)
	c.Done(rest.Effect{Kind: "payment_asked", OrderID: o.ID, CustomerID: c.account.Owner, Amount: o.payable.String()})
	return nil
}
