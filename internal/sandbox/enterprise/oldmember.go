package enterprise

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
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

// listEnterpriseCustomersV1 is GET /v1.0/{domain_id}/customer/customer-mgr/enterprise-customers.
func listEnterpriseCustomersV1(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.ownDomain(); no != nil {
		return nil, no
	}
	fuzzy := c.In.Num("fuzzy_query", 0) == 1
	rows := rest.Keep(c.enterprise.members, func(m *member) bool {
		return c.Named("sub_customer_name", m.name, fuzzy) && c.Named("display_name", m.display, fuzzy) && c.Fits("org_party_id", m.org)
	})
	page := rest.PageNumber(rows, c.In.Num("offset", 1), c.In.Num("limit", rest.DefaultLimit))
	return oldMembersAnswer{TotalCount: len(rows), Members: rest.Views(page, func(m *member) oldMemberView {
		return oldMemberView{ID: m.id, Name: m.name, Display: m.display, Status: m.status, OrgID: m.org, OrgName: c.enterprise.orgName(m)}
	})}, nil
}

// ownDomain lets a master ask about its own members only.
func (c *call) ownDomain() *rest.Refusal {
	if c.In.Text("domain_id") != c.enterprise.account.Owner {
		return rest.Refuse(http.StatusForbidden, "CBC.0151", "Access denied: the domain_id is not the caller's.")
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

// listTransferAmountsV1 is GET /v1.0/{domain_id}/customer/account-mgr/transfer-amount;
// only credit is paged.
func listTransferAmountsV1(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.ownDomain(); no != nil {
		return nil, no
	}
	rows := c.transferable()
	total := len(rows)
	if c.In.Text("balance_type") == wallet.BookLoan {
		rows = rest.PageNumber(rows, c.In.Num("offset", 1), c.In.Num("limit", rest.DefaultLimit))
	}
	return oldAmountsAnswer{TotalCount: total, Rows: rest.Views(rows, func(r amountRow) oldAmountView {
		return oldAmountView{r.Transfer, r.MeasureID, r.Currency, r.Amount, r.Credit, r.ExpireTime}
	})}, nil
}
