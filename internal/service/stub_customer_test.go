package service_test

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	regionsv1 "github.com/ocegate/ocegate/gen/go/ocegate/regions/v1"
	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// customerRPCs are the RPCs of the domains that rpcs does not spell out itself.
func customerRPCs() []rpc {
	var all []rpc
	for _, domain := range [][]rpc{realNameRPCs(), resourceRPCs(), productRPCs(), pricingRPCs(), billRPCs(), enterpriseRPCs(), regionRPCs()} {
		all = append(all, domain...)
	}
	return all
}

func realNameRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: accountsv1.AccountService_GetRealNameStatus_FullMethodName, site: cn, request: &accountsv1.GetRealNameStatusRequest{}, genuine: `{"verified_status":2,"verified_type":1}`, keys: []string{"verified_status"}},
		{method: accountsv1.AccountService_GetRealNameQrCode_FullMethodName, site: cn, request: &accountsv1.GetRealNameQrCodeRequest{}, genuine: `{"qr_code_url":"https://example.com/1"}`, keys: []string{"qr_code_url"}, textual: true},
	}
}

func resourceRPCs() []rpc {
	const cn = upstream.SiteChina
	id := proto.String("x")
	ids := []string{"r-1"}
	return []rpc{
		{method: resourcesv1.ResourceService_ListResources_FullMethodName, site: cn, request: &resourcesv1.ListResourcesRequest{OrderId: id}, genuine: `{"total_count":1,"data":[{"resource_id":"r-1","status":2}]}`, keys: []string{"total_count", "data"}},
		{method: resourcesv1.ResourceService_RenewResources_FullMethodName, site: cn, request: &resourcesv1.RenewResourcesRequest{ResourceIds: ids, PeriodUnit: 2, PeriodCount: 1}, genuine: `{"order_ids":["CS1"],"fail_resource_infos":[{"resource_id":"r-2","error_code":"CBC.30010036"}]}`, keys: []string{"order_ids", "fail_resource_infos"}},
		{method: resourcesv1.ResourceService_UnsubscribeResources_FullMethodName, site: cn, request: &resourcesv1.UnsubscribeResourcesRequest{ResourceIds: ids, Scope: 1}, genuine: `{"order_ids":["CS1"],"fail_resource_infos":[]}`, keys: []string{"order_ids", "fail_resource_infos"}},
		{method: resourcesv1.ResourceService_EnableAutoRenew_FullMethodName, site: cn, request: &resourcesv1.EnableAutoRenewRequest{ResourceId: "r-1"}},
		{method: resourcesv1.ResourceService_DisableAutoRenew_FullMethodName, site: cn, request: &resourcesv1.DisableAutoRenewRequest{ResourceId: "r-1"}},
		{method: resourcesv1.ResourceService_SetRenewalSettings_FullMethodName, site: cn, request: &resourcesv1.SetRenewalSettingsRequest{Setting: 1, Value: 7}, genuine: `{"error_code":"CBC.0000","error_msg":"success"}`, keys: []string{"error_code"}, coded: true},
		{method: resourcesv1.ResourceService_SetExpiryPolicy_FullMethodName, site: cn, request: &resourcesv1.SetExpiryPolicyRequest{Operation: 1, ResourceIds: ids}, genuine: `{"error_details":[{"id":"r-1","error_code":"CBC.99003611"}]}`, keys: []string{"error_details"}, twofold: true},
		{method: resourcesv1.ResourceService_ConvertToOnDemand_FullMethodName, site: cn, request: &resourcesv1.ConvertToOnDemandRequest{ResourceIds: ids}, genuine: `{"to_ondemand_service_results":[{"resource_id":"r-1","result":"SUCCESS","order_id":"CS1"}]}`, keys: []string{"to_ondemand_service_results"}},
		{method: resourcesv1.ResourceService_ListResourcePackages_FullMethodName, site: cn, request: &resourcesv1.ListResourcePackagesRequest{OrderId: id}, genuine: `{"total_count":1,"free_resource_packages":[{"order_instance_id":"p-1","free_resources":[{"amount":"5"}]}]}`, keys: []string{"total_count", "free_resource_packages"}},
		{method: resourcesv1.ResourceService_GetPackageUsage_FullMethodName, site: cn, request: &resourcesv1.GetPackageUsageRequest{ItemIds: ids}, genuine: `{"free_resources":[{"free_resource_id":"f-1","amount":5}]}`, keys: []string{"free_resources"}},
		{method: resourcesv1.ResourceService_ListPackageUsageRecords_FullMethodName, site: cn, request: &resourcesv1.ListPackageUsageRecordsRequest{DeductDateBegin: "2026-10-01", DeductDateEnd: "2026-10-31"}, genuine: `{"total_count":1,"free_resource_records":[{"free_resource_id":"f-1","used_amount":"5"}]}`, keys: []string{"total_count", "free_resource_records"}},
	}
}

