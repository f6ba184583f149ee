package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestCancel(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if got := c.coupon(sandbox.DemoElsewhereCoupon); got.Lock != sandbox.DemoCancelOrder {
		t.Fatalf("the order does not hold its coupon: %+v", got)
	}
	if a := c.cancel(sandbox.DemoCancelOrder); a.status != 204 || a.body != "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if o := c.order(sandbox.DemoCancelOrder).Order; o.Status != "4" {
		t.Errorf("%+v", o)
	}
	if got := c.coupon(sandbox.DemoElsewhereCoupon); got.Lock != "" {
		t.Errorf("still locked: %+v", got)
	}
	if e := c.box.Journal(); len(e) != 1 || e[0].Kind != "order_cancelled" || e[0].Operation != "CancelCustomerOrder" || e[0].Amount != "88.50" {
		t.Errorf("%+v", e)
	}
	c.fine("the freed coupon pays another order", c.pay(sandbox.DemoCouponOrder, choice(sandbox.DemoElsewhereCoupon+":301", "")))
	for what, id := range map[string]string{
		"cancelled": sandbox.DemoCancelOrder, "processing": sandbox.DemoProcessingOrder, "completed": sandbox.DemoCompletedOrder,
		"expired": sandbox.DemoExpiredOrder, "refunding": sandbox.DemoRefundingOrder,
	} {
		c.refused(what, c.cancel(id), 400, "CBC.99005010")
	}
	c.refused("unknown", c.cancel("CSNOBODY"), 400, "CBC.30000010")
	c.refused("sub order", c.cancel(sandbox.DemoCombinedChildA), 400, "CBC.99000089")
	c.refused("pay a cancelled order", c.pay(sandbox.DemoCancelOrder, ""), 400, "CBC.99003106")
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	o := c.order(sandbox.DemoPayableOrder).Order
	if o.Created != "2026-11-22T04:05:06Z" || o.Deadline != "2026-11-29T04:05:06Z" {
		t.Fatalf("%+v", o)
	}
	c.advance(6*24*time.Hour - time.Second)
	if o := c.order(sandbox.DemoPayableOrder).Order; o.Status != "6" {
		t.Errorf("one second before the deadline: %+v", o)
	}
	c.advance(time.Second)
	if o := c.order(sandbox.DemoPayableOrder).Order; o.Status != "4" {
		t.Errorf("at the deadline: %+v", o)
	}
	c.refused("pay", c.pay(sandbox.DemoPayableOrder, ""), 400, "CBC.99003110")
	c.refused("cancel", c.cancel(sandbox.DemoPayableOrder), 400, "CBC.99005010")
	for _, e := range c.box.Journal() {
		if e.OrderID == sandbox.DemoPayableOrder {
			if e.Kind != "order_expired" || e.Operation != "clock" || !e.Time.Equal(time.Date(2026, 11, 29, 4, 5, 6, 0, time.UTC)) {
				t.Errorf("%+v", e)
			}
			return
		}
	}
	t.Error("the expiry is not in the journal")
}

// TestChosenCouponMovesTheDeadline: the coupon ends three days from the first
// instant, four days before the ordinary deadline.
func TestChosenCouponMovesTheDeadline(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if o := c.order(sandbox.DemoCouponOrder).Order; o.Deadline != "2026-11-26T04:05:06Z" {
		t.Fatalf("%+v", o)
	}
	c.advance(3 * 24 * time.Hour)
	if o := c.order(sandbox.DemoCouponOrder).Order; o.Status != "4" {
		t.Errorf("%+v", o)
	}
	if got := c.coupon(sandbox.DemoLockedCoupon); got.Status != "4" || got.Lock != "" {
		t.Errorf("%+v", got)
	}
	c.refused("pay", c.pay(sandbox.DemoCouponOrder, ""), 400, "CBC.99003110")
	var order []string
	for _, e := range c.box.Journal() {
		if e.OrderID == sandbox.DemoCouponOrder || e.CouponID == sandbox.DemoLockedCoupon {
			order = append(order, e.Kind)
		}
	}
	if strings.Join(order, " ") != "order_expired coupon_expired" {
		t.Errorf("what happens at one instant happens in another order: %v", order)
	}
}

func TestExpiryFreesCoupons(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.advance(6 * 24 * time.Hour)
	if got := c.coupon(sandbox.DemoElsewhereCoupon); got.Lock != "" || got.Status != "2" {
		t.Errorf("%+v", got)
	}
}

func TestPromotionEnds(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	offers := ordersPath + "/order-discounts?order_id=" + sandbox.DemoCouponOrder
	if a := c.get(offers); !strings.Contains(a.body, sandbox.DemoPromotionDiscount) || strings.Contains(a.body, sandbox.DemoContractDiscount) {
		t.Fatal(a.body)
	}
	c.advance(2*24*time.Hour + time.Second)
	if a := c.get(offers); strings.Contains(a.body, sandbox.DemoPromotionDiscount) || !strings.Contains(a.body, sandbox.DemoPartnerDiscount) {
		t.Error(a.body)
	}
	c.refused("promotion", c.pay(sandbox.DemoCouponOrder, choice("", sandbox.DemoPromotionDiscount+":0")), 400, "CBC.99003108")
}

