package sandbox

import (
	"context"
	"time"
)

// applyScene is the emulator's text; the reference names none.
const applyScene = "PARTNER_ALLOTMENT"

// adjustment is one movement of money between a partner and a customer or an indirect partner.
type adjustment struct {
	at        time.Time
	operation string
	trans     string
	amount    money
	customer  string
	name      string
	memo      string
}

// allotment is a checked movement of money between a partner and whom it funds.
type allotment struct {
	giver  *reseller
	taker  *subCustomer // an indirect partner takes this shape too
	amount money
}

type transferAnswer struct {
	ID string `json:"transfer_id"`
}

type transAnswer struct {
	ID string `json:"trans_id"`
}

// adjustCustomer is POST /v2/accounts/partner-accounts/adjust-amount.
func adjustCustomer(ctx context.Context, c *partnerCall) (any, *refusal) {
	id, no := c.allot(ctx, c.planCustomer, detailAllot)
	return transferAnswer{id}, no
}

// reclaimCustomer is POST /v2/accounts/partner-accounts/reclaim.
func reclaimCustomer(ctx context.Context, c *partnerCall) (any, *refusal) {
	id, no := c.allot(ctx, c.planCustomer, detailTake)
	return transAnswer{id}, no
}

// adjustIndirect is POST /v2/accounts/partner-accounts/indirect-partner-adjust.
func adjustIndirect(ctx context.Context, c *partnerCall) (any, *refusal) {
	id, no := c.allot(ctx, c.planIndirect, detailAllot)
	return transferAnswer{id}, no
}

// reclaimIndirect is POST /v2/accounts/partner-accounts/indirect-partner-reclaim.
func reclaimIndirect(ctx context.Context, c *partnerCall) (any, *refusal) {
	id, no := c.allot(ctx, c.planIndirect, detailTake)
	return transAnswer{id}, no
}

// allot checks before and after a fault may hold the call, so that two calls that
// run side by side cannot spend the same money.
func (c *partnerCall) allot(ctx context.Context, who func() (*allotment, *refusal), detail string) (string, *refusal) {
	if _, no := c.planAllotment(who, detail); no != nil {
		return "", no
	}
	c.hold(ctx)
	a, no := c.planAllotment(who, detail)
	if no != nil {
		return "", no
	}
	trans := numbered("PT", c.st.number())
	a.book(c.now, detail, trans)
	kind := "partner_amount_adjusted"
	if detail == detailTake {
		kind = "partner_amount_reclaimed"
	}
	c.partnerMoney(kind, a.taker.id, a.amount, map[string]string{"trans_id": trans, "partner_id": a.giver.id})
	return trans, nil
}

func (c *partnerCall) planAllotment(who func() (*allotment, *refusal), detail string) (*allotment, *refusal) {
	a, no := who()
	if no != nil {
		return nil, no
	}
	amount, err := parseMoney(c.in.text("amount"))
	if err != nil {
		return nil, badParameter("amount is malformed")
	}
	a.amount = amount
	payer := &a.giver.ledger
	if detail == detailTake {
		payer = a.taker.book
	}
	if amount > payer.cash-payer.designated {
		return nil, noFunds()
	}
	return a, nil
}

func (c *partnerCall) planCustomer() (*allotment, *refusal) {
	r, s, no := c.subCustomer()
	return &allotment{giver: r, taker: s}, no
}

func (c *partnerCall) planIndirect() (*allotment, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	return &allotment{giver: c.st.own, taker: r.asCustomer(c.english)}, nil
}

// asCustomer is an indirect partner as its partner sees it in the movements of money.
func (r *reseller) asCustomer(english bool) *subCustomer {
	return &subCustomer{id: r.id, account: r.account, name: r.company.in(english), book: &r.ledger}
}

// book moves the money and writes both histories; only the partner's names the other side.
func (a *allotment) book(at time.Time, detail, trans string) {
	theirs := entry{at: at, trade: tradeOf(detail), detail: detail, tradeID: trans, amount: a.amount}
	e := theirs
	e.other = party{a.taker.id, a.taker.account}
	if detail == detailAllot {
		a.giver.ledger.lower(e)
		a.taker.book.receive(theirs)
	} else {
		a.taker.book.lower(theirs)
		a.giver.ledger.receive(e)
	}
	a.giver.adjusts = append(a.giver.adjusts, adjustment{
		at: at, operation: detail, trans: trans, amount: a.amount, customer: a.taker.id, name: a.taker.title(), memo: "demo",
	})
}

func tradeOf(detail string) string {
	switch detail {
	case detailTake:
		return tradeTake
	case detailUnbind:
		return tradeUnbind
	}
	return tradeAllot
}

// title is a customer's real name, or its login while it has none.
func (s *subCustomer) title() string {
	if s.name == "" {
		return s.account
	}
	return s.name
}
