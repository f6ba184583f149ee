package customer

import (
	"context"
	"net/http"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// cancelCustomerOrder is PUT /v2/orders/customer-orders/cancel.
func cancelCustomerOrder(_ context.Context, c *call) (any, *rest.Refusal) {
	o, no := c.operable()
	if no != nil {
		return nil, no
	}
	if o.Status != StatusPayment || o.paying {
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99005010", "The order status does not allow cancellation.")
	}
	o.setStatus(StatusCancelled)
	c.account.Coupons.Unlock(o.ID)
	c.Done(rest.Effect{Kind: "order_cancelled", OrderID: o.ID, Amount: o.payable.String()})
	return nil, nil
}
