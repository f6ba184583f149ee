package service_test

import (
	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// legacyRPCs are the deprecated RPCs.
func legacyRPCs() []rpc {
	const cn = upstream.SiteChina
	return []rpc{
		{method: legacyv1.LegacyService_ListLegacyOrders_FullMethodName, site: cn, request: &legacyv1.ListLegacyOrdersRequest{AccountId: "a-1"}, genuine: `{"data":{"totalSize":1,"orderInfos":[{"orderId":"CS1","currency":5,"currencyType":"CNY"}]}}`, keys: []string{"data"}},
		{method: legacyv1.LegacyService_ListLegacyPackageUsages_FullMethodName, site: cn, request: &legacyv1.ListLegacyPackageUsagesRequest{}, genuine: `{"package_usage_infos":[{"order_instance_id":"order_instance_id-1","resource_type_name":"resource_type_name-2"}]}`, keys: []string{"package_usage_infos"}},
		{method: legacyv1.LegacyService_ListLegacyMemberAccounts_FullMethodName, site: cn, request: &legacyv1.ListLegacyMemberAccountsRequest{AccountId: "a-1"}, genuine: `{"subCustomerInfos":[{"id":"member_account_id-1","name":"acme-lab"}]}`, keys: []string{"subCustomerInfos"}},
		{method: legacyv1.LegacyService_ListLegacyTransferableBalances_FullMethodName, site: cn, request: &legacyv1.ListLegacyTransferableBalancesRequest{AccountId: "a-1", BalanceType: 1}, genuine: `{"totalCount":1,"amountInfo":[{"availTransferAmount":1.50,"amount":2.50}]}`, keys: []string{"totalCount", "amountInfo"}},
	}
}
