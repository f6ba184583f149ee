package sandbox

import (
	"context"
	"net/http"
)

// cancelOrder is PUT /v2/orders/customer-orders/cancel.
func cancelOrder(_ context.Context, c *customerCall) (any, *refusal) {
	o, no := c.operable()
	if no != nil {
		return nil, no
	}
	if o.status != statusPayment || o.paying {
		return nil, refuse(http.StatusBadRequest, "CBC.99005010", "The order status does not allow cancellation.")
	}
	o.setStatus(statusCancelled)
	c.st.coupons.unlock(o.id)
	c.st.journal.add(Effect{
		Time: c.now, Operation: c.op.Name, Kind: "order_cancelled", OrderID: o.id, RequestID: c.requestID,
		Amount: o.payable.String(), Currency: c.st.currency,
	})
	return nil, nil
}
