package sandbox

import (
	"context"
	"net/http"
)

// payOrder is POST /v3/orders/customer-orders/pay.
func payOrder(ctx context.Context, c *customerCall) (any, *refusal) {
	o, no := c.operable()
	if no != nil {
		return nil, no
	}
	if c.st.master != nil {
		return nil, c.askMaster(o)
	}
	if _, no := c.planPayment(o); no != nil {
		return nil, no
	}
	// The upstream works on a payment for a while and refuses a second one meanwhile.
	o.paying = true
	c.hold(ctx)
	o.paying = false
	p, no := c.planPayment(o)
	if no != nil {
		return nil, no
	}
	c.commit(o, p)
	return nil, nil
}

// operable finds the order that a pay or cancel call names.
func (c *customerCall) operable() (*order, *refusal) {
	o := c.st.order(c.in.text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	if o.parent != nil {
		return nil, refuse(http.StatusBadRequest, "CBC.99000089",
			"The current order number cannot be operated. Operate the combined transaction ID %s.", o.parent.id)
	}
	return o, nil
}

func payable(o *order) *refusal {
	switch {
	case o.paying:
		return refuse(http.StatusBadRequest, "CBC.99000088", "The payment is being processed. Do not pay again.")
	case o.expired:
		return refuse(http.StatusBadRequest, "CBC.99003110", "The payment deadline has passed. Submit a new order.")
	case o.status != statusPayment:
		return refuse(http.StatusBadRequest, "CBC.99003106", "The order status has changed. The order cannot be paid.")
	}
	return nil
}

// payment is a payment that passed all checks.
type payment struct {
	offer    *offer
	coupons  []*coupon
	cards    []*card
	cut      money // by the offer
	factor   money // by a discount coupon
	coupon   money
	flexi    money
	card     money
	perUse   []couponUse
	perCard  []cardUse
	due      money // from the accounts
	afterCut money
}

type couponUse struct {
	coupon *coupon
	amount money
}

type cardUse struct {
	card   *card
	amount money
}

// choose checks the order and what the caller wants to pay it with.
func (c *customerCall) choose(o *order) (*payment, *refusal) {
	if no := payable(o); no != nil {
		return nil, no
	}
	p := &payment{}
	steps := []func(*order, *payment) *refusal{
		c.chooseOffer, c.chooseCoupons, c.checkExclusions, c.checkQuantities, c.checkPlatform,
	}
	for _, step := range steps {
		if no := step(o, p); no != nil {
			return nil, no
		}
	}
	return p, nil
}

// planPayment checks everything that can refuse a payment and changes nothing.
func (c *customerCall) planPayment(o *order) (*payment, *refusal) {
	p, no := c.choose(o)
	if no != nil {
		return nil, no
	}
	p.price(o)
	if !c.st.paymentsLeft() {
		return nil, refuse(http.StatusBadRequest, "CBC.99008056", "The number of transactions created today has reached the limit.")
	}
	if c.st.short(p) {
		return nil, noFunds()
	}
	return p, nil
}

// short tells whether the accounts, or the allowance of the international site, cannot bear a payment.
func (st *state) short(p *payment) bool {
	return p.due > st.ledger.funds() ||
		st.site == siteInternational && st.quota.used+p.due > st.quota.granted
}

// checkPlatform applies what the cloud itself says about the order.
func (c *customerCall) checkPlatform(o *order, _ *payment) *refusal {
	if o.quotaShort {
		no := refuse(http.StatusBadRequest, "CBC.99003141",
			"The cloud service quota or capacity is insufficient, or the specifications have changed.")
		no.QuotaInfos = shortQuota(o)
		return no
	}
	if o.noBudget {
		no := refuse(http.StatusBadRequest, "CBC.99003155",
			"The enterprise project budget is insufficient or the project is unavailable.")
		no.ProjectAuth = noBudget(o, c.english)
		return no
	}
	if !o.startBy.IsZero() && c.now.After(o.startBy) {
		return refuse(http.StatusBadRequest, "CBC.99003162", "The payment time is later than the configured effective time.")
	}
	return nil
}

type quotaInfo struct {
	RegionCode       string `json:"region_code"`
	ServiceTypeCode  string `json:"service_type_code"`
	CloudServiceType string `json:"cloud_service_type"`
	ResourceTypeCode string `json:"resource_type_code"`
	ResourceSpecCode string `json:"resource_spec_code"`
	AuthResult       int    `json:"auth_result"`
	AvailableZone    string `json:"available_zone"`
}

const authQuotaShort = 1

func shortQuota(o *order) []quotaInfo {
	lines := o.allLines()
	out := make([]quotaInfo, 0, len(lines))
	for _, l := range lines {
		out = append(out, quotaInfo{
			RegionCode: demoRegion, ServiceTypeCode: l.service.code, CloudServiceType: l.service.code,
			ResourceTypeCode: l.resource.code, ResourceSpecCode: l.productID, AuthResult: authQuotaShort,
			AvailableZone: demoRegion + "a",
		})
	}
	return out
}

type projectAuth struct {
	ID     string `json:"enterprise_project_id"`
	Name   string `json:"enterprise_project_name"`
	Status int    `json:"auth_status"`
}

func noBudget(o *order, english bool) []projectAuth {
	out := make([]projectAuth, 0, len(o.projects))
	for _, p := range o.projects {
		out = append(out, projectAuth{ID: p.id, Name: p.name.in(english), Status: 1})
	}
	return out
}
