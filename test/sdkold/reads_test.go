package sdkold_test

import (
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func currencyOf(site string) string { return map[string]string{siteCN: "CNY", siteIntl: "USD"}[site] }

// billMonth is the present month in the zone of bills.
func billMonth() string { return time.Now().In(time.FixedZone("", 8*3600)).Format("2006-01") }

func product(more string) string {
	return `{"body":{"project_id":"p","product_infos":[{"id":"1","cloud_service_type":"hws.service.type.ec2",` +
		`"resource_type":"hws.resource.type.vm","resource_spec":"s6.large.2.linux","region":"cn-north-4","subscription_num":1` + more + `}]}}`
}

// bothSites are the reads that the clients of both sites have.
func bothSites(site string) []check {
	currency := currencyOf(site)
	return []check{
		{"ListCustomerOrders", `{"order_id":"` + sandbox.DemoPayableOrder + `"}`, map[string]string{
			"total_count": "1", "order_infos.0.order_id": sandbox.DemoPayableOrder, "order_infos.0.status": "6",
			"order_infos.0.official_amount": "260", "order_infos.0.currency": currency,
		}},
		{"ListCustomerOrders", `{"limit":100,"order_by":"createTime"}`, map[string]string{"order_infos.99.order_id": "*"}},
		{"ShowCustomerOrderDetails", `{"order_id":"` + sandbox.DemoLargeOrder + `","limit":100,"offset":200}`, map[string]string{
			"total_count": "260", "order_info.status": "5", "order_line_items.59.order_line_item_id": "*", "order_line_items.60.order_line_item_id": "",
		}},
		{"ListOrderDiscounts", `{"order_id":"` + sandbox.DemoCouponOrder + `"}`, map[string]string{
			"discounts.0.discount_id": sandbox.DemoPromotionDiscount, "discounts.2.orders.0.order_line_items.0.discount_amount": "200",
		}},
		{"ShowRefundOrderDetails", `{"order_id":"` + sandbox.DemoRefundOrder + `"}`, map[string]string{"refund_infos.0.base_order_id": sandbox.DemoCompletedOrder}},
		{"ShowCustomerAccountBalances", `{}`, map[string]string{
			"account_balances.0.amount": "5000", "account_balances.1.amount": "2000", "currency": currency,
		}},
		{"ListSubCustomerCoupons", `{"coupon_id":"` + sandbox.DemoCashCoupon + `"}`, map[string]string{
			"count": "1", "user_coupons.0.face_value": "100", "user_coupons.0.balance": "100",
		}},
		{"ListPayPerUseCustomerResources", `{"body":{"resource_ids":["` + sandbox.DemoServer + `"],"only_main_resource":1}}`, map[string]string{
			"total_count": "1", "data.0.resource_id": sandbox.DemoServer, "data.0.resource_spec_code": "s6.large.2.linux",
		}},
		{"ListFreeResourceInfos", `{"body":{"limit":1000}}`, map[string]string{"free_resource_packages.0.order_instance_id": "*"}},
		{"ListFreeResourceUsages", `{"body":{"free_resource_ids":["` + sandbox.DemoMonthlyItem + `"]}}`, map[string]string{"free_resources.0.original_amount": "40"}},
		{"ListServiceTypes", `{"limit":1000}`, map[string]string{"service_types.0.service_type_code": "*"}},
		{"ListResourceTypes", `{"limit":1000,"X-Language":"en_US"}`, map[string]string{"resource_types.0.resource_type_code": "*"}},
		{"ListServiceResources", `{"service_type_code":"hws.service.type.vpc","limit":100}`, map[string]string{"infos.0.basic_info.resource_type_code": "*"}},
		{"ListUsageTypes", `{"limit":100}`, map[string]string{"usage_types.0.code": "*"}},
		{"ListMeasureUnits", `{}`, map[string]string{"measure_units.0.measure_name": "*"}},
		{"ListConversions", `{"measure_type":3}`, map[string]string{"conversions.0.conversion_ratio": "*"}},
		{"ListOnDemandResourceRatings", product(`,"usage_factor":"Duration","usage_value":10,"usage_measure_id":4`), map[string]string{
			"official_website_amount": "3.2", "amount": "2.72", "currency": currency, "product_rating_results.0.id": "1",
		}},
		{"ListRateOnPeriodDetail", product(`,"period_type":2,"period_num":1`), map[string]string{
			"official_website_rating_result.official_website_amount": "160", "optional_discount_rating_results.0.amount": "136",
			"optional_discount_rating_results.0.discount_type": "605", "optional_discount_rating_results.1.discount_type": "607",
		}},
		{"ListRenewRateOnPeriod", `{"body":{"resource_ids":["` + sandbox.DemoServer + `"],"period_type":2,"period_num":1}}`, map[string]string{
			"official_website_rating_result.official_website_amount": "365.00", "renew_inquiry_results.0.amount": "365.00",
		}},
		{"ListCustomerselfResourceRecords", `{"cycle":"` + billMonth() + `","limit":1000}`, map[string]string{"currency": currency, "total_count": "*"}},
		{"ListCustomerselfResourceRecordDetails", `{"body":{"cycle":"` + billMonth() + `","limit":1000}}`, map[string]string{"currency": currency, "total_count": "*"}},
		{"ListCosts", `{"body":{"time_condition":{"time_measure_id":2,"begin_time":"` + billMonth() + `","end_time":"` + billMonth() + `"},` +
			`"groupby":[{"type":"dimension","key":"CLOUD_SERVICE_TYPE"}],"cost_type":"ORIGINAL_COST","amount_type":"PAYMENT_AMOUNT"}}`, map[string]string{
			"currency": currency, "total_count": "*",
		}},
	}
}

func chinaOnly() []check {
	today := time.Now().UTC().Format(time.DateOnly)
	return []check{
		{"ListOrderCouponsByOrderId", `{"order_id":"` + sandbox.DemoPayableOrder + `"}`, map[string]string{"user_coupons.0.coupon_id": "*", "coupon_max_use_quantity.0.coupon_type": "300"}},
		{"ListStoredValueCards", `{"status":1}`, map[string]string{"stored_value_cards.0.card_id": "*"}},
		{"ListCustomerAccountChangeRecords", `{"balance_type":"BALANCE_TYPE_DEBIT","limit":100}`, map[string]string{"records.0.trade_id": "*"}},
		{"ShowCustomerMonthlySum", `{"bill_cycle":"` + billMonth() + `"}`, map[string]string{"total_count": "*"}},
		{"ListCustomerBillsFeeRecords", `{"bill_cycle":"` + billMonth() + `"}`, map[string]string{"total_count": "*"}},
		{"ListCustomerBillsMonthlyBreakDown", `{"shared_month":"` + billMonth() + `"}`, map[string]string{"total_count": "*"}},
		{"ListFreeResourcesUsageRecords", `{"deduct_time_begin":"` + today + `","deduct_time_end":"` + today + `"}`, map[string]string{"total_count": "*"}},
		{"ListEnterpriseSubCustomers", `{"limit":100}`, map[string]string{"sub_customer_infos.0.id": sandbox.DemoMemberID}},
		{"ListEnterpriseOrganizations", `{"recursive_query":1}`, map[string]string{"root_id": sandbox.DemoRootOrganization}},
		{"ShowMultiAccountTransferAmount", `{"balance_type":"BALANCE_TYPE_DEBIT"}`, map[string]string{"amount_infos.0.avail_transfer_amount": "*"}},
		{"ListMultiAccountTransferCoupons", `{}`, map[string]string{"avail_transfer_coupons.0.coupon_id": "*"}},
		{"ListProvinces", `{}`, map[string]string{"count": "31", "provinces.0.code": "*"}},
		{"ListCities", `{"province_code":"440000"}`, map[string]string{"cities.0.code": "*"}},
		{"ListCounties", `{"city_code":"440300"}`, map[string]string{"counties.0.code": "*"}},
	}
}

func TestOldClientReads(t *testing.T) {
	t.Parallel()
	for _, site := range []string{siteCN, siteIntl} {
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, site)
			c.run(bothSites(site))
			if site == siteCN {
				c.run(chinaOnly())
			}
			if journal := c.box.Journal(); len(journal) != 0 {
				t.Errorf("reads had effects: %v", journal)
			}
		})
	}
}
