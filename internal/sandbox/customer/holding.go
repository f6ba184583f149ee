package customer

import (
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The states of a yearly/monthly resource.
const (
	holdingInUse   = 2
	holdingClosed  = 3
	holdingFrozen  = 4
	holdingExpired = 5
)

// What happens to a resource when it expires.
const (
	policyGrace     = 0
	policyOnDemand  = 1
	policyDelete    = 2
	policyAutoRenew = 3
	policyFreeze    = 4
)

// The emulator's choice of how long an expired resource lives on.
const (
	graceTime     = 15 * 24 * time.Hour
	retentionTime = 15 * 24 * time.Hour
)

// The calls that a resource may refuse for what it is.
const (
	callRenew       = "renew"
	callQuote       = "quote"
	callUnsubscribe = "unsubscribe"
	callOnDemand    = "on-demand"
)

// holding is a yearly/monthly resource: a primary with its secondaries, or one of those.
type holding struct {
	id, resourceID string
	name           string
	spec           *shop.Spec
	size           int
	region         string
	projectID      string
	project        shop.Project
	parent         *holding
	children       []*holding
	status         int
	effective      time.Time
	expire         time.Time
	updated        time.Time
	policy         int
	auto           autoRenewal
	terms          []term // paid periods in order, the last one ends at expire
	pending        *Order // the last order about the resource
	refuses        map[string]string
	bundle         bool // a promotional bundle, operated alone
	whole          bool // bought as a whole machine
	audited        bool // changes need an approval
	waiting        int  // the planned events that still count carry this number
}

// term is a paid period of a resource.
type term struct {
	orderID  string
	from, to time.Time
	paid     rest.Money
	kind     int // periodMonth or periodYear
}

// autoRenewal is the setting of automatic renewal.
type autoRenewal struct {
	times int // left; 0 is unlimited
	kind  int // periodMonth or periodYear
}

// holdings are the customer's yearly/monthly resources.
type holdings struct {
	all    []*holding // primaries in order of creation, each followed by its secondaries
	byID   map[string]*holding
	orders int // orders that the resources gave rise to
	lines  int

	chargeDays int // days before expiry of the first automatic charge
	expireDay  int // the unified day of expiry; 0: none, -1: the last of the month
}

const defaultChargeDays = 7

func newHoldings() holdings {
	return holdings{byID: map[string]*holding{}, chargeDays: defaultChargeDays}
}

// add files a primary with its secondaries and plans its life.
func (st *Account) addHolding(h *holding) {
	for _, one := range h.family() {
		if one != h {
			one.parent = h
		}
		st.resources.all = append(st.resources.all, one)
		st.resources.byID[one.resourceID] = one
	}
	st.schedule(h)
}

// family is the primary with its secondaries, which live and pay together.
func (h *holding) family() []*holding {
	return append([]*holding{h.primary()}, h.primary().children...)
}

func (h *holding) primary() *holding {
	if h.parent != nil {
		return h.parent
	}
	return h
}

// monthly is what one month of the resource alone costs.
func (h *holding) monthly() rest.Money { return h.spec.Month * rest.Money(max(h.size, 1)) }

// unpaid tells whether the resource is in an order that waits for its payment.
func (h *holding) unpaid() bool {
	o := h.primary().pending
	return o != nil && o.Status == StatusPayment
}

// running tells whether an order about the resource is in process.
func (h *holding) running() bool {
	o := h.primary().pending
	return o != nil && (o.Status == statusProcessing || o.Status == statusRefund || o.Status == StatusApproval)
}

// leaving tells whether the resource is being unsubscribed or turned to on-demand.
func (h *holding) leaving() bool {
	o := h.primary().pending
	return h.running() && (o.Kind == TypeUnsubscribe || o.Kind == TypeToOnDemand)
}

// future are the paid periods that have not begun.
func (h *holding) future(now time.Time) []term {
	at := slices.IndexFunc(h.terms, func(t term) bool { return t.from.After(now) })
	if at < 0 {
		return nil
	}
	return h.terms[at:]
}

// each applies a change to the whole family.
func (h *holding) each(at time.Time, change func(*holding)) {
	for _, one := range h.family() {
		change(one)
		one.updated = at
	}
}

// lineOf makes an order line of a resource.
func (st *Account) lineOf(h *holding, kind, num int, amount rest.Money) *Line {
	st.resources.lines++
	return &Line{
		ID: rest.Numbered("LR", st.resources.lines), Service: h.spec.Service, Resource: h.spec.Resource,
		ProductID: h.spec.ProductID, Spec: h.spec.Name, Period: kind, Periods: num, count: 1,
		Official: amount, Payable: amount,
	}
}

// newOrder makes an order that a resource gives rise to.
func (st *Account) newOrder(h *holding, kind, source int, at time.Time) *Order {
	st.resources.orders++
	return &Order{
		ID: st.orderPrefix() + rest.Numbered(at.Format("060102"), st.resources.orders), Kind: kind, source: source,
		CustomerID: st.Owner, created: at, Projects: []shop.Project{h.project},
	}
}

// orderPrefix keeps the orders of master and member apart.
func (st *Account) orderPrefix() string {
	if st.master != nil {
		return "CSM"
	}
	return "CSR"
}

// The origins of orders that the emulator itself creates.
const (
	sourceCustomer = 1
	sourceSystem   = 8
)
