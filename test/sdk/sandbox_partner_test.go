package sdk_test

import (
	"maps"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func ofPartner(more members) members {
	more["customer_id"] = sandbox.DemoSubCustomer
	return more
}

// partnerReads are asked with the partner's keys.
func partnerReads(site string) []sandboxRead {
	reads := []sandboxRead{
		{sdk: "ListSubCustomers", request: inBody(members{"customer_id": sandbox.DemoSubCustomer}), want: map[string]string{
			"count": "1", "customer_infos[0].customer_id": sandbox.DemoSubCustomer,
		}, some: []string{"customer_infos[].account_name", "customer_infos[].associated_on", "customer_infos[].association_type"}},
		{sdk: "CheckUserIdentity", request: inBody(members{"search_type": "mobile", "search_value": "0086-13800138000"}), some: []string{"check_result"}},
		{sdk: "ListCustomerOnDemandResources", request: inBody(ofPartner(members{})), some: []string{"resources[].resource_id", "resources[].status"}},
		{sdk: "ListIndirectPartners", request: inBody(members{"indirect_partner_id": sandbox.DemoIndirectPartner}), want: map[string]string{
			"count": "1", "indirect_partners[0].indirect_partner_id": sandbox.DemoIndirectPartner,
		}},
		{sdk: "ShowRealnameAuthenticationReviewResult", request: members{"customer_id": sandbox.DemoRejectedCustomer}, some: []string{"review_result", "opinion"}},
	}
	if site == siteIntl {
		return append(reads, []sandboxRead{
			{sdk: "ListPostpaidBillSum", request: members{"bill_cycle": lastMonth()}, want: map[string]string{"bill_cycle": lastMonth(), "currency": "USD"}, some: []string{"consume_amount"}},
			{sdk: "ShowPartnerConsumptionQuota", request: members{}, want: map[string]string{"currency": "USD"}, some: []string{"consumption_quota", "used_consumption_quota"}},
			{sdk: "ShowSubCustomerBudget", request: ofPartner(members{}), some: []string{"budget_amount", "used_amount"}},
			{sdk: "ListSubCustomerBudget", request: inBody(members{"customer_ids": []any{sandbox.DemoSubCustomer}}), want: map[string]string{"budget_infos[0].customer_id": sandbox.DemoSubCustomer}},
			{sdk: "ListSubCustomerBudgetRecords", request: ofPartner(members{}), some: []string{"record_list[].budget_amount", "record_list[].operation_time"}},
		}...)
	}
	return append(reads, partnerChinaReads()...)
}

func partnerChinaReads() []sandboxRead {
	return []sandboxRead{
		{sdk: "ListPartnerBalances", request: members{}, some: []string{"account_balances[].account_id", "account_balances[].amount"}},
		{sdk: "ListPartnerAccountChangeRecords", request: members{"balance_type": "BALANCE_TYPE_DEBIT", "limit": num(100)}, some: []string{"records[].change_amount", "records[].trade_time"}},
		{sdk: "ListPartnerAdjustRecords", request: members{}, some: []string{"records[].amount", "records[].operation_type"}},
		{sdk: "ListCustomersBalancesDetail", request: inBody(members{"customer_infos": []any{members{"customer_id": sandbox.DemoSubCustomer}}}), want: map[string]string{
			"customer_balances[0].customer_id": sandbox.DemoSubCustomer, "customer_balances[0].currency": "CNY",
		}},
		{sdk: "ListSubcustomerMonthlyBills", request: members{"cycle": lastMonth(), "charge_mode": "1", "limit": num(100)}, some: []string{"bill_sums[].amount"}},
		{sdk: "ListSubCustomerBillDetail", request: ofPartner(members{"bill_cycle": lastMonth(), "limit": num(100)}), some: []string{"fee_records[].payment_amount"}},
		{sdk: "ListConsumeSubCustomers", request: inBody(members{"bill_cycle": lastMonth()}), some: []string{"sub_customers[].customer_id"}},
		{sdk: "ListSubCustomerNewTag", request: inBody(members{}), some: []string{"new_customer_tags[].new_customer_tag"}},
		{sdk: "ListIncentiveDiscountPolicies", request: members{"time": lastMonth()}, some: []string{"policies[].incentive_policy", "policies[].allow_discount"}},
		{sdk: "ListQuotaCoupons", request: inBody(members{"quota_ids": []any{sandbox.DemoCouponQuota}}), want: map[string]string{"quotas[0].quota_id": sandbox.DemoCouponQuota}, some: []string{"quotas[].balance"}},
		{sdk: "ListIssuedCouponQuotas", request: members{}, some: []string{"quotas[].quota_id"}},
		{sdk: "ListCouponQuotasRecords", request: members{}, some: []string{"records[].amount", "records[].operation_type"}},
		{sdk: "ListIssuedPartnerCoupons", request: members{}, some: []string{"user_coupons[].coupon_id"}},
		{sdk: "ListPartnerCouponsRecord", request: members{}, some: []string{"records[].operation_amount"}},
	}
}

// partnerWrite is a change by the partner and the kind of its first effect.
type partnerWrite struct {
	sdk     string
	site    string
	request members
	want    map[string]string
	some    []string
	later   sandboxRead
}

func partnerWrites() []partnerWrite {
	amount := members{"amount": num(12)}
	licence := func(customer string, more members) members {
		body := members{
			"customer_id": customer, "xaccount_type": sandbox.DemoPartnerPlatform, "identify_type": num(1),
			"corp_name": "Example Ltd", "verified_number": "91440300", "verified_file_url": []any{"a/licence.jpg"},
		}
		maps.Copy(body, more)
		return inBody(body)
	}
	of := func(more members, name, id string) members {
		out := members{name: id}
		for key, value := range more {
			out[key] = value
		}
		return inBody(out)
	}
	return []partnerWrite{
		{sdk: "CreateEnterpriseRealnameAuthentication", site: siteCN, request: licence(sandbox.DemoUnknownCustomer, nil), some: []string{"is_review"}},
		{sdk: "ChangeEnterpriseRealnameAuthentication", site: siteCN, request: licence(sandbox.DemoPersonalCustomer, members{"change_type": num(1)}), some: []string{"is_review"}},
		{sdk: "CreatePersonalRealnameAuth", site: siteCN, request: inBody(members{
			"customer_id": sandbox.DemoNamelessCustomer, "xaccount_type": sandbox.DemoPartnerPlatform, "identify_type": num(0),
			"name": "Li Si", "verified_number": "44", "verified_file_url": []any{"a/1.jpg", "a/2.jpg"},
		}), some: []string{"is_review"}},
		{sdk: "CreateSubCustomer", site: siteCN, request: inBody(members{
			"domain_name": "cloud-demo-new", "xaccount_id": "X-NEW", "xaccount_type": sandbox.DemoPartnerPlatform,
		}), want: map[string]string{"domain_name": "cloud-demo-new"}, some: []string{"domain_id"}},
		{sdk: "SendVerificationMessageCode", site: siteCN, request: inBody(members{"receiver_type": num(1), "mobile_phone": "13812345678"})},
		{sdk: "UpdateCustomerAccountAmount", site: siteCN, request: of(amount, "customer_id", sandbox.DemoSubCustomer), some: []string{"transfer_id"}},
		{sdk: "ReclaimToPartnerAccount", site: siteCN, request: of(amount, "customer_id", sandbox.DemoSubCustomer), some: []string{"trans_id"}},
		{sdk: "UpdateIndirectPartnerAccount", site: siteCN, request: of(amount, "indirect_partner_id", sandbox.DemoIndirectPartner), some: []string{"transfer_id"}},
		{sdk: "ReclaimIndirectPartnerAccount", site: siteCN, request: of(amount, "indirect_partner_id", sandbox.DemoIndirectPartner), some: []string{"trans_id"}},
		{sdk: "UpdateCouponQuotas", site: siteCN, request: inBody(members{
			"quota_id": sandbox.DemoCouponQuota, "indirect_partner_ids": []any{sandbox.DemoSecondIndirect}, "quota_amount": num(10),
		}), want: map[string]string{"simple_quota_infos[0].id": sandbox.DemoSecondIndirect}},
		{sdk: "ReclaimCouponQuotas", site: siteCN, request: inBody(members{"quota_ids": []any{"nobody"}}), want: map[string]string{"error_details[0].id": "nobody"}},
		{sdk: "CreatePartnerCoupons", site: siteCN, request: inBody(members{
			"quota_id": sandbox.DemoCouponQuota, "customer_ids": []any{sandbox.DemoSubCustomer, "nobody"}, "face_value": num(10),
		}), want: map[string]string{"coupon_infos[0].id": sandbox.DemoSubCustomer, "error_details[0].id": "nobody"}, some: []string{"coupon_infos[].coupon_id"}},
		{sdk: "FreezeSubCustomers", site: siteIntl, request: inBody(members{
			"customer_ids": []any{sandbox.DemoSubCustomer, "nobody"}, "reason": "test", "freeze_type": "ACCOUNT",
		}), want: map[string]string{"error_details[0].id": "nobody"}, later: sandboxRead{
			sdk: "ListSubCustomers", request: inBody(members{"customer_id": sandbox.DemoSubCustomer}), want: map[string]string{"customer_infos[0].is_frozen": "1"},
		}},
		{sdk: "UnfreezeSubCustomers", site: siteIntl, request: inBody(members{
			"customer_ids": []any{sandbox.DemoFrozenCustomer, "nobody"}, "reason": "test", "unfreeze_type": "ACCOUNT",
		}), want: map[string]string{"error_details[0].id": "nobody"}, later: sandboxRead{
			sdk: "ListSubCustomers", request: inBody(members{"customer_id": sandbox.DemoFrozenCustomer}), want: map[string]string{"customer_infos[0].is_frozen": "0"},
		}},
		{sdk: "UpdateSubCustomerBudget", site: siteIntl, request: of(members{"budget_amount": num(77)}, "customer_id", sandbox.DemoSubCustomer), later: sandboxRead{
			sdk: "ShowSubCustomerBudget", request: ofPartner(members{}), want: map[string]string{"budget_amount": "77"},
		}},
	}
}

// TestVendorWritesAsPartnerInSandbox drives every operation with which a partner
// changes something, each on an emulator of its own.
func TestVendorWritesAsPartnerInSandbox(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{"ReclaimPartnerCoupons": true} // needs a coupon, below
	for _, w := range partnerWrites() {
		seen[w.sdk] = true
		t.Run(w.sdk, func(t *testing.T) {
			t.Parallel()
			e := startEmulator(t, w.site).as(t, partnerKeys())
			got := e.read(t, w.sdk, w.request)
			wantLeaves(t, got, w.want)
			for _, member := range w.some {
				if countOf(got, member) == 0 {
					t.Errorf("%s answers no %s: %v", w.sdk, member, got)
				}
			}
			if w.later.sdk != "" {
				wantLeaves(t, e.read(t, w.later.sdk, w.later.request), w.later.want)
			}
		})
	}
	for _, o := range loadOperations(t) {
		if o.domain == "partners" && o.writes && !seen[o.sdk] {
			t.Errorf("%s has no line", o.sdk)
		}
	}
}

// TestVendorReclaimsIssuedCouponInSandbox issues a coupon and takes it back.
func TestVendorReclaimsIssuedCouponInSandbox(t *testing.T) {
	t.Parallel()
	e := startEmulator(t, siteCN).as(t, partnerKeys())
	issued := e.read(t, "CreatePartnerCoupons", inBody(members{
		"quota_id": sandbox.DemoCouponQuota, "customer_ids": []any{sandbox.DemoSubCustomer}, "face_value": num(10),
	}))
	id := issued["coupon_infos[0].coupon_id"]
	e.read(t, "ReclaimPartnerCoupons", inBody(members{"coupon_id": id}))
	wantLeaves(t, e.read(t, "ListIssuedPartnerCoupons", members{"coupon_id": id}), map[string]string{"user_coupons[0].status": "5"})
	if no, _ := e.refused(t, "ReclaimPartnerCoupons", inBody(members{"coupon_id": id})); no.status < 400 {
		t.Errorf("the second reclaim: %v", no)
	}
}
