package customer

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type onDemandFailure struct {
	Code    string `json:"error_code"`
	Message string `json:"error_msg"`
	ID      string `json:"id"`
}

type onDemandAnswer struct {
	Failures []onDemandFailure `json:"error_details"`
}

// inGrace is the one code of this call that is documented with status 200.
const inGrace = "CBC.99003610"

// updatePeriodToOnDemand is POST /v2/orders/subscriptions/resources/to-on-demand: the setting
// for the day of expiry. When every resource fails the first code becomes the answer.
func updatePeriodToOnDemand(_ context.Context, c *call) (any, *rest.Refusal) {
	ids := c.In.Texts("resource_ids")
	answer := onDemandAnswer{Failures: []onDemandFailure{}}
	for _, id := range ids {
		h := c.account.resources.byID[id]
		if code := c.onDemandCode(h); code != "" {
			answer.Failures = append(answer.Failures, onDemandFailure{code, c.account.meanings.of(code), id})
			continue
		}
		policy, kind := policyOnDemand, "on_demand_at_expiry_on"
		if c.In.Text("operation") == "CANCEL" {
			policy, kind = policyGrace, "on_demand_at_expiry_off"
		}
		h.each(c.Now, func(one *holding) { one.policy = policy })
		c.account.schedule(h)
		c.did(kind, nil, h)
	}
	if len(answer.Failures) == len(ids) && answer.Failures[0].Code != inGrace {
		return nil, c.resourceRefusal(answer.Failures[0].Code)
	}
	return answer, nil
}

func (c *call) onDemandCode(h *holding) string {
	if code := h.cannotTurn(); code != "" {
		return code
	}
	if c.In.Text("operation") == "CANCEL" && h.policy != policyOnDemand {
		return "CBC.0100"
	}
	return ""
}

// cannotTurn is the code that keeps a resource from becoming on-demand.
func (h *holding) cannotTurn() string {
	switch {
	case h == nil || h.status == holdingClosed:
		return "CBC.99003012"
	case h.parent != nil:
		return "CBC.99003609"
	case h.refuses[callOnDemand] != "":
		return h.refuses[callOnDemand]
	case h.status != holdingInUse:
		return inGrace
	case h.running() || h.unpaid():
		return "CBC.99003623"
	}
	return ""
}

type turnResult struct {
	ResourceID string `json:"resource_id"`
	Result     string `json:"result"`
	Code       string `json:"error_code,omitempty"`
	Message    string `json:"error_msg,omitempty"`
	OrderID    string `json:"order_id,omitempty"`
}

type turnAnswer struct {
	Results []turnResult `json:"to_ondemand_service_results"`
}

const approvalTime = time.Hour

// updatePeriodToOnDemandInstantly is POST /v2/orders/subscriptions/resources/to-on-demand/instantly.
func updatePeriodToOnDemandInstantly(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := turnAnswer{Results: []turnResult{}}
	for _, id := range c.In.Texts("resource_ids") {
		h := c.account.resources.byID[id]
		if code := h.cannotTurn(); code != "" {
			answer.Results = append(answer.Results, turnResult{ResourceID: id, Result: "FAIL", Code: code, Message: c.account.meanings.of(code)})
			continue
		}
		o := c.account.leaveOrder(h, TypeToOnDemand, leaveAll, c.Now)
		c.account.addOrder(o)
		result := "SUCCESS"
		if h.audited {
			result = "AUDIT"
			o.setStatus(StatusApproval)
			c.Timeline.Plan(c.Now.Add(approvalTime), func(at time.Time) { c.account.unwind(o, at.Add(c.Pace)) })
		} else {
			c.account.unwind(o, c.Now.Add(c.Pace))
		}
		answer.Results = append(answer.Results, turnResult{ResourceID: id, Result: result, OrderID: o.ID})
		c.did("order_created", o, h)
	}
	return answer, nil
}
