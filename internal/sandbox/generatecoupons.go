package sandbox

import (
	"fmt"
	"time"
)

// kindsOfCoupons are the types that a site issues: the international site has cash coupons only.
func (g *generator) kindsOfCoupons() []int {
	if g.st.site == siteInternational {
		return []int{couponCash}
	}
	return []int{couponCash, couponDiscount, couponProduct, couponFlexi}
}

// newCoupon is an activated coupon; its balance arrives with its activation in the history.
func (g *generator) newCoupon(id string, kind int, face money, activated time.Time) *coupon {
	names := map[int]text{
		couponCash:     {"云服务代金券", "Cloud service cash coupon"},
		couponDiscount: {"云服务折扣券", "Cloud service discount coupon"},
		couponProduct:  {"云服务产品券", "Cloud service product coupon"},
		couponFlexi:    {"云服务现金券", "Cloud service flexi-purchase coupon"},
	}
	c := &coupon{
		id: id, code: "CODE-" + id, status: couponUsable, kind: kind, version: couponReusable, face: face,
		created: activated.Add(-time.Hour), activated: activated, effective: activated,
		expire: activated.AddDate(1, 0, 0), plan: names[kind],
		planDesc: text{"演示数据", "Demo data"}, planID: "PLAN" + id, promotionID: "PROMO-DEMO", sourceID: "ACTIVITY-DEMO",
		media: 1, fetch: 3,
	}
	if kind == couponDiscount || kind == couponProduct {
		c.version = couponOnce
	}
	return c
}

// hold files a coupon and its activation.
func (g *generator) hold(c *coupon) {
	g.used[c.id] = true
	g.st.coupons.add(c)
	if c.version != couponReusable || c.status == couponInactive {
		return
	}
	g.did(c.activated, func() {
		c.balance = c.face
		g.st.coupons.book(c, entry{
			at: c.activated, trade: tradeAdjust, detail: "SOURCE_OPERAIION_PRIZE", tradeID: c.id, amount: c.face,
		}, revenue)
	})
}

// fixedCoupons are the coupons that documentation and tests name.
func (g *generator) fixedCoupons() {
	cash := func(id string, face int64, limits ...limit) *coupon {
		c := g.newCoupon(id, couponCash, cents(face), g.ago(days(90)))
		c.limits = limits
		return c
	}
	group := func(c *coupon, group int) *coupon {
		c.group = group
		return c
	}
	for _, c := range []*coupon{
		cash(DemoCashCoupon, 10000),
		cash(DemoNoPromoCoupon, 3000, limit{key: limitPromotion, value1: "0"}),
		cash(DemoNoContractCoupon, 3000, limit{key: limitContract, value1: "0"}),
		cash(DemoNoPartnerCoupon, 3000, limit{key: limitPartner, value1: "0"}),
		cash(DemoMinRatioCoupon, 3000, limit{key: limitMinRatio, value1: "0.90"}),
		group(cash(DemoMarketCoupon, 2000), groupMarket),
		group(cash(DemoDedicatedCoupon, 2000), groupDedicated),
		group(cash(DemoHardwareCoupon, 2000, limit{key: limitService, value1: "hws.service.type.hardware"}), groupHardware),
		cash(DemoUsedCoupon, 20000), cash(DemoElsewhereCoupon, 4000),
	} {
		g.hold(c)
	}
	single := cash(DemoSingleUseCoupon, 8000, limitsOfUse(purchaseNew, "1")...)
	single.version = couponOnce
	g.hold(single)
	g.hold(cash(DemoRenewalCoupon, 4000, limitsOfUse(purchaseRenewal, "0")...))
	future := cash(DemoFutureCoupon, 7000)
	future.effective = g.now.Add(days(1))
	g.hold(future)
	frozen := cash(DemoFrozenCoupon, 7000)
	frozen.frozen = true
	g.hold(frozen)
	locked := cash(DemoLockedCoupon, 6000)
	locked.expire = g.now.Add(days(3))
	g.hold(locked)
	inactive := cash(DemoInactiveCoupon, 5000)
	inactive.status, inactive.activated = couponInactive, time.Time{}
	g.hold(inactive)
	g.ended(cash(DemoExpiredCoupon, 5000), couponExpired, g.ago(days(40)))
	g.ended(cash(DemoReclaimedCoupon, 5000), couponReclaimed, g.ago(days(50)))
	if g.st.site == siteChina {
		g.hold(g.newCoupon(DemoDiscountCoupon, couponDiscount, moneyUnit*9/10, g.ago(days(90))))
		g.hold(g.newCoupon(DemoFlexiCoupon, couponFlexi, cents(5000), g.ago(days(90))))
		g.hold(g.newCoupon(DemoProductCoupon, couponProduct, cents(9900), g.ago(days(90))))
	}
}

