package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
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

// listOrganizations is GET /v2/enterprises/multi-accounts/enterprise-organizations.
func listOrganizations(_ context.Context, c *enterpriseCall) (any, *refusal) {
	root := c.st.root
	deep := c.in.num("recursive_query", 0) == 1
	answer := organizationsAnswer{Children: []nodeView{}}
	from := root
	if c.in.has("parent_id") {
		if from = root.find(c.in.text("parent_id")); from == nil {
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

// listMembers is GET /v2/enterprises/multi-accounts/sub-customers.
func listMembers(_ context.Context, c *enterpriseCall) (any, *refusal) {
	fuzzy := c.in.num("fuzzy_query", 0) == 1
	names := []string{"sub_customer_account_name", "sub_customer_display_name"}
	for _, name := range names {
		if fuzzy && strings.Contains(c.in.text(name), " ") {
			return nil, badParameter("%s holds a blank", name)
		}
	}
	rows := slices.DeleteFunc(slices.Clone(c.st.members), func(m *member) bool {
		return !c.named(names[0], m.name, fuzzy) || !c.named(names[1], m.display, fuzzy) ||
			c.in.has("org_id") && c.in.text("org_id") != m.org
	})
	answer := membersAnswer{TotalCount: len(rows), Members: []memberView{}}
	for _, m := range page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		v := memberView{ID: m.id, Name: m.name, DisplayName: m.display, Status: m.status, OrgID: m.org}
		if org := c.st.root.find(m.org); org != nil && org != c.st.root {
			v.OrgName = org.name
		}
		answer.Members = append(answer.Members, v)
	}
	return answer, nil
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

// listTransferable is GET /v2/enterprises/multi-accounts/transfer-amount.
func listTransferable(_ context.Context, c *enterpriseCall) (any, *refusal) {
	rows := c.transferable()
	if c.in.text("balance_type") == bookCash {
		return amountsAnswer{TotalCount: 1, Rows: rows}, nil
	}
	return c.creditRows(rows), nil
}

// transferable is what the master can give away of the asked account: one row of
// cash, or one for each credit ledger that has not ended.
func (c *enterpriseCall) transferable() []amountRow {
	if c.in.text("balance_type") == bookCash {
		row := c.amountRow(c.st.account.ledger.cash)
		row.Transfer = max(c.st.account.ledger.cash-c.st.account.ledger.designated, 0).number()
		return []amountRow{row}
	}
	var rows []amountRow
	left := c.st.available()
	for i, f := range c.st.facilities {
		if f.expire.IsZero() || f.expire.After(c.now) {
			row := c.amountRow(left[i])
			row.Transfer, row.Credit, row.ExpireTime = row.Amount, f.limit.number(), f.ends()
			rows = append(rows, row)
		}
	}
	return rows
}

// listRetrievable is GET /v2/enterprises/multi-accounts/retrieve-amount.
func listRetrievable(_ context.Context, c *enterpriseCall) (any, *refusal) {
	m, no := c.knownMember("sub_customer_id")
	if no != nil {
		return nil, no
	}
	if c.in.text("balance_type") == bookCash {
		row := c.amountRow(m.cash)
		row.Retrieve = row.Amount
		return amountsAnswer{TotalCount: 1, Rows: []amountRow{row}}, nil
	}
	var rows []amountRow
	for _, f := range m.credit {
		row := c.amountRow(f.left)
		row.Retrieve, row.Credit, row.ExpireTime = row.Amount, f.limit.number(), f.ends()
		rows = append(rows, row)
	}
	return c.creditRows(rows), nil
}

func (c *enterpriseCall) amountRow(amount money) amountRow {
	return amountRow{MeasureID: measureMain, Currency: c.st.currency, Amount: amount.number()}
}

// creditRows are the only ones that are paged.
func (c *enterpriseCall) creditRows(rows []amountRow) amountsAnswer {
	return amountsAnswer{
		TotalCount: len(rows), Rows: page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)),
	}
}

// knownMember finds the member that a call names.
func (c *enterpriseCall) knownMember(param string) (*member, *refusal) {
	m := c.st.member(c.in.text(param))
	if m == nil {
		return nil, refuse(400, "CBC.99000047", "The account does not exist.")
	}
	return m, nil
}
