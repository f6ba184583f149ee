package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// Partners, customers and coupon quotas that exist for every seed.
const (
	DemoPartnerID         = "70718293a4b5c6d7e8f90a1b2c3d4e5f"
	DemoPartnerPlatform   = "OCEGATE_DEMO_PLATFORM"            // the xaccount_type of the partner
	DemoIndirectPartner   = "8071829394b5c6d7e8f90a1b2c3d4e5f" // has customers, money and coupon quotas of its own
	DemoSecondIndirect    = "9071829394a5c6d7e8f90a1b2c3d4e5f" // has nothing
	DemoSubCustomer       = "a0718293a4b5c6d7e8f90a1b2c3d4e5f" // authenticated enterprise with money
	DemoPersonalCustomer  = "b0718293a4b5c6d7e8f90a1b2c3d4e5f" // authenticated person
	DemoNamelessCustomer  = "c0718293a4b5c6d7e8f90a1b2c3d4e5f" // without real-name authentication
	DemoReviewedCustomer  = "d0718293a4b5c6d7e8f90a1b2c3d4e5f" // in review until 20 minutes after the first instant
	DemoRejectedCustomer  = "e0718293a4b5c6d7e8f90a1b2c3d4e5f" // the review failed
	DemoUnknownCustomer   = "b1718293a4b5c6d7e8f90a1b2c3d4e5f" // without real-name authentication too
	DemoFrozenCustomer    = "f0718293a4b5c6d7e8f90a1b2c3d4e5f" // account frozen
	DemoIndirectsCustomer = "a1718293a4b5c6d7e8f90a1b2c3d4e5f" // of DemoIndirectPartner
	DemoPartnerPhone      = "13600000001"                      // of DemoSubCustomer

	DemoCouponQuota  = "CQDEMO0001PLAIN"    // 10000.00 for anything
	DemoLimitedQuota = "CQDEMO0002SERVICES" // 500.00 for two services and two products
	DemoEndedQuota   = "CQDEMO0003ENDED"    // ran out
	DemoHeldQuota    = "CQDEMO0004ADJUSTED" // being adjusted
	DemoColdQuota    = "CQDEMO0005FROZEN"   // frozen
	DemoFlexiQuota   = "CQDEMO0006FLEXI"    // 1000.00 of flexi-purchase coupons
)

// partnership files the partner that the demo account is as well, its customers
// and its indirect partners. The demo customer itself is one of the customers.
func (g *generator) partnership() {
	own := &reseller{
		id: DemoPartnerID, account: "cloud-demo-partner", company: text{"云上演示伙伴", "Cloud Demo Partner"},
		manager: "manager-01", managerName: text{"王经理", "Manager Wang"},
	}
	g.st.partner = &partnership{own: own, codes: map[string]*partnerCode{}}
	for n, id := range []string{DemoIndirectPartner, DemoSecondIndirect} {
		login := fmt.Sprintf("cloud-demo-reseller-%02d", n+1)
		g.st.partner.indirect = append(g.st.partner.indirect, &reseller{
			id: id, account: login, company: text{"云经销商" + quoted(n+1), "Cloud reseller " + quoted(n+1)},
			phone: fmt.Sprintf("135000000%02d", n+1), email: login + "@example.test", manager: own.manager,
			managerName: own.managerName, associated: g.ago(days(300 - 100*n)),
		})
	}
	g.partnerFunds()
	g.partnerCustomers()
	g.partnerQuotas()
	g.partnerTrades()
	g.partnerCoupons()
	g.partnerBudgets()
}

// partnerFunds gives everybody the money that the history starts from.
func (g *generator) partnerFunds() {
	for n, r := range g.st.partner.all() {
		at := g.ago(days(200 - n))
		r.ledger.receive(entry{at: at, trade: tradeRecharge, detail: "SOURCE_OPERAIION_RECHARGE", tradeID: "RC" + r.id[:8], amount: cents(int64(n+1) * 1_000_000)})
		r.ledger.grant(entry{at: at, trade: tradeAdjust, detail: "SOURCE_OPERAIION_ADJUST_CREDIT", tradeID: "CL" + r.id[:8], amount: cents(5_000_000)})
		r.ledger.designated = cents(100_000)
		r.ledger.bonus = cents(20_000)
	}
}