// ended files a coupon that left use without being spent.
func (g *generator) ended(c *coupon, status int, at time.Time) {
	c.expire = at
	g.hold(c)
	g.did(at, func() {
		if status == couponExpired {
			g.st.expireCoupon(c, at)
			return
		}
		left := c.balance
		c.status, c.balance = couponReclaimed, 0
		if left > 0 {
			g.st.coupons.book(c, entry{
				at: at, trade: tradeReclaim, detail: "SOURCE_OPERATION_COUPONCANCEL", tradeID: c.id, amount: left,
			}, expense)
		}
	})
}

// couponFor makes a coupon that the payment of a past order used.
func (g *generator) couponFor(o *order) *coupon {
	kinds := []int{couponCash}
	if g.st.site == siteChina {
		kinds = []int{couponCash, couponDiscount, couponFlexi}
	}
	kind := kinds[g.rnd.roll(len(kinds))]
	face := cents(int64(1000 * (1 + g.rnd.roll(20))))
	if kind == couponDiscount {
		face = moneyUnit * 95 / 100
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
		for status := couponInactive; status <= couponReclaimed; status++ {
			g.seededCoupon(kind, status)
			g.seededCoupon(kind, status)
		}
	}
}

func (g *generator) seededCoupon(kind, status int) {
	face := cents(int64(1000 * (1 + g.rnd.roll(50))))
	if kind == couponDiscount {
		face = moneyUnit * money(80+g.rnd.roll(19)) / 100
	}
	c := g.newCoupon(g.couponID(), kind, face, g.ago(days(100+g.rnd.roll(200))))
	c.media, c.fetch = 1+g.rnd.roll(2), 1+g.rnd.roll(5)
	c.frozen = status == couponUsable && g.rnd.roll(4) == 0
	c.limits = []limit{{key: limitRegion, value1: demoRegion, value2: "华北-北京四"}}
	switch status {
	case couponInactive:
		c.status, c.activated = couponInactive, time.Time{}
		g.hold(c)
	case couponUsable:
		g.hold(c)
	case couponUsed:
		g.hold(c)
		g.spent(c)
	default:
		g.ended(c, status, g.ago(days(1+g.rnd.roll(90))))
	}
}

// spent files that an order of the past used a coupon up.
func (g *generator) spent(c *coupon) {
	o := g.st.order(DemoLargeOrder)
	at := g.ago(days(1 + g.rnd.roll(90)))
	g.did(at, func() { g.st.coupons.use(c, o.purchase(), c.worth(), at) })
}

// fixedCards are the stored-value cards; only the China site has them.
func (g *generator) fixedCards() {
	if g.st.site != siteChina {
		return
	}
	add := func(id string, face, balance money) {
		g.st.cards = append(g.st.cards, &card{
			id: id, name: text{"华为云储值卡", "Huawei Cloud stored-value card"}, face: face, balance: balance,
			effective: g.ago(days(100)), expire: g.now.Add(days(265)),
		})
	}
	add(DemoUsableCard, cents(100_000), cents(50_000))
	add(DemoUsedUpCard, cents(50_000), 0)
	for i := range 24 {
		balance := cents(int64(g.rnd.roll(3)) * int64(g.rnd.roll(20_000)))
		add(numbered("SV", i+1), cents(100_000), balance)
	}
}
