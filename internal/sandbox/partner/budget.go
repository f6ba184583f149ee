package partner

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/bills"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

const (
	budgetMonthly = "MONTHLY"
	budgetPackage = "PACKAGE"
	budgetSetting = "SETTING"
)

// budget is how much a customer may spend: a month, or in all since it was set.
type budget struct {
	amount rest.Money
	kind   string
	set    time.Time
	freeze bool // by itself when it is used up
}

// budgetRecord is one change of a budget.
type budgetRecord struct {
	operation, kind string
	amount          rest.Money
	at              time.Time
	by              *reseller
}

// spent is what a customer has used of its budget.
func (p *Partnership) spent(s *subCustomer, now time.Time) rest.Money {
	if s.budget == nil {
		return 0
	}
	from, _ := bills.MonthBounds(wallet.BillCycle(now))
	if s.budget.kind == budgetPackage {
		from = s.budget.set
	}
	sum := rest.Money(0)
	for _, ch := range p.customerCharges(s) {
		if !ch.At.Before(from) {
			sum += ch.Consume
		}
	}
	return sum
}

type budgetAnswer struct {
	Amount    json.Number `json:"budget_amount,omitempty"`
	Used      json.Number `json:"used_amount,omitempty"`
	MeasureID int         `json:"measure_id"`
	Currency  string      `json:"currency"`
	Kind      string      `json:"budget_type,omitempty"`
}

// showSubCustomerBudget is GET /v2/partners/sub-customers/budget; without a budget the amounts are left out.
func showSubCustomerBudget(_ context.Context, c *call) (any, *rest.Refusal) {
	_, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	answer := budgetAnswer{MeasureID: rest.MeasureMain, Currency: c.Currency}
	if s.budget != nil {
		answer.Amount, answer.Kind = s.budget.amount.Number(), s.budget.kind
		answer.Used = c.partner.spent(s, c.Now).Number()
	}
	return answer, nil
}

type budgetView struct {
	CustomerID string      `json:"customer_id"`
	Amount     json.Number `json:"budget_amount"`
	Used       json.Number `json:"used_amount"`
	Kind       string      `json:"budget_type"`
}

type budgetsAnswer struct {
	MeasureID int          `json:"measure_id"`
	Currency  string       `json:"currency"`
	Rows      []budgetView `json:"budget_infos"`
}

// listSubCustomerBudget is POST /v2/partners/sub-customers/budget/query: customers without a budget are left out.
func listSubCustomerBudget(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	answer := budgetsAnswer{MeasureID: rest.MeasureMain, Currency: c.Currency, Rows: []budgetView{}}
	for _, id := range c.In.Texts("customer_ids") {
		s := r.customer(id)
		if s == nil {
			return nil, unknownAccount()
		}
		if s.budget != nil {
			answer.Rows = append(answer.Rows, budgetView{
				s.id, s.budget.amount.Number(), c.partner.spent(s, c.Now).Number(), s.budget.kind,
			})
		}
	}
	return answer, nil
}

// updateSubCustomerBudget is POST /v2/partners/sub-customers/budget. A budget that is used up
// already freezes the account when that was asked for; later it is not watched.
func updateSubCustomerBudget(_ context.Context, c *call) (any, *rest.Refusal) {
	r, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	amount, err := rest.ParseMoney(c.In.Text("budget_amount"))
	if err != nil {
		return nil, rest.BadParameter("budget_amount is malformed")
	}
	next := &budget{amount: amount, kind: budgetMonthly, set: c.Now}
	if s.budget != nil {
		next.freeze = s.budget.freeze
	}
	if kind := c.In.Text("budget_type"); kind != "" {
		next.kind = kind
	}
	if c.In.Has("frozen_operate_type") {
		next.freeze = c.In.Num("frozen_operate_type", 0) == 1
	}
	s.budget = next
	s.budgetRecords = append(s.budgetRecords, budgetRecord{budgetSetting, next.kind, amount, c.Now, r})
	c.Done(rest.Effect{Kind: "budget_set", CustomerID: s.id, Amount: amount.String(), Parts: map[string]string{"budget_type": next.kind}})
	if c.In.Text("cancel_partner_frozen") == "1" && s.frozen != frozenNothing {
		c.thaw(s)
	}
	if next.freeze && c.partner.spent(s, c.Now) > amount && s.frozen == frozenNothing {
		c.freeze(s, frozenAccount)
	}
	return nil, nil
}

