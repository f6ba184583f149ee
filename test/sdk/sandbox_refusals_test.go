package sdk_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// sandboxRefusal is a call that the emulator must refuse.
type sandboxRefusal struct {
	name    string
	sdk     string
	request members
	want    refusal
}

func pay(order string) members {
	return members{"body": payment(order, nil, nil)}
}

func cancel(order string) members {
	return members{"body": members{"order_id": order}}
}

// sandboxRefusals are refused on both sites.
func sandboxRefusals() []sandboxRefusal {
	return []sandboxRefusal{
		{"insufficient balance", "PayOrders", pay(sandbox.DemoExpensiveOrder), refusal{400, "CBC.99005003"}},
		{"unknown order", "PayOrders", pay("CSNOWHERE"), refusal{400, "CBC.30000010"}},
		{"wrong state", "PayOrders", pay(sandbox.DemoCompletedOrder), refusal{400, "CBC.99003106"}},
		{"deadline passed", "PayOrders", pay(sandbox.DemoExpiredOrder), refusal{400, "CBC.99003110"}},
		{"child of a combined order", "PayOrders", pay(sandbox.DemoCombinedChildA), refusal{400, "CBC.99000089"}},
		{"short of quota", "PayOrders", pay(sandbox.DemoQuotaOrder), refusal{400, "CBC.99003141"}},
		{"no budget", "PayOrders", pay(sandbox.DemoBudgetOrder), refusal{400, "CBC.99003155"}},
		{"too late for its start", "PayOrders", pay(sandbox.DemoLateOrder), refusal{400, "CBC.99003162"}},
		{"no order named", "PayOrders", pay(""), refusal{400, "CBC.0100"}},
		{
			"coupon not with this discount", "PayOrders",
			members{"body": payment(sandbox.DemoCouponOrder, members{"id": sandbox.DemoNoPromoCoupon, "type": num(301)}, members{"id": sandbox.DemoPromotionDiscount, "type": num(0)})},
			refusal{400, "CBC.99003116"},
		},
		{"unknown order", "CancelCustomerOrder", cancel("CSNOWHERE"), refusal{400, "CBC.30000010"}},
		{"wrong state", "CancelCustomerOrder", cancel(sandbox.DemoCompletedOrder), refusal{400, "CBC.99005010"}},
		{"no order named", "CancelCustomerOrder", cancel(""), refusal{400, "CBC.0100"}},
		{"unknown order", "ShowCustomerOrderDetails", members{"order_id": "CSNOWHERE"}, refusal{400, "CBC.30000010"}},
		{"limit out of range", "ListCustomerOrders", members{"limit": num(101)}, refusal{400, "CBC.0100"}},
		{"not a time", "ListCustomerOrders", members{"create_time_begin": "yesterday"}, refusal{400, "CBC.0100"}},
		{"unknown order", "ListOrderDiscounts", members{"order_id": "CSNOWHERE"}, refusal{400, "CBC.30000010"}},
		{"no order named", "ListOrderDiscounts", members{"order_id": ""}, refusal{400, "CBC.0100"}},
		{"not a refund", "ShowRefundOrderDetails", members{"order_id": sandbox.DemoPayableOrder}, refusal{400, "CBC.99005026"}},
		{"no order named", "ShowRefundOrderDetails", members{"order_id": ""}, refusal{400, "CBC.0100"}},
		{"empty time", "ListSubCustomerCoupons", members{"active_start_time": `""`}, refusal{400, "CBC.0100"}},
	}
}

