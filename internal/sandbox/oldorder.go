package sandbox

import "context"

// payOldOrder is POST /v2/orders/customer-orders/pay, whose lists stand without
// the switches of its successor; the clients that still call it send them.
func payOldOrder(ctx context.Context, c *customerCall) (any, *refusal) {
	for use, infos := range map[string]string{"use_coupon": "coupon_infos", "use_discount": "discount_infos"} {
		if !c.in.has(use) && len(c.in.items(infos)) > 0 {
			c.in[use] = value{text: chosenYes}
		}
	}
	return payOrder(ctx, c)
}
