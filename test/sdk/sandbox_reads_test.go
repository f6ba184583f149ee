package sdk_test

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// sandboxRead is a call of the vendor's client and what it must understand.
type sandboxRead struct {
	sdk     string
	request map[string]any
	want    map[string]string
	count   map[string]int // rows by a member of them
	some    []string       // members of which there must be one at least
}

type members = map[string]any

// sandboxReads are one line or two per operation; amounts and ids are those that
// the emulator publishes for its demo account.
func sandboxReads(site string) []sandboxRead {
	currency := currencyOf(site)
	reads := []sandboxRead{
		{"ListCustomerOrders", members{"order_id": sandbox.DemoPayableOrder}, map[string]string{
			"total_count": "1", "order_infos[0].order_id": sandbox.DemoPayableOrder, "order_infos[0].customer_id": sandbox.DemoDomainID,
			"order_infos[0].status": "6", "order_infos[0].order_type": "1", "order_infos[0].official_amount": "260",
			"order_infos[0].currency": currency, "order_infos[0].measure_id": "1",
		}, nil, nil},
		{"ListCustomerOrders", members{"method": "sub_customer", "order_id": sandbox.DemoMemberOrder}, map[string]string{
			"order_infos[0].customer_id": sandbox.DemoMemberID, "order_infos[0].agent_pay_info.is_agent_pay": "true",
			"order_infos[0].agent_pay_info.paying_agent_id": sandbox.DemoDomainID,
		}, nil, nil},
		{"ListCustomerOrders", members{"order_id": sandbox.DemoCombinedOrder}, map[string]string{
			"order_infos[0].sub_order_infos[0].order_id": sandbox.DemoCombinedChildA, "order_infos[0].sub_order_infos[0].official_amount": "100",
			"order_infos[0].sub_order_infos[1].order_id": sandbox.DemoCombinedChildB, "order_infos[0].sub_order_infos[1].official_amount": "50",
			"order_infos[0].official_amount": "150",
		}, nil, nil},
		{
			"ShowCustomerOrderDetails",
			members{"order_id": sandbox.DemoLargeOrder, "limit": num(100), "offset": num(200)},
			map[string]string{"total_count": "260", "order_info.order_id": sandbox.DemoLargeOrder, "order_info.status": "5", "order_line_items[0].official_amount": "12"},
			map[string]int{"order_line_items[].order_line_item_id": 60},
			nil,
		},
		{"ListOrderDiscounts", members{"order_id": sandbox.DemoCouponOrder}, map[string]string{
			"discounts[0].discount_id": sandbox.DemoPromotionDiscount, "discounts[0].discount_type": "0",
			"discounts[1].discount_id": sandbox.DemoCommercialDiscount, "discounts[2].discount_id": sandbox.DemoPartnerDiscount,
			"discounts[2].orders[0].order_line_items[0].discount_amount": "200",
		}, map[string]int{"discounts[].discount_id": map[string]int{siteCN: 3, siteIntl: 4}[site]}, nil},
		{"ShowRefundOrderDetails", members{"order_id": sandbox.DemoRefundOrder}, map[string]string{
			"refund_infos[0].customer_id": sandbox.DemoDomainID, "refund_infos[0].base_order_id": sandbox.DemoCompletedOrder, "refund_infos[0].measure_id": "1",
		}, nil, nil},
		{"ShowCustomerAccountBalances", members{}, map[string]string{
			"account_balances[0].account_type": "1", "account_balances[0].amount": sandbox.DemoCashBalance, "account_balances[0].currency": currency,
			"account_balances[1].account_type": "2", "account_balances[1].amount": sandbox.DemoCreditBalance, "currency": currency,
		}, map[string]int{"account_balances[].account_id": 4}, nil},
		{"ListSubCustomerCoupons", members{"coupon_id": sandbox.DemoCashCoupon}, map[string]string{
			"count": "1", "user_coupons[0].coupon_id": sandbox.DemoCashCoupon, "user_coupons[0].status": "2", "user_coupons[0].face_value": "100",
			"user_coupons[0].balance": "100", "user_coupons[0].currency": currency, "user_coupons[0].is_frozen": "0",
		}, nil, nil},
		{"ListSubCustomerCoupons", members{"coupon_id": sandbox.DemoElsewhereCoupon}, map[string]string{"user_coupons[0].lock_order_id": sandbox.DemoCancelOrder}, nil, nil},
	}
	reads = append(append(append(reads, moreReads(site)...), ticketReads()...), partnerReads(site)...)
	if site == siteIntl {
		reads = append(reads, sandboxRead{"ListOrderDiscounts", members{"order_id": sandbox.DemoCouponOrder}, map[string]string{
			"discounts[3].discount_id": sandbox.DemoContractDiscount, "discounts[3].discount_value": "",
		}, nil, nil})
		return append(reads, sandboxRead{"ShowCustomerExpenditureQuota", members{}, map[string]string{
			"granting_amount": "8000", "granting_amount_used": "2469.12", "percentage_granting_amount_used": "0.31", "currency": currency,
		}, nil, nil})
	}
	return append(
		reads,
		sandboxRead{"ListOrderCouponsByOrderId", members{"order_id": sandbox.DemoPayableOrder}, nil, map[string]int{"coupon_max_use_quantity[].use_quantity_value": 7}, nil},
		sandboxRead{"ListStoredValueCards", members{"status": num(1), "card_id": sandbox.DemoUsableCard}, map[string]string{
			"total_count": "1", "stored_value_cards[0].card_id": sandbox.DemoUsableCard,
			"stored_value_cards[0].face_value": "1000", "stored_value_cards[0].balance": "500",
		}, nil, nil},
		sandboxRead{"ListCustomerAccountChangeRecords", members{"balance_type": "BALANCE_TYPE_DEBIT", "trade_id": "ADJ000000000001"}, map[string]string{
			"total_count": "1", "currency": currency, "records[0].trade_detail_type": "SOURCE_OPERAIION_ADJUST", "records[0].balance_after_change": sandbox.DemoCashBalance,
		}, nil, nil},
		sandboxRead{"ListCustomerCouponChangeRecords", members{"balance_type": "BALANCE_TYPE_COUPON", "coupon_id": sandbox.DemoCashCoupon}, map[string]string{
			"total_count": "1", "records[0].trade_detail_type": "SOURCE_OPERAIION_PRIZE", "records[0].change_amount": "100",
			"records[0].balance_after_change": "100", "records[0].revenue_expense_type": "REVENUE",
		}, nil, nil},
	)
}

