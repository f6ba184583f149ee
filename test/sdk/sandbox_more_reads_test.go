package sdk_test

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	firstService  = "hws.service.type.ec2"
	firstResource = "hws.resource.type.vm"
	peakService   = "hws.service.type.vpc"
	peakResource  = "hws.resource.type.bandwidth"
)

// lastMonth is the bill month before the present one, in the zone of bills.
func lastMonth() string {
	now := time.Now().In(time.FixedZone("", 8*3600))
	return time.Date(now.Year(), now.Month()-1, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

func inBody(filter members) members { return members{"body": filter} }

// moreReads are those of the domains that both sites have in common.
func moreReads(site string) []sandboxRead {
	reads := append(resourceReads(), productReads()...)
	reads = append(append(reads, pricingReads(site)...), billReads()...)
	reads = append(reads, sandboxRead{sdk: "ListEnterpriseSubCustomers", request: members{"limit": num(100)}, some: []string{
		"sub_customer_infos[].id", "sub_customer_infos[].name", "sub_customer_infos[].status", "sub_customer_infos[].org_id",
	}})
	if site == siteIntl {
		return append(reads, sandboxRead{
			sdk: "ListInvoices",
			request: members{
				"start_time": time.Now().UTC().AddDate(-1, 0, 0).Format(time.RFC3339), "end_time": time.Now().UTC().Format(time.RFC3339),
				"offset": num(1), "limit": num(100),
			},
			some: []string{"invoices[].requestId", "invoices[].invoiceAmount", "invoices[].invoiceState", "invoices[].taxList[].taxAmount"},
		})
	}
	return append(reads, chinaReads()...)
}

func resourceReads() []sandboxRead {
	return []sandboxRead{
		{sdk: "ListPayPerUseCustomerResources", request: inBody(members{"resource_ids": []any{sandbox.DemoServer}, "only_main_resource": num(1)}), want: map[string]string{
			"total_count": "1", "data[0].resource_id": sandbox.DemoServer, "data[0].is_main_resource": "1", "data[0].status": "2",
			"data[0].service_type_code": firstService, "data[0].resource_type_code": firstResource,
		}},
		{sdk: "ListPayPerUseCustomerResources", request: inBody(members{"resource_ids": []any{sandbox.DemoServer}}), want: map[string]string{
			"total_count": "4",
		}, count: map[string]int{"data[].parent_resource_id": 3}},
		{sdk: "ListPayPerUseCustomerResources", request: inBody(members{"status_list": []any{num(4)}, "limit": num(500)}), some: []string{"data[].expire_time"}},
		{sdk: "ListFreeResourceInfos", request: inBody(members{"limit": num(1000)}), some: []string{
			"free_resource_packages[].order_instance_id", "free_resource_packages[].status", "free_resource_packages[].free_resources[].original_amount",
		}},
		{sdk: "ListFreeResourceUsages", request: inBody(members{"free_resource_ids": []any{sandbox.DemoMonthlyItem}}), want: map[string]string{
			"free_resources[0].free_resource_id": sandbox.DemoMonthlyItem, "free_resources[0].original_amount": "40",
		}, some: []string{"free_resources[].start_time", "free_resources[].end_time"}},
		{sdk: "ListFreeResourcesUsageRecords", request: members{
			"deduct_time_begin": time.Now().AddDate(0, 0, -80).Format(time.DateOnly), "deduct_time_end": time.Now().Format(time.DateOnly), "limit": num(1000),
		}, some: []string{"free_resource_records[].used_amount", "free_resource_records[].deduct_time"}},
	}
}

func productReads() []sandboxRead {
	return []sandboxRead{
		{sdk: "ListServiceTypes", request: members{"limit": num(1000)}, some: []string{"service_types[].service_type_code", "service_types[].service_type_name"}},
		{sdk: "ListResourceTypes", request: members{"limit": num(1000)}, some: []string{"resource_types[].resource_type_code", "resource_types[].service_type_code"}},
		{sdk: "ListServiceResources", request: members{"service_type_code": peakService, "limit": num(100)}, some: []string{"infos[].basic_info.resource_type_code", "infos[].basic_info.name"}},
		{sdk: "ListUsageTypes", request: members{"limit": num(100)}, some: []string{"usage_types[].code", "usage_types[].name"}},
		{sdk: "ListMeasureUnits", request: members{}, some: []string{"measure_units[].measure_id", "measure_units[].measure_name", "measure_units[].measure_type"}},
		{sdk: "ListConversions", request: members{"measure_type": num(3)}, some: []string{"conversions[].measure_id", "conversions[].conversion_ratio"}},
		{sdk: "ListResourceSpecs", request: inBody(members{
			"cloud_service_type": firstService, "resource_type": firstResource, "region_code": "cn-north-4", "charge_mode": "1",
		}), some: []string{"cloud_service_basics[].resource_spec", "cloud_service_basics[].region_code"}},
	}
}

func pricingReads(site string) []sandboxRead {
	item := func(more members) members {
		of := members{
			"id": "1", "cloud_service_type": firstService, "resource_type": firstResource, "resource_spec": "s6.large.2.linux",
			"region": "cn-north-4", "subscription_num": num(1),
		}
		for name, value := range more {
			of[name] = value
		}
		return of
	}
	return []sandboxRead{
		{sdk: "ListOnDemandResourceRatings", request: inBody(members{"project_id": sandbox.DemoDomainID, "product_infos": []any{
			item(members{"usage_factor": "duration", "usage_value": num(10), "usage_measure_id": num(4)}),
		}}), want: map[string]string{"currency": currencyOf(site), "product_rating_results[0].id": "1"}, some: []string{
			"amount", "official_website_amount", "product_rating_results[].amount",
		}},
		{sdk: "ListRateOnPeriodDetail", request: inBody(members{"project_id": sandbox.DemoDomainID, "product_infos": []any{
			item(members{"period_type": num(2), "period_num": num(1)}),
		}}), want: map[string]string{"currency": currencyOf(site), "official_website_rating_result.product_rating_results[0].id": "1"}, some: []string{
			"official_website_rating_result.official_website_amount", "optional_discount_rating_results[].amount",
		}},
		{sdk: "ListRenewRateOnPeriod", request: inBody(members{"resource_ids": []any{sandbox.DemoServer}, "period_type": num(2), "period_num": num(1)}), want: map[string]string{
			"official_website_rating_result.official_website_amount": "365",
		}, some: []string{"renew_inquiry_results[].amount"}},
		{sdk: "ListRenewRateOnPeriod", request: inBody(members{
			"resource_ids": []any{sandbox.DemoServer}, "period_type": num(2), "period_num": num(1), "include_relative_resources": true,
		}), want: map[string]string{"official_website_rating_result.official_website_amount": "365"}},
	}
}

func billReads() []sandboxRead {
	return []sandboxRead{
		{sdk: "ShowCustomerMonthlySum", request: members{"bill_cycle": lastMonth(), "limit": num(1000)}, want: map[string]string{
			"bill_sums[0].bill_cycle": lastMonth(), "bill_sums[0].measure_id": "1",
		}, some: []string{"consume_amount", "bill_sums[].consume_amount", "bill_sums[].service_type_code"}},
		{sdk: "ListCustomerselfResourceRecords", request: members{"cycle": lastMonth(), "limit": num(1000)}, some: []string{
			"fee_records[].amount", "fee_records[].trade_id", "fee_records[].consume_time",
		}},
		{sdk: "ListCustomerselfResourceRecordDetails", request: inBody(members{"cycle": lastMonth(), "limit": num(1000)}), want: map[string]string{
			"monthly_records[0].cycle": lastMonth(),
		}, some: []string{"monthly_records[].consume_amount", "monthly_records[].trade_id"}},
		{sdk: "ListCosts", request: inBody(members{
			"time_condition": members{"time_measure_id": num(2), "begin_time": lastMonth(), "end_time": lastMonth()},
			"groupby":        []any{members{"type": "dimension", "key": "CLOUD_SERVICE_TYPE"}}, "cost_type": "ORIGINAL_COST", "amount_type": "PAYMENT_AMOUNT",
		}), want: map[string]string{"cost_data[0].dimensions[0].key": "CLOUD_SERVICE_TYPE", "cost_data[0].costs[0].time_dimension_value": lastMonth()}, some: []string{
			"cost_data[].amount_by_costs", "cost_data[].costs[].amount",
		}},
	}
}

// chinaReads are those of the Chinese mainland site alone.
func chinaReads() []sandboxRead {
	peak := members{"bill_cycle": lastMonth(), "service_type_code": peakService, "resource_type_code": peakResource, "usage_type": "95Peak"}
	peakOfOne := members{"resource_id": sandbox.DemoPeakResource}
	for name, value := range peak {
		peakOfOne[name] = value
	}
	return []sandboxRead{
		{sdk: "ListCustomerBillsFeeRecords", request: members{"bill_cycle": lastMonth(), "limit": num(1000)}, want: map[string]string{
			"currency": "CNY", "records[0].bill_cycle": lastMonth(),
		}, some: []string{"records[].consume_amount", "records[].trade_id"}},
		{sdk: "ListCustomerBillsMonthlyBreakDown", request: members{"shared_month": lastMonth(), "limit": num(1000)}, want: map[string]string{
			"currency": "CNY", "details[0].shared_month": lastMonth(),
		}, some: []string{"details[].current_month_amortized_amount"}},
		{sdk: "ListResourceUsageSummary", request: peak, some: []string{"summary_usage_info_list[].monthly_peak_band_width", "summary_usage_info_list[].resource_id"}},
		{sdk: "ListResourceUsage", request: peakOfOne, some: []string{"actual_days", "usage_info_list[].usage", "usage_info_list[].stat_time"}},
		{sdk: "ShowRealNameAuthStatus", request: members{}, some: []string{"verified_status"}},
		{sdk: "ShowRealNameAuthQrCode", request: members{}, some: []string{"qr_code_url"}},
		{sdk: "ListProvinces", request: members{"limit": num(1000)}, some: []string{"provinces[].code", "provinces[].name"}},
		{sdk: "ListCities", request: members{"province_code": "440000"}, some: []string{"cities[].code", "cities[].name"}},
		{sdk: "ListCounties", request: members{"city_code": "440300"}, some: []string{"counties[].code", "counties[].name"}},
		{sdk: "ListEnterpriseOrganizations", request: members{"recursive_query": num(1)}, want: map[string]string{"root_id": sandbox.DemoRootOrganization}, some: []string{"child_nodes[].id"}},
		{sdk: "ShowMultiAccountTransferAmount", request: members{"balance_type": "BALANCE_TYPE_DEBIT"}, want: map[string]string{
			"amount_infos[0].avail_transfer_amount": "4800", "amount_infos[0].amount": sandbox.DemoCashBalance, "amount_infos[0].currency": "CNY",
		}},
		{sdk: "ListEnterpriseMultiAccount", request: members{"balance_type": "BALANCE_TYPE_CREDIT", "sub_customer_id": sandbox.DemoMemberID}, some: []string{"amount_infos[].avail_retrieve_amount"}},
		{sdk: "ListMultiAccountTransferCoupons", request: members{"limit": num(100)}, some: []string{"avail_transfer_coupons[].coupon_id", "avail_transfer_coupons[].balance"}},
		{sdk: "ListMultiAccountRetrieveCoupons", request: members{"sub_customer_id": sandbox.DemoMemberID}, want: map[string]string{"total_count": "0"}},
	}
}
