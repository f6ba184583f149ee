package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
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

func showBalances(_ context.Context, c *customerCall) (any, *refusal) {
	l := &c.st.ledger
	row := func(kind int, amount, designated money) balanceView {
		return balanceView{
			AccountID: numbered("ACCT", kind), AccountType: kind, Amount: amount.number(), Currency: c.st.currency,
			Designated: designated.number(), MeasureID: measureMain,
		}
	}
	credit := row(accountCredit, l.credit, 0)
	credit.Credit = l.creditLimit.number()
	if c.st.site == siteInternational {
		credit.Amount = credit.Credit // there it is published to be the line, not what is left of it
	}
	return balancesAnswer{
		Balances: []balanceView{
			row(accountCash, l.cash, l.designated), credit, row(accountBonus, l.bonus, 0), row(accountDeposit, l.deposit, 0),
		},
		DebtAmount: (l.creditLimit - l.credit).number(), MeasureID: measureMain, Currency: c.st.currency,
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

func listAccountChanges(_ context.Context, c *customerCall) (any, *refusal) {
	var channels []string
	if c.in.has("payment_channel_id") {
		channels = strings.Split(c.in.text("payment_channel_id"), ",")
	}
	rows, no := changes(c.call, c.st.ledger.bookings, func(b *booking) bool {
		if channels != nil && !slices.Contains(channels, b.channelID()) {
			return false
		}
		return !c.in.has("payment_channel_no") || c.in.text("payment_channel_no") == b.channelNo
	})
	if no != nil {
		return nil, no
	}
	answer := accountChangesAnswer{TotalCount: len(rows), Currency: c.st.currency, Records: []accountChangeView{}}
	rows = page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit))
	for i := range rows {
		answer.Records = append(answer.Records, c.accountChange(&rows[i]))
	}
	return answer, nil
}

func (c *customerCall) accountChange(b *booking) accountChangeView {
	v := accountChangeView{
		ID: b.id, TradeDetailType: b.detail, TradeTime: stamp(b.at), TradeID: b.tradeID,
		ChangeAmount: b.amount.String(), BalanceAfterChange: b.after.String(), RevenueExpenseType: b.sign,
		BillCycle: billCycle(b.at), PaymentChannelID: b.channelID(), PaymentChannelNo: b.channelNo,
		AccountName: accountName().in(c.english),
		ServiceName: b.service.name.in(c.english), ResourceName: b.resource.name.in(c.english),
	}
	if b.trade == tradeDeduction {
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

func showExpenditureQuota(_ context.Context, c *customerCall) (any, *refusal) {
	q := c.st.quota
	// Published as used through granted, to two places, whatever its name says.
	used := (ratioOf(q.used, q.granted) + ratioUnit/200) / (ratioUnit / 100) * (ratioUnit / 100)
	return expenditureAnswer{
		Granted: q.granted.number(), Used: q.used.number(), Percentage: json.Number(used.text()),
		MeasureID: measureMain, Currency: c.st.currency,
	}, nil
}
