package sandbox

import (
	"net/http"
	"time"
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
	cash              money
	credit            []*facility
	coupons           []*subCoupon
	money             []string // failed checks of money transfers
	vouchers          []string // failed checks of coupon transfers
}

// facility is a credit ledger; the zero expiry is permanent.
type facility struct {
	limit  money
	left   money // of a member's ledger; the master's follows from its account
	expire time.Time
}

// subCoupon is what a member holds of a coupon.
type subCoupon struct {
	id      string
	coupon  *coupon
	balance money
}

// enterprise is the master's side of the member accounts.
type enterprise struct {
	*world
	account    *state
	root       *organization
	members    []*member
	facilities []*facility // those that end first come first
	moving     bool        // a transfer or reclaim is between its checks and its commit
	transfers  map[string]bool
	codes      map[string]smsCode
	serial     int
	projects   bool // enterprise projects are open
}

func newEnterprise(w *world, account *state) *enterprise {
	return &enterprise{world: w, account: account, root: &organization{}, transfers: map[string]bool{}, codes: map[string]smsCode{}}
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

// ends is a ledger's expiry as callers have to repeat it; empty for a permanent one.
func (f *facility) ends() string { return stamp(f.expire) }

// available is what is left of each of the master's credit ledgers: what was spent
// is taken from those that end first.
func (e *enterprise) available() []money {
	spent := e.account.ledger.creditLimit - e.account.ledger.credit
	out := make([]money, len(e.facilities))
	for i, f := range e.facilities {
		used := lesser(spent, f.limit)
		spent -= used
		out[i] = f.limit - used
	}
	return out
}

// endFacility takes back what is left of a credit ledger that expires.
func (e *enterprise) endFacility(f *facility, at time.Time) {
	left := money(0)
	for i, known := range e.facilities {
		if known == f {
			left = e.available()[i]
		}
	}
	e.account.ledger.creditLimit -= left
	f.limit -= left
	if left == 0 {
		return
	}
	e.account.ledger.borrow(entry{
		at: at, trade: tradeExpired, detail: "SOURCE_OPERAIION_EXPIRECLEAR", tradeID: "EXP" + at.Format("20060102"), amount: left,
	})
	e.journal.add(Effect{Time: at, Operation: byItself, Kind: "credit_expired", Amount: left.String(), Currency: e.currency})
}

// failedChecks is the refusal that lists what a business check found.
func failedChecks(items ...string) *refusal {
	no := refuse(http.StatusBadRequest, "CBC.99007004", "The business check items are not met.")
	no.FailedChecks = items
	return no
}

// subCustomers are the members as other rooms list them.
func (e *enterprise) subCustomers() []subAccount {
	out := make([]subAccount, 0, len(e.members))
	for _, m := range e.members {
		out = append(out, subAccount{ID: m.id, Name: m.name, Phone: m.phone})
	}
	return out
}
