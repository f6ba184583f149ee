package enterprise

import (
	"net/http"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// The states of a member account.
const (
	memberNormal      = 1
	memberCreating    = 2
	memberClosing     = 3
	memberClosed      = 4
	memberRegistering = 101
	memberAwaiting    = 102
)

const (
	maxMembers      = 50
	memberSetupTime = 10 * time.Minute

	masterPhoneShare = 3 // members that may use the master's number
)

// organization is a node of the enterprise's tree.
type organization struct {
	id, name string
	children []*organization
}

// member is a member account with what it was given.
type member struct {
	id, name, display string
	status            int
	org               string
	phone             string
	custody           bool
	permissions       []string
	cash              rest.Money
	credit            []*facility
	coupons           []*subCoupon
	money             []string // failed checks of money transfers
	vouchers          []string // failed checks of coupon transfers
}

// facility is a credit ledger; the zero expiry is permanent.
type facility struct {
	limit  rest.Money
	left   rest.Money // of a member's ledger; the master's follows from its account
	expire time.Time
}

// subCoupon is what a member holds of a coupon.
type subCoupon struct {
	id      string
	coupon  *wallet.Coupon
	balance rest.Money
}

// enterprise is the master's side of the member accounts.
type enterprise struct {
	*rest.World
	account    *customer.Account
	root       *organization
	members    []*member
	facilities []*facility // those that end first come first
	moving     bool        // a transfer or reclaim is between its checks and its commit
	transfers  map[string]bool
	codes      rest.Codes
	serial     int
	projects   bool // enterprise projects are open
}

func newEnterprise(w *rest.World, account *customer.Account) *enterprise {
	return &enterprise{World: w, account: account, root: &organization{}, transfers: map[string]bool{}, codes: rest.Codes{}}
}

func (e *enterprise) member(id string) *member {
	for _, m := range e.members {
		if m.id == id {
			return m
		}
	}
	return nil
}

// organization finds a node of the tree.
func (o *organization) find(id string) *organization {
	if o.id == id {
		return o
	}
	for _, child := range o.children {
		if found := child.find(id); found != nil {
			return found
		}
	}
	return nil
}

// orgName is the organization of a member; the root's is left out.
func (e *enterprise) orgName(m *member) string {
	if org := e.root.find(m.org); org != nil && org != e.root {
		return org.name
	}
	return ""
}

// ends is a ledger's expiry as callers have to repeat it; empty for a permanent one.
func (f *facility) ends() string { return rest.Stamp(f.expire) }

// available is what is left of each of the master's credit ledgers: what was spent
// is taken from those that end first.
func (e *enterprise) available() []rest.Money {
	spent := e.account.Ledger.CreditLimit - e.account.Ledger.Credit
	out := make([]rest.Money, len(e.facilities))
	for i, f := range e.facilities {
		used := rest.Lesser(spent, f.limit)
		spent -= used
		out[i] = f.limit - used
	}
	return out
}

// endFacility takes back what is left of a credit ledger that expires.
func (e *enterprise) endFacility(f *facility, at time.Time) {
	left := rest.Money(0)
	for i, known := range e.facilities {
		if known == f {
			left = e.available()[i]
		}
	}
	e.account.Ledger.CreditLimit -= left
	f.limit -= left
	if left == 0 {
		return
	}
	e.account.Ledger.Borrow(wallet.Entry{
		At: at, Trade: wallet.TradeExpired, Detail: "SOURCE_OPERAIION_EXPIRECLEAR", TradeID: "EXP" + at.Format("20060102"), Amount: left,
	})
	e.Happened(at, rest.Effect{Kind: "credit_expired", Amount: left.String()})
}

// failedChecks is the refusal that lists what a business check found.
func failedChecks(items ...string) *rest.Refusal {
	no := rest.Refuse(http.StatusBadRequest, "CBC.99007004", "The business check items are not met.")
	no.FailedChecks = items
	return no
}

// SubCustomers are the members as other rooms list them.
func (e *enterprise) SubCustomers() []rest.SubAccount {
	out := make([]rest.SubAccount, 0, len(e.members))
	for _, m := range e.members {
		out = append(out, rest.SubAccount{ID: m.id, Name: m.name, Phone: m.phone})
	}
	return out
}
