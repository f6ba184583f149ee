package sdk_test

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// sandboxWrite is a call of the vendor's client that changes something, what the
// emulator's journal must say of it, and what a later read must show.
type sandboxWrite struct {
	sdk     string
	request members
	answer  map[string]string
	kinds   []string // of the effects, in their order
	about   string   // resource, member or order that the first effect names
	amount  string
	later   sandboxRead
}

func onHolding(ids ...any) members { return members{"resource_ids": ids} }

// sandboxWrites are offered on both sites.
func sandboxWrites() []sandboxWrite {
	oneHolding := func(id string, want map[string]string) sandboxRead {
		want["data[0].resource_id"] = id
		filter := onHolding(id)
		filter["only_main_resource"] = num(1)
		return sandboxRead{sdk: "ListPayPerUseCustomerResources", request: inBody(filter), want: want}
	}
	return []sandboxWrite{
		{
			sdk:     "RenewalResources",
			request: inBody(members{"resource_ids": []any{sandbox.DemoServer}, "period_type": num(2), "period_num": num(1), "is_auto_pay": num(1)}),
			kinds:   []string{"order_created", "order_paid"}, about: sandbox.DemoServer, amount: "365",
			later: sandboxRead{sdk: "ShowCustomerAccountBalances", request: members{}, want: map[string]string{"account_balances[0].amount": "4689.75"}},
		},
		{
			sdk: "CancelResourcesSubscription", request: inBody(members{"resource_ids": []any{sandbox.DemoFresh}, "unsubscribe_type": num(1)}),
			kinds: []string{"order_created"}, about: sandbox.DemoFresh, amount: "-220",
		},
		{
			sdk: "AutoRenewalResources", request: members{"resource_id": sandbox.DemoServer, "body": members{}},
			kinds: []string{"auto_renewal_on"}, about: sandbox.DemoServer,
			later: oneHolding(sandbox.DemoServer, map[string]string{"data[0].expire_policy": "3"}),
		},
		{
			sdk: "CancelAutoRenewalResources", request: members{"resource_id": sandbox.DemoRenewing},
			kinds: []string{"auto_renewal_off"}, about: sandbox.DemoRenewing,
			later: oneHolding(sandbox.DemoRenewing, map[string]string{"data[0].expire_policy": "0"}),
		},
		{
			sdk: "SetResourcesRenewConfig", request: inBody(members{"config_name": "DEDUCTION_DATE", "config_value": "5"}),
			answer: map[string]string{"error_code": "CBC.0000"}, kinds: []string{"renewal_settings_changed"},
		},
		{
			sdk: "UpdatePeriodToOnDemand", request: inBody(members{"operation": "SET_UP", "resource_ids": []any{sandbox.DemoPrepaid, sandbox.DemoExpired}}),
			answer: map[string]string{"error_details[0].id": sandbox.DemoExpired, "error_details[0].error_code": "CBC.99003610"},
			kinds:  []string{"on_demand_at_expiry_on"}, about: sandbox.DemoPrepaid,
			later: oneHolding(sandbox.DemoPrepaid, map[string]string{"data[0].expire_policy": "1"}),
		},
		{sdk: "CreateEnterpriseProjectAuth", request: members{}, kinds: []string{"enterprise_projects_opened"}},
	}
}

// chinaWrites are offered on the Chinese mainland site alone.
func chinaWrites() []sandboxWrite {
	member := func(more members) members {
		more["customer_id"] = sandbox.DemoMemberID
		return inBody(more)
	}
	return []sandboxWrite{
		{
			sdk: "UpdatePeriodToOnDemandInstantly", request: inBody(onHolding(sandbox.DemoShared)),
			answer: map[string]string{
				"to_ondemand_service_results[0].resource_id": sandbox.DemoShared, "to_ondemand_service_results[0].result": "SUCCESS",
			},
			kinds: []string{"order_created"}, about: sandbox.DemoShared,
		},
		{
			sdk: "ClaimEnterpriseMultiAccountCoupon", request: member(members{"coupon_id": sandbox.DemoCashCoupon, "amount": "1"}),
			kinds: []string{"coupon_transferred"}, about: sandbox.DemoMemberID, amount: "1",
			later: sandboxRead{sdk: "ListMultiAccountRetrieveCoupons", request: members{"sub_customer_id": sandbox.DemoMemberID}, want: map[string]string{
				"total_count": "1", "avail_retrieve_coupons[0].coupon_id": sandbox.DemoCashCoupon, "avail_retrieve_coupons[0].balance": "1",
			}},
		},
		{
			sdk: "UpdateSubEnterpriseAmount", request: member(members{"amount": "10.5", "trans_id": "T1", "balance_type": "BALANCE_TYPE_DEBIT"}),
			kinds: []string{"amount_transferred"}, about: sandbox.DemoMemberID, amount: "10.5",
			later: sandboxRead{sdk: "ShowMultiAccountTransferAmount", request: members{"balance_type": "BALANCE_TYPE_DEBIT"}, want: map[string]string{
				"amount_infos[0].amount": "4989.5",
			}},
		},
		{
			sdk: "ReclaimSubEnterpriseAmount", request: member(members{"amount": "4.5", "balance_type": "BALANCE_TYPE_DEBIT"}),
			kinds: []string{"amount_reclaimed"}, about: sandbox.DemoMemberID, amount: "4.5",
			later: sandboxRead{sdk: "ShowCustomerAccountBalances", request: members{}, want: map[string]string{"account_balances[0].amount": "5004.5"}},
		},
		{
			sdk: "SendSmsVerificationCode", request: inBody(members{
				"mobile_phone": "13812345678", "sm_template_args": []any{members{"key": "sub_customer_name", "value": "nova-team"}},
			}),
			kinds: []string{"verification_code_sent"},
		},
		{
			sdk: "CreateSubEnterpriseAccount", request: inBody(members{
				"party_id": sandbox.DemoOrganization, "sub_customer_association_type": num(1),
				"new_sub_customer": members{"customer_name": "nova-team", "password": "Aa1!aaaa", "use_pri_mobile_phone": "Y"},
			}),
			kinds: []string{"member_created"},
			later: sandboxRead{sdk: "ListEnterpriseSubCustomers", request: members{"sub_customer_account_name": "nova-team"}, want: map[string]string{
				"total_count": "1", "sub_customer_infos[0].name": "nova-team", "sub_customer_infos[0].org_id": sandbox.DemoOrganization,
			}},
		},
	}
}

