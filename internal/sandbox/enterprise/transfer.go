package enterprise

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// movementTrade is the kind of a trade between master and member, with its detail.
type movementTrade struct{ kind, detail string }

// moneyGiven and the others are the trades as the histories of accounts and of
// coupons name them: an enterprise's allotment of money is named like a
// partner's, and only coupons have names of their own for it.
func moneyGiven() movementTrade  { return movementTrade{wallet.TradeAllot, wallet.DetailAllot} }
func moneyTaken() movementTrade  { return movementTrade{wallet.TradeTake, wallet.DetailTake} }
func couponGiven() movementTrade { return movementTrade{"COUPONADJUST", "SOURCE_OPERATION_TRANSFER"} }

func couponTaken() movementTrade { return movementTrade{"COUPONADJUST", "SOURCE_OPERATION_RETRIEVE"} }

// movement is a checked transfer or reclaim.
type movement struct {
	member *member
	amount rest.Money
	trans  string
	ledger *facility // nil: cash
	given  *facility // the member's side of a credit ledger
}

// updateSubEnterpriseAmount is POST /v2/enterprises/multi-accounts/transfer-amount.
func updateSubEnterpriseAmount(ctx context.Context, c *call) (any, *rest.Refusal) {
	return nil, c.moveMoney(ctx, c.planTransfer, c.commitTransfer)
}

// reclaimSubEnterpriseAmount is POST /v2/enterprises/multi-accounts/retrieve-amount.
func reclaimSubEnterpriseAmount(ctx context.Context, c *call) (any, *rest.Refusal) {
	return nil, c.moveMoney(ctx, c.planReclaim, c.commitReclaim)
}

// moveMoney lets one movement happen at a time: like the upstream it works for a
// while and refuses a second one meanwhile.
func (c *call) moveMoney(ctx context.Context, plan func() (*movement, *rest.Refusal), commit func(*movement)) *rest.Refusal {
	if _, no := plan(); no != nil {
		return no
	}
	c.occupy(ctx)
	m, no := plan()
	if no != nil {
		return no
	}
	commit(m)
	return nil
}

// occupy marks a movement as running for as long as a fault holds it.
func (c *call) occupy(ctx context.Context) {
	c.enterprise.moving = true
	c.Hold(ctx)
	c.enterprise.moving = false
}

// mover checks what transfers and reclaims of money and coupons have in common.
func (c *call) mover() (*movement, *rest.Refusal) {
	if c.enterprise.moving {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99007461", "The previous transfer or reclaim task is not complete.")
	}
	m, no := c.knownMember("customer_id")
	if no != nil {
		return nil, no
	}
	if m.status != memberNormal || m.custody && c.Op.Name != "ReclaimSubEnterpriseAmount" {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99000086",
			"There is no normal relationship of the same legal person and independent accounting.")
	}
	trans := c.In.Text("trans_id")
	if trans != "" && c.enterprise.transfers[trans] {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99007009", "The transaction ID is duplicate.")
	}
	out := &movement{member: m, trans: trans}
	if c.In.Has("amount") {
		amount, err := rest.ParseMoney(c.In.Text("amount"))
		if err != nil {
			return nil, rest.BadParameter("amount is malformed")
		}
		out.amount = amount
	}
	return out, nil
}

// onCredit tells which account is meant and holds expire_time to its rule.
func (c *call) onCredit() (bool, *rest.Refusal) {
	credit := c.In.Text("balance_type") == wallet.BookLoan
	if !credit && c.In.Has("expire_time") {
		return false, rest.BadParameter("expire_time belongs to credit that expires")
	}
	return credit, nil
}

func (c *call) planTransfer() (*movement, *rest.Refusal) {
	credit, no := c.onCredit()
	if no != nil {
		return nil, no
	}
	m, no := c.mover()
	if no != nil {
		return nil, no
	}
	if len(m.member.money) > 0 {
		return nil, failedChecks(m.member.money...)
	}
	if !credit {
		if m.amount > c.enterprise.account.Ledger.Cash-c.enterprise.account.Ledger.Designated {
			return nil, wallet.NoFunds()
		}
		return m, nil
	}
	if !slices.Contains(m.member.permissions, "SHARE-CREDIT-TO-SUB") {
		return nil, failedChecks("NO_SHARE_CREDIT_TO_SUB_PERMISSION")
	}
	at, no := c.ledgerOf(c.enterprise.facilities)
	if no != nil {
		return nil, no
	}
	m.ledger = c.enterprise.facilities[at]
	if m.amount > c.enterprise.available()[at] {
		return nil, wallet.NoFunds()
	}
	return m, nil
}

