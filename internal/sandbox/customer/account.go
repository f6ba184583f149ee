package customer

import (
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// Accounts are the demo account and its member under unified accounting.
type Accounts struct{ Own *Account }

// New builds the accounts with the demo data of a seed.
func New(w *rest.World, shelf *shop.Shop, texts Meanings, seed uint64) *Accounts {
	return &Accounts{generate(newState(w, shelf, texts), seed)}
}

// call is a call as this room sees it: with the account of its caller.
type call struct {
	*rest.Call
	account *Account
}

func (r *Accounts) call(c *rest.Call) *call { return &call{c, r.Own.Of(c.Who)} }

// Account is everything that one emulated account owns.
type Account struct {
	*rest.World
	Owner  string   // the account's id
	master *Account // who pays for the account, when it is under unified accounting
	Member *Account // such a member of the account

	orders  map[string]*Order // by upper-case id, sub orders too
	ByTime  []*Order          // without sub orders, by creation
	Ledger  wallet.Ledger
	quota   wallet.Expenditure
	Coupons *wallet.Wallet
	cards   []*wallet.Card // by expiry

	Shop      *shop.Shop
	resources holdings
	codes     int // QR codes handed out
	meanings  Meanings

	paymentDay  string
	paymentsDay int
}

func newState(w *rest.World, shelf *shop.Shop, texts Meanings) *Account {
	return &Account{
		World: w, Owner: demo.DomainID, orders: map[string]*Order{}, Coupons: wallet.NewWallet(), Shop: shelf, meanings: texts, resources: newHoldings(),
	}
}

// addOrder files an order with its sub orders; byTime stays sorted by creation.
func (st *Account) addOrder(o *Order) {
	st.orders[strings.ToUpper(o.ID)] = o
	for _, child := range o.children {
		child.parent = o
		st.orders[strings.ToUpper(child.ID)] = child
	}
	at, _ := slices.BinarySearchFunc(st.ByTime, o, compareOrders)
	st.ByTime = slices.Insert(st.ByTime, at, o)
}

func compareOrders(a, b *Order) int {
	if c := a.created.Compare(b.created); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// order finds an order by its id, whose case does not matter.
func (st *Account) order(id string) *Order {
	return st.orders[strings.ToUpper(id)]
}

// paymentsLeft tells whether the virtual day may see another payment.
func (st *Account) paymentsLeft() bool {
	day := st.Now.In(rest.ChinaTime()).Format(rest.DayLayout)
	if day != st.paymentDay {
		st.paymentDay, st.paymentsDay = day, 0
	}
	return st.paymentsDay < st.PaymentCap
}
