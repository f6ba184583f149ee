package sandbox_test

import (
	"maps"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	resourcesPath = "/v2/orders/subscriptions/resources"
	ratingsPath   = "/v2/bills/ratings"
	accountsPath  = "/v2/enterprises/multi-accounts"
	reclaimTarget = "reclaim"
	uploadTarget  = "upload"
	holdingsPath  = "/v2/orders/suscriptions/resources/query" // the upstream's spelling
)

// ask sends a target: a path to get, or a method, a path and a body.
func (c *client) ask(target string) answer {
	if target == uploadTarget {
		return c.upload("note.txt", "text")
	}
	if target == reclaimTarget {
		return c.giveAndTake(sandbox.DemoMemberID, sandbox.DemoNoPartnerCoupon)
	}
	if target == checkCodeTarget {
		return c.checkCode()
	}
	method, rest, other := strings.Cut(c.filled(target), " ")
	if !other {
		return c.get(target)
	}
	path, body, _ := strings.Cut(rest, " ")
	return c.send(c.request(method, path, body))
}

// reserved are members that the reference keeps for later, so that no answer has them.
func reserved(path string) bool {
	onFailure, _ := strings.CutSuffix(path, ".error_code")
	onFailure, _ = strings.CutSuffix(onFailure, ".error_msg")
	switch onFailure {
	case "ListPackageUsagesV2", "ListEnterpriseCustomersV1", "ListTransferAmountsV1":
		return true // these carry a code on failure only
	}
	return false
}

// onlyOnRefusal are the members that answers about tickets have only when they say no.
func onlyOnRefusal(path string) bool {
	return strings.HasSuffix(path, ".error_code") || strings.HasSuffix(path, ".error_msg")
}

// moreTargets are the requests that together show all that an operation can show;
// operations that change something are asked in the order in which they can.
func moreTargets() map[string][]string {
	out := map[string][]string{}
	for _, domain := range []map[string][]string{
		resourceTargets(), enterpriseTargets(), productTargets(), billTargets(), partnerTargets(), legacyTargets(),
		ticketTargets(), ticketSideTargets(), ticketConfigTargets(),
	} {
		maps.Copy(out, domain)
	}
	return out
}

func resourceTargets() map[string][]string {
	return map[string][]string{
		"ListPayPerUseCustomerResources": {"POST " + holdingsPath + ` {"limit":500}`},
		"RenewalResources": {
			"POST " + resourcesPath + "/renew {" + resourceIDs(sandbox.DemoServer, sandbox.DemoClosed) + `,"period_type":2,"period_num":1}`,
		},
		"CancelResourcesSubscription": {
			"POST " + resourcesPath + "/unsubscribe {" + resourceIDs(sandbox.DemoFresh, "nobody") + `,"unsubscribe_type":1}`,
		},
		"SetResourcesRenewConfig": {
			"POST " + resourcesPath + `/renew/config {"config_name":"DEDUCTION_DATE","config_value":"5"}`,
		},
		"UpdatePeriodToOnDemand": {
			"POST " + resourcesPath + "/to-on-demand {" + resourceIDs(sandbox.DemoExpired, sandbox.DemoPrepaid) + `,"operation":"SET_UP"}`,
		},
		"UpdatePeriodToOnDemandInstantly": {
			"POST " + resourcesPath + "/to-on-demand/instantly {" + resourceIDs(sandbox.DemoShared, sandbox.DemoAudited, sandbox.DemoExpired) + "}",
		},
		"ListFreeResourceInfos": {
			`POST /v3/payments/free-resources/query {"limit":1000}`,
			`POST /v3/payments/free-resources/query {"enterprise_project_id":"5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c8d"}`,
		},
		"ListFreeResourceUsages": {
			`POST /v2/payments/free-resources/usages/details/query {"free_resource_ids":["` + sandbox.DemoMonthlyItem + `"]}`,
		},
		"ListFreeResourcesUsageRecords": {
			"/v2/bills/customer-bills/free-resources-usage-records?deduct_time_begin=2026-09-01&deduct_time_end=2026-11-23",
		},
		"ShowRealNameAuthStatus": {"/v2/customers/real-name-auth-status"},
		"ShowRealNameAuthQrCode": {"/v2/customers/real-name-auth-qrcode"},
	}
}

