package partner

import (
	"net/http"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// How a customer belongs to a partner.
const (
	associationAdvisory = 1
	associationProxy    = 2 // China
	associationResale   = 3 // International
)

// The states of a customer's real-name authentication.
const (
	verifiedNone   = -1
	verifiedReview = 0
	verifiedFailed = 1
	verifiedDone   = 2
)

// What of a customer is frozen.
const (
	frozenNothing = iota
	frozenAccount
	frozenAll
)

// Partnership is the partner with its indirect partners.
type Partnership struct {
	*rest.World
	account  *customer.Account // of the demo customer, which is one of the customers
	shop     *shop.Shop
	own      *reseller
	indirect []*reseller
	grants   []quotaRecord // of coupon quotas to and from indirect partners, oldest first
	codes    rest.Codes
	serial   int
}

// reseller is a partner or an indirect partner, with its money, customers and coupons.
type reseller struct {
	id, account  string
	company      rest.Text
	phone, email string
	manager      string
	managerName  rest.Text
	associated   time.Time // of an indirect partner with its partner
	ledger       wallet.Ledger
	customers    []*subCustomer
	quotas       []*couponQuota
	issued       []*issuedCoupon
	records      []couponRecord // oldest first
	adjusts      []adjustment   // oldest first
}

// subCustomer is a customer of a partner.
type subCustomer struct {
	id, account   string
	name          string // the real name, empty until it is authenticated
	label         string
	phone, email  string
	platformID    string // the customer's id at the partner's platform
	level         string
	manager       string
	association   int
	kind          int // customerUnknown, customerPerson or customerEnterprise
	associated    time.Time
	frozen        int
	verified      int
	opinion       string // why the review failed
	newTag        string
	book          *wallet.Ledger // the demo customer's is the account's own
	wallet        *wallet.Wallet
	budget        *budget
	budgetRecords []budgetRecord
	seed          int // what its bills are made of; the demo customer's come from its orders
}

// The types of customers.
const (
	customerUnknown    = -1
	customerPerson     = 0
	customerEnterprise = 1
)

// New builds the partner with its customers and indirect partners.
func New(w *rest.World, shelf *shop.Shop, account *customer.Account) *Partnership {
	p := &Partnership{World: w, account: account, shop: shelf, codes: rest.Codes{}}
	p.fill()
	return p
}

// call is a call as this room sees it.
type call struct {
	*rest.Call
	partner *Partnership
}

func (p *Partnership) call(c *rest.Call) *call { return &call{c, p} }

func (p *Partnership) find(id string) *reseller {
	for _, r := range p.indirect {
		if r.id == id {
			return r
		}
	}
	return nil
}

// all are the partner and its indirect partners.
func (p *Partnership) all() []*reseller { return append([]*reseller{p.own}, p.indirect...) }

// customers are those of everybody.
func (p *Partnership) customers() []*subCustomer {
	var out []*subCustomer
	for _, r := range p.all() {
		out = append(out, r.customers...)
	}
	return out
}

func (r *reseller) customer(id string) *subCustomer {
	for _, s := range r.customers {
		if s.id == id {
			return s
		}
	}
	return nil
}

// number is the next running number of the partner side.
func (p *Partnership) number() int {
	p.serial++
	return p.serial
}

// reseller is for whom a partner acts: itself, or the indirect partner that it names.
func (c *call) reseller() (*reseller, *rest.Refusal) {
	id := c.In.Text("indirect_partner_id")
	if id == "" {
		return c.partner.own, nil
	}
	r := c.partner.find(id)
	if r == nil {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99000037", "There is no permission to operate this cloud reseller.")
	}
	return r, nil
}

// subCustomer finds the customer that a call names with the partner that it belongs to.
func (c *call) subCustomer() (*reseller, *subCustomer, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, nil, no
	}
	s := r.customer(c.In.Text("customer_id"))
	if s == nil {
		return nil, nil, unknownAccount()
	}
	return r, s, nil
}

func unknownAccount() *rest.Refusal {
	return rest.Refuse(http.StatusBadRequest, "CBC.99000047", "The account does not exist.")
}

// itemError is one failed item of a call that works through a list.
type itemError struct {
	Code    string `json:"error_code"`
	Message string `json:"error_msg"`
	ID      string `json:"id"`
}

func failedItem(no *rest.Refusal, id string) itemError {
	return itemError{Code: no.Code, Message: no.Message, ID: id}
}
