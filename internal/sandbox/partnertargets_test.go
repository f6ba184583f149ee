package sandbox_test

import (
	"maps"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	subCustomersPath    = "/v2/partners/sub-customers"
	partnerAccountsPath = "/v2/accounts/partner-accounts"
	partnerCouponsPath  = "/v2/promotions/benefits/partner-coupons"
	couponQuotasPath    = "/v2/partners/coupon-quotas"
	realNamePath        = "/v2/customers/realname-auths"
	legacyPath          = "/v1.0/" + sandbox.DemoDomainID
)

// post is a target that posts members of a body.
func post(path string, members ...string) string {
	return "POST " + path + " {" + strings.Join(members, ",") + "}"
}

func member(name, value string) string { return `"` + name + `":"` + value + `"` }

func list(name string, values ...string) string {
	return `"` + name + `":["` + strings.Join(values, `","`) + `"]`
}

func ofCustomer(id string) string { return member("customer_id", id) }

func ofIndirect(id string) string { return member("indirect_partner_id", id) }

// partnerTargets are the requests that together show all that the partner side can show.
func partnerTargets() map[string][]string {
	out := partnerMoneyTargets()
	maps.Copy(out, partnerCustomerTargets())
	return out
}

func partnerMoneyTargets() map[string][]string {
	amount := `"amount":12.34`
	return map[string][]string{
		"ListPartnerBalances":             {partnerAccountsPath + "/balances"},
		"ListPartnerAccountChangeRecords": {partnerAccountsPath + "/account-change-records?balance_type=BALANCE_TYPE_DEBIT&limit=100"},
		"ListPartnerAdjustRecords":        {"/v3/accounts/partner-accounts/adjust-records"},
		"UpdateCustomerAccountAmount":     {post(partnerAccountsPath+"/adjust-amount", ofCustomer(sandbox.DemoSubCustomer), amount)},
		"ReclaimToPartnerAccount":         {post(partnerAccountsPath+"/reclaim", ofCustomer(sandbox.DemoSubCustomer), amount)},
		"UpdateIndirectPartnerAccount":    {post(partnerAccountsPath+"/indirect-partner-adjust", ofIndirect(sandbox.DemoIndirectPartner), amount)},
		"ReclaimIndirectPartnerAccount":   {post(partnerAccountsPath+"/indirect-partner-reclaim", ofIndirect(sandbox.DemoIndirectPartner), amount)},
		"ListCustomersBalancesDetail": {
			post("/v2/accounts/customer-accounts/balances/batch-query", `"customer_infos":[{"customer_id":"`+sandbox.DemoSubCustomer+`"}]`),
		},
		"ListSubcustomerMonthlyBills": {
			"/v2/bills/partner-bills/subcustomer-bills/monthly-sum?cycle=2026-11&charge_mode=1&limit=100",
		},
		"ListSubCustomerBillDetail": {
			"/v2/bills/subcustomer-bills/res-fee-records?bill_cycle=2026-10&limit=1000&customer_id=" + sandbox.DemoSubCustomer,
			"/v2/bills/subcustomer-bills/res-fee-records?bill_cycle=2026-10&limit=1000&customer_id=" + sandbox.DemoDomainID,
		},
		"ListConsumeSubCustomers":     {post("/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query", member("bill_cycle", "2026-10"))},
		"ListPostpaidBillSum":         {"/v2/bills/partner-bills/postpaid-bill-summary?bill_cycle=2026-10"},
		"ShowPartnerConsumptionQuota": {"/v2/partners/credit/consumption-quota"},
		"ListQuotaCoupons":            {post(couponQuotasPath + "/query")},
		"ListIssuedCouponQuotas":      {"/v2/partners/issued-coupon-quotas"},
		"ListCouponQuotasRecords":     {couponQuotasPath + "/records"},
		"UpdateCouponQuotas": {post(couponQuotasPath+"/indirect-partner-adjust", member("quota_id", sandbox.DemoCouponQuota),
			list("indirect_partner_ids", sandbox.DemoSecondIndirect, "nobody"), `"quota_amount":10`)},
		"ReclaimCouponQuotas": {post(couponQuotasPath+"/indirect-partner-reclaim", list("quota_ids", firstIssuedQuota, "nobody"))},
		"CreatePartnerCoupons": {post(partnerCouponsPath, member("quota_id", sandbox.DemoCouponQuota),
			list("customer_ids", sandbox.DemoSubCustomer, "nobody"), `"face_value":10.5`)},
		"ListIssuedPartnerCoupons": {partnerCouponsPath},
		"ListPartnerCouponsRecord": {partnerCouponsPath + "/records/query"},
	}
}

