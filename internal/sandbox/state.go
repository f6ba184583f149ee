package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	siteChina         = "cn"
	siteInternational = "intl"
)

// measureMain is the unit code of amounts in the site's main unit.
const measureMain = 1

// dailyPayments is the default cap of payments per virtual day in China time.
const dailyPayments = 500

// state is everything that one emulated account owns; the Sandbox's lock guards it.
type state struct {
	site     string
	owner    string // the account's id
	currency string
	now      time.Time
	timeline *timeline // shared by master and member, like the journal
	journal  *journal
	master   *state // who pays for the account, when it is under unified accounting
	member   *state // such a member of the account

	orders  map[string]*order // by upper-case id, sub orders too
	byTime  []*order          // without sub orders, by creation
	ledger  ledger
	quota   expenditure
	coupons *wallet
	cards   []*card // by expiry

	shop       *shop
	resources  holdings
	enterprise enterprise
	packages   []*freePackage // newest first
	desk       *desk          // service tickets
	codes      int            // QR codes handed out
	partner    *partnership   // the partner side, to which the account belongs too

	pace        time.Duration // from the payment of an order to its completion
	paymentCap  int
	paymentDay  string
	paymentsDay int
}

func newState(site string, now time.Time) *state {
	st := &state{
		site: site, owner: DemoDomainID, currency: "CNY", now: now, orders: map[string]*order{},
		timeline: &timeline{}, journal: &journal{},
		coupons: newWallet(), paymentCap: dailyPayments, pace: provisionTime, shop: newShop(), resources: newHoldings(),
		desk: newDesk(),
	}
	if site == siteInternational {
		st.currency = "USD"
	}
	return st
}

// settle moves the state to an instant; time never goes back.
func (st *state) settle(now time.Time) {
	if now.Before(st.now) {
		return
	}
	st.timeline.settle(now)
	st.now = now
	if st.member != nil {
		st.member.now = now
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

// numbered makes an id of a running number that is unique within its kind.
func numbered(prefix string, n int) string {
	return fmt.Sprintf("%s%012d", prefix, n)
}

// page cuts a page out of rows; past the end it is empty, never nil, so that it is written as [].
func page[T any](rows []T, offset, limit int64) []T {
	if offset >= int64(len(rows)) {
		return []T{}
	}
	end := min(offset+limit, int64(len(rows)))
	return rows[offset:end]
}
