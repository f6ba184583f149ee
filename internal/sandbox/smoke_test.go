package sandbox_test

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestEveryOperationAnswers is the walk that a newcomer takes.
func TestEveryOperationAnswers(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, target := range []string{
		"/v2/orders/customer-orders?limit=3",
		"/v2/orders/customer-orders/details/" + sandbox.DemoPayableOrder,
		"/v2/orders/customer-orders/order-coupons?order_id=" + sandbox.DemoCouponOrder,
		"/v2/orders/customer-orders/order-discounts?order_id=" + sandbox.DemoCouponOrder,
		"/v2/orders/customer-orders/refund-orders?order_id=" + sandbox.DemoRefundOrder,
		"/v2/accounts/customer-accounts/balances",
		"/v2/accounts/customer-accounts/account-change-records?balance_type=BALANCE_TYPE_DEBIT",
		"/v2/promotions/benefits/stored-value-cards?status=1",
		"/v2/promotions/benefits/coupons",
		"/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON",
	} {
		a := c.get(target)
		c.fine(target, a)
		t.Logf("%s -> %.600s", target, a.body)
	}
	c.fine("pay", c.pay(sandbox.DemoPayableOrder, ""))
	c.fine("cancel", c.cancel(sandbox.DemoCancelOrder))
	intl := newClient(t, international)
	c.fine("quota", intl.get("/v2/accounts/customer-accounts/expenditure-quota"))
}
