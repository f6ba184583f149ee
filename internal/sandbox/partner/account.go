package partner

import (
	"context"
	"encoding/json"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

const accountTransferable = 8

type partnerBalanceView struct {
	AccountID   string      `json:"account_id"`
	AccountType int         `json:"account_type"`
	Amount      json.Number `json:"amount"`
	Currency    string      `json:"currency"`
	Designated  json.Number `json:"designated_amount,omitempty"`
	Credit      json.Number `json:"credit_amount,omitempty"`
	MeasureID   int         `json:"measure_id"`
	Memo        string      `json:"memo"`
}

type partnerBalancesAnswer struct {
	Rows []partnerBalanceView `json:"account_balances"`
}

// listPartnerBalances is GET /v2/accounts/partner-accounts/balances.
func listPartnerBalances(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	view := func(kind int, amount rest.Money, memo string) partnerBalanceView {
		return partnerBalanceView{
			AccountID: r.id + "-" + rest.Quoted(kind), AccountType: kind, Amount: amount.Number(), Currency: c.Currency,
			MeasureID: rest.MeasureMain, Memo: memo,
		}
	}
	l := &r.ledger
	cash, credit := view(wallet.AccountCash, l.Cash, "cash"), view(wallet.AccountCredit, l.Credit, "credit")
	cash.Designated, credit.Credit = l.Designated.Number(), l.CreditLimit.Number()
	return partnerBalancesAnswer{[]partnerBalanceView{
		cash, credit, view(accountTransferable, max(l.Cash-l.Designated, 0), "transferable"),
	}}, nil
}

type partnerChangeView struct {
	ID          string `json:"account_change_id"`
	Detail      string `json:"trade_detail_type"`
	TradeTime   string `json:"trade_time"`
	TradeID     string `json:"trade_id"`
	Amount      string `json:"change_amount"`
	Balance     string `json:"balance_after_change"`
	Type        string `json:"type"`
	CustomerID  string `json:"customer_id,omitempty"`
	AccountName string `json:"account_name,omitempty"`
}

type partnerChangesAnswer struct {
	TotalCount int                 `json:"total_count"`
	Currency   string              `json:"currency"`
	Records    []partnerChangeView `json:"records"`
}

// listPartnerAccountChangeRecords is GET /v2/accounts/partner-accounts/account-change-records.
func listPartnerAccountChangeRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	rows, no := wallet.Changes(c.Call, r.ledger.Bookings, func(*wallet.Booking) bool { return true })
	if no != nil {
		return nil, no
	}
	return partnerChangesAnswer{
		TotalCount: len(rows), Currency: c.Currency, Records: rest.Views(rest.Page(c.Call, rows), partnerChange),
	}, nil
}

func partnerChange(b wallet.Booking) partnerChangeView {
	v := partnerChangeView{
		ID: b.ID, Detail: b.Detail, TradeTime: rest.Stamp(b.At), TradeID: b.TradeID, Amount: b.Amount.String(),
		Balance: b.After.String(), Type: "1", CustomerID: b.Other.ID, AccountName: b.Other.Account,
	}
	if b.Sign == wallet.Expense {
		v.Type = "2"
	}
	return v
}

type adjustView struct {
	CustomerID   string `json:"customer_id"`
	CustomerName string `json:"customer_name"`
	Operation    string `json:"operation_type"`
	Amount       string `json:"amount"`
	Currency     string `json:"currency"`
	Scene        string `json:"apply_scene"`
	Time         string `json:"operation_time"`
	MeasureID    int    `json:"measure_id"`
	TransID      string `json:"trans_id"`
	Memo         string `json:"memo"`
}

type adjustsAnswer struct {
	Records    []adjustView `json:"records"`
	TotalCount int          `json:"total_count"`
}

// listPartnerAdjustRecords is GET /v3/accounts/partner-accounts/adjust-records.
func listPartnerAdjustRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	rows := rest.Keep(r.adjusts, func(a adjustment) bool {
		return c.Fits("customer_id", a.customer) && c.Fits("operation_type", a.operation) && c.Fits("trans_id", a.trans) &&
			c.Within(a.at, "operation_time_begin", "operation_time_end")
	})
	return adjustsAnswer{TotalCount: len(rows), Records: rest.Views(rest.Page(c.Call, rest.Newest(rows)), func(a adjustment) adjustView {
		return adjustView{
			CustomerID: a.customer, CustomerName: a.name, Operation: a.operation, Amount: a.amount.String(), Currency: c.Currency,
			Scene: applyScene, Time: rest.Stamp(a.at), MeasureID: rest.MeasureMain, TransID: a.trans, Memo: a.memo,
		}
	})}, nil
}

type customerBalanceView struct {
	CustomerID string      `json:"customer_id"`
	Debt       json.Number `json:"debt_amount"`
	Amount     json.Number `json:"amount"`
	Currency   string      `json:"currency"`
	MeasureID  int         `json:"measure_id"`
}

type customerBalancesAnswer struct {
	Rows []customerBalanceView `json:"customer_balances"`
}

// listCustomersBalancesDetail is POST /v2/accounts/customer-accounts/balances/batch-query:
// one customer that is not the partner's fails the call.
func listCustomersBalancesDetail(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	answer := customerBalancesAnswer{Rows: []customerBalanceView{}}
	for _, asked := range c.In.Items("customer_infos") {
		s := r.customer(asked.Text("customer_id"))
		if s == nil {
			return nil, unknownAccount()
		}
		answer.Rows = append(answer.Rows, customerBalanceView{
			CustomerID: s.id, Debt: (s.book.CreditLimit - s.book.Credit).Number(), Amount: s.book.Funds().Number(),
			Currency: c.Currency, MeasureID: rest.MeasureMain,
		})
	}
	return answer, nil
}