func chinaRefusals() []sandboxRefusal {
	return []sandboxRefusal{
		{"no account named", "ListCustomerAccountChangeRecords", members{"balance_type": ""}, refusal{400, "CBC.0100"}},
		{"window too long", "ListCustomerAccountChangeRecords", members{"balance_type": "BALANCE_TYPE_DEBIT", "trade_time_begin": "2024-01-01", "trade_time_end": "2025-06-01"}, refusal{400, "CBC.0100"}},
		{"no code arrives there", "SendSmsVerificationCode", inBody(members{
			"mobile_phone": sandbox.DemoDeadPhone, "sm_template_args": []any{members{"key": "sub_customer_name", "value": "nova"}},
		}), refusal{400, "CBC.99004003"}},
		{"not in the catalogue", "ListOnDemandResourceRatings", inBody(members{"project_id": sandbox.DemoDomainID, "product_infos": []any{members{
			"id": "1", "cloud_service_type": firstService, "resource_type": firstResource, "resource_spec": "no.such.spec", "region": "cn-north-4",
			"usage_factor": "duration", "usage_value": num(1), "usage_measure_id": num(4), "subscription_num": num(1),
		}}}), refusal{400, "CBC.99006006"}},
		{"limit out of range", "ListPayPerUseCustomerResources", inBody(members{"limit": num(501)}), refusal{400, "CBC.0100"}},
		{"limit out of range", "ListProvinces", members{"limit": num(1001)}, refusal{400, "CBC.0100"}},
		{"no month", "ShowCustomerMonthlySum", members{"bill_cycle": "2026-13"}, refusal{400, "CBC.0100"}},
		{"another kind of balance", "ListCustomerCouponChangeRecords", members{"balance_type": "BALANCE_TYPE_DEBIT"}, refusal{400, "CBC.0100"}},
		{"unknown order", "ListOrderCouponsByOrderId", members{"order_id": "CSNOWHERE"}, refusal{400, "CBC.30000010"}},
		{"no such status", "ListStoredValueCards", members{"status": num(9)}, refusal{400, "CBC.0100"}},
		{
			"cash and discount coupon together", "PayOrders", members{"body": members{
				"order_id": sandbox.DemoPayableOrder, "use_coupon": "YES", "use_discount": "NO",
				"coupon_infos": []any{members{"id": sandbox.DemoCashCoupon, "type": num(301)}, members{"id": sandbox.DemoDiscountCoupon, "type": num(300)}},
			}}, refusal{400, "CBC.99003147"},
		},
	}
}

// TestVendorIsRefusedBySandbox wants status and code of every refusal, and no
// effect.
func TestVendorIsRefusedBySandbox(t *testing.T) {
	t.Parallel()
	for site, refusals := range map[string][]sandboxRefusal{siteCN: append(sandboxRefusals(), chinaRefusals()...), siteIntl: sandboxRefusals()} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, site)
			for _, r := range refusals {
				if got, message := e.refused(t, r.sdk, r.request); got != r.want {
					t.Errorf("%s, %s: %v %s, want %v", r.sdk, r.name, got, message, r.want)
				}
			}
			wantLeaves(t, e.read(t, "ShowCustomerAccountBalances", members{}), map[string]string{"account_balances[0].amount": sandbox.DemoCashBalance})
		})
	}
}

// TestVendorIsRefusedOnTheOtherSite asks each site for what only the other has.
func TestVendorIsRefusedOnTheOtherSite(t *testing.T) {
	t.Parallel()
	asked := 0
	for _, o := range loadOperations(t) {
		if len(o.sites) > 1 {
			continue
		}
		other := map[string]string{siteCN: siteIntl, siteIntl: siteCN}[o.sites[0]]
		e := startEmulator(t, other).on(t, o.sites[0])
		request := members{"order_id": sandbox.DemoPayableOrder, "balance_type": "BALANCE_TYPE_DEBIT", "status": num(1)}
		if no, message := e.refused(t, o.sdk, request); no != (refusal{404, "APIGW.0101"}) {
			t.Errorf("%s on %s: %v %s", o.sdk, other, no, message)
		}
		asked++
	}
	if asked == 0 {
		t.Error("every operation is on both sites")
	}
}