// TestVendorWritesSandbox drives every operation that changes something, each on
// an emulator of its own; payment and cancellation have tests of their own.
func TestVendorWritesSandbox(t *testing.T) {
	t.Parallel()
	for site, writes := range map[string][]sandboxWrite{siteCN: append(sandboxWrites(), chinaWrites()...), siteIntl: sandboxWrites()} {
		seen := map[string]bool{"PayOrders": true, "CancelCustomerOrder": true, "ReclaimEnterpriseMultiAccountCoupon": true}
		for _, w := range writes {
			seen[w.sdk] = true
			t.Run(site+"/"+w.sdk, func(t *testing.T) {
				t.Parallel()
				startEmulator(t, site).writes(t, w)
			})
		}
		for _, o := range loadOperations(t) {
			elsewhere := o.domain == "tickets" || o.domain == "partners"
			if o.on(site) && o.writes && !elsewhere && !seen[o.sdk] {
				t.Errorf("%s has no line", o.sdk)
			}
		}
	}
}

// writes makes a call and looks at its answer, its effects and a later read.
func (e *emulator) writes(t *testing.T, w sandboxWrite) {
	t.Helper()
	wantLeaves(t, e.read(t, w.sdk, w.request), w.answer)
	effects := e.box.Journal()
	if len(effects) != len(w.kinds) {
		t.Fatalf("%s did %+v", w.sdk, effects)
	}
	for i, kind := range w.kinds {
		if effects[i].Kind != kind || effects[i].Operation != w.sdk {
			t.Errorf("effect %d is %+v, want %s", i, effects[i], kind)
		}
	}
	first := effects[0]
	if about := first.ResourceID + first.CustomerID; w.about != "" && about != w.about || w.amount != "" && !sameDecimal(first.Amount, w.amount) {
		t.Errorf("the journal says %+v", first)
	}
	if w.later.sdk != "" {
		wantLeaves(t, e.read(t, w.later.sdk, w.later.request), w.later.want)
	}
}

// TestVendorReclaimsCouponInSandbox gives a coupon away and takes it back.
func TestVendorReclaimsCouponInSandbox(t *testing.T) {
	t.Parallel()
	e := startEmulator(t, siteCN)
	given := e.read(t, "ClaimEnterpriseMultiAccountCoupon", inBody(members{
		"customer_id": sandbox.DemoMemberID, "coupon_id": sandbox.DemoCashCoupon, "amount": "60",
	}))
	taken := e.read(t, "ReclaimEnterpriseMultiAccountCoupon", inBody(members{
		"customer_id": sandbox.DemoMemberID, "coupon_id": sandbox.DemoCashCoupon, "sub_coupon_id": given["sub_coupon_id"],
	}))
	wantLeaves(t, taken, map[string]string{"real_retrieve_amout": "60"})
	wantLeaves(t, e.read(t, "ListSubCustomerCoupons", members{"coupon_id": sandbox.DemoCashCoupon}), map[string]string{"user_coupons[0].balance": "100"})
	no, _ := e.refused(t, "ReclaimEnterpriseMultiAccountCoupon", inBody(members{
		"customer_id": sandbox.DemoMemberID, "coupon_id": sandbox.DemoCashCoupon, "sub_coupon_id": given["sub_coupon_id"],
	}))
	if no.status != 400 {
		t.Errorf("the second reclaim: %v", no)
	}
}
