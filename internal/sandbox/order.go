package sandbox

import (
	"time"
)

// The states of an order.
const (
	statusApproval     = 1
	statusRefund       = 2
	statusProcessing   = 3
	statusCancelled    = 4
	statusCompleted    = 5
	statusPayment      = 6
	statusConfirmation = 9
	statusShipment     = 10
	statusReceipt      = 11
	statusPickup       = 12
	statusReplacing    = 13
)

// The types of an order.
const (
	typeNew         = 1
	typeRenewal     = 2
	typeChange      = 3
	typeUnsubscribe = 4
	typeToOnDemand  = 10
	typeToPeriod    = 11
	typeTrial       = 13
	typeCommercial  = 14
	typeAdjustment  = 15
)

const paymentPeriod = 7 * 24 * time.Hour

// order is a customer's order; a combined one has sub orders and lists their lines.
type order struct {
	id, customerID string
	service        service
	source         int
	status         int
	kind           int
	official       money
	payable        money // after discounts, before coupons and cards
	paidBy         amounts
	created        time.Time
	paid           time.Time
	deadline       time.Time // of the payment
	contractID     string
	user           text
	projects       []project
	lines          []*line
	parent         *order
	children       []*order
	refunds        []refund
	offers         []offer
	agentPaid      bool

	paying     bool // a payment is between its checks and its commit
	expired    bool // cancelled because the deadline passed
	quotaShort bool
	noBudget   bool
	startBy    time.Time // the configured effective time, after which paying is refused

	autoRenewed bool
	finish      func(at time.Time) // what completing the order does to resources; nil: nothing
}

// purchase is what coupons ask about the order.
func (o *order) purchase() purchase {
	out := purchase{orderID: o.id, service: o.service}
	if lines := o.allLines(); len(lines) > 0 {
		out.resource = lines[0].resource
	}
	switch o.kind {
	case typeNew:
		out.kind = purchaseNew
	case typeRenewal:
		out.kind = purchaseRenewal
	case typeChange:
		out.kind = purchaseChange
	}
	return out
}

// line is one product of an order.
type line struct {
	id        string
	orderID   string
	service   service
	resource  resource
	productID string
	spec      text
	period    int
	periods   int // 0 is written as absent: unsubscriptions have none
	count     int
	effective time.Time
	expire    time.Time
	official  money
	payable   money
	paidBy    amounts
	base      *line // the product that a change starts from
}

// amounts is how an amount came about: discounts by type code, coupons and cards.
type amounts struct {
	discounts  []discountItem
	coupons    money
	flexi      money
	cards      money
	commission money
	consumed   money
}

type discountItem struct {
	code   string
	amount money
}

// refund is one row of an unsubscription or downgrade: negative was given back.
type refund struct {
	id       string
	amount   money
	resource resource
	service  service
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
	lines   []*line
	mode    int
	amount  money
	ratio   ratio
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

// allLines are the order's own lines or those of its sub orders.
func (o *order) allLines() []*line {
	if len(o.children) == 0 {
		return o.lines
	}
	var out []*line
	for _, child := range o.children {
		out = append(out, child.lines...)
	}
	return out
}

// family is the order with its sub orders, which change state together.
func (o *order) family() []*order {
	return append([]*order{o}, o.children...)
}

func (o *order) setStatus(status int) {
	for _, member := range o.family() {
		member.status = status
	}
}

// adjustment is the price adjustment that must be used, if the order has one.
func (o *order) adjustment() *offer { return o.offerOf(discountAdjustment) }

// offerOf is the order's discount of a kind, nil without one.
func (o *order) offerOf(kind int) *offer {
	for i := range o.offers {
		if o.offers[i].kind == kind {
			return &o.offers[i]
		}
	}
	return nil
}

// root is the order that is paid and cancelled: the combined one for a sub order.
func (o *order) root() *order {
	if o.parent != nil {
		return o.parent
	}
	return o
}