// customer files a customer with its defaults.
func (g *generator) customer(r *reseller, s subCustomer) *subCustomer {
	n := len(g.st.partner.customers())
	if s.account == "" {
		s.account = fmt.Sprintf("cloud-demo-client-%02d", n)
	}
	if s.id == "" {
		s.id = accountID(s.account)
	}
	if s.book == nil {
		s.book, s.wallet = &ledger{}, newWallet()
	}
	if s.phone == "" {
		s.phone = fmt.Sprintf("136000000%02d", n)
	}
	s.email, s.seed, s.level = s.account+"@example.test", n, fmt.Sprintf("V%d", n%6)
	s.platformID, s.manager = fmt.Sprintf("X-%04d", n), r.manager
	s.label = []string{"重点客户", "普通客户"}[n%2]
	s.newTag = []string{tagOld, tagNew, tagPending}[n%3]
	s.associated = g.ago(days(250 - 5*n))
	s.association = associationAdvisory
	if n%2 == 1 {
		s.association = associationProxy
		if g.st.site == siteInternational {
			s.association = associationResale
		}
	}
	r.customers = append(r.customers, &s)
	return &s
}

func (g *generator) partnerCustomers() {
	own, second := g.st.partner.own, g.st.partner.indirect[0]
	g.customer(own, subCustomer{
		id: DemoDomainID, account: "cloud-demo", name: accountName().zh, kind: customerEnterprise, verified: verifiedDone,
		book: &g.st.ledger, wallet: g.st.coupons,
	})
	g.customer(own, subCustomer{id: DemoSubCustomer, name: "示例科技有限公司", kind: customerEnterprise, verified: verifiedDone, phone: DemoPartnerPhone})
	g.customer(own, subCustomer{id: DemoPersonalCustomer, name: "张三", kind: customerPerson, verified: verifiedDone})
	g.customer(own, subCustomer{id: DemoNamelessCustomer, kind: customerUnknown, verified: verifiedNone})
	waiting := g.customer(own, subCustomer{id: DemoReviewedCustomer, kind: customerUnknown, verified: verifiedReview})
	g.customer(own, subCustomer{
		id: DemoRejectedCustomer, kind: customerUnknown, verified: verifiedFailed, opinion: "The document does not match the name.",
	})
	g.customer(own, subCustomer{id: DemoFrozenCustomer, name: "李四", kind: customerPerson, verified: verifiedDone, frozen: frozenAccount})
	for range 8 {
		g.customer(own, subCustomer{name: "演示客户", kind: customerEnterprise, verified: verifiedDone})
	}
	g.customer(own, subCustomer{id: DemoUnknownCustomer, kind: customerUnknown, verified: verifiedNone})
	g.customer(second, subCustomer{id: DemoIndirectsCustomer, name: "经销商客户", kind: customerEnterprise, verified: verifiedDone})
	g.customer(second, subCustomer{name: "经销商客户二", kind: customerEnterprise, verified: verifiedDone})
	g.st.timeline.plan(g.now.Add(20*time.Minute), func(at time.Time) {
		g.st.decide(waiting, submission{name: "在审客户", kind: customerPerson}, at)
	})
}

func (g *generator) partnerQuotas() {
	own := g.st.partner.own
	year := g.now.AddDate(1, 0, 0)
	add := func(q couponQuota) {
		q.owner, q.created, q.updated = own, g.ago(days(100-len(own.quotas))), g.ago(days(90))
		q.effective, q.balance = g.ago(days(90)), q.value
		if q.expire.IsZero() {
			q.expire = year
		}
		own.quotas = append(own.quotas, &q)
	}
	add(couponQuota{id: DemoCouponQuota, value: cents(1_000_000)})
	add(couponQuota{
		id: DemoLimitedQuota, value: cents(50_000), services: []string{serviceECS().code, serviceEVS().code},
		products: []string{g.st.shop.specs[0].productID, g.st.shop.specs[1].productID},
	})
	add(couponQuota{id: DemoEndedQuota, value: cents(30_000), expire: g.ago(days(10))})
	add(couponQuota{id: DemoHeldQuota, value: cents(30_000), state: quotaAdjusting})
	add(couponQuota{id: DemoColdQuota, value: cents(30_000), state: quotaFrozen})
	add(couponQuota{id: DemoFlexiQuota, kind: quotaFlexi, value: cents(100_000)})
	p := g.st.partner
	given := p.issue(own.quotas[0], p.indirect[0], cents(80_000), g.ago(days(60)))
	p.issue(own.quotas[1], p.indirect[0], cents(10_000), g.ago(days(50)))
	back := p.issue(own.quotas[0], p.indirect[1], cents(20_000), g.ago(days(40)))
	p.takeBack(back, "demo", g.ago(days(30)))
	given.expire = year
}

