package sandbox

import "maps"

// partnerHandlers are the operations that only a partner may call.
func partnerHandlers() map[string]handler {
	out := map[string]handler{
		"ListPartnerBalances":             listPartnerBalances,
		"ListPartnerAccountChangeRecords": listPartnerChanges,
		"ListPartnerAdjustRecords":        listAdjusts,
		"UpdateCustomerAccountAmount":     adjustCustomer,
		"ReclaimToPartnerAccount":         reclaimCustomer,
		"UpdateIndirectPartnerAccount":    adjustIndirect,
		"ReclaimIndirectPartnerAccount":   reclaimIndirect,
		"ListCustomersBalancesDetail":     listCustomerBalances,

		"ListSubcustomerMonthlyBills": listMonthlyBills,
		"ListSubCustomerBillDetail":   listSubCustomerFees,
		"ListConsumeSubCustomers":     listSpenders,
		"ListPostpaidBillSum":         showPostpaid,
		"ShowPartnerConsumptionQuota": showConsumption,

		"ListQuotaCoupons":         listQuotas,
		"ListIssuedCouponQuotas":   listIssuedQuotas,
		"ListCouponQuotasRecords":  listQuotaRecords,
		"UpdateCouponQuotas":       issueQuotas,
		"ReclaimCouponQuotas":      reclaimQuotas,
		"CreatePartnerCoupons":     issueCoupons,
		"ReclaimPartnerCoupons":    reclaimPartnerCoupon,
		"ListIssuedPartnerCoupons": listIssuedCoupons,
		"ListPartnerCouponsRecord": listCouponRecords,
	}
	maps.Copy(out, subCustomerHandlers())
	return out
}

func subCustomerHandlers() map[string]handler {
	return map[string]handler{
		"ListSubCustomers":              listSubCustomers,
		"CreateSubCustomer":             createSubCustomer,
		"CheckUserIdentity":             checkIdentity,
		"SendVerificationMessageCode":   sendPartnerCode,
		"FreezeSubCustomers":            freezeCustomers,
		"UnfreezeSubCustomers":          unfreezeCustomers,
		"ShowSubCustomerBudget":         showBudget,
		"ListSubCustomerBudget":         listBudgets,
		"UpdateSubCustomerBudget":       setBudget,
		"ListSubCustomerBudgetRecords":  listBudgetRecords,
		"ListSubCustomerNewTag":         listNewTags,
		"ListCustomerOnDemandResources": listOnDemand,
		"ListIndirectPartners":          listIndirect,
		"ListIncentiveDiscountPolicies": listPolicies,

		"CreatePersonalRealnameAuth":             authenticatePerson,
		"CreateEnterpriseRealnameAuthentication": authenticateEnterprise,
		"ChangeEnterpriseRealnameAuthentication": changeToEnterprise,
		"ShowRealnameAuthenticationReviewResult": showReview,
	}
}