func enterpriseTargets() map[string][]string {
	return map[string][]string{
		"ListEnterpriseOrganizations": {accountsPath + "/enterprise-organizations?recursive_query=1"},
		"ListEnterpriseSubCustomers":  {accountsPath + "/sub-customers?limit=100"},
		"ShowMultiAccountTransferAmount": {
			accountsPath + "/transfer-amount?balance_type=BALANCE_TYPE_DEBIT", accountsPath + "/transfer-amount?balance_type=BALANCE_TYPE_CREDIT",
		},
		"ListEnterpriseMultiAccount": {
			accountsPath + "/retrieve-amount?balance_type=BALANCE_TYPE_CREDIT&sub_customer_id=" + sandbox.DemoMemberID,
		},
		"ListMultiAccountTransferCoupons": {accountsPath + "/transfer-coupons?limit=100"},
		"ClaimEnterpriseMultiAccountCoupon": {
			"POST " + accountsPath + `/transfer-coupon {"customer_id":"` + sandbox.DemoMemberID + `","coupon_id":"` + sandbox.DemoCashCoupon + `","amount":"1"}`,
		},
		"ListMultiAccountRetrieveCoupons": {
			"first POST " + accountsPath + `/transfer-coupon {"customer_id":"` + sandbox.DemoMemberID + `","coupon_id":"` + sandbox.DemoRenewalCoupon + `","amount":"1"}`,
			accountsPath + "/retrieve-coupons?sub_customer_id=" + sandbox.DemoMemberID,
		},
		"ReclaimEnterpriseMultiAccountCoupon": {reclaimTarget},
	}
}

func productTargets() map[string][]string {
	return map[string][]string{
		"ListServiceTypes":         {"/v2/products/service-types?limit=1000"},
		"ListResourceTypes":        {"/v2/products/resource-types?limit=1000"},
		"ListServiceResources":     {"/v2/products/service-resources?limit=100&service_type_code=hws.service.type.vpc"},
		"ListUsageTypes":           {"/v2/products/usage-types?limit=100"},
		"ListMeasureUnits":         {"/v2/bases/measurements"},
		"ListConversions":          {"/v2/bases/conversions"},
		"ListProvinces":            {"/v2/systems/configs/provinces?limit=1000"},
		"ListCities":               {"/v2/systems/configs/cities?province_code=440000"},
		"ListCounties":             {"/v2/systems/configs/counties?city_code=440300"},
		"ListResourceSpecs":        {specsTarget("")},
		"ListBusinessDiscountInfo": {"POST " + agreementPath + ` {"quoting_item_type":"PRODUCT_ITEM"}`, "POST " + agreementPath + ` {"quoting_item_type":"CATEGORY_ITEM"}`},
		"ListOnDemandResourceRatings": {
			"POST " + ratingsPath + "/on-demand-resources " + useOf(sandbox.DemoDomainID, `"usage_value":10,"usage_measure_id":4`),
		},
		"ListRateOnPeriodDetail": {
			"POST " + ratingsPath + "/period-resources/subscribe-rate " + pondFor("HALF_PAY"),
			"POST " + ratingsPath + "/period-resources/subscribe-rate " + pondFor(""),
		},
		"ListRenewRateOnPeriod": {
			"POST " + ratingsPath + "/period-resources/renew-rate {" + resourceIDs(sandbox.DemoSpecialPrefix+"pond", "nobody") + `,"period_type":2,"period_num":1}`,
		},
	}
}

func billTargets() map[string][]string {
	return map[string][]string{
		"ShowCustomerMonthlySum":                {billsPath + "/monthly-sum?limit=1000&bill_cycle=2026-11"},
		"ListCustomerBillsFeeRecords":           {billsPath + "/fee-records?limit=1000&bill_cycle=2026-11"},
		"ListCustomerselfResourceRecords":       {billsPath + "/res-fee-records?limit=1000&cycle=2026-11"},
		"ListCustomerselfResourceRecordDetails": {"POST " + billsPath + `/res-records/query {"cycle":"2026-11","limit":1000,"statistic_type":3}`},
		"ListCustomerBillsMonthlyBreakDown":     {breakdownPath + "?limit=1000&shared_month=2026-11"},
		"ListCosts":                             {costsTarget("ORIGINAL_COST", 2, "2026-01", "2026-11")},
		"ListResourceUsageSummary":              {billsPath + "/resources/usage/summary?" + peakOfVPC},
		"ListResourceUsage":                     {billsPath + "/resources/usage/details?" + peakOfVPC + "&resource_id=" + sandbox.DemoPeakResource},
		"ListInvoices": {
			"/v1.0/" + sandbox.DemoDomainID + "/payments/intl-invoices?start_time=2026-01-01T00:00:00Z&end_time=2026-11-23T00:00:00Z&offset=1&limit=100",
		},
	}
}
