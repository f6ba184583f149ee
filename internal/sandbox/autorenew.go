package sandbox

import (
	"context"
	"strconv"
)

// enableAutoRenew is POST /v2/orders/subscriptions/resources/autorenew/{resource_id};
// a secondary stands for its primary.
func enableAutoRenew(_ context.Context, c *customerCall) (any, *refusal) {
	h := c.st.resources.byID[c.in.text("resource_id")]
	if h == nil || h.status == holdingClosed {
		return nil, resourceRefusal("CBC.99003012")
	}
	h = h.primary()
	if h.status != holdingInUse || h.refuses[callRenew] != "" {
		return nil, resourceRefusal("CBC.99003602")
	}
	on := h.policy == policyAutoRenew
	if on && !c.in.has("auto_renew_times") && !c.in.has("period_type") {
		return nil, nil
	}
	if !on {
		h.auto = autoRenewal{kind: h.lastPeriod()}
	}
	if c.in.has("auto_renew_times") {
		h.auto.times = int(c.in.num("auto_renew_times", 0))
	}
	switch c.in.text("period_type") {
	case "MONTH":
		h.auto.kind = periodMonth
	case "YEAR":
		h.auto.kind = periodYear
	}
	h.each(c.now, func(one *holding) { one.policy = policyAutoRenew })
	c.st.schedule(h)
	c.did("auto_renewal_on", nil, h)
	return nil, nil
}

// lastPeriod is the period type of the resource's last order.
func (h *holding) lastPeriod() int {
	if len(h.terms) == 0 || h.spec.yearly {
		return periodYear
	}
	return h.terms[len(h.terms)-1].kind
}

// disableAutoRenew is DELETE /v2/orders/subscriptions/resources/autorenew/{resource_id}.
func disableAutoRenew(_ context.Context, c *customerCall) (any, *refusal) {
	h := c.st.resources.byID[c.in.text("resource_id")]
	if h == nil || h.status == holdingClosed {
		return nil, resourceRefusal("CBC.99003012")
	}
	h = h.primary()
	if h.policy != policyAutoRenew {
		return nil, resourceRefusal("CBC.99003605")
	}
	h.each(c.now, func(one *holding) { one.policy = policyGrace })
	c.st.schedule(h)
	c.did("auto_renewal_off", nil, h)
	return nil, nil
}

type resultAnswer struct {
	Code    string `json:"error_code"`
	Message string `json:"error_msg"`
}

// setRenewConfig is POST /v2/orders/subscriptions/resources/renew/config.
func setRenewConfig(_ context.Context, c *customerCall) (any, *refusal) {
	n, err := strconv.Atoi(c.in.text("config_value"))
	if err != nil || strconv.Itoa(n) != c.in.text("config_value") {
		return nil, badParameter("config_value is not an integer")
	}
	if c.in.text("config_name") == "DEDUCTION_DATE" {
		if n < 2 || n > defaultChargeDays {
			return nil, badParameter("config_value is not within 2 to 7")
		}
		c.st.resources.chargeDays = n
		for _, h := range c.st.resources.all {
			if h.parent == nil && h.policy == policyAutoRenew {
				c.st.schedule(h)
			}
		}
	} else {
		if n != -1 && (n < 1 || n > 28) {
			return nil, badParameter("config_value is neither within 1 to 28 nor -1")
		}
		c.st.resources.expireDay = n
	}
	c.st.journal.add(Effect{
		Time: c.now, Operation: c.op.Name, Kind: "renewal_settings_changed", RequestID: c.requestID,
		Parts: map[string]string{c.in.text("config_name"): c.in.text("config_value")},
	})
	return resultAnswer{"CBC.0000", "success"}, nil
}
