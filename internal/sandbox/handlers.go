package sandbox

// handlers is the table from operation name to what performs it.
func handlers() map[string]handler {
	return map[string]handler{
		"ListCustomerOrders":        listOrders,
		"ShowCustomerOrderDetails":  showOrder,
		"ListOrderCouponsByOrderId": listOrderCoupons,
		"ListOrderDiscounts":        listOrderDiscounts,
		"ShowRefundOrderDetails":    listRefunds,
		"PayOrders":                 payOrder,
		"CancelCustomerOrder":       cancelOrder,

		"ShowCustomerAccountBalances":      showBalances,
		"ListCustomerAccountChangeRecords": listAccountChanges,
		"ListStoredValueCards":             listCards,
		"ShowCustomerExpenditureQuota":     showExpenditureQuota,

		"ListSubCustomerCoupons":          listCoupons,
		"ListCustomerCouponChangeRecords": listCouponChanges,
	}
}
