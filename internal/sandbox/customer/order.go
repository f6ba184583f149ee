package customer

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// The states of an order.
const (
	StatusApproval     = 1
	statusRefund       = 2
	statusProcessing   = 3
	StatusCancelled    = 4
	StatusCompleted    = 5
	StatusPayment      = 6
	statusConfirmation = 9
	statusShipment     = 10
	statusReceipt      = 11
	statusPickup       = 12
	statusReplacing    = 13
)

// The types of an order.
const (
	TypeNew         = 1
	TypeRenewal     = 2
	TypeChange      = 3
	TypeUnsubscribe = 4
	TypeToOnDemand  = 10
	typeToPeriod    = 11
	typeTrial       = 13
	typeCommercial  = 14
	TypeAdjustment  = 15
)

const paymentPeriod = 7 * 24 * time.Hour

// Order is a customer's order; a combined one has sub orders and lists their lines.
type Order struct {
	ID, CustomerID string
	service        shop.Service
	source         int
	Status         int
	Kind           int
	official       rest.Money
	payable        rest.Money // after discounts, before coupons and cards
	paidBy         amounts
	created        time.Time
	Paid           time.Time
	deadline       time.Time // of the payment
	contractID     string
	user           rest.Text
	Projects       []shop.Project
	lines          []*Line
	parent         *Order
	children       []*Order
	Refunds        []refund
	offers         []offer
	agentPaid      bool

	paying     bool // a payment is between its checks and its commit
	expired    bool // cancelled because the deadline passed
	quotaShort bool
	noBudget   bool
	startBy    time.Time // the configured effective time, after which paying is refused

	AutoRenewed bool
	finish      func(at time.Time) // what completing the order does to resources; nil: nothing
}

// purchase is what coupons ask about the order.
func (o *Order) purchase() wallet.Purchase {
	out := wallet.Purchase{OrderID: o.ID, Service: o.service}
	if lines := o.AllLines(); len(lines) > 0 {
		out.Resource = lines[0].Resource
	}
	switch o.Kind {
	case TypeNew:
		out.Kind = wallet.PurchaseNew
	case TypeRenewal:
		out.Kind = wallet.PurchaseRenewal
	case TypeChange:
		out.Kind = wallet.PurchaseChange
	}
	return out
}

// Line is one product of an order.
type Line struct {
	ID        string
	OrderID   string
	Service   shop.Service
	Resource  shop.Resource
	ProductID string
	Spec      rest.Text
	Period    int
	Periods   int // 0 is written as absent: unsubscriptions have none
	count     int
	Effective time.Time
	Expire    time.Time
	Official  rest.Money
	Payable   rest.Money
	PaidBy    amounts
	base      *Line // the product that a change starts from
}

// amounts is how an amount came about: discounts by type code, coupons and cards.
type amounts struct {
	discounts  []discountItem
	Coupons    rest.Money
	Flexi      rest.Money
	Cards      rest.Money
	commission rest.Money
	consumed   rest.Money
}

type discountItem struct {
	code   string
	amount rest.Money
}

// refund is one row of an unsubscription or downgrade: negative was given back.
type refund struct {
	id       string
	amount   rest.Money
	resource shop.Resource
	service  shop.Service
	region   string
	baseID   string
}

// offer is a discount that an order may be paid with.
type offer struct {
	id    string
	kind  int
	value string
	ends  time.Time // zero: no end
	cuts  []cut
}

// cut is what an offer takes off some lines of one order.
type cut struct {
	orderID string
	lines   []*Line
	mode    int
	amount  rest.Money
	ratio   rest.Ratio
}

// The kinds of discounts, and how they cut.
const (
	discountPromotion  = 0
	discountContract   = 1
	discountCommercial = 2
	discountPartner    = 3
	discountAdjustment = 609

	modeRatio     = 0
	modeFixed     = 1
	modeReduction = 2
)

// AllLines are the order's own lines or those of its sub orders.
func (o *Order) AllLines() []*Line {
	if len(o.children) == 0 {
		return o.lines
	}
	var out []*Line
	for _, child := range o.children {
		out = append(out, child.lines...)
	}
	return out
}

// family is the order with its sub orders, which change state together.
func (o *Order) family() []*Order {
	return append([]*Order{o}, o.children...)
}

func (o *Order) setStatus(status int) {
	for _, member := range o.family() {
		member.Status = status
	}
}

// adjustment is the price adjustment that must be used, if the order has one.
func (o *Order) adjustment() *offer { return o.offerOf(discountAdjustment) }

// offerOf is the order's discount of a kind, nil without one.
func (o *Order) offerOf(kind int) *offer {
	for i := range o.offers {
		if o.offers[i].kind == kind {
			return &o.offers[i]
		}
	}
	return nil
}

// root is the order that is paid and cancelled: the combined one for a sub order.
func (o *Order) root() *Order {
	if o.parent != nil {
		return o.parent
	}
	return o
}
