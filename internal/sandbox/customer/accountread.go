package customer

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

type balanceView struct {
	AccountID   string      `json:"account_id"`
	AccountType int         `json:"account_type"`
	Amount      json.Number `json:"amount"`
	Currency    string      `json:"currency"`
	Designated  json.Number `json:"designated_amount"`
	Credit      json.Number `json:"credit_amount,omitempty"`
	MeasureID   int         `json:"measure_id"`
}

type balancesAnswer struct {
	Balances   []balanceView `json:"account_balances"`
	DebtAmount json.Number   `json:"debt_amount"`
	MeasureID  int           `json:"measure_id"`
	Currency   string        `json:"currency"`
}

// showCustomerAccountBalances is GET /v2/accounts/customer-accounts/balances.
func showCustomerAccountBalances(_ context.Context, c *call) (any, *rest.Refusal) {
	l := &c.account.Ledger
	row := func(kind int, amount, designated rest.Money) balanceView {
		return balanceView{
			AccountID: rest.Numbered("ACCT", kind), AccountType: kind, Amount: amount.Number(), Currency: c.Currency,
			Designated: designated.Number(), MeasureID: rest.MeasureMain,
		}
	}
	credit := row(wallet.AccountCredit, l.Credit, 0)
	credit.Credit = l.CreditLimit.Number()
	if c.Site == rest.SiteInternational {
		credit.Amount = credit.Credit // there it is published to be the line, not what is left of it
	}
	return balancesAnswer{
		Balances: []balanceView{
			row(wallet.AccountCash, l.Cash, l.Designated), credit, row(wallet.AccountBonus, l.Bonus, 0), row(wallet.AccountDeposit, l.Deposit, 0),
		},
		DebtAmount: (l.CreditLimit - l.Credit).Number(), MeasureID: rest.MeasureMain, Currency: c.Currency,
	}, nil
}

type accountChangeView struct {
	ID                 string `json:"account_change_id"`
	TradeDetailType    string `json:"trade_detail_type"`
	TradeTime          string `json:"trade_time"`
	TradeID            string `json:"trade_id"`
	ChangeAmount       string `json:"change_amount"`
	BalanceAfterChange string `json:"balance_after_change"`
	RevenueExpenseType string `json:"revenue_expense_type"`
	BillCycle          string `json:"bill_cycle"`
	PaymentChannelID   string `json:"payment_channel_id"`
	PaymentChannelNo   string `json:"payment_channel_no,omitempty"`
	ConsumeTime        string `json:"consume_time,omitempty"`
	AccountName        string `json:"account_name"`
	ServiceName        string `json:"cloud_service_type_name,omitempty"`
	ResourceName       string `json:"resource_type_name,omitempty"`
}

type accountChangesAnswer struct {
	TotalCount int                 `json:"total_count"`
	Currency   string              `json:"currency"`
	Records    []accountChangeView `json:"records"`
}

// listCustomerAccountChangeRecords is GET /v2/accounts/customer-accounts/account-change-records.
func listCustomerAccountChangeRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	var channels []string
	if c.In.Has("payment_channel_id") {
		channels = strings.Split(c.In.Text("payment_channel_id"), ",")
	}
	rows, no := wallet.Changes(c.Call, c.account.Ledger.Bookings, func(b *wallet.Booking) bool {
		if channels != nil && !slices.Contains(channels, b.ChannelID()) {
			return false
		}
		return c.Fits("payment_channel_no", b.ChannelNo)
	})
	if no != nil {
		return nil, no
	}
	return accountChangesAnswer{
		TotalCount: len(rows), Currency: c.Currency, Records: rest.Views(rest.Page(c.Call, rows), c.accountChange),
	}, nil
}

func (c *call) accountChange(b wallet.Booking) accountChangeView {
	v := accountChangeView{
		ID: b.ID, TradeDetailType: b.Detail, TradeTime: rest.Stamp(b.At), TradeID: b.TradeID,
		ChangeAmount: b.Amount.String(), BalanceAfterChange: b.After.String(), RevenueExpenseType: b.Sign,
		BillCycle: wallet.BillCycle(b.At), PaymentChannelID: b.ChannelID(), PaymentChannelNo: b.ChannelNo,
		AccountName: shop.AccountName().In(c.English),
		ServiceName: b.Service.Name.In(c.English), ResourceName: b.Resource.Name.In(c.English),
	}
	if b.Trade == wallet.TradeDeduction {
		v.ConsumeTime = v.TradeTime
	}
	return v
}

type expenditureAnswer struct {
	Granted    json.Number `json:"granting_amount"`
	Used       json.Number `json:"granting_amount_used"`
	Percentage json.Number `json:"percentage_granting_amount_used"`
	MeasureID  int         `json:"measure_id"`
	Currency   string      `json:"currency"`
}

// showCustomerExpenditureQuota is GET /v2/accounts/customer-accounts/expenditure-quota.
func showCustomerExpenditureQuota(_ context.Context, c *call) (any, *rest.Refusal) {
	q := c.account.quota
	// Published as used through granted, to two places, whatever its name says.
	used := (rest.RatioOf(q.Used, q.Granted) + rest.RatioUnit/200) / (rest.RatioUnit / 100) * (rest.RatioUnit / 100)
	return expenditureAnswer{
		Granted: q.Granted.Number(), Used: q.Used.Number(), Percentage: json.Number(used.Text()),
		MeasureID: rest.MeasureMain, Currency: c.Currency,
	}, nil
}
