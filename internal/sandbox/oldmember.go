package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
)

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
func listOldMembers(_ context.Context, c *enterpriseCall) (any, *refusal) {
	if no := c.ownDomain(); no != nil {
		return nil, no
	}
	fuzzy := c.in.num("fuzzy_query", 0) == 1
	rows := slices.DeleteFunc(slices.Clone(c.st.members), func(m *member) bool {
		return !c.named("sub_customer_name", m.name, fuzzy) || !c.named("display_name", m.display, fuzzy) || !c.fits("org_party_id", m.org)
	})
	answer := oldMembersAnswer{TotalCount: len(rows), Members: []oldMemberView{}}
	for _, m := range numberedPage(c.call, rows) {
		v := oldMemberView{ID: m.id, Name: m.name, Display: m.display, Status: m.status, OrgID: m.org}
		if org := c.st.root.find(m.org); org != nil && org != c.st.root {
			v.OrgName = org.name
		}
		answer.Members = append(answer.Members, v)
	}
	return answer, nil
}

// ownDomain lets a master ask about its own members only.
func (c *enterpriseCall) ownDomain() *refusal {
	if c.in.text("domain_id") != c.st.account.owner {
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
func listOldTransferable(_ context.Context, c *enterpriseCall) (any, *refusal) {
	if no := c.ownDomain(); no != nil {
		return nil, no
	}
	rows := c.transferable()
	answer := oldAmountsAnswer{TotalCount: len(rows), Rows: []oldAmountView{}}
	if c.in.text("balance_type") == bookLoan {
		rows = numberedPage(c.call, rows)
	}
	for _, r := range rows {
		answer.Rows = append(answer.Rows, oldAmountView{r.Transfer, r.MeasureID, r.Currency, r.Amount, r.Credit, r.ExpireTime})
	}
	return answer, nil
}
