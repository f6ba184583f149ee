package enterprise

import (
	"fmt"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// creditWithExpiry is how much of the demo credit ends, and after how many days.
const (
	creditWithExpiry = 50_000
	creditDays       = 60
)

// members files the enterprise of the demo account.
func (e *enterprise) fill() {
	ending := &facility{limit: rest.Cents(creditWithExpiry), expire: e.Now.Add(rest.Days(creditDays))}
	lasting := &facility{limit: e.account.Ledger.CreditLimit - ending.limit}
	e.root, e.facilities = organizations(), []*facility{ending, lasting}
	e.Timeline.Plan(ending.expire, func(at time.Time) { e.endFacility(ending, at) })
	share := []string{"READ_FINANCE_INFO", "SHARE-CREDIT-TO-SUB"}
	add := func(m member) {
		m.name = fmt.Sprintf("cloud-demo-member-%02d", len(e.members)+1)
		if m.id == "" {
			m.id = rest.AccountID(m.name)
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
		id: demo.MemberID, display: "研发成员", status: memberNormal, org: demo.Organization, phone: demo.MemberPhone,
		permissions: share, cash: rest.Cents(30_000),
		credit: []*facility{{limit: rest.Cents(8000), left: rest.Cents(8000)}, {limit: rest.Cents(4000), left: rest.Cents(4000), expire: ending.expire}},
	})
	add(member{id: demo.CustodyMember, status: memberNormal, org: demo.Organization, custody: true, permissions: custodyPermissions()})
	add(member{
		id: demo.AlienMember, status: memberNormal, org: "1200", permissions: share,
		money: []string{"MUST_BE_SAME_SIGNING_ENTITY"}, vouchers: []string{"SAME_LEGAL_TRANS_COUPON"},
	})
	add(member{id: demo.OverdueMember, status: memberNormal, org: "1200", permissions: share, money: []string{"SUB_CUSTOMER_OVERDUE_BILL"}})
	add(member{id: demo.UnsharedMember, status: memberNormal, org: "1110"})
	add(member{id: demo.ClosedMember, status: memberClosed, org: demo.RootOrganization})
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
	return node(demo.RootOrganization, shop.AccountName().In(false),
		node(demo.Organization, "研发部", node("1110", "后端组", node("1111", "平台小组")), node("1120", "前端组")),
		node("1200", "销售部", node("1210", "华北区"), node("1220", "华南区")),
		node("1300", "运维部"))
}
