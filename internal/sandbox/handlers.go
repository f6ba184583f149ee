package sandbox

import "maps"

// handlers is the table from operation name to what performs it, joined from the tables of the domains.
func handlers() map[string]handler {
	out := map[string]handler{}
	for _, domain := range []map[string]handler{
		orderHandlers(), accountHandlers(), resourceHandlers(), enterpriseHandlers(), productHandlers(), billHandlers(),
		partnerHandlers(), legacyHandlers(),
		ticketHandlers(), ticketSideHandlers(), ticketConfigHandlers(),
	} {
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
		"ListBusinessDiscountInfo":        listAgreement,
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

func productHandlers() map[string]handler {
	return map[string]handler{
		"ListServiceTypes":     listServiceTypes,
		"ListResourceTypes":    listResourceTypes,
		"ListServiceResources": listServiceResources,
		"ListUsageTypes":       listUsageTypes,
		"ListMeasureUnits":     listUnits,
		"ListConversions":      listConversions,
		"ListResourceSpecs":    listSpecs,

		"ListOnDemandResourceRatings": quoteUse,
		"ListRateOnPeriodDetail":      quoteTerm,
		"ListRenewRateOnPeriod":       quoteRenewal,

		"ListProvinces": listProvinces,
		"ListCities":    listCities,
		"ListCounties":  listCounties,
	}
}

func billHandlers() map[string]handler {
	return map[string]handler{
		"ShowCustomerMonthlySum":                listMonthlySums,
		"ListCustomerBillsFeeRecords":           listFeeRecords,
		"ListCustomerselfResourceRecords":       listResourceFees,
		"ListCustomerselfResourceRecordDetails": listResourceRecords,
		"ListCustomerBillsMonthlyBreakDown":     listBreakdown,
		"ListCosts":                             listCosts,
		"ListResourceUsageSummary":              listPeakSummaries,
		"ListResourceUsage":                     listPeaks,
		"ListInvoices":                          listInvoices,
	}
}
