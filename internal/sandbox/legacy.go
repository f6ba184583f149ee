package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// legacyHandlers are calls that the upstream is about to take offline. They read
// the same state as their successors; lists are paged by page numbers from 1.
func legacyHandlers() map[string]handler {
	return map[string]handler{
		"ListOrdersV1":              listOldOrders,
		"ListPackageUsagesV2":       listOldUsages,
		"ListEnterpriseCustomersV1": listOldMembers,
		"ListTransferAmountsV1":     listOldTransferable,
		"PayOrdersV2":               payOldOrder,
	}
}

// payOldOrder is POST /v2/orders/customer-orders/pay, whose lists stand without
// the switches of its successor; the clients that still call it send them.
func payOldOrder(ctx context.Context, c *call) (any, *refusal) {
	for use, infos := range map[string]string{"use_coupon": "coupon_infos", "use_discount": "discount_infos"} {
		if !c.in.has(use) && len(c.in.items(infos)) > 0 {
			c.in[use] = value{text: chosenYes}
		}
	}
	return payOrder(ctx, c)
}

// numberedPage cuts out the page of a number from 1.
func numberedPage[T any](c *call, rows []T) []T {
	limit := c.in.num("limit", defaultLimit)
	return page(rows, (c.in.num("offset", 1)-1)*limit, limit)
}

type oldUsageView struct {
	ID        string      `json:"order_instance_id"`
	TypeName  string      `json:"resource_type_name"`
	Mode      int         `json:"quota_reuse_mode"`
	Cycle     int         `json:"quota_reuse_cycle,omitempty"`
	CycleType int         `json:"quota_reuse_cycle_type,omitempty"`
	StartTime string      `json:"start_time"`
	EndTime   string      `json:"end_time"`
	Balance   json.Number `json:"balance"`
	Total     json.Number `json:"total"`
	Unit      string      `json:"measurement_name"`
	Region    string      `json:"region_code"`
}

type oldUsagesAnswer struct {
	Rows []oldUsageView `json:"package_usage_infos"`
}

// listOldUsages is POST /v2/payments/free-resources/usages/query: one row per item of
// the packages in use.
func listOldUsages(_ context.Context, c *call) (any, *refusal) {
	answer := oldUsagesAnswer{Rows: []oldUsageView{}}
	for _, p := range c.st.packages {
		if status := p.status(c.now); status != packageUsable && status != packageUsedUp {
			continue
		}
		from, to := p.cycleBounds(c.now)
		for _, f := range p.items {
			v := oldUsageView{
				ID: p.id, TypeName: strings.TrimPrefix(p.resource.code, "hws.resource.type."), Mode: p.reuse,
				StartTime: stamp(from), EndTime: stamp(to), Balance: json.Number(quantity(f.remaining(c.now))),
				Total: json.Number(quantity(f.total)), Unit: unitName(f.unit, c.english), Region: p.region,
			}
			if p.reuse == reuseCycles {
				v.Cycle, v.CycleType = p.cycle, p.cycleType
			}
			answer.Rows = append(answer.Rows, v)
		}
	}
	return answer, nil
}

func unitName(id int, english bool) string {
	for _, u := range units() {
		if u.id == id {
			return u.name.in(english)
		}
	}
	return ""
}

type oldMemberView struct {
	ID      string `json:"subCustomerId"`
	Name    string `json:"subCustomerName"`
	Display string `json:"displayName"`
	Status  int    `json:"status"`
	OrgID   string `json:"orgId"`
	OrgName string `json:"orgName"`
}

type oldMembersAnswer struct {
	TotalCount int             `json:"totalCount"`
	Members    []oldMemberView `json:"subCustomerInfos"`
}

// listOldMembers is GET /v1.0/{domain_id}/customer/customer-mgr/enterprise-customers.
func listOldMembers(_ context.Context, c *call) (any, *refusal) {
	if no := c.ownDomain(); no != nil {
		return nil, no
	}
	fuzzy := c.in.num("fuzzy_query", 0) == 1
	rows := slices.DeleteFunc(slices.Clone(c.st.enterprise.members), func(m *member) bool {
		return !c.named("sub_customer_name", m.name, fuzzy) || !c.named("display_name", m.display, fuzzy) || !c.fits("org_party_id", m.org)
	})
	answer := oldMembersAnswer{TotalCount: len(rows), Members: []oldMemberView{}}
	for _, m := range numberedPage(c, rows) {
		v := oldMemberView{ID: m.id, Name: m.name, Display: m.display, Status: m.status, OrgID: m.org}
		if org := c.st.enterprise.root.find(m.org); org != nil && org != c.st.enterprise.root {
			v.OrgName = org.name
		}
		answer.Members = append(answer.Members, v)
	}
	return answer, nil
}

// ownDomain lets a master ask about its own members only.
func (c *call) ownDomain() *refusal {
	if c.in.text("domain_id") != c.st.owner {
		return refuse(http.StatusForbidden, "CBC.0151", "Access denied: the domain_id is not the caller's.")
	}
	return nil
}

type oldAmountView struct {
	Transfer   json.Number `json:"availTransferAmount"`
	MeasureID  int         `json:"measureId"`
	Currency   string      `json:"currency"`
	Amount     json.Number `json:"amount"`
	Credit     json.Number `json:"creditAmount,omitempty"`
	ExpireTime string      `json:"expireTime,omitempty"`
}

type oldAmountsAnswer struct {
	TotalCount int             `json:"totalCount"`
	Rows       []oldAmountView `json:"amountInfo"`
}

// listOldTransferable is GET /v1.0/{domain_id}/customer/account-mgr/transfer-amount;
// only credit is paged.
func listOldTransferable(_ context.Context, c *call) (any, *refusal) {
	if no := c.ownDomain(); no != nil {
		return nil, no
	}
	rows := c.transferable()
	answer := oldAmountsAnswer{TotalCount: len(rows), Rows: []oldAmountView{}}
	if c.in.text("balance_type") == bookLoan {
		rows = numberedPage(c, rows)
	}
	for _, r := range rows {
		answer.Rows = append(answer.Rows, oldAmountView{r.Transfer, r.MeasureID, r.Currency, r.Amount, r.Credit, r.ExpireTime})
	}
	return answer, nil
}
