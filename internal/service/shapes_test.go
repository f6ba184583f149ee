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
		{"SetExpiryPolicy", "FreezeCustomers", "UnfreezeCustomers"}, // what was left out is told alike
	} {
		for _, asked := range group {
			for _, given := range group {
				same[asked+" "+given] = true
			}
		}
	}
	for _, asked := range []string{"SetExpiryPolicy", "FreezeCustomers", "UnfreezeCustomers"} {
		for _, given := range []string{"CreateCoupons", "IssueCouponQuotas", "ReclaimCouponQuotas"} {
			same[asked+" "+given] = true // but those move money, and look for what they asked for
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
