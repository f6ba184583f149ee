package sdk_test

import (
	"fmt"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// TestVendorPaysInSandbox pays an order with a coupon and a discount and looks at
// everything that moved: journal, order, balances, coupon and ledger.
func TestVendorPaysInSandbox(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, site)
			done := e.effect(t, "PayOrders", members{"body": payment(
				sandbox.DemoPayableOrder, members{"id": sandbox.DemoCashCoupon, "type": num(301)}, discountOf(t, e, sandbox.DemoPayableOrder, "0"))})
			// 260.00 less a tenth, of which the coupon pays 100.00.
			if done.Kind != "order_paid" || done.OrderID != sandbox.DemoPayableOrder || done.Currency != currencyOf(site) ||
				!sameDecimal(done.Amount, "234") || !sameDecimal(done.Parts["coupons"], "100") || !sameDecimal(done.Parts["cash"], "134") {
				t.Errorf("the journal says %+v", done)
			}
			e.paidOrder(t)
			wantLeaves(t, e.read(t, "ShowCustomerAccountBalances", members{}), map[string]string{
				"account_balances[0].amount": sum(t, sandbox.DemoCashBalance, "-134"), "account_balances[1].amount": sandbox.DemoCreditBalance,
			})
			wantLeaves(t, e.read(t, "ListSubCustomerCoupons", members{"coupon_id": sandbox.DemoCashCoupon}), map[string]string{
				"user_coupons[0].balance": "0", "user_coupons[0].status": "3", "user_coupons[0].order_id": sandbox.DemoPayableOrder,
			})
			e.paidLedger(t)
			no, _ := e.refused(t, "PayOrders", members{"body": payment(sandbox.DemoPayableOrder, nil, nil)})
			if no != (refusal{400, "CBC.99003106"}) {
				t.Errorf("the second payment: %v", no)
			}
		})
	}
}

func (e *emulator) paidOrder(t *testing.T) {
	t.Helper()
	got := e.read(t, "ShowCustomerOrderDetails", members{"order_id": sandbox.DemoPayableOrder})
	wantLeaves(t, got, map[string]string{
		"order_info.status": "3", "order_info.official_amount": "260", "order_info.amount_after_discount": "234",
		"order_info.amount_info.coupon_amount": "100", "order_info.amount_info.discounts[0].discount_amount": "26",
	})
	if got["order_info.payment_time"] == nil {
		t.Error("the order has no time of payment")
	}
}

func (e *emulator) paidLedger(t *testing.T) {
	t.Helper()
	if e.site == siteIntl {
		wantLeaves(t, e.read(t, "ShowCustomerExpenditureQuota", members{}), map[string]string{"granting_amount_used": sum(t, "2469.12", "134")})
		return
	}
	wantLeaves(t, e.read(t, "ListCustomerAccountChangeRecords", members{"balance_type": "BALANCE_TYPE_DEBIT", "trade_id": sandbox.DemoPayableOrder}), map[string]string{
		"total_count": "1", "records[0].change_amount": "134", "records[0].revenue_expense_type": "EXPENSE",
		"records[0].balance_after_change": sum(t, sandbox.DemoCashBalance, "-134"), "records[0].trade_detail_type": "SOURCE_OPERAIION_DEDEUCT",
	})
	changes := e.read(t, "ListCustomerCouponChangeRecords", members{
		"balance_type": "BALANCE_TYPE_COUPON", "coupon_id": sandbox.DemoCashCoupon, "trade_id": sandbox.DemoPayableOrder,
	})
	wantLeaves(t, changes, map[string]string{"total_count": "1", "records[0].change_amount": "100", "records[0].balance_after_change": "0"})
}

// payment is the body of a payment.
func payment(order string, coupon, discount members) members {
	body := members{"order_id": order, "use_coupon": "NO", "use_discount": "NO"}
	if coupon != nil {
		body["use_coupon"], body["coupon_infos"] = "YES", []any{coupon}
	}
	if discount != nil {
		body["use_discount"], body["discount_infos"] = "YES", []any{discount}
	}
	return body
}

// discountOf finds the discount of a type that an order offers, as the vendor's
// client reads it.
func discountOf(t *testing.T, e *emulator, order, typ string) members {
	t.Helper()
	offers := e.read(t, "ListOrderDiscounts", members{"order_id": order})
	for path, value := range offers {
		if pattern(path) == "discounts[].discount_type" && fmt.Sprint(value) == typ {
			row := path[:len(path)-len("discount_type")]
			return members{"id": offers[row+"discount_id"], "type": value}
		}
	}
	t.Fatalf("%s offers no discount of type %s", order, typ)
	return nil
}

// TestVendorPaysByCardInSandbox lets a stored-value card pay a combined order.
func TestVendorPaysByCardInSandbox(t *testing.T) {
	t.Parallel()
	e := startEmulator(t, siteCN)
	done := e.effect(t, "PayOrders", members{"body": payment(sandbox.DemoCombinedOrder, members{"id": sandbox.DemoUsableCard, "type": num(303)}, nil)})
	if done.OrderID != sandbox.DemoCombinedOrder || !sameDecimal(done.Parts["cards"], "150") || done.Parts["cash"] != "" {
		t.Errorf("the journal says %+v", done)
	}
	wantLeaves(t, e.read(t, "ListStoredValueCards", members{"status": num(1), "card_id": sandbox.DemoUsableCard}), map[string]string{"stored_value_cards[0].balance": "350"})
	wantLeaves(t, e.read(t, "ListCustomerOrders", members{"order_id": sandbox.DemoCombinedOrder}), map[string]string{
		"order_infos[0].status": "3", "order_infos[0].sub_order_infos[0].status": "3",
		"order_infos[0].amount_info.stored_card_amount": "150", "order_infos[0].sub_order_infos[0].amount_info.stored_card_amount": "100",
	})
}

// TestVendorCancelsInSandbox cancels an order and finds the coupon that it held
// free again.
func TestVendorCancelsInSandbox(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, site)
			done := e.effect(t, "CancelCustomerOrder", members{"body": members{"order_id": sandbox.DemoCancelOrder}})
			if done.Kind != "order_cancelled" || done.OrderID != sandbox.DemoCancelOrder || !sameDecimal(done.Amount, "88.5") {
				t.Errorf("the journal says %+v", done)
			}
			wantLeaves(t, e.read(t, "ListCustomerOrders", members{"order_id": sandbox.DemoCancelOrder}), map[string]string{"order_infos[0].status": "4"})
			wantLeaves(t, e.read(t, "ListSubCustomerCoupons", members{"coupon_id": sandbox.DemoElsewhereCoupon}), map[string]string{"user_coupons[0].lock_order_id": ""})
			no, _ := e.refused(t, "CancelCustomerOrder", members{"body": members{"order_id": sandbox.DemoCancelOrder}})
			if no != (refusal{400, "CBC.99005010"}) {
				t.Errorf("the second cancellation: %v", no)
			}
		})
	}
}
