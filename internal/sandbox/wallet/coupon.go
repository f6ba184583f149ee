package wallet

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The types of coupons in lists, their states and their groups.
const (
	CouponCash     = 1
	CouponDiscount = 2
	CouponProduct  = 3
	CouponFlexi    = 4

	CouponInactive  = 1
	CouponUsable    = 2
	CouponUsed      = 3
	CouponExpired   = 4
	CouponReclaimed = 5

	GroupCloud     = 0
	GroupMarket    = 1
	GroupDedicated = 2
	GroupHardware  = 3

	CouponOnce     = 1 // version 1: single use, no balance
	CouponReusable = 2
)

// The type codes with which a payment names coupons and cards.
const (
	PayDiscountCoupon = 300
	PayCashCoupon     = 301
	PayFlexiCoupon    = 302
	PayCard           = 303
)

// Coupon is one coupon instance.
type Coupon struct {
	ID, Code    string
	Status      int
	Kind        int
	Version     int
	Group       int
	Face        rest.Money // of a discount coupon: the factor that is paid
	Balance     rest.Money
	Created     time.Time
	Activated   time.Time
	Effective   time.Time
	Expire      time.Time
	LastUsed    time.Time
	UsedBy      string // the order that used it last
	LockedBy    string
	Plan        rest.Text
	PlanDesc    rest.Text
	PlanID      string
	PromotionID string
	SourceID    string
	Media       int
	Fetch       int
	Frozen      bool
	ByPartner   bool // issued by a partner: not for members
	Limits      []Limit
}

// Limit is one restriction on the use of a coupon.
type Limit struct {
	Key, Value1, Value2, unit string
}

// The keys of limits, all of them published. Those on region and times are only
// shown: the demo data has one region, and a version of coupons for single use.
const (
	LimitPartner   = "simultaneousUseWithEmpowerDiscount"
	LimitContract  = "simultaneousUseWithContractDiscount"
	LimitPromotion = "simultaneousUseWithPromotionDiscount"
	LimitMinRatio  = "minConsumeDiscount"
	LimitService   = "serviceType"
	LimitRegion    = "regionCode"
	limitPurchase  = "subscribeType"
	limitTimes     = "usageTimes"
)

// Limit finds a restriction by key.
func (c *Coupon) Limit(key string) (Limit, bool) {
	at := slices.IndexFunc(c.Limits, func(l Limit) bool { return l.Key == key })
	if at < 0 {
		return Limit{}, false
	}
	return c.Limits[at], true
}

// PayType is the code by which a payment names the coupon; 0 for product coupons, which no payment takes.
func (c *Coupon) PayType() int {
	switch c.Kind {
	case CouponCash:
		return PayCashCoupon
	case CouponDiscount:
		return PayDiscountCoupon
	case CouponFlexi:
		return PayFlexiCoupon
	}
	return 0
}

// Worth is what a coupon can pay at most.
func (c *Coupon) Worth() rest.Money {
	if c.Version == CouponOnce {
		return c.Face
	}
	return c.Balance
}

// The kinds of purchase that a coupon can be limited to.
const (
	PurchaseNew     = "new"
	PurchaseRenewal = "renew"
	PurchaseChange  = "change"
)

// Purchase is what a coupon can pay for: an order with its service and the resource
// that comes first in it. The kind is empty when it is none of the coupons'.
type Purchase struct {
	OrderID  string
	Kind     string
	Service  shop.Service
	Resource shop.Resource
}

// Fits tells whether the coupon's static limits allow the purchase.
func (c *Coupon) Fits(p Purchase) bool {
	ofService := func(l Limit) bool { return l.Key == LimitService }
	ofOrder := func(l Limit) bool { return ofService(l) && l.Value1 == p.Service.Code }
	if slices.ContainsFunc(c.Limits, ofService) && !slices.ContainsFunc(c.Limits, ofOrder) {
		return false
	}
	l, ok := c.Limit(limitPurchase)
	return !ok || l.Value1 == p.Kind
}

// Wallet is the customer's coupons with the history of their balances.
type Wallet struct {
	ByID     map[string]*Coupon
	Sorted   []*Coupon // newest first
	Bookings []Booking
}

// NewWallet is one without coupons.
func NewWallet() *Wallet { return &Wallet{ByID: map[string]*Coupon{}} }