// TestVendorNeedsTheRightKeys signs with wrong, unknown, locked, foreign and
// unprivileged keys, and with temporary ones.
func TestVendorNeedsTheRightKeys(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, site)
			for _, one := range []struct {
				name, message string
				keys          keys
				call          string
				request       members
				want          refusal
			}{
				{"wrong secret", "verify aksk signature fail", keys{access: sandbox.DemoAccessKey, secret: "wrong"}, "ListCustomerOrders", members{}, refusal{401, "APIGW.0301"}},
				{"unknown key", "ak not exist", keys{access: "NOBODYSKEY", secret: "wrong"}, "ListCustomerOrders", members{}, refusal{401, "APIGW.0301"}},
				{"token missing", "", keys{access: sandbox.DemoTemporaryAccessKey, secret: sandbox.DemoTemporarySecretKey}, "ListCustomerOrders", members{}, refusal{401, "APIGW.0301"}},
				{"other site's account", "", keys{access: sandbox.DemoForeignAccessKey, secret: sandbox.DemoForeignSecretKey}, "ListCustomerOrders", members{}, refusal{403, "CBC.0156"}},
				{"no right to pay", "", keys{access: sandbox.DemoViewerAccessKey, secret: sandbox.DemoViewerSecretKey}, "PayOrders", pay(sandbox.DemoPayableOrder), refusal{403, "CBC.0151"}},
				{"partner", "", keys{access: sandbox.DemoPartnerAccessKey, secret: sandbox.DemoPartnerSecretKey}, "CancelCustomerOrder", cancel(sandbox.DemoCancelOrder), refusal{403, "CBC.0155"}},
			} {
				got, message := e.as(t, one.keys).refused(t, one.call, one.request)
				if got != one.want || !strings.Contains(message, one.message) {
					t.Errorf("%s: %v %s, want %v %s", one.name, got, message, one.want, one.message)
				}
			}
			temporary := keys{access: sandbox.DemoTemporaryAccessKey, secret: sandbox.DemoTemporarySecretKey, token: sandbox.DemoSecurityToken}
			wantLeaves(t, e.as(t, temporary).read(t, "ListCustomerOrders", members{"order_id": sandbox.DemoPayableOrder}), map[string]string{"total_count": "1"})
		})
	}
}

// TestVendorsKeyIsLocked fails often enough for the key to be locked, and waits
// the lock out on the emulator's clock.
func TestVendorsKeyIsLocked(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		var now atomic.Pointer[time.Time]
		start := time.Now()
		now.Store(&start)
		e := startEmulator(t, site, func(c *sandbox.Config) { c.Clock = func() time.Time { return *now.Load() } })
		wrong := e.as(t, keys{access: sandbox.DemoAccessKey, secret: "wrong"})
		for range 6 {
			if no, _ := wrong.refused(t, "ListCustomerOrders", members{}); no.code != "APIGW.0301" {
				t.Fatal(no)
			}
		}
		no, message := e.refused(t, "ListCustomerOrders", members{})
		if no != (refusal{401, "APIGW.0301"}) || !strings.Contains(message, "AK access failed to reach the limit,forbidden") {
			t.Errorf("the right secret after six wrong ones: %v %s", no, message)
		}
		later := start.Add(5*time.Minute + time.Second)
		now.Store(&later)
		e.read(t, "ListCustomerOrders", members{})
	}
}

// TestVendorsClockMustBeRight moves the emulator's clock away.
func TestVendorsClockMustBeRight(t *testing.T) {
	t.Parallel()
	for _, away := range []time.Duration{-16 * time.Minute, 16 * time.Minute} {
		e := startEmulator(t, siteCN, func(c *sandbox.Config) { c.Clock = func() time.Time { return time.Now().Add(away) } })
		if no, message := e.refused(t, "ListCustomerOrders", members{}); no != (refusal{401, "APIGW.0301"}) {
			t.Errorf("%s: %v %s", away, no, message)
		}
	}
}

// TestVendorIsThrottled makes one call more than each quota allows in a second.
func TestVendorIsThrottled(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		e := startEmulator(t, site, frozen, func(c *sandbox.Config) { c.Throttle = true })
		for sdk, quota := range map[string]int{"ListCustomerOrders": 20, "ShowCustomerAccountBalances": 20, "ListSubCustomerCoupons": 10} {
			for range quota {
				e.read(t, sdk, members{})
			}
			no, message := e.refused(t, sdk, members{})
			if no != (refusal{429, "APIGW.0308"}) || !strings.Contains(message, "limit:"+itoa(quota)) {
				t.Errorf("%s on %s: %v %s", sdk, site, no, message)
			}
		}
	}
}
