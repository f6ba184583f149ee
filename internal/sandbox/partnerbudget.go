package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

const (
	budgetMonthly = "MONTHLY"
	budgetPackage = "PACKAGE"
	budgetSetting = "SETTING"
)

// budget is how much a customer may spend: a month, or in all since it was set.
type budget struct {
	amount money
	kind   string
	set    time.Time
	freeze bool // by itself when it is used up
}

// budgetRecord is one change of a budget.
type budgetRecord struct {
	operation, kind string
	amount          money
	at              time.Time
	by              *reseller
}

// spent is what a customer has used of its budget.
func (p *partnership) spent(s *subCustomer, now time.Time) money {
	if s.budget == nil {
		return 0
	}
	from, _ := monthBounds(billCycle(now))
	if s.budget.kind == budgetPackage {
		from = s.budget.set
	}
	sum := money(0)
	for _, ch := range p.customerCharges(s) {
		if !ch.at.Before(from) {
			sum += ch.consume
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

// showBudget is GET /v2/partners/sub-customers/budget; without a budget the amounts are left out.
func showBudget(_ context.Context, c *partnerCall) (any, *refusal) {
	_, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	answer := budgetAnswer{MeasureID: measureMain, Currency: c.currency}
	if s.budget != nil {
		answer.Amount, answer.Kind = s.budget.amount.number(), s.budget.kind
		answer.Used = c.st.spent(s, c.now).number()
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

// listBudgets is POST /v2/partners/sub-customers/budget/query: customers without a budget are left out.
func listBudgets(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	answer := budgetsAnswer{MeasureID: measureMain, Currency: c.currency, Rows: []budgetView{}}
	for _, id := range c.in.texts("customer_ids") {
		s := r.customer(id)
		if s == nil {
			return nil, unknownAccount()
		}
		if s.budget != nil {
			answer.Rows = append(answer.Rows, budgetView{
				s.id, s.budget.amount.number(), c.st.spent(s, c.now).number(), s.budget.kind,
			})
		}
	}
	return answer, nil
}

// setBudget is POST /v2/partners/sub-customers/budget. A budget that is used up
// already freezes the account when that was asked for; later it is not watched.
func setBudget(_ context.Context, c *partnerCall) (any, *refusal) {
	r, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	amount, err := parseMoney(c.in.text("budget_amount"))
	if err != nil {
		return nil, badParameter("budget_amount is malformed")
	}
	next := &budget{amount: amount, kind: budgetMonthly, set: c.now}
	if s.budget != nil {
		next.freeze = s.budget.freeze
	}
	if kind := c.in.text("budget_type"); kind != "" {
		next.kind = kind
	}
	if c.in.has("frozen_operate_type") {
		next.freeze = c.in.num("frozen_operate_type", 0) == 1
	}
	s.budget = next
	s.budgetRecords = append(s.budgetRecords, budgetRecord{budgetSetting, next.kind, amount, c.now, r})
	c.partnerMoney("budget_set", s.id, amount, map[string]string{"budget_type": next.kind})
	if c.in.text("cancel_partner_frozen") == "1" && s.frozen != frozenNothing {
		c.thaw(s)
	}
	if next.freeze && c.st.spent(s, c.now) > amount && s.frozen == frozenNothing {
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

// listBudgetRecords is GET /v2/partners/sub-customers/budget/records.
func listBudgetRecords(_ context.Context, c *partnerCall) (any, *refusal) {
	_, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	var rows []budgetRecord
	for _, e := range s.budgetRecords {
		if c.fits("operation_type", e.operation) && c.fits("budget_type", e.kind) {
			rows = append(rows, e)
		}
	}
	answer := budgetRecordsAnswer{TotalCount: len(rows), MeasureID: measureMain, Currency: c.currency, Records: []budgetRecordView{}}
	for _, e := range newestFirst(c.call, rows) {
		answer.Records = append(answer.Records, budgetRecordView{
			e.amount.number(), e.operation, stamp(e.at), e.by.account, e.kind, e.by.company.in(c.english), e.by.account,
		})
	}
	return answer, nil
}

type itemErrorsAnswer struct {
	Errors []itemError `json:"error_details"`
}

// freezeCustomers is POST /v2/partners/sub-customers/freeze.
func freezeCustomers(_ context.Context, c *partnerCall) (any, *refusal) {
	what := frozenAccount
	if c.in.text("freeze_type") == freezeType(frozenAll) {
		what = frozenAll
	}
	return c.eachCustomer(func(s *subCustomer) *refusal {
		if s.frozen != frozenNothing {
			return refuse(http.StatusBadRequest, "CBC.30000052", "The resource or account has been frozen.")
		}
		c.freeze(s, what)
		return nil
	})
}

// unfreezeCustomers is POST /v2/partners/sub-customers/unfreeze; a named type has to be that of the freezing.
func unfreezeCustomers(_ context.Context, c *partnerCall) (any, *refusal) {
	wish := c.in.text("unfreeze_type")
	return c.eachCustomer(func(s *subCustomer) *refusal {
		if s.frozen == frozenNothing || wish != "" && wish != freezeType(s.frozen) {
			return badParameter("the customer is not frozen in this way")
		}
		c.thaw(s)
		return nil
	})
}

// eachCustomer works through the customers that a call lists.
func (c *partnerCall) eachCustomer(do func(*subCustomer) *refusal) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	answer := itemErrorsAnswer{Errors: []itemError{}}
	for _, id := range c.in.texts("customer_ids") {
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

func (c *partnerCall) freeze(s *subCustomer, what int) {
	s.frozen = what
	c.partnerEffect("sub_customer_frozen", s.id, map[string]string{"freeze_type": freezeType(what)})
}

// freezeType is the upstream's word for what is frozen.
func freezeType(what int) string {
	if what == frozenAll {
		return "ACCOUNT_AND_RESOURCE"
	}
	return "ACCOUNT"
}

func (c *partnerCall) thaw(s *subCustomer) {
	s.frozen = frozenNothing
	c.partnerEffect("sub_customer_unfrozen", s.id, nil)
}
