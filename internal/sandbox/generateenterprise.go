package sandbox

import (
	"fmt"
	"time"
)

// creditWithExpiry is how much of the demo credit ends, and after how many days.
const (
	creditWithExpiry = 50_000
	creditDays       = 60
)

// members files the enterprise of the demo account.
func (e *enterprise) fill() {
	ending := &facility{limit: cents(creditWithExpiry), expire: e.now.Add(days(creditDays))}
	lasting := &facility{limit: e.account.ledger.creditLimit - ending.limit}
	e.root, e.facilities = organizations(), []*facility{ending, lasting}
	e.timeline.plan(ending.expire, func(at time.Time) { e.endFacility(ending, at) })
	share := []string{"READ_FINANCE_INFO", "SHARE-CREDIT-TO-SUB"}
	add := func(m member) {
		m.name = fmt.Sprintf("cloud-demo-member-%02d", len(e.members)+1)
		if m.id == "" {
			m.id = accountID(m.name)
		}
		if m.display == "" {
			m.display = "成员 " + m.name[len(m.name)-2:]
		}
		if m.phone == "" {
			m.phone = fmt.Sprintf("137000000%02d", len(e.members)+1)
		}
		e.members = append(e.members, &m)
	}
	add(member{
		id: DemoMemberID, display: "研发成员", status: memberNormal, org: DemoOrganization, phone: DemoMemberPhone,
		permissions: share, cash: cents(30_000),
		credit: []*facility{{limit: cents(8000), left: cents(8000)}, {limit: cents(4000), left: cents(4000), expire: ending.expire}},
	})
	add(member{id: DemoCustodyMember, status: memberNormal, org: DemoOrganization, custody: true, permissions: custodyPermissions()})
	add(member{
		id: DemoAlienMember, status: memberNormal, org: "1200", permissions: share,
		money: []string{"MUST_BE_SAME_SIGNING_ENTITY"}, vouchers: []string{"SAME_LEGAL_TRANS_COUPON"},
	})
	add(member{id: DemoOverdueMember, status: memberNormal, org: "1200", permissions: share, money: []string{"SUB_CUSTOMER_OVERDUE_BILL"}})
	add(member{id: DemoUnsharedMember, status: memberNormal, org: "1110"})
	add(member{id: DemoClosedMember, status: memberClosed, org: DemoRootOrganization})
	for _, status := range []int{memberCreating, memberClosing, memberRegistering, memberAwaiting} {
		add(member{status: status, org: "1120"})
	}
	for range 12 {
		add(member{status: memberNormal, org: "1300", permissions: share})
	}
}

func organizations() *organization {
	node := func(id, name string, children ...*organization) *organization {
		return &organization{id: id, name: name, children: children}
	}
	return node(DemoRootOrganization, accountName().in(false),
		node(DemoOrganization, "研发部", node("1110", "后端组", node("1111", "平台小组")), node("1120", "前端组")),
		node("1200", "销售部", node("1210", "华北区"), node("1220", "华南区")),
		node("1300", "运维部"))
}
