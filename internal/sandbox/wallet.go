package sandbox

import (
	"slices"
	"strings"
	"time"
)

// The types of coupons in lists, their states and their groups.
const (
	couponCash     = 1
	couponDiscount = 2
	couponProduct  = 3
	couponFlexi    = 4

	couponInactive  = 1
	couponUsable    = 2
	couponUsed      = 3
	couponExpired   = 4
	couponReclaimed = 5

	groupCloud     = 0
	groupMarket    = 1
	groupDedicated = 2
	groupHardware  = 3

	couponOnce     = 1 // version 1: single use, no balance
	couponReusable = 2
)

// The type codes with which a payment names coupons and cards.
const (
	payDiscountCoupon = 300
	payCashCoupon     = 301
	payFlexiCoupon    = 302
	payCard           = 303
)

// coupon is one coupon instance.
type coupon struct {
	id, code    string
	status      int
	kind        int
	version     int
	group       int
	face        money // of a discount coupon: the factor that is paid
	balance     money
	created     time.Time
	activated   time.Time
	effective   time.Time
	expire      time.Time
	lastUsed    time.Time
	usedBy      string // the order that used it last
	lockedBy    string
	plan        text
	planDesc    text
	planID      string
	promotionID string
	sourceID    string
	media       int
	fetch       int
	frozen      bool
	byPartner   bool // issued by a partner: not for members
	limits      []limit
}

// limit is one restriction on the use of a coupon.
type limit struct {
	key, value1, value2, unit string
}

// The keys of limits, all of them published. Those on region and times are only
// shown: the demo data has one region, and a version of coupons for single use.
const (
	limitPartner   = "simultaneousUseWithEmpowerDiscount"
	limitContract  = "simultaneousUseWithContractDiscount"
	limitPromotion = "simultaneousUseWithPromotionDiscount"
	limitMinRatio  = "minConsumeDiscount"
	limitService   = "serviceType"
	limitRegion    = "regionCode"
	limitPurchase  = "subscribeType"
	limitTimes     = "usageTimes"
)

// limit finds a restriction by key.
func (c *coupon) limit(key string) (limit, bool) {
	at := slices.IndexFunc(c.limits, func(l limit) bool { return l.key == key })
	if at < 0 {
		return limit{}, false
	}
	return c.limits[at], true
}

// payType is the code by which a payment names the coupon; 0 for product coupons, which no payment takes.
func (c *coupon) payType() int {
	switch c.kind {
	case couponCash:
		return payCashCoupon
	case couponDiscount:
		return payDiscountCoupon
	case couponFlexi:
		return payFlexiCoupon
	}
	return 0
}

// worth is what a coupon can pay at most.
func (c *coupon) worth() money {
	if c.version == couponOnce {
		return c.face
	}
	return c.balance
}

// fits tells whether the coupon's static limits allow the order.
func (c *coupon) fits(o *order) bool {
	ofService := func(l limit) bool { return l.key == limitService }
	ofOrder := func(l limit) bool { return ofService(l) && l.value1 == o.service.code }
	if slices.ContainsFunc(c.limits, ofService) && !slices.ContainsFunc(c.limits, ofOrder) {
		return false
	}
	l, ok := c.limit(limitPurchase)
	return !ok || l.value1 == o.purchase()
}

// wallet is the customer's coupons with the history of their balances.
type wallet struct {
	byID     map[string]*coupon
	sorted   []*coupon // newest first
	bookings []booking
}

func newWallet() *wallet { return &wallet{byID: map[string]*coupon{}} }

func (w *wallet) add(c *coupon) {
	w.byID[c.id] = c
	at, _ := slices.BinarySearchFunc(w.sorted, c, func(a, b *coupon) int {
		if d := b.created.Compare(a.created); d != 0 {
			return d
		}
		return strings.Compare(a.id, b.id)
	})
	w.sorted = slices.Insert(w.sorted, at, c)
}

func (w *wallet) lockedFor(orderID string) []*coupon {
	var out []*coupon
	for _, c := range w.sorted {
		if c.lockedBy == orderID {
			out = append(out, c)
		}
	}
	return out
}

// unlock frees the coupons that an order had reserved.
func (w *wallet) unlock(orderID string) {
	for _, c := range w.lockedFor(orderID) {
		c.lockedBy = ""
	}
}

// book writes a row of the coupon history.
func (w *wallet) book(c *coupon, e entry, sign string) {
	w.bookings = append(w.bookings, booking{
		entry: e, id: numbered("CC", len(w.bookings)+1), account: bookCoupon, sign: sign,
		after: c.balance, couponID: c.id,
	})
}

// use takes an amount off a coupon for an order; a single-use coupon is gone whatever the amount.
func (w *wallet) use(c *coupon, o *order, amount money, at time.Time) {
	c.usedBy, c.lastUsed, c.lockedBy = o.id, at, ""
	c.balance -= amount
	if c.version == couponOnce {
		c.balance = 0
	}
	if c.balance <= 0 {
		c.status = couponUsed
	}
	w.book(c, entry{
		at: at, trade: tradeDeduction, detail: "SOURCE_OPERAIION_DEDEUCT", tradeID: o.id,
		amount: amount, service: o.service, resource: o.allLines()[0].resource,
	}, expense)
}

// expireCoupon ends a coupon at its time and clears its balance.
func (st *state) expireCoupon(c *coupon, at time.Time) {
	if c.status != couponUsable && c.status != couponInactive {
		return
	}
	left := c.balance
	c.status, c.balance, c.lockedBy = couponExpired, 0, ""
	if left > 0 {
		st.coupons.book(c, entry{
			at: at, trade: tradeExpired, detail: "SOURCE_OPERAIION_EXPIRECLEAR", tradeID: c.id, amount: left,
		}, expense)
	}
	st.journal.add(Effect{
		Time: at, Operation: byItself, Kind: "coupon_expired", CouponID: c.id,
		Amount: left.String(), Currency: st.currency,
	})
}

// card is a stored-value card.
type card struct {
	id        string
	name      text
	face      money
	balance   money
	effective time.Time
	expire    time.Time
}

// The states of a card.
const (
	cardUsable = 1
	cardUsedUp = 2
)

func (c *card) status() int {
	if c.balance > 0 {
		return cardUsable
	}
	return cardUsedUp
}

// card finds a card by id.
func (st *state) card(id string) *card {
	for _, c := range st.cards {
		if c.id == id {
			return c
		}
	}
	return nil
}