// firstIssuedQuota is the quota of the demo data that DemoIndirectPartner got first.
const firstIssuedQuota = "CQ000000000001"

func partnerCustomerTargets() map[string][]string {
	platform := member("xaccount_type", sandbox.DemoPartnerPlatform)
	enterprise := []string{
		platform, `"identify_type":1`, member("corp_name", "Example Ltd"), member("verified_number", "91440300"), list("verified_file_url", "a/licence.jpg"),
	}
	budget := subCustomersPath + "/budget"
	return map[string][]string{
		"ListSubCustomers":      {post(subCustomersPath+"/query", `"limit":100`)},
		"CreateSubCustomer":     {newCustomer(member("domain_name", "cloud-demo-new"))},
		"CheckUserIdentity":     {post(subCustomersPath+"/users/check-identity", member("search_type", "mobile"), member("search_value", "0086-13800138000"))},
		"FreezeSubCustomers":    {post(subCustomersPath+"/freeze", list("customer_ids", sandbox.DemoSubCustomer, "nobody"), member("reason", "test"))},
		"UnfreezeSubCustomers":  {post(subCustomersPath+"/unfreeze", list("customer_ids", sandbox.DemoFrozenCustomer, "nobody"), member("reason", "test"))},
		"ShowSubCustomerBudget": {budget + "?customer_id=" + sandbox.DemoSubCustomer},
		"ListSubCustomerBudget": {post(budget+"/query", list("customer_ids", sandbox.DemoSubCustomer))},
		"ListSubCustomerBudgetRecords": {
			budget + "/records?customer_id=" + sandbox.DemoSubCustomer,
		},
		"ListSubCustomerNewTag": {post(subCustomersPath + "/new-customers-tags/batch-query")},
		"ListCustomerOnDemandResources": {
			post(subCustomersPath+"/on-demand-resources/query", ofCustomer(sandbox.DemoSubCustomer)),
		},
		"ListIndirectPartners":          {post("/v2/partners/indirect-partners/query")},
		"ListIncentiveDiscountPolicies": {"/v2/products/incentive-discount-policies?time=2026-11"},
		"CreatePersonalRealnameAuth": {post(realNamePath+"/individual", ofCustomer(sandbox.DemoNamelessCustomer), platform,
			`"identify_type":0`, member("name", "Li Si"), member("verified_number", "44"), list("verified_file_url", "a/1.jpg", "a/2.jpg"))},
		"CreateEnterpriseRealnameAuthentication": {
			post(realNamePath+"/enterprise", append(enterprise, ofCustomer(sandbox.DemoUnknownCustomer))...),
		},
		"ChangeEnterpriseRealnameAuthentication": {
			strings.Replace(post(realNamePath+"/enterprise", append(enterprise, ofCustomer(sandbox.DemoPersonalCustomer), `"change_type":1`)...), "POST", "PUT", 1),
		},
		"ShowRealnameAuthenticationReviewResult": {
			realNamePath + "/result?customer_id=" + sandbox.DemoRejectedCustomer,
		},
	}
}

// newCustomer is the target that creates a customer; the international site wants to know where it lives.
func newCustomer(members ...string) string {
	return post(subCustomersPath, append(members, member("xaccount_id", "X-NEW"), member("xaccount_type", sandbox.DemoPartnerPlatform))...)
}

func legacyTargets() map[string][]string {
	return map[string][]string{
		"ListOrdersV1": {
			legacyPath + "/common/order-mgr/orders/detail?page_size=100&page_index=1",
			legacyPath + "/common/order-mgr/orders/detail?page_size=100&page_index=2",
		},
		"ListPackageUsagesV2":       {"POST /v2/payments/free-resources/usages/query "},
		"ListEnterpriseCustomersV1": {legacyPath + "/customer/customer-mgr/enterprise-customers"},
		"ListTransferAmountsV1": {
			legacyPath + "/customer/account-mgr/transfer-amount?balance_type=BALANCE_TYPE_DEBIT",
			legacyPath + "/customer/account-mgr/transfer-amount?balance_type=BALANCE_TYPE_CREDIT",
		},
	}
}