func productRPCs() []rpc {
	const cn = upstream.SiteChina
	id := proto.String("x")
	return []rpc{
		{method: productsv1.ProductService_ListServiceTypes_FullMethodName, site: cn, request: &productsv1.ListServiceTypesRequest{ServiceTypeName: id}, genuine: `{"total_count":1,"service_types":[{"service_type_code":"hws.service.type.ec2"}]}`, keys: []string{"total_count", "service_types"}},
		{method: productsv1.ProductService_ListResourceTypes_FullMethodName, site: cn, request: &productsv1.ListResourceTypesRequest{}, genuine: `{"total_count":1,"resource_types":[{"resource_type_code":"hws.resource.type.vm"}]}`, keys: []string{"total_count", "resource_types"}},
		{method: productsv1.ProductService_ListResourceSpecifications_FullMethodName, site: cn, request: &productsv1.ListResourceSpecificationsRequest{ServiceTypeCode: "s", ResourceTypeCode: "r", RegionCode: "cn", ChargingMode: 1}, genuine: `{"page_info":{"next_marker":"m"},"cloud_service_basics":[{"resource_spec":"s2.small.1"}]}`, keys: []string{"page_info", "cloud_service_basics"}},
		{method: productsv1.ProductService_ListServiceResources_FullMethodName, site: cn, request: &productsv1.ListServiceResourcesRequest{ServiceTypeCode: "s"}, genuine: `{"total_count":1,"infos":[{"basic_info":{"resource_type_code":"hws.resource.type.vm"}}]}`, keys: []string{"total_count", "infos"}},
		{method: productsv1.ProductService_ListUsageTypes_FullMethodName, site: cn, request: &productsv1.ListUsageTypesRequest{ResourceTypeCode: id}, genuine: `{"total_count":1,"usage_types":[{"code":"Duration"}]}`, keys: []string{"total_count", "usage_types"}},
		{method: productsv1.ProductService_ListMeasureUnits_FullMethodName, site: cn, request: &productsv1.ListMeasureUnitsRequest{}, genuine: `{"measure_units":[{"measure_id":10}]}`, keys: []string{"measure_units"}},
		{method: productsv1.ProductService_ListUnitConversions_FullMethodName, site: cn, request: &productsv1.ListUnitConversionsRequest{Type: 3}, genuine: `{"conversions":[{"measure_id":10,"conversion_ratio":1024}]}`, keys: []string{"conversions"}},
	}
}

func pricingRPCs() []rpc {
	const cn = upstream.SiteChina
	ids := []string{"r-1"}
	return []rpc{
		{method: pricingv1.PricingService_GetOnDemandPrice_FullMethodName, site: cn, request: &pricingv1.GetOnDemandPriceRequest{ProjectId: "p", Items: []*pricingv1.OnDemandItem{{ItemId: "1", Usage: "1", Quantity: 1}}}, genuine: `{"amount":1.5,"official_website_amount":2,"measure_id":1,"currency":"CNY","product_rating_results":[{"id":"1","amount":1.5}]}`, keys: []string{"amount", "official_website_amount", "product_rating_results"}},
		{method: pricingv1.PricingService_GetSubscriptionPrice_FullMethodName, site: cn, request: &pricingv1.GetSubscriptionPriceRequest{ProjectId: "p", Items: []*pricingv1.SubscriptionItem{{ItemId: "1", PeriodUnit: 2, PeriodCount: 1, Quantity: 1}}}, genuine: `{"official_website_rating_result":{"official_website_amount":10,"measure_id":1},"optional_discount_rating_results":[{"discount_id":"d","amount":9}],"currency":"CNY"}`, keys: []string{"official_website_rating_result", "optional_discount_rating_results"}},
		{method: pricingv1.PricingService_GetRenewalPrice_FullMethodName, site: cn, request: &pricingv1.GetRenewalPriceRequest{ResourceIds: ids, PeriodUnit: 2, PeriodCount: 1}, genuine: `{"currency":"CNY","renew_inquiry_results":[{"resource_id":"r-1","amount":"9.5"}],"official_website_rating_result":{"official_website_amount":"10"}}`, keys: []string{"renew_inquiry_results", "official_website_rating_result", "fail_resource_infos"}},
		{method: pricingv1.PricingService_ListCommercialDiscounts_FullMethodName, site: cn, request: &pricingv1.ListCommercialDiscountsRequest{Scope: 1}, genuine: `{"total_count":1,"product_quoting_items":[{"item_id":"i"}],"category_quoting_items":[],"category_quoting_item_steps":[]}`, keys: []string{"total_count", "product_quoting_items", "category_quoting_items"}},
	}
}

