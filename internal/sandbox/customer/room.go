package customer

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Operations is the table of the customers' operations.
func (r *Accounts) Operations() map[string]rest.Handler {
	return rest.Bind(r.call, rest.Operations[*call]{
		"ListCustomerOrders":        listCustomerOrders,
		"ShowCustomerOrderDetails":  showCustomerOrderDetails,
		"ListOrderCouponsByOrderId": listOrderCouponsByOrderID,
		"ListOrderDiscounts":        listOrderDiscounts,
		"ShowRefundOrderDetails":    showRefundOrderDetails,
		"PayOrders":                 payOrders,
		"CancelCustomerOrder":       cancelCustomerOrder,
		"ListOrdersV1":              listOrdersV1,
		"PayOrdersV2":               payOrdersV2,

		"ShowCustomerAccountBalances":      showCustomerAccountBalances,
		"ListCustomerAccountChangeRecords": listCustomerAccountChangeRecords,
		"ListStoredValueCards":             listStoredValueCards,
		"ShowCustomerExpenditureQuota":     showCustomerExpenditureQuota,
		"ShowRealNameAuthStatus":           showRealNameAuthStatus,
		"ShowRealNameAuthQrCode":           showRealNameAuthQrCode,

		"ListSubCustomerCoupons":          listSubCustomerCoupons,
		"ListCustomerCouponChangeRecords": listCustomerCouponChangeRecords,

		"ListPayPerUseCustomerResources":  listPayPerUseCustomerResources,
		"RenewalResources":                renewalResources,
		"CancelResourcesSubscription":     cancelResourcesSubscription,
		"AutoRenewalResources":            autoRenewalResources,
		"CancelAutoRenewalResources":      cancelAutoRenewalResources,
		"SetResourcesRenewConfig":         setResourcesRenewConfig,
		"UpdatePeriodToOnDemand":          updatePeriodToOnDemand,
		"UpdatePeriodToOnDemandInstantly": updatePeriodToOnDemandInstantly,
		"ListRenewRateOnPeriod":           listRenewRateOnPeriod,
	})
}
