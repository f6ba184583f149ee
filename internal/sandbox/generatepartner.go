package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// partnership files the partner that the demo account is as well, its customers
// and its indirect partners. The demo customer itself is one of the customers.
func (p *partnership) fill() {
	own := &reseller{
		id: DemoPartnerID, account: "cloud-demo-partner", company: text{"云上演示伙伴", "Cloud Demo Partner"},
		manager: "manager-01", managerName: text{"王经理", "Manager Wang"},
	}
	p.own = own
	for n, id := range []string{DemoIndirectPartner, DemoSecondIndirect} {
		login := fmt.Sprintf("cloud-demo-reseller-%02d", n+1)
		p.indirect = append(p.indirect, &reseller{
			id: id, account: login, company: text{"云经销商" + quoted(n+1), "Cloud reseller " + quoted(n+1)},
			phone: fmt.Sprintf("135000000%02d", n+1), email: login + "@example.test", manager: own.manager,
			managerName: own.managerName, associated: p.ago(days(300 - 100*n)),
		})
	}
	p.partnerFunds()
	p.partnerCustomers()
	p.partnerQuotas()
	p.partnerTrades()
	p.partnerCoupons()
	p.partnerBudgets()
}

// partnerFunds gives everybody the money that the history starts from.
func (p *partnership) partnerFunds() {
	for n, r := range p.all() {
		at := p.ago(days(200 - n))
		r.ledger.receive(entry{at: at, trade: tradeRecharge, detail: "SOURCE_OPERAIION_RECHARGE", tradeID: "RC" + r.id[:8], amount: cents(int64(n+1) * 1_000_000)})
		r.ledger.grant(entry{at: at, trade: tradeAdjust, detail: "SOURCE_OPERAIION_ADJUST_CREDIT", tradeID: "CL" + r.id[:8], amount: cents(5_000_000)})
		r.ledger.designated = cents(100_000)
		r.ledger.bonus = cents(20_000)
	}
}

// customer files a customer with its defaults.
func (p *partnership) customer(r *reseller, s subCustomer) *subCustomer {
	n := len(p.customers())
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
	s.associated = p.ago(days(250 - 5*n))
	s.association = associationAdvisory
	if n%2 == 1 {
		s.association = associationProxy
		if p.site == siteInternational {
			s.association = associationResale
		}
	}
	r.customers = append(r.customers, &s)
	return &s
}

func (p *partnership) partnerCustomers() {
	own, second := p.own, p.indirect[0]
	p.customer(own, subCustomer{
		id: DemoDomainID, account: "cloud-demo", name: accountName().in(false), kind: customerEnterprise, verified: verifiedDone,
		book: &p.account.ledger, wallet: p.account.coupons,
	})
	p.customer(own, subCustomer{id: DemoSubCustomer, name: "示例科技有限公司", kind: customerEnterprise, verified: verifiedDone, phone: DemoPartnerPhone})
	p.customer(own, subCustomer{id: DemoPersonalCustomer, name: "张三", kind: customerPerson, verified: verifiedDone})
	p.customer(own, subCustomer{id: DemoNamelessCustomer, kind: customerUnknown, verified: verifiedNone})
	waiting := p.customer(own, subCustomer{id: DemoReviewedCustomer, kind: customerUnknown, verified: verifiedReview})
	p.customer(own, subCustomer{
		id: DemoRejectedCustomer, kind: customerUnknown, verified: verifiedFailed, opinion: "The document does not match the name.",
	})
	p.customer(own, subCustomer{id: DemoFrozenCustomer, name: "李四", kind: customerPerson, verified: verifiedDone, frozen: frozenAccount})
	for range 8 {
		p.customer(own, subCustomer{name: "演示客户", kind: customerEnterprise, verified: verifiedDone})
	}
	p.customer(own, subCustomer{id: DemoUnknownCustomer, kind: customerUnknown, verified: verifiedNone})
	p.customer(second, subCustomer{id: DemoIndirectsCustomer, name: "经销商客户", kind: customerEnterprise, verified: verifiedDone})
	p.customer(second, subCustomer{name: "经销商客户二", kind: customerEnterprise, verified: verifiedDone})
	p.timeline.plan(p.now.Add(20*time.Minute), func(at time.Time) {
		p.decide(waiting, submission{name: "在审客户", kind: customerPerson}, at)
	})
}