// ledgerOf finds the credit ledger whose expiry the caller repeats.
func (c *call) ledgerOf(all []*facility) (int, *rest.Refusal) {
	for i, f := range all {
		if f.ends() != c.In.Text("expire_time") {
			continue
		}
		if !f.expire.IsZero() && !f.expire.After(c.Now) {
			return 0, rest.Refuse(http.StatusBadRequest, "CBC.99007181", "The validity period of the credit has expired.")
		}
		return i, nil
	}
	return 0, rest.BadParameter("expire_time is not that of a credit ledger")
}

func (c *call) commitTransfer(m *movement) {
	e := c.movementEntry(m, moneyGiven())
	if m.ledger == nil {
		c.enterprise.account.Ledger.Lower(e)
		m.member.cash += m.amount
	} else {
		c.enterprise.account.Ledger.CreditLimit -= m.amount
		m.ledger.limit -= m.amount
		c.enterprise.account.Ledger.Borrow(e)
		m.member.receiveCredit(m.ledger.expire, m.amount)
	}
	c.moved("amount_transferred", m, e)
}

func (m *member) receiveCredit(expire time.Time, amount rest.Money) {
	for _, f := range m.credit {
		if f.expire.Equal(expire) {
			f.limit += amount
			f.left += amount
			return
		}
	}
	m.credit = append(m.credit, &facility{limit: amount, left: amount, expire: expire})
}

func (c *call) planReclaim() (*movement, *rest.Refusal) {
	credit, no := c.onCredit()
	if no != nil {
		return nil, no
	}
	m, no := c.mover()
	switch {
	case no != nil:
		return nil, no
	case m.member.custody:
		return nil, failedChecks("NO_RETRIEVE_FOR_FC_SUBACCOUNT")
	case len(m.member.money) > 0:
		return nil, failedChecks(m.member.money...)
	case !credit && m.amount > m.member.cash:
		return nil, wallet.NoFunds()
	case !credit:
		return m, nil
	case len(m.member.credit) == 0:
		return nil, failedChecks("SUB_CUSTOMER_NO_OWN_CREDIT")
	}
	at, no := c.ledgerOf(m.member.credit)
	if no != nil {
		return nil, no
	}
	m.given = m.member.credit[at]
	if m.amount > m.given.left {
		return nil, wallet.NoFunds()
	}
	home := slices.IndexFunc(c.enterprise.facilities, func(f *facility) bool { return f.expire.Equal(m.given.expire) })
	m.ledger = c.enterprise.facilities[home]
	return m, nil
}

func (c *call) commitReclaim(m *movement) {
	e := c.movementEntry(m, moneyTaken())
	if m.ledger == nil {
		m.member.cash -= m.amount
		c.enterprise.account.Ledger.Receive(e)
	} else {
		m.given.left -= m.amount
		m.given.limit -= m.amount
		m.ledger.limit += m.amount
		c.enterprise.account.Ledger.Grant(e)
	}
	c.moved("amount_reclaimed", m, e)
}

func (c *call) movementEntry(m *movement, t movementTrade) wallet.Entry {
	c.enterprise.serial++
	trade := m.trans
	if trade == "" {
		trade = "TRANS" + strconv.Itoa(c.enterprise.serial)
	}
	return wallet.Entry{At: c.Now, Trade: t.kind, Detail: t.detail, TradeID: trade, Amount: m.amount}
}

// moved records a committed movement; from now on its transaction id is taken.
func (c *call) moved(kind string, m *movement, e wallet.Entry) {
	c.enterprise.transfers[e.TradeID] = true
	c.Done(rest.Effect{
		Kind: kind, CustomerID: m.member.id, Amount: e.Amount.String(), Parts: map[string]string{"trans_id": e.TradeID},
	})
}
