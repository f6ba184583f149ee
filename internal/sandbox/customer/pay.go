package customer

import (
	"context"
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// payOrders is POST /v3/orders/customer-orders/pay.
func payOrders(ctx context.Context, c *call) (any, *rest.Refusal) {
	o, no := c.operable()
	if no != nil {
		return nil, no
	}
	if c.account.master != nil {
		return nil, c.askMaster(o)
	}
	if _, no := c.planPayment(o); no != nil {
		return nil, no
	}
	// The upstream works on a payment for a while and refuses a second one meanwhile.
	o.paying = true
	c.Hold(ctx)
	o.paying = false
	p, no := c.planPayment(o)
	if no != nil {
		return nil, no
	}
	c.commit(o, p)
	return nil, nil
}

// operable finds the order that a pay or cancel call names.
func (c *call) operable() (*Order, *rest.Refusal) {
	o := c.account.order(c.In.Text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	if o.parent != nil {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99000089",
			"The current order number cannot be operated. Operate the combined transaction ID %s.", o.parent.ID)
	}
	return o, nil
}

func payable(o *Order) *rest.Refusal {
	switch {
	case o.paying:
		return rest.Refuse(http.StatusBadRequest, "CBC.99000088", "The payment is being processed. Do not pay again.")
	case o.expired:
		return rest.Refuse(http.StatusBadRequest, "CBC.99003110", "The payment deadline has passed. Submit a new order.")
	case o.Status != StatusPayment:
		return rest.Refuse(http.StatusBadRequest, "CBC.99003106", "The order status has changed. The order cannot be paid.")
	}
	return nil
}

// payment is a payment that passed all checks.
type payment struct {
	offer    *offer
	coupons  []*wallet.Coupon
	cards    []*wallet.Card
	cut      rest.Money // by the offer
	factor   rest.Money // by a discount coupon
	coupon   rest.Money
	flexi    rest.Money
	card     rest.Money
	perUse   []couponUse
	perCard  []cardUse
	due      rest.Money // from the accounts
	afterCut rest.Money
}

type couponUse struct {
	coupon *wallet.Coupon
	amount rest.Money
}

type cardUse struct {
	card   *wallet.Card
	amount rest.Money
}

// choose checks the order and what the caller wants to pay it with.
func (c *call) choose(o *Order) (*payment, *rest.Refusal) {
	if no := payable(o); no != nil {
		return nil, no
	}
	p := &payment{}
	steps := []func(*Order, *payment) *rest.Refusal{
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
func (c *call) planPayment(o *Order) (*payment, *rest.Refusal) {
	p, no := c.choose(o)
	if no != nil {
		return nil, no
	}
	p.price(o)
	if !c.account.paymentsLeft() {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99008056", "The number of transactions created today has reached the limit.")
	}
	if c.account.short(p) {
		return nil, wallet.NoFunds()
	}
	return p, nil
}

// short tells whether the accounts, or the allowance of the international site, cannot bear a payment.
func (st *Account) short(p *payment) bool {
	return p.due > st.Ledger.Funds() ||
		st.Site == rest.SiteInternational && st.quota.Used+p.due > st.quota.Granted
}

// checkPlatform applies what the cloud itself says about the order.
func (c *call) checkPlatform(o *Order, _ *payment) *rest.Refusal {
	if o.quotaShort {
		no := rest.Refuse(http.StatusBadRequest, "CBC.99003141",
			"The cloud service quota or capacity is insufficient, or the specifications have changed.")
		no.QuotaInfos = shortQuota(o)
		return no
	}
	if o.noBudget {
		no := rest.Refuse(http.StatusBadRequest, "CBC.99003155",
			"The enterprise project budget is insufficient or the project is unavailable.")
		no.ProjectAuth = noBudget(o, c.English)
		return no
	}
	if !o.startBy.IsZero() && c.Now.After(o.startBy) {
		return rest.Refuse(http.StatusBadRequest, "CBC.99003162", "The payment time is later than the configured effective time.")
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

func shortQuota(o *Order) []quotaInfo {
	lines := o.AllLines()
	out := make([]quotaInfo, 0, len(lines))
	for _, l := range lines {
		out = append(out, quotaInfo{
			RegionCode: demo.Region, ServiceTypeCode: l.Service.Code, CloudServiceType: l.Service.Code,
			ResourceTypeCode: l.Resource.Code, ResourceSpecCode: l.ProductID, AuthResult: authQuotaShort,
			AvailableZone: demo.Region + "a",
		})
	}
	return out
}

type projectAuth struct {
	ID     string `json:"enterprise_project_id"`
	Name   string `json:"enterprise_project_name"`
	Status int    `json:"auth_status"`
}

func noBudget(o *Order, english bool) []projectAuth {
	out := make([]projectAuth, 0, len(o.Projects))
	for _, p := range o.Projects {
		out = append(out, projectAuth{ID: p.ID, Name: p.Name.In(english), Status: 1})
	}
	return out
}