func (p *partnership) partnerQuotas() {
	own := p.own
	year := p.now.AddDate(1, 0, 0)
	add := func(q couponQuota) {
		q.owner, q.created, q.updated = own, p.ago(days(100-len(own.quotas))), p.ago(days(90))
		q.effective, q.balance = p.ago(days(90)), q.value
		if q.expire.IsZero() {
			q.expire = year
		}
		own.quotas = append(own.quotas, &q)
	}
	add(couponQuota{id: DemoCouponQuota, value: cents(1_000_000)})
	add(couponQuota{
		id: DemoLimitedQuota, value: cents(50_000), services: []string{serviceECS().code, serviceEVS().code},
		products: []string{p.shop.specs[0].productID, p.shop.specs[1].productID},
	})
	add(couponQuota{id: DemoEndedQuota, value: cents(30_000), expire: p.ago(days(10))})
	add(couponQuota{id: DemoHeldQuota, value: cents(30_000), state: quotaAdjusting})
	add(couponQuota{id: DemoColdQuota, value: cents(30_000), state: quotaFrozen})
	add(couponQuota{id: DemoFlexiQuota, kind: quotaFlexi, value: cents(100_000)})
	given := p.issue(own.quotas[0], p.indirect[0], cents(80_000), p.ago(days(60)))
	p.issue(own.quotas[1], p.indirect[0], cents(10_000), p.ago(days(50)))
	back := p.issue(own.quotas[0], p.indirect[1], cents(20_000), p.ago(days(40)))
	p.takeBack(back, "demo", p.ago(days(30)))
	given.expire = year
}

// partnerTrades are movements of every kind between the partner and those that it funds.
func (p *partnership) partnerTrades() {
	trade := func(r *reseller, s *subCustomer, detail string, amount, ago int64) {
		a := &allotment{giver: r, taker: s, amount: cents(amount)}
		a.book(p.ago(days(int(ago))), detail, numbered("PT", p.number()))
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
func (p *partnership) partnerCoupons() {
	client, person := p.own.customers[1], p.own.customers[2]
	give := func(q *couponQuota, s *subCustomer, face, ago int64) *issuedCoupon {
		at := p.ago(days(int(ago)))
		k := &coupon{kind: couponCash, face: cents(face), balance: cents(face), effective: at, expire: q.expire, limits: limitsTo(q.services, q.products)}
		if q.kind == quotaFlexi {
			k.kind = couponFlexi
		}
		return p.issueCoupon(&issuedCoupon{coupon: k, owner: s, quota: q, giver: q.owner}, at, "demo")
	}
	quotas := p.own.quotas
	first := give(quotas[0], client, 10_000, 45).coupon
	first.limits = append(first.limits, limitsOfUse(purchaseNew, "0")...)
	used := give(quotas[0], client, 5_000, 44).coupon
	used.status, used.balance, used.usedBy, used.lastUsed = couponUsed, 0, "CS"+strings.Repeat("0", 9)+"1", p.ago(days(20))
	back := give(quotas[0], person, 2_000, 43)
	at := p.ago(days(30))
	back.giver.record(p, back.entry(couponTakingBack, p.giveBack(back, couponReclaimed, entry{
		at: at, trade: tradeReclaim, detail: tradeCancellation,
	}), at, ""))
	give(quotas[1], client, 3_000, 42)
	give(quotas[5], person, 4_000, 41).coupon.frozen = true
	give(quotas[0], person, 6_000, 40).coupon.lockedBy = "CS" + strings.Repeat("0", 9) + "2"
	soon := give(quotas[0], client, 1_000, 39)
	soon.coupon.expire = p.now.Add(days(2))
	p.timeline.plan(soon.coupon.expire, func(at time.Time) { p.endIssued(soon, at) })
	give(p.indirect[0].quotas[0], p.indirect[0].customers[0], 1_500, 38)
}

// partnerBudgets are a monthly budget, one for good, and one that is used up.
func (p *partnership) partnerBudgets() {
	own := p.own
	for n, s := range own.customers[:3] {
		kind := budgetMonthly
		if n == 1 {
			kind = budgetPackage
		}
		at := p.ago(days(90 - n))
		s.budget = &budget{amount: cents(int64(n+1) * 100_000), kind: kind, set: at}
		s.budgetRecords = []budgetRecord{
			{budgetSetting, kind, cents(50_000), at.Add(-24 * time.Hour), own},
			{budgetSetting, kind, s.budget.amount, at, own},
		}
	}
}
