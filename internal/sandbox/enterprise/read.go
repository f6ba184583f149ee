package enterprise

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

type nodeView struct {
	RelationID string     `json:"relation_id"`
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Children   []nodeView `json:"child_nodes,omitempty"`
}

type organizationsAnswer struct {
	RootID   string     `json:"root_id,omitempty"`
	RootName string     `json:"root_name,omitempty"`
	Children []nodeView `json:"child_nodes"`
}

// listEnterpriseOrganizations is GET /v2/enterprises/multi-accounts/enterprise-organizations.
func listEnterpriseOrganizations(_ context.Context, c *call) (any, *rest.Refusal) {
	root := c.enterprise.root
	deep := c.In.Num("recursive_query", 0) == 1
	answer := organizationsAnswer{Children: []nodeView{}}
	from := root
	if c.In.Has("parent_id") {
		if from = root.find(c.In.Text("parent_id")); from == nil {
			return answer, nil
		}
	} else {
		answer.RootID, answer.RootName = root.id, root.name
	}
	answer.Children = nodeViews(from.children, deep)
	return answer, nil
}

func nodeViews(nodes []*organization, deep bool) []nodeView {
	out := make([]nodeView, 0, len(nodes))
	for _, n := range nodes {
		v := nodeView{RelationID: "9" + n.id, ID: n.id, Name: n.name}
		if deep && len(n.children) > 0 {
			v.Children = nodeViews(n.children, deep)
		}
		out = append(out, v)
	}
	return out
}

type memberView struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	DisplayName string `json:"display_name"`
	Status      int    `json:"status"`
	OrgID       string `json:"org_id"`
	OrgName     string `json:"org_name"`
}

type membersAnswer struct {
	TotalCount int          `json:"total_count"`
	Members    []memberView `json:"sub_customer_infos"`
}

// listEnterpriseSubCustomers is GET /v2/enterprises/multi-accounts/sub-customers.
func listEnterpriseSubCustomers(_ context.Context, c *call) (any, *rest.Refusal) {
	fuzzy := c.In.Num("fuzzy_query", 0) == 1
	names := []string{"sub_customer_account_name", "sub_customer_display_name"}
	for _, name := range names {
		if fuzzy && strings.Contains(c.In.Text(name), " ") {
			return nil, rest.BadParameter("%s holds a blank", name)
		}
	}
	rows := rest.Keep(c.enterprise.members, func(m *member) bool {
		return c.Named(names[0], m.name, fuzzy) && c.Named(names[1], m.display, fuzzy) && c.Fits("org_id", m.org)
	})
	return membersAnswer{TotalCount: len(rows), Members: rest.Views(rest.Page(c.Call, rows), func(m *member) memberView {
		return memberView{ID: m.id, Name: m.name, DisplayName: m.display, Status: m.status, OrgID: m.org, OrgName: c.enterprise.orgName(m)}
	})}, nil
}

type amountRow struct {
	Transfer   json.Number `json:"avail_transfer_amount,omitempty"`
	Retrieve   json.Number `json:"avail_retrieve_amount,omitempty"`
	MeasureID  int         `json:"measure_id"`
	Currency   string      `json:"currency"`
	Amount     json.Number `json:"amount"`
	Credit     json.Number `json:"credit_amount,omitempty"`
	ExpireTime string      `json:"expire_time,omitempty"`
}

type amountsAnswer struct {
	TotalCount int         `json:"total_count"`
	Rows       []amountRow `json:"amount_infos"`
}

// showMultiAccountTransferAmount is GET /v2/enterprises/multi-accounts/transfer-amount.
func showMultiAccountTransferAmount(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.transferable()
	if c.In.Text("balance_type") == wallet.BookCash {
		return amountsAnswer{TotalCount: 1, Rows: rows}, nil
	}
	return c.creditRows(rows), nil
}

// transferable is what the master can give away of the asked account: one row of
// cash, or one for each credit ledger that has not ended.
func (c *call) transferable() []amountRow {
	if c.In.Text("balance_type") == wallet.BookCash {
		row := c.amountRow(c.enterprise.account.Ledger.Cash)
		row.Transfer = max(c.enterprise.account.Ledger.Cash-c.enterprise.account.Ledger.Designated, 0).Number()
		return []amountRow{row}
	}
	var rows []amountRow
	left := c.enterprise.available()
	for i, f := range c.enterprise.facilities {
		if f.expire.IsZero() || f.expire.After(c.Now) {
			row := c.amountRow(left[i])
			row.Transfer, row.Credit, row.ExpireTime = row.Amount, f.limit.Number(), f.ends()
			rows = append(rows, row)
		}
	}
	return rows
}

// listEnterpriseMultiAccount is GET /v2/enterprises/multi-accounts/retrieve-amount.
func listEnterpriseMultiAccount(_ context.Context, c *call) (any, *rest.Refusal) {
	m, no := c.knownMember("sub_customer_id")
	if no != nil {
		return nil, no
	}
	if c.In.Text("balance_type") == wallet.BookCash {
		row := c.amountRow(m.cash)
		row.Retrieve = row.Amount
		return amountsAnswer{TotalCount: 1, Rows: []amountRow{row}}, nil
	}
	var rows []amountRow
	for _, f := range m.credit {
		row := c.amountRow(f.left)
		row.Retrieve, row.Credit, row.ExpireTime = row.Amount, f.limit.Number(), f.ends()
		rows = append(rows, row)
	}
	return c.creditRows(rows), nil
}

func (c *call) amountRow(amount rest.Money) amountRow {
	return amountRow{MeasureID: rest.MeasureMain, Currency: c.Currency, Amount: amount.Number()}
}

// creditRows are the only ones that are paged.
func (c *call) creditRows(rows []amountRow) amountsAnswer {
	return amountsAnswer{
		TotalCount: len(rows), Rows: rest.Page(c.Call, rows),
	}
}

// knownMember finds the member that a call names.
func (c *call) knownMember(param string) (*member, *rest.Refusal) {
	m := c.enterprise.member(c.In.Text(param))
	if m == nil {
		return nil, rest.Refuse(400, "CBC.99000047", "The account does not exist.")
	}
	return m, nil
}