func TestPaidOrdersComplete(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoPayableOrder, ""))
	c.advance(19 * time.Second)
	if o := c.order(sandbox.DemoPayableOrder); o.Order.Status != "3" || o.Lines[0].Effective != "" {
		t.Errorf("%+v", o)
	}
	c.advance(time.Second)
	if o := c.order(sandbox.DemoPayableOrder); o.Order.Status != "5" || o.Lines[0].Effective != "2026-11-23T04:05:26Z" {
		t.Errorf("%+v", o)
	}
	c.advance(30 * time.Minute)
	if o := c.order(sandbox.DemoProcessingOrder).Order; o.Status != "5" {
		t.Errorf("%+v", o)
	}
}

func TestRefundReachesTheAccount(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	refunds := c.get(ordersPath + "/refund-orders?order_id=" + sandbox.DemoRefundingOrder)
	if !strings.Contains(refunds.body, `"amount":-160.00`) || !strings.Contains(refunds.body, `"measure_id":"1"`) {
		t.Fatal(refunds.body)
	}
	c.advance(time.Hour)
	if o := c.order(sandbox.DemoRefundingOrder).Order; o.Status != "5" || o.After != o.Official || o.Amounts.Commission == "" {
		t.Errorf("%+v", o)
	}
	rows := c.get(changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_type=REFUND&trade_id=" + sandbox.DemoRefundingOrder)
	if !strings.Contains(rows.body, `"total_count":1,`) || !strings.Contains(rows.body, `"change_amount":"118.00"`) {
		t.Error(rows.body)
	}
	c.balancesAre("5118.00", "2000.00")
	for what, id := range map[string]string{"new": sandbox.DemoPayableOrder, "unpaid": sandbox.DemoCancelOrder} {
		c.refused(what, c.get(ordersPath+"/refund-orders?order_id="+id), 400, "CBC.99005026")
	}
	c.fine("downgrade", c.get(ordersPath+"/refund-orders?order_id="+sandbox.DemoDowngradeOrder))
	c.refused("unknown", c.get(ordersPath+"/refund-orders?order_id=x"), 400, "CBC.30000010")
	c.refused("other customer", c.get(ordersPath+"/refund-orders?order_id="+sandbox.DemoRefundOrder+"&customer_id=x"), 400, "CBC.30000010")
}

// TestNothingRunsForEver moves the clock a year on: every order has to come to rest in a state that its type allows.
func TestNothingRunsForEver(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	ended := "/v2/promotions/benefits/coupons?coupon_id="
	for _, id := range []string{sandbox.DemoExpiredCoupon, sandbox.DemoReclaimedCoupon, sandbox.DemoUsedCoupon} {
		if got := as[totals](t, c.get(ended+id)); got.rows() != 1 {
			t.Errorf("%s is not listed", id)
		}
	}
	c.advance(366 * 24 * time.Hour)
	for _, id := range []string{sandbox.DemoExpiredCoupon, sandbox.DemoReclaimedCoupon, sandbox.DemoUsedCoupon} {
		if got := as[totals](t, c.get(ended+id)); got.rows() != 0 {
			t.Errorf("%s is listed more than a year after its end", id)
		}
	}
	for _, status := range []string{"1", "3", "6"} {
		if left := as[totals](t, c.get(ordersPath+"?status="+status)); left.total() != "0" {
			t.Errorf("%s orders still in status %s", left.total(), status)
		}
	}
	usable := as[totals](t, c.get("/v2/promotions/benefits/coupons?status=2"))
	if usable.total() != "0" {
		t.Errorf("%s coupons outlive their time", usable.total())
	}
	kinds := map[string]int{}
	for i, e := range c.box.Journal() {
		kinds[e.Kind]++
		if e.Sequence != int64(i+1) || i > 0 && e.Time.Before(c.box.Journal()[i-1].Time) {
			t.Errorf("effect %d out of order: %+v", i, e)
		}
	}
	for _, kind := range []string{"order_expired", "order_approved", "order_completed", "order_refunded", "coupon_expired"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s in a year: %v", kind, kinds)
		}
	}
}

func TestClockFollowsTheRealClock(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.clock.move(90 * time.Minute)
	if got := c.box.Now(); !got.Equal(firstInstant().Add(90 * time.Minute)) {
		t.Error(got)
	}
	if err := c.box.Advance(-time.Second); err == nil {
		t.Error("the clock went back")
	}
	if o := c.order(sandbox.DemoProcessingOrder).Order; o.Status != "5" {
		t.Errorf("%+v", o)
	}
	c.clock.move(-time.Hour)
	if got := c.box.Now(); !got.Equal(firstInstant().Add(90 * time.Minute)) {
		t.Errorf("the virtual clock followed the real one back to %s", got)
	}
}

func TestCouponActivationWindow(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	base := "/v2/promotions/benefits/coupons?coupon_id=" + sandbox.DemoCashCoupon // activated 2026-08-25T04:05:06Z
	for window, want := range map[string]int{
		"&active_start_time=2026-08-25T04:05:06Z": 1, "&active_start_time=2026-08-25T04:05:07Z": 0,
		"&active_end_time=2026-08-25T04:05:06Z": 1, "&active_end_time=2026-08-25T04:05:05Z": 0,
	} {
		if got := as[totals](t, c.get(base+window)); got.rows() != want {
			t.Errorf("%s: %d", window, got.rows())
		}
	}
}