func billRPCs() []rpc {
	cn, intl := upstream.SiteChina, upstream.SiteInternational
	at := timestamppb.New(time.Unix(1_800_000_000, 0))
	return []rpc{
		{method: billsv1.BillService_ListMonthlySummaries_FullMethodName, site: cn, request: &billsv1.ListMonthlySummariesRequest{BillMonth: "2026-10"}, genuine: `{"total_count":1,"bill_sums":[{"bill_cycle":"2026-10","consume_amount":5,"measure_id":1}],"consume_amount":5,"measure_id":1,"currency":"CNY"}`, keys: []string{"total_count", "bill_sums"}},
		{method: billsv1.BillService_ListFeeRecords_FullMethodName, site: cn, request: &billsv1.ListFeeRecordsRequest{BillMonth: "2026-10"}, genuine: `{"total_count":1,"currency":"CNY","records":[{"bill_cycle":"2026-10","consume_amount":5}]}`, keys: []string{"total_count", "records"}},
		{method: billsv1.BillService_ListResourceRecords_FullMethodName, site: cn, request: &billsv1.ListResourceRecordsRequest{BillMonth: "2026-10"}, genuine: `{"total_count":1,"currency":"CNY","fee_records":[{"bill_date":"2026-10-01","amount":5,"measure_id":1}]}`, keys: []string{"total_count", "fee_records"}},
		{method: billsv1.BillService_ListResourceDetails_FullMethodName, site: cn, request: &billsv1.ListResourceDetailsRequest{BillMonth: "2026-10"}, genuine: `{"total_count":1,"currency":"CNY","monthly_records":[{"cycle":"2026-10","consume_amount":5,"extend_params":{"self_resource_id":"r-1"}}]}`, keys: []string{"total_count", "monthly_records"}},
		{method: billsv1.BillService_ListMonthlyCostBreakdown_FullMethodName, site: cn, request: &billsv1.ListMonthlyCostBreakdownRequest{CostMonth: "2026-10"}, genuine: `{"total_count":1,"currency":"CNY","details":[{"shared_month":"2026-10","consume_amount":5}]}`, keys: []string{"total_count", "details"}},
		{method: billsv1.BillService_AnalyzeCosts_FullMethodName, site: cn, request: &billsv1.AnalyzeCostsRequest{TimeUnit: 1, PeriodBegin: "2026-10-01", PeriodEnd: "2026-10-31", Groupings: []*billsv1.CostGrouping{{Type: 1, Dimension: 1}}, CostType: 1, AmountType: 1}, genuine: `{"total_count":1,"currency":"CNY","cost_data":[{"dimensions":[{"key":"REGION_CODE","value":"cn-north-1"}],"amount_by_costs":"5"}]}`, keys: []string{"total_count", "cost_data"}},
		{method: billsv1.BillService_ListPercentileUsageSummaries_FullMethodName, site: cn, request: &billsv1.ListPercentileUsageSummariesRequest{BillMonth: "2026-10", ServiceTypeCode: "s", ResourceTypeCode: "r", UsageTypeCode: "95Peak"}, genuine: `{"total_count":1,"summary_usage_info_list":[{"resource_id":"r-1","band_width":"5"}]}`, keys: []string{"total_count", "summary_usage_info_list"}},
		{method: billsv1.BillService_ListPercentileUsageDetails_FullMethodName, site: cn, request: &billsv1.ListPercentileUsageDetailsRequest{BillMonth: "2026-10", ServiceTypeCode: "s", ResourceTypeCode: "r", UsageTypeCode: "95Peak", ResourceId: "r-1"}, genuine: `{"total_count":1,"band_width":"5","usage_info_list":[{"usage":"5"}]}`, keys: []string{"total_count", "usage_info_list"}},
		{method: billsv1.BillService_ListInvoices_FullMethodName, site: intl, request: &billsv1.ListInvoicesRequest{CustomerId: "c", ApplyTimeBegin: at, ApplyTimeEnd: at}, genuine: `{"count":1,"invoices":[{"requestId":"i-1","invoiceAmount":5,"addressInfo":{"address":"x"}}]}`, keys: []string{"count", "invoices"}},
	}
}

