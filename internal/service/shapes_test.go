package service_test

// sameShapes are the pairs of RPCs, asked and given, whose answers cannot be told
// apart: their members of proof have the same names and kinds.
func sameShapes() map[string]bool {
	same := map[string]bool{}
	for _, group := range [][]string{
		{"ListOrderCoupons", "ListCoupons", "ListIssuedCoupons"},
		{
			"ListAccountTransactions", "ListCouponTransactions", "ListFeeRecords",
			"ListPartnerTransactions", "ListAdjustments", "ListCouponRecords", "ListCouponQuotaRecords", "ListDiagnoses",
		},
		{"RenewResources", "UnsubscribeResources"},
		{"GetSubscriptionPrice", "GetRenewalPrice"},
		{"ListTransferableBalances", "ListReclaimableBalances"},
		{"ListMessages", "ListMoreMessages"},
		{"ListMemberAccounts", "ListSubUsers"},
		{"GetBalances", "GetPartnerBalances"},
		{"ListMonthlySummaries", "ListCustomerMonthlyBills"},
		{"ListResourceRecords", "ListCustomerBillDetails"},
		{"ListCouponQuotas", "ListIssuedCouponQuotas"},
		{"ApplyPersonalRealName", "ApplyEnterpriseRealName", "ChangeToEnterpriseRealName"},
		{"AdjustCustomerAmount", "AdjustIndirectPartnerAmount"},
		{"ReclaimCustomerAmount", "ReclaimIndirectPartnerAmount"},
		{ // what was left out is told alike
			"SetExpiryPolicy", "FreezeCustomers", "UnfreezeCustomers",
			"CreateCoupons", "IssueCouponQuotas", "ReclaimCouponQuotas",
		},
	} {
		for _, asked := range group {
			for _, given := range group {
				same[asked+" "+given] = true
			}
		}
	}
	for _, given := range []string{"RenewResources", "UnsubscribeResources"} {
		same["GetRenewalPrice "+given] = true // what failed is told alike
	}
	for _, given := range []string{"GetAuthorization", "GetDiagnosis"} {
		same["GetCaseStatus "+given] = true // a status is a status
	}
	same["CheckPrivilege CheckPartnerCasePrivilege"] = true // the other one reads true alone
	same["StartDiagnosis GetDiagnosis"] = true              // both name the job
	return same
}
