package translate

import (
	"errors"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

const (
	specificationsRPC = productsv1.ProductService_ListResourceSpecifications_FullMethodName
	onDemandRPC       = pricingv1.PricingService_GetOnDemandPrice_FullMethodName
	costsRPC          = billsv1.BillService_AnalyzeCosts_FullMethodName
	invoicesRPC       = billsv1.BillService_ListInvoices_FullMethodName
	createMemberRPC   = enterprisesv1.EnterpriseService_CreateMemberAccount_FullMethodName
	sendCodeRPC       = enterprisesv1.EnterpriseService_SendVerificationCode_FullMethodName
	transferRPC       = enterprisesv1.EnterpriseService_TransferBalance_FullMethodName
	projectsRPC       = enterprisesv1.EnterpriseService_EnableEnterpriseProjects_FullMethodName
	settingsRPC       = resourcesv1.ResourceService_SetRenewalSettings_FullMethodName
)

// TestFormatsOfRequests pins how each format of the closed set is written.
func TestFormatsOfRequests(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rpc     string
		request proto.Message
		want    string
	}{
		// A code and a number as text; the only object of a list.
		{specificationsRPC, &productsv1.ListResourceSpecificationsRequest{ChargingMode: 3}, `/v2/products/resource-specs-query {"charge_mode":"3"}`},
		{specificationsRPC, &productsv1.ListResourceSpecificationsRequest{ResourceSpecCode: proto.String(`a"b`)}, `/v2/products/resource-specs-query {"filters":[{"key":"RESOURCE_SPEC","value":"a\"b"}]}`},
		{specificationsRPC, &productsv1.ListResourceSpecificationsRequest{ResourceSpecCode: proto.String("")}, `/v2/products/resource-specs-query {}`},
		{settingsRPC, &resourcesv1.SetRenewalSettingsRequest{Setting: 2, Value: -1}, `/v2/orders/subscriptions/resources/renew/config {"config_name":"EXPIRE_DATE","config_value":"-1"}`},
		{sendCodeRPC, &enterprisesv1.SendVerificationCodeRequest{AccountName: "lab"}, `/v2/enterprises/multi-accounts/sm-verification-code {"sm_template_args":[{"key":"sub_customer_name","value":"lab"}]}`},
		// Decimals are numbers, whatever their sign, point and exponent.
		{onDemandRPC, price("007.50"), `/v2/bills/ratings/on-demand-resources {"product_infos":[{"usage_value":7.50}]}`},
		{onDemandRPC, price("-1e3"), `/v2/bills/ratings/on-demand-resources {"product_infos":[{"usage_value":-1000}]}`},
		{onDemandRPC, price("0.000000000000000001"), `/v2/bills/ratings/on-demand-resources {"product_infos":[{"usage_value":0.000000000000000001}]}`},
		{onDemandRPC, price(""), `/v2/bills/ratings/on-demand-resources {"product_infos":[{}]}`},
		// Only the amount of money is sent.
		{transferRPC, transfer("CNY", "100.50"), `/v2/enterprises/multi-accounts/transfer-amount {"amount":"100.50"}`},
		{transferRPC, transfer("CNY", "1"), `/v2/enterprises/multi-accounts/transfer-amount {"amount":"1"}`},
		{transferRPC, &enterprisesv1.TransferBalanceRequest{}, `/v2/enterprises/multi-accounts/transfer-amount {}`},
		// Groups: an object without a message; absent when all of it is.
		{createMemberRPC, &enterprisesv1.CreateMemberAccountRequest{AccountName: "lab", UseMasterMobilePhone: true}, `/v2/enterprises/multi-accounts/sub-customers {"sub_customer_association_type":1,"new_sub_customer":{"customer_name":"lab","use_pri_mobile_phone":"Y"}}`},
		{createMemberRPC, &enterprisesv1.CreateMemberAccountRequest{}, `/v2/enterprises/multi-accounts/sub-customers {"sub_customer_association_type":1}`},
		{costsRPC, &billsv1.AnalyzeCostsRequest{TimeUnit: 1, PeriodEnd: "2026-10-31", CostType: 1}, `/v4/costs/cost-analysed-bills/query {"time_condition":{"time_measure_id":1,"end_time":"2026-10-31"},"cost_type":"ORIGINAL_COST"}`},
		// The text beside an enum; a text it stays, even if it looks like a number.
		{costsRPC, group(1, ""), `/v4/costs/cost-analysed-bills/query {"groupby":[{"key":"CLOUD_SERVICE_TYPE"}]}`},
		{costsRPC, group(0, "2026"), `/v4/costs/cost-analysed-bills/query {"groupby":[{"key":"2026"}]}`},
		// No body at all.
		{projectsRPC, &enterprisesv1.EnableEnterpriseProjectsRequest{}, "/v2/enterprises/enterprise-projects/authority"},
	} {
		if got := encodeLine(t, planFor(t, c.rpc), c.request, Page{}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func price(usage string) proto.Message {
	return &pricingv1.GetOnDemandPriceRequest{Items: []*pricingv1.OnDemandItem{{Usage: usage}}}
}

func transfer(currency, amount string) proto.Message {
	return &enterprisesv1.TransferBalanceRequest{Amount: &typev1.Money{CurrencyCode: currency, Amount: amount}}
}

func group(dimension billsv1.CostDimension, key string) proto.Message {
	return &billsv1.AnalyzeCostsRequest{Groupings: []*billsv1.CostGrouping{{Dimension: dimension, Key: key}}}
}

// TestRefusedFormats pins what cannot be sent, and where a caller reads so.
func TestRefusedFormats(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rpc        string
		request    proto.Message
		field, why string
	}{
		{onDemandRPC, price("1,5"), "items[0].usage", "decimal"},
		{onDemandRPC, price("0x10"), "items[0].usage", "decimal"},
		{onDemandRPC, price("1e999"), "items[0].usage", "decimal"},
		{onDemandRPC, price(`1,"x":2`), "items[0].usage", "decimal"},
		{transferRPC, transfer("USD", "1"), "amount.currency_code", "must be CNY"},
		{transferRPC, transfer("", "1"), "amount.currency_code", "must be CNY"},
		{transferRPC, transfer("cny", "1"), "amount.currency_code", "must be CNY"},
		{transferRPC, transfer("CNY", ""), "amount.amount", "decimal"},
		{transferRPC, transfer("CNY", "ten"), "amount.amount", "decimal"},
		{costsRPC, group(1, "x"), "groupings[0].dimension", "together"},
		{costsRPC, group(99, ""), "groupings[0].dimension", "is not a value"},
		{costsRPC, &billsv1.AnalyzeCostsRequest{Filters: []*billsv1.CostFilter{{Values: []string{""}}}}, "filters[0].values[0]", "empty"},
		{costsRPC, &billsv1.AnalyzeCostsRequest{TimeUnit: 7}, "time_unit", "is not a value"},
		{createMemberRPC, &enterprisesv1.CreateMemberAccountRequest{Permissions: []enterprisesv1.MemberPermission{1, 0}}, "permissions[1]", "named value"},
	} {
		call, err := planFor(t, c.rpc).Encode(c.request, Page{})
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Kind != KindRequest || refusal.Field != c.field || refusal.Upstream != "" || !strings.Contains(refusal.Reason, c.why) {
			t.Errorf("%v became %v, %+v, want %s", c.request, call, err, c.field)
		}
	}
}

// TestMoneyFollowsTheSite sends dollars where the site has dollars.
func TestMoneyFollowsTheSite(t *testing.T) {
	t.Parallel()
	changed := newSchema(t)
	changed.operation("TransferBalance", func(o *upstreamv1.Operation) {
		o.Sites = []upstreamv1.Site{upstreamv1.Site_SITE_CN, upstreamv1.Site_SITE_INTL}
	})
	set, err := Compile(changed.services(), upstreamv1.Site_SITE_INTL)
	if err != nil {
		t.Fatal(err)
	}
	if got := encodeLine(t, set.Plan(transferRPC), transfer("USD", "5"), Page{}); !strings.HasSuffix(got, `{"amount":"5"}`) {
		t.Error(got)
	}
	if _, err := set.Plan(transferRPC).Encode(transfer("CNY", "5"), Page{}); err == nil || !strings.Contains(err.Error(), "must be USD") {
		t.Errorf("yuan on a site of dollars: %v", err)
	}
}

// TestStylesOfPaging writes the page in the body, by marker and by number.
func TestStylesOfPaging(t *testing.T) {
	t.Parallel()
	invoices := compileAll(t, upstreamv1.Site_SITE_INTL).Plan(invoicesRPC)
	marker, offset := planFor(t, specificationsRPC), planFor(t, resourcesv1.ResourceService_ListResources_FullMethodName)
	for _, c := range []struct {
		plan    *Plan
		request proto.Message
		page    Page
		want    string
	}{
		{offset, &resourcesv1.ListResourcesRequest{}, Page{}, "{}"},
		{offset, &resourcesv1.ListResourcesRequest{PrimaryOnly: true}, Page{Offset: 20, Limit: 600}, `{"only_main_resource":1,"limit":500,"offset":20}`},
		{offset, &resourcesv1.ListResourcesRequest{}, Page{Offset: 20}, `{"limit":10,"offset":20}`},
		{offset, &resourcesv1.ListResourcesRequest{}, Page{Offset: 20, Limit: -5}, `{"limit":10,"offset":20}`},
		{marker, &productsv1.ListResourceSpecificationsRequest{}, Page{}, "{}"},
		{marker, &productsv1.ListResourceSpecificationsRequest{}, Page{Limit: 7}, `{"limit":7}`},
		{marker, &productsv1.ListResourceSpecificationsRequest{}, Page{Marker: "a\"b"}, `{"limit":100,"marker":"a\"b"}`},
		{marker, &productsv1.ListResourceSpecificationsRequest{RegionCode: "x"}, Page{Marker: "m", Limit: 700}, `{"region_code":"x","limit":100,"marker":"m"}`},
		{invoices, &billsv1.ListInvoicesRequest{CustomerId: "c"}, Page{}, "?limit=10&offset=1"},
		{invoices, &billsv1.ListInvoicesRequest{CustomerId: "c"}, Page{Limit: 20, Offset: 20}, "?limit=20&offset=2"},
		{invoices, &billsv1.ListInvoicesRequest{CustomerId: "c"}, Page{Limit: 5000, Offset: 200}, "?limit=100&offset=3"},
	} {
		if got := encodeLine(t, c.plan, c.request, c.page); !strings.HasSuffix(got, c.want) {
			t.Errorf("%+v became %s, want %s", c.page, got, c.want)
		}
	}
	if invoices.After(Page{Offset: 20, Limit: 20}, 5) != 40 || offset.After(Page{Offset: 20, Limit: 20}, 5) != 25 {
		t.Error("where the next page starts is wrong")
	}
	// Pages by number of another size start at other rows: another list.
	request := &billsv1.ListInvoicesRequest{CustomerId: "c"}
	if filterOf(t, invoices, request, Page{Limit: 5}) == filterOf(t, invoices, request, Page{Limit: 6}) {
		t.Error("two sizes of numbered pages are one list")
	}
	if filterOf(t, invoices, request, Page{Limit: 500}) != filterOf(t, invoices, request, Page{Limit: 100}) {
		t.Error("a size above the limit is not the limit")
	}
	// A marker says which page, not of what.
	if filterOf(t, marker, &productsv1.ListResourceSpecificationsRequest{}, Page{Marker: "m"}) != filterOf(t, marker, &productsv1.ListResourceSpecificationsRequest{}, Page{Limit: 5}) {
		t.Error("two pages of one list are two lists")
	}
}

// TestFormatsOfAnswers pins groups, markers and words for flags.
func TestFormatsOfAnswers(t *testing.T) {
	t.Parallel()
	specifications := &productsv1.ListResourceSpecificationsResponse{}
	plan := planFor(t, specificationsRPC)
	if _, err := plan.Into(specifications).Decode([]byte(`{"page_info":{"more":1,"next_marker":"m"},"cloud_service_basics":[]}`)); err != nil {
		t.Fatal(err)
	}
	if marker, marked := plan.Marker(specifications); marker != "m" || !marked {
		t.Errorf("marker %q, %t", marker, marked)
	}
	if plan.SetNextPage(specifications, "token"); specifications.GetNextPageToken() != "token" {
		t.Error("the token does not replace the marker")
	}
	if _, marked := planFor(t, listOrdersRPC).Marker(specifications); marked {
		t.Error("a list by offset has a marker")
	}
	for body, field := range map[string]string{
		`{"page_info":{"next_marker":{}},"cloud_service_basics":[]}`:                                       "next_page_token <- page_info.next_marker",
		`{"page_info":[],"cloud_service_basics":[]}`:                                                       "page_info",
		`{"page_info":{"next_marker":"a","next_marker":"b"},"cloud_service_basics":[]}`:                    "stands twice",
		`{"page_info":{"next_marker":"a"},"page_info":{"next_marker":"b"}}`:                                "stands twice",
		`{"page_info":{"next_marker":""}}`:                                                                 "none of the documented members",
		`{"page_info":{},"total_count":1}`:                                                                 "none of the documented members",
		`{"page_info":{"next_marker":"a"},"cloud_service_basics":[{"charge_mode":[]}]}`:                    "specifications[0].charging_mode",
		`{"page_info":{"next_marker":"a"},"cloud_service_basics":[],"error_code":{}}`:                      "error_code",
		`{"page_info":{"next_marker":"a"},"cloud_service_basics":[],"page_info":` + strings.Repeat("[", 3): "stands twice",
	} {
		_, err := plan.Into(&productsv1.ListResourceSpecificationsResponse{}).Decode([]byte(body))
		if err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: %v, want %s", body, err, field)
		}
	}
	invoices := &billsv1.ListInvoicesResponse{}
	_, err := compileAll(t, upstreamv1.Site_SITE_INTL).Plan(invoicesRPC).Into(invoices).Decode([]byte(`{"count":1,"invoices":[{"addressInfo":{"zipCode":518000},"taxList":[{"taxVisibleFlag":"Y","taxAccountingFlag":"N"},{"taxVisibleFlag":""}]}]}`))
	taxes := invoices.GetInvoices()[0].GetTaxes()
	if err != nil || invoices.GetInvoices()[0].GetPostalCode() != "518000" || !taxes[0].GetShown() || taxes[0].GetBooked() || taxes[1].GetShown() {
		t.Errorf("%v, %v", invoices, err)
	}
	if _, err := compileAll(t, upstreamv1.Site_SITE_INTL).Plan(invoicesRPC).Into(invoices).Decode([]byte(`{"count":1,"invoices":[{"taxList":[{"taxVisibleFlag":"YES"}]}]}`)); err == nil || !strings.Contains(err.Error(), "neither Y nor N") {
		t.Errorf("another word for yes: %v", err)
	}
}

// TestWhatProvesAnAnswer refuses answers that stand there and say nothing.
func TestWhatProvesAnAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rpc    string
		out    proto.Message
		body   string
		proves bool
	}{
		{settingsRPC, &resourcesv1.SetRenewalSettingsResponse{}, `{"error_code":"CBC.0000"}`, true},
		{settingsRPC, &resourcesv1.SetRenewalSettingsResponse{}, `{"error_code":""}`, false},
		{settingsRPC, &resourcesv1.SetRenewalSettingsResponse{}, `{"error_code":null,"error_msg":"success"}`, false},
		{enterprisesv1.EnterpriseService_TransferCoupon_FullMethodName, &enterprisesv1.TransferCouponResponse{}, `{"sub_coupon_id":"x"}`, true},
		{enterprisesv1.EnterpriseService_TransferCoupon_FullMethodName, &enterprisesv1.TransferCouponResponse{}, `{"sub_coupon_id":""}`, false},
		{accountsv1.AccountService_GetRealNameStatus_FullMethodName, &accountsv1.GetRealNameStatusResponse{}, `{"verified_status":-1}`, true},
		{accountsv1.AccountService_GetRealNameStatus_FullMethodName, &accountsv1.GetRealNameStatusResponse{}, `{"verified_status":7}`, true},
		{accountsv1.AccountService_GetRealNameStatus_FullMethodName, &accountsv1.GetRealNameStatusResponse{}, `{"verified_status":"x"}`, false},
	} {
		answer, err := planFor(t, c.rpc).Into(c.out).Decode([]byte(c.body))
		if answer.Code != "" || (err == nil) != c.proves {
			t.Errorf("%s %s: %+v, %v", c.rpc, c.body, answer, err)
		}
	}
}
