package scenarios

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestPayWithCoupon: what the order may use, pay with it, and find the money
// gone from where it should be.
func TestPayWithCoupon(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	path := "/v1/orders/" + sandbox.DemoPayableOrder
	offered := s.get(path + "/coupons")
	coupon := offered.where("coupons", "couponId", sandbox.DemoCashCoupon)
	cash := func() string {
		return s.get("/v1/account/balances").where("balances", "type", "ACCOUNT_TYPE_BALANCE").text("amount.amount")
	}
	if before := cash(); before != sandbox.DemoCashBalance {
		t.Fatalf("the account starts with %s", before)
	}
	s.post(path+":pay", object{"coupons": []object{{"couponId": coupon.text("couponId"), "type": coupon.text("type")}}})
	if got := cash(); got != "4840.00" { // 5000.00 - (260.00 - 100.00)
		t.Errorf("%s is left", got)
	}
	s.call("POST", path+":pay", object{}).refused("FAILED_PRECONDITION", "ORDER_STATE_CHANGED")
	s.get("/v1/coupons/transactions?couponId=" + sandbox.DemoCashCoupon)
	s.get("/v1/coupons?couponId="+sandbox.DemoCashCoupon).same("coupons[0].status", "COUPON_STATUS_USED")
}

// TestDiscountAndCancel: read the discounts of an order, cancel another one and
// find its coupon free again.
func TestDiscountAndCancel(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	if got := s.get("/v1/orders/" + sandbox.DemoCouponOrder + "/discounts").list("discounts"); len(got) < 3 {
		t.Errorf("%d discounts", len(got))
	}
	s.get("/v1/orders?status=ORDER_STATUS_PENDING_PAYMENT&pageSize=100").where("orders", "orderId", sandbox.DemoCancelOrder)
	s.get("/v1/coupons?couponId="+sandbox.DemoElsewhereCoupon).same("coupons[0].lockingOrderId", sandbox.DemoCancelOrder)
	s.post("/v1/orders/"+sandbox.DemoCancelOrder+":cancel", object{})
	s.get("/v1/orders/"+sandbox.DemoCancelOrder).same("order.status", "ORDER_STATUS_CANCELLED")
	s.get("/v1/coupons?couponId="+sandbox.DemoElsewhereCoupon).same("coupons[0].lockingOrderId", "")
	s.get("/v1/orders/" + sandbox.DemoRefundOrder + "/refunds").text("refunds[0].amount.amount")
}

// TestTopUpWhenShort: an order that the account cannot pay stays as it is.
func TestTopUpWhenShort(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.call("POST", "/v1/orders/"+sandbox.DemoExpensiveOrder+":pay", object{}).refused("FAILED_PRECONDITION", "BALANCE_INSUFFICIENT")
	s.get("/v1/orders/"+sandbox.DemoExpensiveOrder).same("order.status", "ORDER_STATUS_PENDING_PAYMENT")
	s.get("/v1/account/transactions?balanceType=BALANCE_TYPE_DEBIT").text("transactions[0].transactionId")
}