func enterpriseRPCs() []rpc {
	const cn = upstream.SiteChina
	id := proto.String("x")
	money := &typev1.Money{CurrencyCode: "CNY", Amount: "1.50"}
	return []rpc{
		{method: enterprisesv1.EnterpriseService_ListOrganizations_FullMethodName, site: cn, request: &enterprisesv1.ListOrganizationsRequest{}, genuine: `{"root_id":"1","root_name":"acme","child_nodes":[{"id":"2","child_nodes":[]}]}`, keys: []string{"child_nodes", "root_id"}},
		{method: enterprisesv1.EnterpriseService_ListMemberAccounts_FullMethodName, site: cn, request: &enterprisesv1.ListMemberAccountsRequest{AccountName: id}, genuine: `{"total_count":1,"sub_customer_infos":[{"id":"m-1","status":1}]}`, keys: []string{"total_count", "sub_customer_infos"}},
		{method: enterprisesv1.EnterpriseService_CreateMemberAccount_FullMethodName, site: cn, request: &enterprisesv1.CreateMemberAccountRequest{OrganizationId: "1", AccountName: "lab", Password: "Example-1", UseMasterMobilePhone: true}},
		{method: enterprisesv1.EnterpriseService_SendVerificationCode_FullMethodName, site: cn, request: &enterprisesv1.SendVerificationCodeRequest{MobilePhone: "1", AccountName: "lab"}},
		{method: enterprisesv1.EnterpriseService_ListTransferableBalances_FullMethodName, site: cn, request: &enterprisesv1.ListTransferableBalancesRequest{BalanceType: 1}, genuine: `{"total_count":1,"amount_infos":[{"avail_transfer_amount":5,"currency":"CNY","measure_id":1}]}`, keys: []string{"total_count", "amount_infos"}},
		{method: enterprisesv1.EnterpriseService_ListReclaimableBalances_FullMethodName, site: cn, request: &enterprisesv1.ListReclaimableBalancesRequest{MemberAccountId: "m-1", BalanceType: 1}, genuine: `{"total_count":1,"amount_infos":[{"avail_retrieve_amount":5,"currency":"CNY","measure_id":1}]}`, keys: []string{"total_count", "amount_infos"}},
		{method: enterprisesv1.EnterpriseService_TransferBalance_FullMethodName, site: cn, request: &enterprisesv1.TransferBalanceRequest{MemberAccountId: "m-1", Amount: money}},
		{method: enterprisesv1.EnterpriseService_ReclaimBalance_FullMethodName, site: cn, request: &enterprisesv1.ReclaimBalanceRequest{MemberAccountId: "m-1", Amount: money}},
		{method: enterprisesv1.EnterpriseService_ListTransferableCoupons_FullMethodName, site: cn, request: &enterprisesv1.ListTransferableCouponsRequest{}, genuine: `{"total_count":1,"avail_transfer_coupons":[{"coupon_id":"CP1","balance":"5"}]}`, keys: []string{"total_count", "avail_transfer_coupons"}},
		{method: enterprisesv1.EnterpriseService_ListReclaimableCoupons_FullMethodName, site: cn, request: &enterprisesv1.ListReclaimableCouponsRequest{MemberAccountId: "m-1"}, genuine: `{"total_count":1,"avail_retrieve_coupons":[{"coupon_id":"CP1","balance":"5"}]}`, keys: []string{"total_count", "avail_retrieve_coupons"}},
		{method: enterprisesv1.EnterpriseService_TransferCoupon_FullMethodName, site: cn, request: &enterprisesv1.TransferCouponRequest{MemberAccountId: "m-1", CouponId: "CP1", Amount: money}, genuine: `{"sub_coupon_id":"CP1-1"}`, keys: []string{"sub_coupon_id"}, textual: true},
		{method: enterprisesv1.EnterpriseService_ReclaimCoupon_FullMethodName, site: cn, request: &enterprisesv1.ReclaimCouponRequest{MemberAccountId: "m-1", CouponId: "CP1", MemberCouponId: "CP1-1"}, genuine: `{"real_retrieve_amout":"5.00"}`, keys: []string{"real_retrieve_amout"}},
		{method: enterprisesv1.EnterpriseService_EnableEnterpriseProjects_FullMethodName, site: cn, request: &enterprisesv1.EnableEnterpriseProjectsRequest{}},
	}
}

func regionRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: regionsv1.RegionService_ListProvinces_FullMethodName, site: cn, request: &regionsv1.ListProvincesRequest{}, genuine: `{"count":1,"provinces":[{"code":"1","name":"x"}]}`, keys: []string{"count", "provinces"}},
		{method: regionsv1.RegionService_ListCities_FullMethodName, site: cn, request: &regionsv1.ListCitiesRequest{ProvinceCode: "1"}, genuine: `{"count":1,"cities":[{"code":"1","name":"x"}]}`, keys: []string{"count", "cities"}},
		{method: regionsv1.RegionService_ListCounties_FullMethodName, site: cn, request: &regionsv1.ListCountiesRequest{CityCode: "1"}, genuine: `{"count":1,"counties":[{"code":"1","name":"x"}]}`, keys: []string{"count", "counties"}},
	}
}
