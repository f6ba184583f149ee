package customer

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Operations is the table of the customers' operations.
func (r *Accounts) Operations() map[string]rest.Handler {
	return rest.Bind(r.call, rest.Operations[*call]{
		"ListCustomerOrders":        listOrders,
		"ShowCustomerOrderDetails":  showOrder,
		"ListOrderCouponsByOrderId": listOrderCoupons,
		"ListOrderDiscounts":        listOrderDiscounts,
		"ShowRefundOrderDetails":    listRefunds,
		"PayOrders":                 payOrder,
		"CancelCustomerOrder":       cancelOrder,
		"ListOrdersV1":              listOldOrders,
		"PayOrdersV2":               payOldOrder,

		"ShowCustomerAccountBalances":      showBalances,
		"ListCustomerAccountChangeRecords": listAccountChanges,
		"ListStoredValueCards":             listCards,
		"ShowCustomerExpenditureQuota":     showExpenditureQuota,
		"ShowRealNameAuthStatus":           showRealNameStatus,
		"ShowRealNameAuthQrCode":           showRealNameCode,

		"ListSubCustomerCoupons":          listCoupons,
		"ListCustomerCouponChangeRecords": listCouponChanges,

		"ListPayPerUseCustomerResources":  listHoldings,
		"RenewalResources":                renewResources,
		"CancelResourcesSubscription":     unsubscribeResources,
		"AutoRenewalResources":            enableAutoRenew,
		"CancelAutoRenewalResources":      disableAutoRenew,
		"SetResourcesRenewConfig":         setRenewConfig,
		"UpdatePeriodToOnDemand":          setOnDemand,
		"UpdatePeriodToOnDemandInstantly": turnOnDemand,
		"ListRenewRateOnPeriod":           quoteRenewal,
	})
}
