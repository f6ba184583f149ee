package partner

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Operations is the table of the operations that only a partner may call.
func (p *Partnership) Operations() map[string]rest.Handler {
	return rest.Bind(p.call, rest.Operations[*call]{
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
	})
}
