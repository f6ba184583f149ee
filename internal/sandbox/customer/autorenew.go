package customer

import (
	"context"
	"strconv"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// autoRenewalResources is POST /v2/orders/subscriptions/resources/autorenew/{resource_id};
// a secondary stands for its primary.
func autoRenewalResources(_ context.Context, c *call) (any, *rest.Refusal) {
	h := c.account.resources.byID[c.In.Text("resource_id")]
	if h == nil || h.status == holdingClosed {
		return nil, c.resourceRefusal("CBC.99003012")
	}
	h = h.primary()
	if h.status != holdingInUse || h.refuses[callRenew] != "" {
		return nil, c.resourceRefusal("CBC.99003602")
	}
	on := h.policy == policyAutoRenew
	if on && !c.In.Has("auto_renew_times") && !c.In.Has("period_type") {
		return nil, nil
	}
	if !on {
		h.auto = autoRenewal{kind: h.lastPeriod()}
	}
	if c.In.Has("auto_renew_times") {
		h.auto.times = int(c.In.Num("auto_renew_times", 0))
	}
	switch c.In.Text("period_type") {
	case "MONTH":
		h.auto.kind = shop.PeriodMonth
	case "YEAR":
		h.auto.kind = shop.PeriodYear
	}
	h.each(c.Now, func(one *holding) { one.policy = policyAutoRenew })
	c.account.schedule(h)
	c.did("auto_renewal_on", nil, h)
	return nil, nil
}

// lastPeriod is the period type of the resource's last order.
func (h *holding) lastPeriod() int {
	if len(h.terms) == 0 || h.spec.Yearly {
		return shop.PeriodYear
	}
	return h.terms[len(h.terms)-1].kind
}

// cancelAutoRenewalResources is DELETE /v2/orders/subscriptions/resources/autorenew/{resource_id}.
func cancelAutoRenewalResources(_ context.Context, c *call) (any, *rest.Refusal) {
	h := c.account.resources.byID[c.In.Text("resource_id")]
	if h == nil || h.status == holdingClosed {
		return nil, c.resourceRefusal("CBC.99003012")
	}
	h = h.primary()
	if h.policy != policyAutoRenew {
		return nil, c.resourceRefusal("CBC.99003605")
	}
	h.each(c.Now, func(one *holding) { one.policy = policyGrace })
	c.account.schedule(h)
	c.did("auto_renewal_off", nil, h)
	return nil, nil
}

type resultAnswer struct {
	Code    string `json:"error_code"`
	Message string `json:"error_msg"`
}

// setResourcesRenewConfig is POST /v2/orders/subscriptions/resources/renew/config.
func setResourcesRenewConfig(_ context.Context, c *call) (any, *rest.Refusal) {
	n, err := strconv.Atoi(c.In.Text("config_value"))
	if err != nil || strconv.Itoa(n) != c.In.Text("config_value") {
		return nil, rest.BadParameter("config_value is not an integer")
	}
	if c.In.Text("config_name") == "DEDUCTION_DATE" {
		if n < 2 || n > defaultChargeDays {
			return nil, rest.BadParameter("config_value is not within 2 to 7")
		}
		c.account.resources.chargeDays = n
		for _, h := range c.account.resources.all {
			if h.parent == nil && h.policy == policyAutoRenew {
				c.account.schedule(h)
			}
		}
	} else {
		if n != -1 && (n < 1 || n > 28) {
			return nil, rest.BadParameter("config_value is neither within 1 to 28 nor -1")
		}
		c.account.resources.expireDay = n
	}
	c.Done(rest.Effect{
		Kind: "renewal_settings_changed", Parts: map[string]string{c.In.Text("config_name"): c.In.Text("config_value")},
	})
	return resultAnswer{"CBC.0000", "success"}, nil
}
