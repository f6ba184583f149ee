package gateway_test

// route is a request and the RPC that it must reach.
type route struct{ method, path, want string }

// customerRoutes are the routes of the domains that TestRoutes does not spell
// out itself.
func customerRoutes() []route {
	const (
		accounts    = "/ocegate.accounts.v1.AccountService/"
		resources   = "/ocegate.resources.v1.ResourceService/"
		products    = "/ocegate.products.v1.ProductService/"
		pricing     = "/ocegate.pricing.v1.PricingService/"
		bills       = "/ocegate.bills.v1.BillService/"
		enterprises = "/ocegate.enterprises.v1.EnterpriseService/"
		regions     = "/ocegate.regions.v1.RegionService/"
	)
	return []route{
		{"GET", "/v1/account/realNameStatus", accounts + "GetRealNameStatus"},
		{"GET", "/v1/account/realNameQrCode", accounts + "GetRealNameQrCode"},
		{"GET", "/v1/resources", resources + "ListResources"},
		{"POST", "/v1/resources:renew", resources + "RenewResources"},
		{"POST", "/v1/resources:unsubscribe", resources + "UnsubscribeResources"},
		{"POST", "/v1/resources/1:enableAutoRenew", resources + "EnableAutoRenew"},
		{"POST", "/v1/resources/1:disableAutoRenew", resources + "DisableAutoRenew"},
		{"POST", "/v1/resources:setRenewalSettings", resources + "SetRenewalSettings"},
		{"POST", "/v1/resources:setExpiryPolicy", resources + "SetExpiryPolicy"},
		{"POST", "/v1/resources:convertToOnDemand", resources + "ConvertToOnDemand"},
		{"GET", "/v1/resourcePackages", resources + "ListResourcePackages"},
		{"GET", "/v1/resourcePackages/usage", resources + "GetPackageUsage"},
		{"GET", "/v1/resourcePackages/usageRecords", resources + "ListPackageUsageRecords"},
		{"GET", "/v1/products/serviceTypes", products + "ListServiceTypes"},
		{"GET", "/v1/products/resourceTypes", products + "ListResourceTypes"},
		{"GET", "/v1/products/resourceSpecifications", products + "ListResourceSpecifications"},
		{"GET", "/v1/products/serviceTypes/1/resources", products + "ListServiceResources"},
		{"GET", "/v1/products/usageTypes", products + "ListUsageTypes"},
		{"GET", "/v1/products/measureUnits", products + "ListMeasureUnits"},
		{"GET", "/v1/products/unitConversions", products + "ListUnitConversions"},
		{"POST", "/v1/prices:onDemand", pricing + "GetOnDemandPrice"},
		{"POST", "/v1/prices:subscription", pricing + "GetSubscriptionPrice"},
		{"POST", "/v1/prices:renewal", pricing + "GetRenewalPrice"},
		{"GET", "/v1/prices/commercialDiscounts", pricing + "ListCommercialDiscounts"},
		{"GET", "/v1/bills/monthlySummaries", bills + "ListMonthlySummaries"},
		{"GET", "/v1/bills/feeRecords", bills + "ListFeeRecords"},
		{"GET", "/v1/bills/resourceRecords", bills + "ListResourceRecords"},
		{"GET", "/v1/bills/resourceDetails", bills + "ListResourceDetails"},
		{"GET", "/v1/bills/monthlyCostBreakdown", bills + "ListMonthlyCostBreakdown"},
		{"POST", "/v1/bills/costs:analyze", bills + "AnalyzeCosts"},
		{"GET", "/v1/bills/percentileUsageSummaries", bills + "ListPercentileUsageSummaries"},
		{"GET", "/v1/bills/percentileUsageDetails", bills + "ListPercentileUsageDetails"},
		{"GET", "/v1/bills/invoices", bills + "ListInvoices"},
		{"GET", "/v1/enterprise/organizations", enterprises + "ListOrganizations"},
		{"GET", "/v1/enterprise/memberAccounts", enterprises + "ListMemberAccounts"},
		{"POST", "/v1/enterprise/memberAccounts", enterprises + "CreateMemberAccount"},
		{"POST", "/v1/enterprise/memberAccounts:sendVerificationCode", enterprises + "SendVerificationCode"},
		{"GET", "/v1/enterprise/transferableBalances", enterprises + "ListTransferableBalances"},
		{"GET", "/v1/enterprise/memberAccounts/1/reclaimableBalances", enterprises + "ListReclaimableBalances"},
		{"POST", "/v1/enterprise/memberAccounts/1:transferBalance", enterprises + "TransferBalance"},
		{"POST", "/v1/enterprise/memberAccounts/1:reclaimBalance", enterprises + "ReclaimBalance"},
		{"GET", "/v1/enterprise/transferableCoupons", enterprises + "ListTransferableCoupons"},
		{"GET", "/v1/enterprise/memberAccounts/1/reclaimableCoupons", enterprises + "ListReclaimableCoupons"},
		{"POST", "/v1/enterprise/memberAccounts/1:transferCoupon", enterprises + "TransferCoupon"},
		{"POST", "/v1/enterprise/memberAccounts/1:reclaimCoupon", enterprises + "ReclaimCoupon"},
		{"POST", "/v1/enterprise/projects:enable", enterprises + "EnableEnterpriseProjects"},
		{"GET", "/v1/regions/provinces", regions + "ListProvinces"},
		{"GET", "/v1/regions/provinces/1/cities", regions + "ListCities"},
		{"GET", "/v1/regions/cities/1/counties", regions + "ListCounties"},
	}
}
