package partner

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// Operations is the table of the operations that only a partner may call.
func (p *Partnership) Operations() map[string]rest.Handler {
	return rest.Bind(p.call, rest.Operations[*call]{
		"ListPartnerBalances":             listPartnerBalances,
		"ListPartnerAccountChangeRecords": listPartnerAccountChangeRecords,
		"ListPartnerAdjustRecords":        listPartnerAdjustRecords,
		"UpdateCustomerAccountAmount":     updateCustomerAccountAmount,
		"ReclaimToPartnerAccount":         reclaimToPartnerAccount,
		"UpdateIndirectPartnerAccount":    updateIndirectPartnerAccount,
		"ReclaimIndirectPartnerAccount":   reclaimIndirectPartnerAccount,
		"ListCustomersBalancesDetail":     listCustomersBalancesDetail,

		"ListSubcustomerMonthlyBills": listSubcustomerMonthlyBills,
		"ListSubCustomerBillDetail":   listSubCustomerBillDetail,
		"ListConsumeSubCustomers":     listConsumeSubCustomers,
		"ListPostpaidBillSum":         listPostpaidBillSum,
		"ShowPartnerConsumptionQuota": showPartnerConsumptionQuota,

		"ListQuotaCoupons":         listQuotaCoupons,
		"ListIssuedCouponQuotas":   listIssuedCouponQuotas,
		"ListCouponQuotasRecords":  listCouponQuotasRecords,
		"UpdateCouponQuotas":       updateCouponQuotas,
		"ReclaimCouponQuotas":      reclaimCouponQuotas,
		"CreatePartnerCoupons":     createPartnerCoupons,
		"ReclaimPartnerCoupons":    reclaimPartnerCoupons,
		"ListIssuedPartnerCoupons": listIssuedPartnerCoupons,
		"ListPartnerCouponsRecord": listPartnerCouponsRecord,

		"ListSubCustomers":              listSubCustomers,
		"CreateSubCustomer":             createSubCustomer,
		"CheckUserIdentity":             checkUserIdentity,
		"SendVerificationMessageCode":   sendVerificationMessageCode,
		"FreezeSubCustomers":            freezeSubCustomers,
		"UnfreezeSubCustomers":          unfreezeSubCustomers,
		"ShowSubCustomerBudget":         showSubCustomerBudget,
		"ListSubCustomerBudget":         listSubCustomerBudget,
		"UpdateSubCustomerBudget":       updateSubCustomerBudget,
		"ListSubCustomerBudgetRecords":  listSubCustomerBudgetRecords,
		"ListSubCustomerNewTag":         listSubCustomerNewTag,
		"ListCustomerOnDemandResources": listCustomerOnDemandResources,
		"ListIndirectPartners":          listIndirectPartners,
		"ListIncentiveDiscountPolicies": listIncentiveDiscountPolicies,

		"CreatePersonalRealnameAuth":             createPersonalRealnameAuth,
		"CreateEnterpriseRealnameAuthentication": createEnterpriseRealnameAuthentication,
		"ChangeEnterpriseRealnameAuthentication": changeEnterpriseRealnameAuthentication,
		"ShowRealnameAuthenticationReviewResult": showRealnameAuthenticationReviewResult,
	})
}
