package gateway_test

// partnerRoutes are the routes for partners, and the deprecated ones.
func partnerRoutes() []route {
	const (
		customers = "/ocegate.partners.v1.PartnerCustomerService/"
		realNames = "/ocegate.partners.v1.PartnerRealNameService/"
		accounts  = "/ocegate.partners.v1.PartnerAccountService/"
		coupons   = "/ocegate.partners.v1.PartnerCouponService/"
		bills     = "/ocegate.partners.v1.PartnerBillService/"
		indirect  = "/ocegate.partners.v1.IndirectPartnerService/"
		legacy    = "/ocegate.legacy.v1.LegacyService/"
	)
	return []route{
		{"POST", "/v1/partner/customers", customers + "CreateCustomer"},
		{"GET", "/v1/partner/customers", customers + "ListCustomers"},
		{"POST", "/v1/partner/customers:freeze", customers + "FreezeCustomers"},
		{"POST", "/v1/partner/customers:unfreeze", customers + "UnfreezeCustomers"},
		{"POST", "/v1/partner/customers:checkIdentity", customers + "CheckIdentity"},
		{"GET", "/v1/partner/newCustomerTags", customers + "ListNewCustomerTags"},
		{"GET", "/v1/partner/consumingCustomers", customers + "ListConsumingCustomers"},
		{"GET", "/v1/partner/customers/1/onDemandResources", customers + "ListOnDemandResources"},
		{"POST", "/v1/partner/customers:sendVerificationCode", customers + "SendCustomerVerificationCode"},
		{"POST", "/v1/partner/customers/1/realName:applyPersonal", realNames + "ApplyPersonalRealName"},
		{"POST", "/v1/partner/customers/1/realName:applyEnterprise", realNames + "ApplyEnterpriseRealName"},
		{"POST", "/v1/partner/customers/1/realName:changeToEnterprise", realNames + "ChangeToEnterpriseRealName"},
		{"GET", "/v1/partner/customers/1/realName", realNames + "GetRealNameResult"},
		{"GET", "/v1/partner/account/balances", accounts + "GetPartnerBalances"},
		{"GET", "/v1/partner/account/transactions", accounts + "ListPartnerTransactions"},
		{"GET", "/v1/partner/account/adjustments", accounts + "ListAdjustments"},
		{"POST", "/v1/partner/customers:listBalances", accounts + "ListCustomerBalances"},
		{"POST", "/v1/partner/customers/1:adjustAmount", accounts + "AdjustCustomerAmount"},
		{"POST", "/v1/partner/customers/1:reclaimAmount", accounts + "ReclaimCustomerAmount"},
		{"GET", "/v1/partner/account/consumptionQuota", accounts + "GetConsumptionQuota"},
		{"GET", "/v1/partner/customers/1/budget", accounts + "GetCustomerBudget"},
		{"GET", "/v1/partner/customerBudgets", accounts + "ListCustomerBudgets"},
		{"POST", "/v1/partner/customers/1:setBudget", accounts + "SetCustomerBudget"},
		{"GET", "/v1/partner/customers/1/budgetRecords", accounts + "ListCustomerBudgetRecords"},
		{"POST", "/v1/partner/coupons", coupons + "CreateCoupons"},
		{"GET", "/v1/partner/coupons", coupons + "ListIssuedCoupons"},
		{"GET", "/v1/partner/couponRecords", coupons + "ListCouponRecords"},
		{"POST", "/v1/partner/coupons/1:reclaim", coupons + "ReclaimIssuedCoupon"},
		{"GET", "/v1/partner/couponQuotas", coupons + "ListCouponQuotas"},
		{"GET", "/v1/partner/issuedCouponQuotas", coupons + "ListIssuedCouponQuotas"},
		{"POST", "/v1/partner/couponQuotas/1:issue", coupons + "IssueCouponQuotas"},
		{"POST", "/v1/partner/issuedCouponQuotas:reclaim", coupons + "ReclaimCouponQuotas"},
		{"GET", "/v1/partner/couponQuotaRecords", coupons + "ListCouponQuotaRecords"},
		{"GET", "/v1/partner/bills/postpaidSummary", bills + "GetPostpaidBillSummary"},
		{"GET", "/v1/partner/customers/1/billDetails", bills + "ListCustomerBillDetails"},
		{"GET", "/v1/partner/bills/customerMonthlyBills", bills + "ListCustomerMonthlyBills"},
		{"GET", "/v1/partner/incentivePolicies", bills + "ListIncentivePolicies"},
		{"GET", "/v1/partner/indirectPartners", indirect + "ListIndirectPartners"},
		{"POST", "/v1/partner/indirectPartners/1:adjustAmount", indirect + "AdjustIndirectPartnerAmount"},
		{"POST", "/v1/partner/indirectPartners/1:reclaimAmount", indirect + "ReclaimIndirectPartnerAmount"},
		{"GET", "/v1/legacy/accounts/1/orders", legacy + "ListLegacyOrders"},
		{"GET", "/v1/legacy/packageUsages", legacy + "ListLegacyPackageUsages"},
		{"GET", "/v1/legacy/accounts/1/memberAccounts", legacy + "ListLegacyMemberAccounts"},
		{"GET", "/v1/legacy/accounts/1/transferableBalances", legacy + "ListLegacyTransferableBalances"},
	}
}