// partnerTrades are movements of every kind between the partner and those that it funds.
func (g *generator) partnerTrades() {
	p := g.st.partner
	trade := func(r *reseller, s *subCustomer, detail string, amount, ago int64) {
		a := &allotment{giver: r, taker: s, amount: cents(amount)}
		a.book(g.ago(days(int(ago))), detail, numbered("PT", p.number()))
	}
	client, person, second := p.own.customers[1], p.own.customers[2], p.indirect[0]
	trade(p.own, client, detailAllot, 150_000, 120)
	trade(p.own, second.asCustomer(false), detailAllot, 200_000, 119)
	trade(p.own, person, detailAllot, 30_000, 100)
	trade(p.own, client, detailTake, 50_000, 80)
	trade(p.own, second.asCustomer(false), detailTake, 10_000, 70)
	trade(p.own, person, detailUnbind, 5_000, 60)
	trade(second, second.customers[0], detailAllot, 40_000, 50)
	for _, s := range p.own.customers[7:] {
		trade(p.own, s, detailAllot, 1_000, 40)
	}
}

// partnerCoupons are coupons in every state that a partner sees.
func (g *generator) partnerCoupons() {
	p := g.st.partner
	client, person := p.own.customers[1], p.own.customers[2]
	give := func(q *couponQuota, s *subCustomer, face, ago int64) *issuedCoupon {
		at := g.ago(days(int(ago)))
		k := &coupon{kind: couponCash, face: cents(face), balance: cents(face), effective: at, expire: q.expire, limits: limitsTo(q.services, q.products)}
		if q.kind == quotaFlexi {
			k.kind = couponFlexi
		}
		return g.st.issueCoupon(&issuedCoupon{coupon: k, owner: s, quota: q, giver: q.owner}, at, "demo")
	}
	quotas := p.own.quotas
	first := give(quotas[0], client, 10_000, 45).coupon
	first.limits = append(first.limits, limitsOfUse(purchaseNew, "0")...)
	used := give(quotas[0], client, 5_000, 44).coupon
	used.status, used.balance, used.usedBy, used.lastUsed = couponUsed, 0, "CS"+strings.Repeat("0", 9)+"1", g.ago(days(20))
	back := give(quotas[0], person, 2_000, 43)
	at := g.ago(days(30))
	back.giver.record(p, back.entry(couponTakingBack, g.st.giveBack(back, couponReclaimed, entry{
		at: at, trade: tradeReclaim, detail: tradeCancellation,
	}), at, ""))
	give(quotas[1], client, 3_000, 42)
	give(quotas[5], person, 4_000, 41).coupon.frozen = true
	give(quotas[0], person, 6_000, 40).coupon.lockedBy = "CS" + strings.Repeat("0", 9) + "2"
	soon := give(quotas[0], client, 1_000, 39)
	soon.coupon.expire = g.now.Add(days(2))
	g.st.timeline.plan(soon.coupon.expire, func(at time.Time) { g.st.endIssued(soon, at) })
	give(p.indirect[0].quotas[0], p.indirect[0].customers[0], 1_500, 38)
}

// partnerBudgets are a monthly budget, one for good, and one that is used up.
func (g *generator) partnerBudgets() {
	own := g.st.partner.own
	for n, s := range own.customers[:3] {
		kind := budgetMonthly
		if n == 1 {
			kind = budgetPackage
		}
		at := g.ago(days(90 - n))
		s.budget = &budget{amount: cents(int64(n+1) * 100_000), kind: kind, set: at}
		s.budgetRecords = []budgetRecord{
			{budgetSetting, kind, cents(50_000), at.Add(-24 * time.Hour), own},
			{budgetSetting, kind, s.budget.amount, at, own},
		}
	}
}
