package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestCouponBecomesEffective(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.advance(24 * time.Hour)
	c.fine("a day later", c.pay(sandbox.DemoCouponOrder, choice(sandbox.DemoFutureCoupon+":301", "")))
}

// TestOrderCouponsAreThoseThatCanPay compares the list with what payments accept.
func TestOrderCouponsAreThoseThatCanPay(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	a := c.get(ordersPath + "/order-coupons?order_id=" + sandbox.DemoCouponOrder)
	for id, want := range map[string]bool{
		sandbox.DemoCashCoupon: true, sandbox.DemoDiscountCoupon: true, sandbox.DemoFlexiCoupon: true,
		sandbox.DemoLockedCoupon: true, sandbox.DemoInactiveCoupon: true, sandbox.DemoUsableCard: true,
		sandbox.DemoFutureCoupon: true, sandbox.DemoMarketCoupon: true,
		sandbox.DemoElsewhereCoupon: false, sandbox.DemoHardwareCoupon: false, sandbox.DemoFrozenCoupon: false,
		sandbox.DemoSingleUseCoupon: true, sandbox.DemoRenewalCoupon: false,
		sandbox.DemoUsedCoupon: false, sandbox.DemoExpiredCoupon: false, sandbox.DemoProductCoupon: false,
		sandbox.DemoUsedUpCard: false,
	} {
		if strings.Contains(a.body, `"`+id+`"`) != want {
			t.Errorf("%s listed: %t", id, !want)
		}
	}
	renewal := c.get(ordersPath + "/order-coupons?order_id=" + sandbox.DemoCancelOrder)
	if !strings.Contains(renewal.body, sandbox.DemoRenewalCoupon) || strings.Contains(renewal.body, sandbox.DemoSingleUseCoupon) {
		t.Error("a renewal is not offered the coupon for renewals, or is offered the one for new purchases")
	}
	if paid := c.get(ordersPath + "/order-coupons?order_id=" + sandbox.DemoCompletedOrder); !strings.Contains(paid.body, `"count":0,"user_coupons":[]`) {
		t.Error(paid.body)
	}
	c.refused("unknown", c.get(ordersPath+"/order-coupons?order_id=x"), 400, "CBC.30000010")
	c.refused("unknown", c.get(ordersPath+"/order-discounts?order_id=x"), 400, "CBC.30000010")
}