// sitedReads are the reads with site and time zone named where the operation asks for
// them: the vendor's client leaves that to its caller.
func sitedReads(t *testing.T, site string) []sandboxRead {
	t.Helper()
	reads := sandboxReads(site)
	for i := range reads {
		reads[i].request = withSite(operationOf(t, reads[i].sdk), site, reads[i].request)
	}
	return reads
}

func withSite(o operation, site string, request members) members {
	sited := maps.Clone(request)
	for _, row := range o.requests {
		if row.kind == kindSite && site == siteIntl {
			sited[row.upstream] = num(1)
		}
		if row.upstream == "X-Time-Zone" {
			sited[row.upstream] = row.arguments[0]
		}
	}
	return sited
}

// TestVendorReadsSandbox drives every reading operation on both sites; the lines
// of sandboxReads are complete, or the test fails.
func TestVendorReadsSandbox(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, site)
			seen := make(map[string]bool)
			for _, read := range sitedReads(t, site) {
				seen[read.sdk] = true
				got := e.as(t, holderOf(operationOf(t, read.sdk))).read(t, read.sdk, read.request)
				wantLeaves(t, got, read.want)
				for _, member := range read.some {
					if countOf(got, member) == 0 {
						t.Errorf("%s %v: no %s", read.sdk, read.request, member)
					}
				}
				for member, want := range read.count {
					if n := countOf(got, member); n != want {
						t.Errorf("%s %v: %d of %s, want %d", read.sdk, read.request, n, member, want)
					}
				}
			}
			for _, o := range loadOperations(t) {
				if o.on(site) && !o.writes && !seen[o.sdk] {
					t.Errorf("%s has no line", o.sdk)
				}
			}
			if effects := e.box.Journal(); len(effects) > 0 {
				t.Errorf("reading did %v", effects)
			}
		})
	}
}

// TestVendorWalksSandboxPages reads every list page by page and wants every row
// once, as many as the total says.
func TestVendorWalksSandboxPages(t *testing.T) {
	t.Parallel()
	for _, walked := range []struct {
		site, sdk, id, total string
		request              members
		least                int
	}{
		{siteCN, "ListCustomerOrders", "order_infos[].order_id", "total_count", members{}, 60},
		{siteIntl, "ListCustomerOrders", "order_infos[].order_id", "total_count", members{}, 60},
		{siteCN, "ListSubCustomerCoupons", "user_coupons[].coupon_id", "count", members{}, 20},
		{siteIntl, "ListSubCustomerCoupons", "user_coupons[].coupon_id", "count", members{}, 20},
		{siteCN, "ListStoredValueCards", "stored_value_cards[].card_id", "total_count", members{"status": num(1)}, 10},
		{siteCN, "ListCustomerAccountChangeRecords", "records[].account_change_id", "total_count", members{"balance_type": "BALANCE_TYPE_DEBIT"}, 30},
		{siteCN, "ShowCustomerOrderDetails", "order_line_items[].order_line_item_id", "total_count", members{"order_id": sandbox.DemoLargeOrder}, 260},
	} {
		t.Run(walked.site+"/"+walked.sdk, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, walked.site)
			ids := make(map[string]bool)
			var total string
			for offset := 0; ; offset += 7 {
				request := maps.Clone(walked.request)
				request["limit"], request["offset"] = num(7), num(offset)
				got := e.read(t, walked.sdk, request)
				total = fmt.Sprint(got[walked.total])
				rows := countOf(got, walked.id)
				for path, id := range got {
					if pattern(path) == walked.id {
						ids[fmt.Sprint(id)] = true
					}
				}
				if rows < 7 {
					break
				}
			}
			if itoa(len(ids)) != total || len(ids) < walked.least {
				t.Errorf("%d rows, the total says %s, the demo data has at least %d", len(ids), total, walked.least)
			}
		})
	}
}

