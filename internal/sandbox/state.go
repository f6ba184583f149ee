package sandbox

import (
	"slices"
	"strings"
)

// customers are the demo account and its member under unified accounting.
type customers struct{ own *state }

// newCustomers builds the accounts with the demo data of a seed.
func newCustomers(w *world, shelf *shop, seed uint64) *customers {
	return &customers{generate(newState(w, shelf), seed)}
}

// customerCall is a call as this room sees it: with the account of its caller.
type customerCall struct {
	*call
	st *state
}

func (r *customers) call(c *call) *customerCall { return &customerCall{c, r.own.of(c.who)} }

// state is everything that one emulated account owns.
type state struct {
	*world
	owner  string // the account's id
	master *state // who pays for the account, when it is under unified accounting
	member *state // such a member of the account

	orders  map[string]*order // by upper-case id, sub orders too
	byTime  []*order          // without sub orders, by creation
	ledger  ledger
	quota   expenditure
	coupons *wallet
	cards   []*card // by expiry

	shop      *shop
	resources holdings
	codes     int // QR codes handed out

	paymentDay  string
	paymentsDay int
}

func newState(w *world, shelf *shop) *state {
	return &state{
		world: w, owner: DemoDomainID, orders: map[string]*order{}, coupons: newWallet(), shop: shelf, resources: newHoldings(),
	}
}

// addOrder files an order with its sub orders; byTime stays sorted by creation.
func (st *state) addOrder(o *order) {
	st.orders[strings.ToUpper(o.id)] = o
	for _, child := range o.children {
		child.parent = o
		st.orders[strings.ToUpper(child.id)] = child
	}
	at, _ := slices.BinarySearchFunc(st.byTime, o, compareOrders)
	st.byTime = slices.Insert(st.byTime, at, o)
}

func compareOrders(a, b *order) int {
	if c := a.created.Compare(b.created); c != 0 {
		return c
	}
	return strings.Compare(a.id, b.id)
}

// order finds an order by its id, whose case does not matter.
func (st *state) order(id string) *order {
	return st.orders[strings.ToUpper(id)]
}

// paymentsLeft tells whether the virtual day may see another payment.
func (st *state) paymentsLeft() bool {
	day := st.now.In(chinaTime()).Format(dayLayout)
	if day != st.paymentDay {
		st.paymentDay, st.paymentsDay = day, 0
	}
	return st.paymentsDay < st.paymentCap
}
