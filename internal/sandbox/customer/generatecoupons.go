package customer

import (
	"fmt"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// kindsOfCoupons are the types that a site issues: the international site has cash coupons only.
func (g *generator) kindsOfCoupons() []int {
	if g.st.Site == rest.SiteInternational {
		return []int{wallet.CouponCash}
	}
	return []int{wallet.CouponCash, wallet.CouponDiscount, wallet.CouponProduct, wallet.CouponFlexi}
}

// newCoupon is an activated coupon; its balance arrives with its activation in the history.
func (g *generator) newCoupon(id string, kind int, face rest.Money, activated time.Time) *wallet.Coupon {
	names := map[int]rest.Text{
		wallet.CouponCash:     {"云服务代金券", "Cloud service cash coupon"},
		wallet.CouponDiscount: {"云服务折扣券", "Cloud service discount coupon"},
		wallet.CouponProduct:  {"云服务产品券", "Cloud service product coupon"},
		wallet.CouponFlexi:    {"云服务现金券", "Cloud service flexi-purchase coupon"},
	}
	c := &wallet.Coupon{
		ID: id, Code: "CODE-" + id, Status: wallet.CouponUsable, Kind: kind, Version: wallet.CouponReusable, Face: face,
		Created: activated.Add(-time.Hour), Activated: activated, Effective: activated,
		Expire: activated.AddDate(1, 0, 0), Plan: names[kind],
		PlanDesc: rest.Text{"演示数据", "Demo data"}, PlanID: "PLAN" + id, PromotionID: "PROMO-DEMO", SourceID: "ACTIVITY-DEMO",
		Media: 1, Fetch: 3,
	}
	if kind == wallet.CouponDiscount || kind == wallet.CouponProduct {
		c.Version = wallet.CouponOnce
	}
	return c
}

// hold files a coupon and its activation.
func (g *generator) hold(c *wallet.Coupon) {
	g.used[c.ID] = true
	g.st.Coupons.Add(c)
	if c.Version != wallet.CouponReusable || c.Status == wallet.CouponInactive {
		return
	}
	g.did(c.Activated, func() {
		c.Balance = c.Face
		g.st.Coupons.Book(c, wallet.Entry{
			At: c.Activated, Trade: wallet.TradeAdjust, Detail: "SOURCE_OPERAIION_PRIZE", TradeID: c.ID, Amount: c.Face,
		}, wallet.Revenue)
	})
}

// fixedCoupons are the coupons that documentation and tests name.
func (g *generator) fixedCoupons() {
	cash := func(id string, face int64, limits ...wallet.Limit) *wallet.Coupon {
		c := g.newCoupon(id, wallet.CouponCash, rest.Cents(face), g.Ago(rest.Days(90)))
		c.Limits = limits
		return c
	}
	group := func(c *wallet.Coupon, group int) *wallet.Coupon {
		c.Group = group
		return c
	}
	for _, c := range []*wallet.Coupon{
		cash(demo.CashCoupon, 10000),
		cash(demo.NoPromoCoupon, 3000, wallet.Limit{Key: wallet.LimitPromotion, Value1: "0"}),
		cash(demo.NoContractCoupon, 3000, wallet.Limit{Key: wallet.LimitContract, Value1: "0"}),
		cash(demo.NoPartnerCoupon, 3000, wallet.Limit{Key: wallet.LimitPartner, Value1: "0"}),
		cash(demo.MinRatioCoupon, 3000, wallet.Limit{Key: wallet.LimitMinRatio, Value1: "0.90"}),
		group(cash(demo.MarketCoupon, 2000), wallet.GroupMarket),
		group(cash(demo.DedicatedCoupon, 2000), wallet.GroupDedicated),
		group(cash(demo.HardwareCoupon, 2000, wallet.Limit{Key: wallet.LimitService, Value1: "hws.service.type.hardware"}), wallet.GroupHardware),
		cash(demo.UsedCoupon, 20000), cash(demo.ElsewhereCoupon, 4000),
	} {
		g.hold(c)
	}
	single := cash(demo.SingleUseCoupon, 8000, wallet.LimitsOfUse(wallet.PurchaseNew, "1")...)
	single.Version = wallet.CouponOnce
	g.hold(single)
	g.hold(cash(demo.RenewalCoupon, 4000, wallet.LimitsOfUse(wallet.PurchaseRenewal, "0")...))
	future := cash(demo.FutureCoupon, 7000)
	future.Effective = g.Now.Add(rest.Days(1))
	g.hold(future)
	frozen := cash(demo.FrozenCoupon, 7000)
	frozen.Frozen = true
	g.hold(frozen)
	locked := cash(demo.LockedCoupon, 6000)
	locked.Expire = g.Now.Add(rest.Days(3))
	g.hold(locked)
	inactive := cash(demo.InactiveCoupon, 5000)
	inactive.Status, inactive.Activated = wallet.CouponInactive, time.Time{}
	g.hold(inactive)
	g.ended(cash(demo.ExpiredCoupon, 5000), wallet.CouponExpired, g.Ago(rest.Days(40)))
	g.ended(cash(demo.ReclaimedCoupon, 5000), wallet.CouponReclaimed, g.Ago(rest.Days(50)))
	if g.st.Site == rest.SiteChina {
		g.hold(g.newCoupon(demo.DiscountCoupon, wallet.CouponDiscount, rest.MoneyUnit*9/10, g.Ago(rest.Days(90))))
		g.hold(g.newCoupon(demo.FlexiCoupon, wallet.CouponFlexi, rest.Cents(5000), g.Ago(rest.Days(90))))
		g.hold(g.newCoupon(demo.ProductCoupon, wallet.CouponProduct, rest.Cents(9900), g.Ago(rest.Days(90))))
	}
}

// ended files a coupon that left use without being spent.
func (g *generator) ended(c *wallet.Coupon, status int, at time.Time) {
	c.Expire = at
	g.hold(c)
	g.did(at, func() {
		if status == wallet.CouponExpired {
			g.st.expireCoupon(c, at)
			return
		}
		left := c.Balance
		c.Status, c.Balance = wallet.CouponReclaimed, 0
		if left > 0 {
			g.st.Coupons.Book(c, wallet.Entry{
				At: at, Trade: wallet.TradeReclaim, Detail: "SOURCE_OPERATION_COUPONCANCEL", TradeID: c.ID, Amount: left,
			}, wallet.Expense)
		}
	})
}

// couponFor makes a coupon that the payment of a past order used.
func (g *generator) couponFor(o *Order) *wallet.Coupon {
	kinds := []int{wallet.CouponCash}
	if g.st.Site == rest.SiteChina {
		kinds = []int{wallet.CouponCash, wallet.CouponDiscount, wallet.CouponFlexi}
	}
	kind := kinds[g.rnd.roll(len(kinds))]
	face := rest.Cents(int64(1000 * (1 + g.rnd.roll(20))))
	if kind == wallet.CouponDiscount {
		face = rest.MoneyUnit * 95 / 100
	}
	c := g.newCoupon(g.couponID(), kind, face, o.created.Add(-time.Hour))
	g.hold(c)
	return c
}

func (g *generator) couponID() string {
	return g.unique(func() string { return fmt.Sprintf("CP%010X", g.rnd.roll(1<<30)) })
}

// seededCoupons fill the wallet: every type in every state.
func (g *generator) seededCoupons() {
	for _, kind := range g.kindsOfCoupons() {
		for status := wallet.CouponInactive; status <= wallet.CouponReclaimed; status++ {
			g.seededCoupon(kind, status)
			g.seededCoupon(kind, status)
		}
	}
}

func (g *generator) seededCoupon(kind, status int) {
	face := rest.Cents(int64(1000 * (1 + g.rnd.roll(50))))
	if kind == wallet.CouponDiscount {
		face = rest.MoneyUnit * rest.Money(80+g.rnd.roll(19)) / 100
	}
	c := g.newCoupon(g.couponID(), kind, face, g.Ago(rest.Days(100+g.rnd.roll(200))))
	c.Media, c.Fetch = 1+g.rnd.roll(2), 1+g.rnd.roll(5)
	c.Frozen = status == wallet.CouponUsable && g.rnd.roll(4) == 0
	c.Limits = []wallet.Limit{{Key: wallet.LimitRegion, Value1: demo.Region, Value2: "华北-北京四"}}
	switch status {
	case wallet.CouponInactive:
		c.Status, c.Activated = wallet.CouponInactive, time.Time{}
		g.hold(c)
	case wallet.CouponUsable:
		g.hold(c)
	case wallet.CouponUsed:
		g.hold(c)
		g.spent(c)
	default:
		g.ended(c, status, g.Ago(rest.Days(1+g.rnd.roll(90))))
	}
}

// spent files that an order of the past used a coupon up.
func (g *generator) spent(c *wallet.Coupon) {
	o := g.st.order(demo.LargeOrder)
	at := g.Ago(rest.Days(1 + g.rnd.roll(90)))
	g.did(at, func() { g.st.Coupons.Use(c, o.purchase(), c.Worth(), at) })
}

// fixedCards are the stored-value cards; only the China site has them.
func (g *generator) fixedCards() {
	if g.st.Site != rest.SiteChina {
		return
	}
	add := func(id string, face, balance rest.Money) {
		g.st.cards = append(g.st.cards, &wallet.Card{
			ID: id, Name: rest.Text{"华为云储值卡", "Huawei Cloud stored-value card"}, Face: face, Balance: balance,
			Effective: g.Ago(rest.Days(100)), Expire: g.Now.Add(rest.Days(265)),
		})
	}
	add(demo.UsableCard, rest.Cents(100_000), rest.Cents(50_000))
	add(demo.UsedUpCard, rest.Cents(50_000), 0)
	for i := range 24 {
		balance := rest.Cents(int64(g.rnd.roll(3)) * int64(g.rnd.roll(20_000)))
		add(rest.Numbered("SV", i+1), rest.Cents(100_000), balance)
	}
}