// TestFacadeReadsSandboxLikeVendor asks the facade and the vendor's client for
// the same and wants the same values, by the tables.
func TestFacadeReadsSandboxLikeVendor(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			e, compared := startEmulator(t, site), 0
			facades := map[keys]*facade{
				demoKeys(): startFacadeWith(t, site, e.url, demoKeys()), partnerKeys(): startFacadeWith(t, site, e.url, partnerKeys()),
			}
			codes := loadEnums(t)
			for _, read := range sitedReads(t, site) {
				o := operationOf(t, read.sdk)
				holder := holderOf(o)
				text, err := e.as(t, holder).vendor.do(t, read.sdk, read.request)
				if err != nil {
					t.Fatal(err)
				}
				if o.gathers() || o.sdk == "ShowRealNameAuthQrCode" || o.sdk == "ListAccessoryAccessUrls" {
					continue // the vendor's client sees one page of it; links are made anew for every call
				}
				want := newExpected(t, o, site, codes, parseTree(t, text)).out
				for _, door := range doors() {
					answer, err := door.call(facades[holder], t, call{operation: o, request: publicRequest(o, codes, read.request), language: "zh-CN"})
					if err != nil {
						t.Fatalf("%s over %s: %v", read.sdk, door.name, err)
					}
					if wrong := differences(byValue(want, o), byValue(seenByVendor(actual(answer, presentFields(o)), o), o)); len(wrong) > 0 {
						t.Errorf("%s over %s:\n%s", read.sdk, door.name, firstFew(wrong))
					}
					compared += len(want)
				}
			}
			t.Logf("%d leaves compared", compared)
		})
	}
}

// seenByVendor leaves out what the vendor's client, as it is had here, cannot see.
func seenByVendor(leaves map[string]string, o operation) map[string]string {
	unseen := map[string][]string{"ListSubCustomerBillDetail": {"records[].enterpriseProjectId", "records[].orderType", "records[].upfrontPayment", "records[].upfrontPaymentCode"}}
	maps.DeleteFunc(leaves, func(path, _ string) bool { return slices.Contains(unseen[o.sdk], pattern(path)) })
	return leaves
}

// byValue writes decimals by their value: the vendor's structs lose trailing zeros.
func byValue(leaves map[string]string, o operation) map[string]string {
	decimals := make(map[string]bool)
	for _, row := range o.answers {
		decimals[row.facade] = row.kind == kindDecimal
		decimals[row.facade+".amount"] = row.kind == kindMoney
	}
	out := make(map[string]string)
	for path, value := range leaves {
		if number, ok := new(big.Rat).SetString(strings.TrimPrefix(value, "text ")); ok && decimals[pattern(path)] {
			value = number.RatString()
		}
		out[path] = value
	}
	return out
}

func operationOf(t *testing.T, sdk string) operation {
	t.Helper()
	all := loadOperations(t)
	return all[slices.IndexFunc(all, func(o operation) bool { return o.sdk == sdk })]
}

// publicRequest turns a vendor request into the public one.
func publicRequest(o operation, e enums, request members) members {
	public := make(members)
	for path, value := range leavesOf(any(request)) {
		for _, row := range o.requests {
			if row.upstream != pattern(path) || row.facade == "" {
				continue
			}
			if said := publicValue(row, e, value); !isEmptyText(said) { // else a code without a name, for the text beside it
				put(public, place(row.facade, path), said)
				break
			}
		}
	}
	for _, row := range o.requests {
		if row.kind == kindAccount {
			public[row.facade] = sandbox.DemoDomainID
		}
	}
	delete(public, "pageToken") // reads that are compared are of first pages
	return public
}

func publicValue(row fieldRow, e enums, value any) any {
	switch row.kind {
	case kindEnum, kindMustEnum:
		return e.of[row.arguments[0]].names[fmt.Sprint(value)]
	case kindEnumList:
		var names []any
		for code := range strings.SplitSeq(fmt.Sprint(value), ",") {
			names = append(names, e.of[row.arguments[0]].names[code])
		}
		return names
	case kindOneZero:
		return fmt.Sprint(value) == "1"
	case kindMillis:
		millis, err := strconv.ParseInt(fmt.Sprint(value), 10, 64)
		if err != nil {
			return ""
		}
		return time.UnixMilli(millis).UTC().Format(time.RFC3339Nano)
	case kindDecimal, kindIDNumber:
		return fmt.Sprint(value)
	default:
		return value
	}
}

func isEmptyText(value any) bool {
	text, ok := value.(string)
	return ok && text == ""
}