// Add files a coupon; sorted stays sorted.
func (w *Wallet) Add(c *Coupon) {
	w.ByID[c.ID] = c
	at, _ := slices.BinarySearchFunc(w.Sorted, c, func(a, b *Coupon) int {
		if d := b.Created.Compare(a.Created); d != 0 {
			return d
		}
		return strings.Compare(a.ID, b.ID)
	})
	w.Sorted = slices.Insert(w.Sorted, at, c)
}

// LockedFor are the coupons that an order has reserved.
func (w *Wallet) LockedFor(orderID string) []*Coupon {
	out := rest.Keep(w.Sorted, func(c *Coupon) bool { return c.LockedBy == orderID })
	return out
}

// Unlock frees the coupons that an order had reserved.
func (w *Wallet) Unlock(orderID string) {
	for _, c := range w.LockedFor(orderID) {
		c.LockedBy = ""
	}
}

// Book writes a row of the coupon history.
func (w *Wallet) Book(c *Coupon, e Entry, sign string) {
	w.Bookings = append(w.Bookings, Booking{
		Entry: e, ID: rest.Numbered("CC", len(w.Bookings)+1), Account: BookCoupon, Sign: sign,
		After: c.Balance, CouponID: c.ID,
	})
}

// Use takes an amount off a coupon for a purchase; a single-use coupon is gone whatever the amount.
func (w *Wallet) Use(c *Coupon, p Purchase, amount rest.Money, at time.Time) {
	c.UsedBy, c.LastUsed, c.LockedBy = p.OrderID, at, ""
	c.Balance -= amount
	if c.Version == CouponOnce {
		c.Balance = 0
	}
	if c.Balance <= 0 {
		c.Status = CouponUsed
	}
	w.Book(c, Entry{
		At: at, Trade: TradeDeduction, Detail: "SOURCE_OPERAIION_DEDEUCT", TradeID: p.OrderID,
		Amount: amount, Service: p.Service, Resource: p.Resource,
	}, Expense)
}

// Card is a stored-value card.
type Card struct {
	ID        string
	Name      rest.Text
	Face      rest.Money
	Balance   rest.Money
	Effective time.Time
	Expire    time.Time
}

// The states of a card.
const (
	CardUsable = 1
	cardUsedUp = 2
)

// Status is the state of a card: a balance makes it usable.
func (c *Card) Status() int {
	if c.Balance > 0 {
		return CardUsable
	}
	return cardUsedUp
}

// LimitsOfUse are a kind of purchase, how often (0: as often as wanted) and where,
// with every member of a limit in one of them; no source shows how a unit is written.
func LimitsOfUse(purchase, times string) []Limit {
	return []Limit{
		{Key: limitPurchase, Value1: purchase},
		{Key: limitTimes, Value1: times, unit: "time"},
		{Key: LimitRegion, Value1: demo.Region, Value2: "华北-北京四"},
	}
}

// LimitView is a limit as lists of coupons show it.
type LimitView struct {
	ID        string `json:"use_limiti_info_id"` // the upstream's spelling
	Key       string `json:"limit_key"`
	Value1    string `json:"value1"`
	Value2    string `json:"value2,omitempty"`
	ValueUnit string `json:"value_unit,omitempty"`
	Type      string `json:"limit_type"`
	PlanID    string `json:"promotion_plan_id"`
}

// LimitViews are the limits of a coupon as lists show them.
func LimitViews(c *Coupon) []LimitView {
	out := make([]LimitView, 0, len(c.Limits))
	for i, l := range c.Limits {
		out = append(out, LimitView{
			ID: c.ID + "-L" + strconv.Itoa(i+1), Key: l.Key, Value1: l.Value1, Value2: l.Value2,
			ValueUnit: l.unit, Type: "1", PlanID: c.PlanID,
		})
	}
	return out
}

// Ended is when a coupon left use; lists reach back one year from there. What is still in use never ended.
func (c *Coupon) Ended() time.Time {
	switch c.Status {
	case CouponUsed:
		return c.LastUsed
	case CouponExpired, CouponReclaimed:
		return c.Expire
	}
	return time.Unix(1<<40, 0)
}

// Clone is another coupon with the same members.
func (c *Coupon) Clone() *Coupon {
	twin := *c
	return &twin
}

// Transferable tells whether a coupon may go to a member: a cash coupon with a
// balance that nothing holds and that no partner issued.
func (c *Coupon) Transferable() bool {
	return c.Kind == CouponCash && c.Version == CouponReusable && c.Status == CouponUsable && !c.Frozen && c.LockedBy == "" && !c.ByPartner
}