type budgetRecordView struct {
	Amount    json.Number `json:"budget_amount"`
	Operation string      `json:"operation_type"`
	Time      string      `json:"operation_time"`
	Operator  string      `json:"operator"`
	Kind      string      `json:"budget_type"`
	Company   string      `json:"partner_corp_name"`
	Account   string      `json:"partner_account_name"`
}

type budgetRecordsAnswer struct {
	TotalCount int                `json:"total_count"`
	MeasureID  int                `json:"measure_id"`
	Currency   string             `json:"currency"`
	Records    []budgetRecordView `json:"record_list"`
}

// listSubCustomerBudgetRecords is GET /v2/partners/sub-customers/budget/records.
func listSubCustomerBudgetRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	_, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	rows := rest.Keep(s.budgetRecords, func(e budgetRecord) bool {
		return c.Fits("operation_type", e.operation) && c.Fits("budget_type", e.kind)
	})
	records := rest.Views(rest.Page(c.Call, rest.Newest(rows)), func(e budgetRecord) budgetRecordView {
		return budgetRecordView{
			e.amount.Number(), e.operation, rest.Stamp(e.at), e.by.account, e.kind, e.by.company.In(c.English), e.by.account,
		}
	})
	return budgetRecordsAnswer{TotalCount: len(rows), MeasureID: rest.MeasureMain, Currency: c.Currency, Records: records}, nil
}

type itemErrorsAnswer struct {
	Errors []itemError `json:"error_details"`
}

// freezeSubCustomers is POST /v2/partners/sub-customers/freeze.
func freezeSubCustomers(_ context.Context, c *call) (any, *rest.Refusal) {
	what := frozenAccount
	if c.In.Text("freeze_type") == freezeType(frozenAll) {
		what = frozenAll
	}
	return c.eachCustomer(func(s *subCustomer) *rest.Refusal {
		if s.frozen != frozenNothing {
			return rest.Refuse(http.StatusBadRequest, "CBC.30000052", "The resource or account has been frozen.")
		}
		c.freeze(s, what)
		return nil
	})
}

// unfreezeSubCustomers is POST /v2/partners/sub-customers/unfreeze; a named type has to be that of the freezing.
func unfreezeSubCustomers(_ context.Context, c *call) (any, *rest.Refusal) {
	wish := c.In.Text("unfreeze_type")
	return c.eachCustomer(func(s *subCustomer) *rest.Refusal {
		if s.frozen == frozenNothing || wish != "" && wish != freezeType(s.frozen) {
			return rest.BadParameter("the customer is not frozen in this way")
		}
		c.thaw(s)
		return nil
	})
}

// eachCustomer works through the customers that a call lists.
func (c *call) eachCustomer(do func(*subCustomer) *rest.Refusal) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	answer := itemErrorsAnswer{Errors: []itemError{}}
	for _, id := range c.In.Texts("customer_ids") {
		no := unknownAccount()
		if s := r.customer(id); s != nil {
			no = do(s)
		}
		if no != nil {
			answer.Errors = append(answer.Errors, failedItem(no, id))
		}
	}
	return answer, nil
}

func (c *call) freeze(s *subCustomer, what int) {
	s.frozen = what
	c.Done(rest.Effect{Kind: "sub_customer_frozen", CustomerID: s.id, Parts: map[string]string{"freeze_type": freezeType(what)}})
}

// freezeType is the upstream's word for what is frozen.
func freezeType(what int) string {
	if what == frozenAll {
		return "ACCOUNT_AND_RESOURCE"
	}
	return "ACCOUNT"
}

func (c *call) thaw(s *subCustomer) {
	s.frozen = frozenNothing
	c.Done(rest.Effect{Kind: "sub_customer_unfrozen", CustomerID: s.id})
}
