package sandbox

import "maps"

// handlers is the table from operation name to what performs it, joined from the tables of the domains.
func handlers() map[string]handler {
	out := map[string]handler{}
	for _, domain := range []map[string]handler{orderHandlers(), accountHandlers(), resourceHandlers(), enterpriseHandlers()} {
		maps.Copy(out, domain)
	}
	return out
}

func orderHandlers() map[string]handler {
	return map[string]handler{
		"ListCustomerOrders":        listOrders,
		"ShowCustomerOrderDetails":  showOrder,
		"ListOrderCouponsByOrderId": listOrderCoupons,
		"ListOrderDiscounts":        listOrderDiscounts,
		"ShowRefundOrderDetails":    listRefunds,
		"PayOrders":                 payOrder,
		"CancelCustomerOrder":       cancelOrder,
	}
}

func accountHandlers() map[string]handler {
	return map[string]handler{
		"ShowCustomerAccountBalances":      showBalances,
		"ListCustomerAccountChangeRecords": listAccountChanges,
		"ListStoredValueCards":             listCards,
		"ShowCustomerExpenditureQuota":     showExpenditureQuota,
		"ShowRealNameAuthStatus":           showRealNameStatus,
		"ShowRealNameAuthQrCode":           showRealNameCode,

		"ListSubCustomerCoupons":          listCoupons,
		"ListCustomerCouponChangeRecords": listCouponChanges,
	}
}

func resourceHandlers() map[string]handler {
	return map[string]handler{
		"ListPayPerUseCustomerResources":  listHoldings,
		"RenewalResources":                renewResources,
		"CancelResourcesSubscription":     unsubscribeResources,
		"AutoRenewalResources":            enableAutoRenew,
		"CancelAutoRenewalResources":      disableAutoRenew,
		"SetResourcesRenewConfig":         setRenewConfig,
		"UpdatePeriodToOnDemand":          setOnDemand,
		"UpdatePeriodToOnDemandInstantly": turnOnDemand,
		"ListFreeResourceInfos":           listPackages,
		"ListFreeResourceUsages":          showPackageUsage,
		"ListFreeResourcesUsageRecords":   listPackageRecords,
	}
}

func enterpriseHandlers() map[string]handler {
	return map[string]handler{
		"ListEnterpriseOrganizations":         listOrganizations,
		"ListEnterpriseSubCustomers":          listMembers,
		"CreateSubEnterpriseAccount":          createMember,
		"SendSmsVerificationCode":             sendCode,
		"ShowMultiAccountTransferAmount":      listTransferable,
		"ListEnterpriseMultiAccount":          listRetrievable,
		"UpdateSubEnterpriseAmount":           transferAmount,
		"ReclaimSubEnterpriseAmount":          reclaimAmount,
		"ListMultiAccountTransferCoupons":     listTransferCoupons,
		"ListMultiAccountRetrieveCoupons":     listRetrieveCoupons,
		"ClaimEnterpriseMultiAccountCoupon":   transferCoupon,
		"ReclaimEnterpriseMultiAccountCoupon": reclaimCoupon,
		"CreateEnterpriseProjectAuth":         openProjects,
	}
}
