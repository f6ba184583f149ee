package service_test

import (
	"google.golang.org/protobuf/proto"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// partnerRPCs are the RPCs for partners.
func partnerRPCs() []rpc {
	var all []rpc
	for _, topic := range [][]rpc{partnerCustomerRPCs(), partnerRealNameRPCs(), partnerAccountRPCs(), partnerCouponRPCs(), partnerBillRPCs(), indirectPartnerRPCs()} {
		all = append(all, topic...)
	}
	return all
}

func partnerCustomerRPCs() []rpc {
	cn, intl := upstream.SiteChina, upstream.SiteInternational
	id := proto.String("x")
	ids := []string{"c-1"}
	return []rpc{
		{method: partnersv1.PartnerCustomerService_CreateCustomer_FullMethodName, site: cn, request: &partnersv1.CreateCustomerRequest{PartnerAccountId: "partner-1", PartnerPlatformId: "partner-1"}, genuine: `{"domain_id":"customer_id-1","domain_name":"acme-lab"}`, keys: []string{"domain_id", "domain_name"}, textual: true},
		{method: partnersv1.PartnerCustomerService_ListCustomers_FullMethodName, site: cn, request: &partnersv1.ListCustomersRequest{Label: id}, genuine: `{"count":1,"customer_infos":[{"customer":"real_name-1","customer_id":"c-1","account_name":"acme-lab"}]}`, keys: []string{"count", "customer_infos"}},
		{method: partnersv1.PartnerCustomerService_FreezeCustomers_FullMethodName, site: intl, request: &partnersv1.FreezeCustomersRequest{CustomerIds: ids, Reason: "reason-1"}, genuine: `{"error_details":[{"id":"item_id-1","error_code":"error_code-2"}]}`, keys: []string{"error_details"}, twofold: true},
		{method: partnersv1.PartnerCustomerService_UnfreezeCustomers_FullMethodName, site: intl, request: &partnersv1.UnfreezeCustomersRequest{CustomerIds: ids, Reason: "reason-1"}, genuine: `{"error_details":[{"id":"item_id-1","error_code":"error_code-2"}]}`, keys: []string{"error_details"}, twofold: true},
		{method: partnersv1.PartnerCustomerService_CheckIdentity_FullMethodName, site: cn, request: &partnersv1.CheckIdentityRequest{Type: 2, Value: "0086-1"}, genuine: `{"check_result":"available"}`, keys: []string{"check_result"}, textual: true, truth: true},
		{method: partnersv1.PartnerCustomerService_ListNewCustomerTags_FullMethodName, site: cn, request: &partnersv1.ListNewCustomerTagsRequest{CustomerIds: ids}, genuine: `{"new_customer_tags":[{"customer_id":"customer_id-1","customer_tag_type":"tag_type-2"}]}`, keys: []string{"new_customer_tags"}},
		{method: partnersv1.PartnerCustomerService_ListConsumingCustomers_FullMethodName, site: cn, request: &partnersv1.ListConsumingCustomersRequest{BillMonth: "2026-10"}, genuine: `{"total_count":1,"sub_customers":[{"customer_id":"customer_id-1"}]}`, keys: []string{"total_count", "sub_customers"}},
		{method: partnersv1.PartnerCustomerService_ListOnDemandResources_FullMethodName, site: cn, request: &partnersv1.ListOnDemandResourcesRequest{CustomerId: "c-1"}, genuine: `{"total_count":1,"resources":[{"customer_id":"customer_id-1","region_code":"region_code-2"}]}`, keys: []string{"total_count", "resources"}},
		{method: partnersv1.PartnerCustomerService_SendCustomerVerificationCode_FullMethodName, site: cn, request: &partnersv1.SendCustomerVerificationCodeRequest{Channel: 1, MobilePhone: "1"}},
	}
}

func partnerRealNameRPCs() []rpc {
	const cn = upstream.SiteChina
	ids := []string{"c-1"}
	return []rpc{
		{method: partnersv1.PartnerRealNameService_ApplyPersonalRealName_FullMethodName, site: cn, request: &partnersv1.ApplyPersonalRealNameRequest{CustomerId: "c-1", Method: 4, FilePaths: ids, Name: "name-1", DocumentNumber: "document-1", PartnerPlatformId: "partner-1"}, genuine: `{"is_review":1}`, keys: []string{"is_review"}, truth: true},
		{method: partnersv1.PartnerRealNameService_ApplyEnterpriseRealName_FullMethodName, site: cn, request: &partnersv1.ApplyEnterpriseRealNameRequest{CustomerId: "c-1", FilePaths: ids, EnterpriseName: "enterprise-1", CertificateNumber: "certificate-1", PartnerPlatformId: "partner-1"}, genuine: `{"is_review":1}`, keys: []string{"is_review"}, truth: true},
		{method: partnersv1.PartnerRealNameService_ChangeToEnterpriseRealName_FullMethodName, site: cn, request: &partnersv1.ChangeToEnterpriseRealNameRequest{CustomerId: "c-1", FilePaths: ids, EnterpriseName: "enterprise-1", CertificateNumber: "certificate-1", PartnerPlatformId: "partner-1"}, genuine: `{"is_review":1}`, keys: []string{"is_review"}, truth: true},
		{method: partnersv1.PartnerRealNameService_GetRealNameResult_FullMethodName, site: cn, request: &partnersv1.GetRealNameResultRequest{CustomerId: "c-1"}, genuine: `{"review_result":1}`, keys: []string{"review_result"}},
	}
}

func partnerAccountRPCs() []rpc {
	cn, intl := upstream.SiteChina, upstream.SiteInternational
	id := proto.String("x")
	ids := []string{"c-1"}
	money := &typev1.Money{CurrencyCode: "CNY", Amount: "1.50"}
	return []rpc{
		{method: partnersv1.PartnerAccountService_GetPartnerBalances_FullMethodName, site: cn, request: &partnersv1.GetPartnerBalancesRequest{IndirectPartnerId: id}, genuine: `{"account_balances":[{"account_id":"account_id-1","account_type":1}]}`, keys: []string{"account_balances"}},
		{method: partnersv1.PartnerAccountService_ListPartnerTransactions_FullMethodName, site: cn, request: &partnersv1.ListPartnerTransactionsRequest{BalanceType: 1}, genuine: `{"total_count":1,"records":[{"account_change_id":"transaction_id-1","trade_detail_type":"SOURCE_OPERAIION_ADJUST_CREDIT"}],"currency":"CNY"}`, keys: []string{"total_count", "records"}},
		{method: partnersv1.PartnerAccountService_ListAdjustments_FullMethodName, site: cn, request: &partnersv1.ListAdjustmentsRequest{CustomerId: id}, genuine: `{"total_count":1,"records":[{"customer_id":"customer_id-1","customer_name":"customer_name-2"}]}`, keys: []string{"total_count", "records"}},
		{method: partnersv1.PartnerAccountService_ListCustomerBalances_FullMethodName, site: cn, request: &partnersv1.ListCustomerBalancesRequest{Customers: []*partnersv1.CustomerReference{{CustomerId: "c-1"}}}, genuine: `{"customer_balances":[{"customer_id":"customer_id-1","debt_amount":2.50}]}`, keys: []string{"customer_balances"}},
		{method: partnersv1.PartnerAccountService_AdjustCustomerAmount_FullMethodName, site: cn, request: &partnersv1.AdjustCustomerAmountRequest{CustomerId: "c-1", Amount: money}, genuine: `{"transfer_id":"transaction_id-1"}`, keys: []string{"transfer_id"}, textual: true},
		{method: partnersv1.PartnerAccountService_ReclaimCustomerAmount_FullMethodName, site: cn, request: &partnersv1.ReclaimCustomerAmountRequest{CustomerId: "c-1", Amount: money}, genuine: `{"trans_id":"transaction_id-1"}`, keys: []string{"trans_id"}, textual: true},
		{method: partnersv1.PartnerAccountService_GetConsumptionQuota_FullMethodName, site: intl, request: &partnersv1.GetConsumptionQuotaRequest{}, genuine: `{"consumption_quota":"1.50","used_consumption_quota":"6.50","measure_id":1,"currency":"USD"}`, keys: []string{"consumption_quota", "used_consumption_quota"}},
		{method: partnersv1.PartnerAccountService_GetCustomerBudget_FullMethodName, site: intl, request: &partnersv1.GetCustomerBudgetRequest{CustomerId: "c-1"}, genuine: `{"budget_amount":1.50,"used_amount":2.50,"measure_id":1,"currency":"USD"}`, keys: []string{"budget_amount", "used_amount"}},
		{method: partnersv1.PartnerAccountService_ListCustomerBudgets_FullMethodName, site: intl, request: &partnersv1.ListCustomerBudgetsRequest{CustomerIds: ids}, genuine: `{"budget_infos":[{"customer_id":"customer_id-1","budget_amount":2.50}],"currency":"USD","measure_id":1}`, keys: []string{"budget_infos"}},
		{method: partnersv1.PartnerAccountService_SetCustomerBudget_FullMethodName, site: intl, request: &partnersv1.SetCustomerBudgetRequest{CustomerId: "c-1", BudgetAmount: &typev1.Money{CurrencyCode: "USD", Amount: "1.50"}}},
		{method: partnersv1.PartnerAccountService_ListCustomerBudgetRecords_FullMethodName, site: intl, request: &partnersv1.ListCustomerBudgetRecordsRequest{CustomerId: "c-1"}, genuine: `{"total_count":1,"record_list":[{"budget_amount":1.50,"operation_type":"SETTING"}],"currency":"USD","measure_id":1}`, keys: []string{"total_count", "record_list"}},
	}
}

func partnerCouponRPCs() []rpc {
	const cn = upstream.SiteChina
	id := proto.String("x")
	ids := []string{"c-1"}
	money := &typev1.Money{CurrencyCode: "CNY", Amount: "1.50"}
	return []rpc{
		{method: partnersv1.PartnerCouponService_CreateCoupons_FullMethodName, site: cn, request: &partnersv1.CreateCouponsRequest{QuotaId: "quota-1", CustomerIds: []string{"customer_id-1", "item_id-3"}, FaceValue: money}, genuine: `{"coupon_infos":[{"id":"customer_id-1","coupon_id":"coupon_id-2"}],"error_details":[{"id":"item_id-3","error_code":"error_code-4"}]}`, keys: []string{"coupon_infos", "error_details"}},
		{method: partnersv1.PartnerCouponService_ListIssuedCoupons_FullMethodName, site: cn, request: &partnersv1.ListIssuedCouponsRequest{OrderId: id}, genuine: `{"total_count":1,"user_coupons":[{"coupon_id":"coupon_id-1","status":1}]}`, keys: []string{"total_count", "user_coupons"}},
		{method: partnersv1.PartnerCouponService_ListCouponRecords_FullMethodName, site: cn, request: &partnersv1.ListCouponRecordsRequest{QuotaId: id}, genuine: `{"total_count":1,"records":[{"id":"record_id-1","operation_type":"1"}]}`, keys: []string{"total_count", "records"}},
		{method: partnersv1.PartnerCouponService_ReclaimIssuedCoupon_FullMethodName, site: cn, request: &partnersv1.ReclaimIssuedCouponRequest{CouponId: "coupon-1"}},
		{method: partnersv1.PartnerCouponService_ListCouponQuotas_FullMethodName, site: cn, request: &partnersv1.ListCouponQuotasRequest{QuotaIds: ids}, genuine: `{"total_count":1,"quotas":[{"quota_id":"quota_id-1","quota_type":1}]}`, keys: []string{"total_count", "quotas"}},
		{method: partnersv1.PartnerCouponService_ListIssuedCouponQuotas_FullMethodName, site: cn, request: &partnersv1.ListIssuedCouponQuotasRequest{QuotaId: id}, genuine: `{"total_count":1,"quotas":[{"quota_id":"quota_id-1","quota_type":1}]}`, keys: []string{"total_count", "quotas"}},
		{method: partnersv1.PartnerCouponService_IssueCouponQuotas_FullMethodName, site: cn, request: &partnersv1.IssueCouponQuotasRequest{QuotaId: "quota-1", IndirectPartnerIds: []string{"indirect_partner_id-1", "item_id-3"}, Amount: money}, genuine: `{"simple_quota_infos":[{"id":"indirect_partner_id-1","quota_id":"quota_id-2"}],"error_details":[{"id":"item_id-3","error_code":"error_code-4"}]}`, keys: []string{"simple_quota_infos", "error_details"}},
		{method: partnersv1.PartnerCouponService_ReclaimCouponQuotas_FullMethodName, site: cn, request: &partnersv1.ReclaimCouponQuotasRequest{QuotaIds: []string{"quota_id-1", "item_id-3"}}, genuine: `{"simple_quota_infos":[{"quota_id":"quota_id-1","quota_balance":2.50}],"error_details":[{"id":"item_id-3","error_code":"error_code-4"}]}`, keys: []string{"simple_quota_infos", "error_details"}},
		{method: partnersv1.PartnerCouponService_ListCouponQuotaRecords_FullMethodName, site: cn, request: &partnersv1.ListCouponQuotaRecordsRequest{QuotaId: id}, genuine: `{"total_count":1,"records":[{"id":"record_id-1","operator":"operator-2"}]}`, keys: []string{"total_count", "records"}},
	}
}

func partnerBillRPCs() []rpc {
	cn, intl := upstream.SiteChina, upstream.SiteInternational
	return []rpc{
		{method: partnersv1.PartnerBillService_GetPostpaidBillSummary_FullMethodName, site: intl, request: &partnersv1.GetPostpaidBillSummaryRequest{BillMonth: "2026-10"}, genuine: `{"bill_cycle":"2026-10","initial_amount_due":2.50,"currency":"USD"}`, keys: []string{"bill_cycle", "initial_amount_due"}},
		{method: partnersv1.PartnerBillService_ListCustomerBillDetails_FullMethodName, site: cn, request: &partnersv1.ListCustomerBillDetailsRequest{BillMonth: "2026-10", CustomerId: "c-1"}, genuine: `{"total_count":1,"fee_records":[{"bill_cycle":"2026-10","customer_id":"customer_id-2"}],"currency":"CNY"}`, keys: []string{"total_count", "fee_records"}},
		{method: partnersv1.PartnerBillService_ListCustomerMonthlyBills_FullMethodName, site: cn, request: &partnersv1.ListCustomerMonthlyBillsRequest{BillMonth: "2026-10", ChargingMode: 3}, genuine: `{"count":1,"bill_sums":[{"customer_id":"customer_id-1","cloud_service_type":"service_type_code-2"}],"currency":"CNY"}`, keys: []string{"count", "bill_sums"}},
		{method: partnersv1.PartnerBillService_ListIncentivePolicies_FullMethodName, site: cn, request: &partnersv1.ListIncentivePoliciesRequest{Month: "2026-10"}, genuine: `{"total_count":1,"policies":[{"service_type_code":"service_type_code-1","service_type_name":"service_type_name-2"}]}`, keys: []string{"total_count", "policies"}},
	}
}

func indirectPartnerRPCs() []rpc {
	const cn = upstream.SiteChina
	id := proto.String("x")
	money := &typev1.Money{CurrencyCode: "CNY", Amount: "1.50"}
	return []rpc{
		{method: partnersv1.IndirectPartnerService_ListIndirectPartners_FullMethodName, site: cn, request: &partnersv1.ListIndirectPartnersRequest{AccountName: id}, genuine: `{"count":1,"indirect_partners":[{"indirect_partner_id":"indirect_partner_id-1","mobile_phone":"13800000000"}]}`, keys: []string{"count", "indirect_partners"}},
		{method: partnersv1.IndirectPartnerService_AdjustIndirectPartnerAmount_FullMethodName, site: cn, request: &partnersv1.AdjustIndirectPartnerAmountRequest{IndirectPartnerId: "p-1", Amount: money}, genuine: `{"transfer_id":"transaction_id-1"}`, keys: []string{"transfer_id"}, textual: true},
		{method: partnersv1.IndirectPartnerService_ReclaimIndirectPartnerAmount_FullMethodName, site: cn, request: &partnersv1.ReclaimIndirectPartnerAmountRequest{IndirectPartnerId: "p-1", Amount: money}, genuine: `{"trans_id":"transaction_id-1"}`, keys: []string{"trans_id"}, textual: true},
	}
}
