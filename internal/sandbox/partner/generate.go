package partner

import (
	"fmt"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// partnership files the partner that the demo account is as well, its customers
// and its indirect partners. The demo customer itself is one of the customers.
func (p *Partnership) fill() {
	own := &reseller{
		id: demo.PartnerID, account: "cloud-demo-partner", company: rest.Text{"云上演示伙伴", "Cloud Demo Partner"},
		manager: "manager-01", managerName: rest.Text{"王经理", "Manager Wang"},
	}
	p.own = own
	for n, id := range []string{demo.IndirectPartner, demo.SecondIndirect} {
		login := fmt.Sprintf("cloud-demo-reseller-%02d", n+1)
		p.indirect = append(p.indirect, &reseller{
			id: id, account: login, company: rest.Text{"云经销商" + rest.Quoted(n+1), "Cloud reseller " + rest.Quoted(n+1)},
			phone: fmt.Sprintf("135000000%02d", n+1), email: login + "@example.test", manager: own.manager,
			managerName: own.managerName, associated: p.Ago(rest.Days(300 - 100*n)),
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
func (p *Partnership) partnerFunds() {
	for n, r := range p.all() {
		at := p.Ago(rest.Days(200 - n))
		r.ledger.Receive(wallet.Entry{
			At: at, Trade: wallet.TradeRecharge, Detail: "SOURCE_OPERAIION_RECHARGE", TradeID: "RC" + r.id[:8],
			Amount: rest.Cents(int64(n+1) * 1_000_000),
		})
		r.ledger.Grant(wallet.Entry{
			At: at, Trade: wallet.TradeAdjust, Detail: "SOURCE_OPERAIION_ADJUST_CREDIT", TradeID: "CL" + r.id[:8],
			Amount: rest.Cents(5_000_000),
		})
		r.ledger.Designated = rest.Cents(100_000)
		r.ledger.Bonus = rest.Cents(20_000)
	}
}

// customer files a customer with its defaults.
func (p *Partnership) customer(r *reseller, s subCustomer) *subCustomer {
	n := len(p.customers())
	if s.account == "" {
		s.account = fmt.Sprintf("cloud-demo-client-%02d", n)
	}
	if s.id == "" {
		s.id = rest.AccountID(s.account)
	}
	if s.book == nil {
		s.book, s.wallet = &wallet.Ledger{}, wallet.NewWallet()
	}
	if s.phone == "" {
		s.phone = fmt.Sprintf("136000000%02d", n)
	}
	s.email, s.seed, s.level = s.account+"@example.test", n, fmt.Sprintf("V%d", n%6)
	s.platformID, s.manager = fmt.Sprintf("X-%04d", n), r.manager
	s.label = []string{"重点客户", "普通客户"}[n%2]
	s.newTag = []string{tagOld, tagNew, tagPending}[n%3]
	s.associated = p.Ago(rest.Days(250 - 5*n))
	s.association = associationAdvisory
	if n%2 == 1 {
		s.association = associationProxy
		if p.Site == rest.SiteInternational {
			s.association = associationResale
		}
	}
	r.customers = append(r.customers, &s)
	return &s
}

func (p *Partnership) partnerCustomers() {
	own, second := p.own, p.indirect[0]
	p.customer(own, subCustomer{
		id: demo.DomainID, account: "cloud-demo", name: shop.AccountName().In(false), kind: customerEnterprise, verified: verifiedDone,
		book: &p.account.Ledger, wallet: p.account.Coupons,
	})
	p.customer(own, subCustomer{id: demo.SubCustomer, name: "示例科技有限公司", kind: customerEnterprise, verified: verifiedDone, phone: demo.PartnerPhone})
	p.customer(own, subCustomer{id: demo.PersonalCustomer, name: "张三", kind: customerPerson, verified: verifiedDone})
	p.customer(own, subCustomer{id: demo.NamelessCustomer, kind: customerUnknown, verified: verifiedNone})
	waiting := p.customer(own, subCustomer{id: demo.ReviewedCustomer, kind: customerUnknown, verified: verifiedReview})
	p.customer(own, subCustomer{
		id: demo.RejectedCustomer, kind: customerUnknown, verified: verifiedFailed, opinion: "The document does not match the name.",
	})
	p.customer(own, subCustomer{id: demo.FrozenCustomer, name: "李四", kind: customerPerson, verified: verifiedDone, frozen: frozenAccount})
	for range 8 {
		p.customer(own, subCustomer{name: "演示客户", kind: customerEnterprise, verified: verifiedDone})
	}
	p.customer(own, subCustomer{id: demo.UnknownCustomer, kind: customerUnknown, verified: verifiedNone})
	p.customer(second, subCustomer{id: demo.IndirectsCustomer, name: "经销商客户", kind: customerEnterprise, verified: verifiedDone})
	p.customer(second, subCustomer{name: "经销商客户二", kind: customerEnterprise, verified: verifiedDone})
	p.Timeline.Plan(p.Now.Add(20*time.Minute), func(at time.Time) {
		p.decide(waiting, submission{name: "在审客户", kind: customerPerson}, at)
	})
}

func (p *Partnership) partnerQuotas() {
	own := p.own
	year := p.Now.AddDate(1, 0, 0)
	add := func(q couponQuota) {
		q.owner, q.created, q.updated = own, p.Ago(rest.Days(100-len(own.quotas))), p.Ago(rest.Days(90))
		q.effective, q.balance = p.Ago(rest.Days(90)), q.value
		if q.expire.IsZero() {
			q.expire = year
		}
		own.quotas = append(own.quotas, &q)
	}
	add(couponQuota{id: demo.CouponQuota, value: rest.Cents(1_000_000)})
	add(couponQuota{
		id: demo.LimitedQuota, value: rest.Cents(50_000), services: []string{shop.ServiceECS().Code, shop.ServiceEVS().Code},
		products: []string{p.shop.Specs[0].ProductID, p.shop.Specs[1].ProductID},
	})
	add(couponQuota{id: demo.EndedQuota, value: rest.Cents(30_000), expire: p.Ago(rest.Days(10))})
	add(couponQuota{id: demo.HeldQuota, value: rest.Cents(30_000), state: quotaAdjusting})
	add(couponQuota{id: demo.ColdQuota, value: rest.Cents(30_000), state: quotaFrozen})
	add(couponQuota{id: demo.FlexiQuota, kind: quotaFlexi, value: rest.Cents(100_000)})
	given := p.issue(own.quotas[0], p.indirect[0], rest.Cents(80_000), p.Ago(rest.Days(60)))
	p.issue(own.quotas[1], p.indirect[0], rest.Cents(10_000), p.Ago(rest.Days(50)))
	back := p.issue(own.quotas[0], p.indirect[1], rest.Cents(20_000), p.Ago(rest.Days(40)))
	p.takeBack(back, "demo", p.Ago(rest.Days(30)))
	given.expire = year
}

// partnerTrades are movements of every kind between the partner and those that it funds.
func (p *Partnership) partnerTrades() {
	trade := func(r *reseller, s *subCustomer, detail string, amount, ago int64) {
		a := &allotment{giver: r, taker: s, amount: rest.Cents(amount)}
		a.book(p.Ago(rest.Days(int(ago))), detail, rest.Numbered("PT", p.number()))
	}
	client, person, second := p.own.customers[1], p.own.customers[2], p.indirect[0]
	trade(p.own, client, wallet.DetailAllot, 150_000, 120)
	trade(p.own, second.asCustomer(false), wallet.DetailAllot, 200_000, 119)
	trade(p.own, person, wallet.DetailAllot, 30_000, 100)
	trade(p.own, client, wallet.DetailTake, 50_000, 80)
	trade(p.own, second.asCustomer(false), wallet.DetailTake, 10_000, 70)
	trade(p.own, person, wallet.DetailUnbind, 5_000, 60)
	trade(second, second.customers[0], wallet.DetailAllot, 40_000, 50)
	for _, s := range p.own.customers[7:] {
		trade(p.own, s, wallet.DetailAllot, 1_000, 40)
	}
}

// partnerCoupons are coupons in every state that a partner sees.
func (p *Partnership) partnerCoupons() {
	client, person := p.own.customers[1], p.own.customers[2]
	give := func(q *couponQuota, s *subCustomer, face, ago int64) *issuedCoupon {
		at := p.Ago(rest.Days(int(ago)))
		k := &wallet.Coupon{
			Kind: wallet.CouponCash, Face: rest.Cents(face), Balance: rest.Cents(face), Effective: at, Expire: q.expire,
			Limits: limitsTo(q.services, q.products),
		}
		if q.kind == quotaFlexi {
			k.Kind = wallet.CouponFlexi
		}
		return p.issueCoupon(&issuedCoupon{coupon: k, owner: s, quota: q, giver: q.owner}, at, "demo")
	}
	quotas := p.own.quotas
	first := give(quotas[0], client, 10_000, 45).coupon
	first.Limits = append(first.Limits, wallet.LimitsOfUse(wallet.PurchaseNew, "0")...)
	used := give(quotas[0], client, 5_000, 44).coupon
	used.Status, used.Balance, used.UsedBy, used.LastUsed = wallet.CouponUsed, 0, "CS"+strings.Repeat("0", 9)+"1", p.Ago(rest.Days(20))
	back := give(quotas[0], person, 2_000, 43)
	at := p.Ago(rest.Days(30))
	back.giver.record(p, back.entry(couponTakingBack, p.giveBack(back, wallet.CouponReclaimed, wallet.Entry{
		At: at, Trade: wallet.TradeReclaim, Detail: tradeCancellation,
	}), at, ""))
	give(quotas[1], client, 3_000, 42)
	give(quotas[5], person, 4_000, 41).coupon.Frozen = true
	give(quotas[0], person, 6_000, 40).coupon.LockedBy = "CS" + strings.Repeat("0", 9) + "2"
	soon := give(quotas[0], client, 1_000, 39)
	soon.coupon.Expire = p.Now.Add(rest.Days(2))
	p.Timeline.Plan(soon.coupon.Expire, func(at time.Time) { p.endIssued(soon, at) })
	give(p.indirect[0].quotas[0], p.indirect[0].customers[0], 1_500, 38)
}

// partnerBudgets are a monthly budget, one for good, and one that is used up.
func (p *Partnership) partnerBudgets() {
	own := p.own
	for n, s := range own.customers[:3] {
		kind := budgetMonthly
		if n == 1 {
			kind = budgetPackage
		}
		at := p.Ago(rest.Days(90 - n))
		s.budget = &budget{amount: rest.Cents(int64(n+1) * 100_000), kind: kind, set: at}
		s.budgetRecords = []budgetRecord{
			{budgetSetting, kind, rest.Cents(50_000), at.Add(-24 * time.Hour), own},
			{budgetSetting, kind, s.budget.amount, at, own},
		}
	}
}
