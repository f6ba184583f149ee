package sandbox

import (
	"slices"
	"strconv"
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

// The kinds of purchase that a coupon can be limited to.
const (
	purchaseNew     = "new"
	purchaseRenewal = "renew"
	purchaseChange  = "change"
)

// purchase is what a coupon can pay for: an order with its service and the resource
// that comes first in it. The kind is empty when it is none of the coupons'.
type purchase struct {
	orderID  string
	kind     string
	service  service
	resource resource
}

// fits tells whether the coupon's static limits allow the purchase.
func (c *coupon) fits(p purchase) bool {
	ofService := func(l limit) bool { return l.key == limitService }
	ofOrder := func(l limit) bool { return ofService(l) && l.value1 == p.service.code }
	if slices.ContainsFunc(c.limits, ofService) && !slices.ContainsFunc(c.limits, ofOrder) {
		return false
	}
	l, ok := c.limit(limitPurchase)
	return !ok || l.value1 == p.kind
}

// wallet is the customer's coupons with the history of their balances.
type wallet struct {
	byID     map[string]*coupon
	sorted   []*coupon // newest first
	bookings []booking
}

// newWallet is one without coupons.
func newWallet() *wallet { return &wallet{byID: map[string]*coupon{}} }

// add files a coupon; sorted stays sorted.
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

// lockedFor are the coupons that an order has reserved.
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

// use takes an amount off a coupon for a purchase; a single-use coupon is gone whatever the amount.
func (w *wallet) use(c *coupon, p purchase, amount money, at time.Time) {
	c.usedBy, c.lastUsed, c.lockedBy = p.orderID, at, ""
	c.balance -= amount
	if c.version == couponOnce {
		c.balance = 0
	}
	if c.balance <= 0 {
		c.status = couponUsed
	}
	w.book(c, entry{
		at: at, trade: tradeDeduction, detail: "SOURCE_OPERAIION_DEDEUCT", tradeID: p.orderID,
		amount: amount, service: p.service, resource: p.resource,
	}, expense)
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

// status is the state of a card: a balance makes it usable.
func (c *card) status() int {
	if c.balance > 0 {
		return cardUsable
	}
	return cardUsedUp
}

// limitsOfUse are a kind of purchase, how often (0: as often as wanted) and where,
// with every member of a limit in one of them; no source shows how a unit is written.
func limitsOfUse(purchase, times string) []limit {
	return []limit{
		{key: limitPurchase, value1: purchase},
		{key: limitTimes, value1: times, unit: "time"},
		{key: limitRegion, value1: demoRegion, value2: "华北-北京四"},
	}
}

// limitView is a limit as lists of coupons show it.
type limitView struct {
	ID        string `json:"use_limiti_info_id"` // the upstream's spelling
	Key       string `json:"limit_key"`
	Value1    string `json:"value1"`
	Value2    string `json:"value2,omitempty"`
	ValueUnit string `json:"value_unit,omitempty"`
	Type      string `json:"limit_type"`
	PlanID    string `json:"promotion_plan_id"`
}

// limitViews are the limits of a coupon as lists show them.
func limitViews(c *coupon) []limitView {
	out := make([]limitView, 0, len(c.limits))
	for i, l := range c.limits {
		out = append(out, limitView{
			ID: c.id + "-L" + strconv.Itoa(i+1), Key: l.key, Value1: l.value1, Value2: l.value2,
			ValueUnit: l.unit, Type: "1", PlanID: c.planID,
		})
	}
	return out
}

// ended is when a coupon left use; lists reach back one year from there. What is still in use never ended.
func (c *coupon) ended() time.Time {
	switch c.status {
	case couponUsed:
		return c.lastUsed
	case couponExpired, couponReclaimed:
		return c.expire
	}
	return time.Unix(1<<40, 0)
}

func (c *coupon) clone() *coupon {
	twin := *c
	return &twin
}

// transferable tells whether a coupon may go to a member: a cash coupon with a
// balance that nothing holds and that no partner issued.
func (c *coupon) transferable() bool {
	return c.kind == couponCash && c.version == couponReusable && c.status == couponUsable && !c.frozen && c.lockedBy == "" && !c.byPartner
}
