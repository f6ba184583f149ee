package partner

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// applyScene is the emulator's text; the reference names none.
const applyScene = "PARTNER_ALLOTMENT"

// adjustment is one movement of money between a partner and a customer or an indirect partner.
type adjustment struct {
	at        time.Time
	operation string
	trans     string
	amount    rest.Money
	customer  string
	name      string
	memo      string
}

// allotment is a checked movement of money between a partner and whom it funds.
type allotment struct {
	giver  *reseller
	taker  *subCustomer // an indirect partner takes this shape too
	amount rest.Money
}

type transferAnswer struct {
	ID string `json:"transfer_id"`
}

type transAnswer struct {
	ID string `json:"trans_id"`
}

// updateCustomerAccountAmount is POST /v2/accounts/partner-accounts/adjust-amount.
func updateCustomerAccountAmount(ctx context.Context, c *call) (any, *rest.Refusal) {
	id, no := c.allot(ctx, c.planCustomer, wallet.DetailAllot)
	return transferAnswer{id}, no
}

// reclaimToPartnerAccount is POST /v2/accounts/partner-accounts/reclaim.
func reclaimToPartnerAccount(ctx context.Context, c *call) (any, *rest.Refusal) {
	id, no := c.allot(ctx, c.planCustomer, wallet.DetailTake)
	return transAnswer{id}, no
}

// updateIndirectPartnerAccount is POST /v2/accounts/partner-accounts/indirect-partner-adjust.
func updateIndirectPartnerAccount(ctx context.Context, c *call) (any, *rest.Refusal) {
	id, no := c.allot(ctx, c.planIndirect, wallet.DetailAllot)
	return transferAnswer{id}, no
}

// reclaimIndirectPartnerAccount is POST /v2/accounts/partner-accounts/indirect-partner-reclaim.
func reclaimIndirectPartnerAccount(ctx context.Context, c *call) (any, *rest.Refusal) {
	id, no := c.allot(ctx, c.planIndirect, wallet.DetailTake)
	return transAnswer{id}, no
}

// allot checks before and after a fault may hold the call, so that two calls that
// run side by side cannot spend the same money.
func (c *call) allot(ctx context.Context, who func() (*allotment, *rest.Refusal), detail string) (string, *rest.Refusal) {
	if _, no := c.planAllotment(who, detail); no != nil {
		return "", no
	}
	c.Hold(ctx)
	a, no := c.planAllotment(who, detail)
	if no != nil {
		return "", no
	}
	trans := rest.Numbered("PT", c.partner.number())
	a.book(c.Now, detail, trans)
	kind := "partner_amount_adjusted"
	if detail == wallet.DetailTake {
		kind = "partner_amount_reclaimed"
	}
	c.Done(rest.Effect{Kind: kind, CustomerID: a.taker.id, Amount: a.amount.String(), Parts: map[string]string{"trans_id": trans, "partner_id": a.giver.id}})
	return trans, nil
}

func (c *call) planAllotment(who func() (*allotment, *rest.Refusal), detail string) (*allotment, *rest.Refusal) {
	a, no := who()
	if no != nil {
		return nil, no
	}
	amount, err := rest.ParseMoney(c.In.Text("amount"))
	if err != nil {
		return nil, rest.BadParameter("amount is malformed")
	}
	a.amount = amount
	payer := &a.giver.ledger
	if detail == wallet.DetailTake {
		payer = a.taker.book
	}
	if amount > payer.Cash-payer.Designated {
		return nil, wallet.NoFunds()
	}
	return a, nil
}

func (c *call) planCustomer() (*allotment, *rest.Refusal) {
	r, s, no := c.subCustomer()
	return &allotment{giver: r, taker: s}, no
}

func (c *call) planIndirect() (*allotment, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	return &allotment{giver: c.partner.own, taker: r.asCustomer(c.English)}, nil
}

// asCustomer is an indirect partner as its partner sees it in the movements of money.
func (r *reseller) asCustomer(english bool) *subCustomer {
	return &subCustomer{id: r.id, account: r.account, name: r.company.In(english), book: &r.ledger}
}

// book moves the money and writes both histories; only the partner's names the other side.
func (a *allotment) book(at time.Time, detail, trans string) {
	theirs := wallet.Entry{At: at, Trade: tradeOf(detail), Detail: detail, TradeID: trans, Amount: a.amount}
	e := theirs
	e.Other = wallet.Party{ID: a.taker.id, Account: a.taker.account}
	if detail == wallet.DetailAllot {
		a.giver.ledger.Lower(e)
		a.taker.book.Receive(theirs)
	} else {
		a.taker.book.Lower(theirs)
		a.giver.ledger.Receive(e)
	}
	a.giver.adjusts = append(a.giver.adjusts, adjustment{
		at: at, operation: detail, trans: trans, amount: a.amount, customer: a.taker.id, name: a.taker.title(), memo: "demo",
	})
}

func tradeOf(detail string) string {
	switch detail {
	case wallet.DetailTake:
		return wallet.TradeTake
	case wallet.DetailUnbind:
		return wallet.TradeUnbind
	}
	return wallet.TradeAllot
}

// title is a customer's real name, or its login while it has none.
func (s *subCustomer) title() string {
	if s.name == "" {
		return s.account
	}
	return s.name
}
