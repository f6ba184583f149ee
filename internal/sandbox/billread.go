package sandbox

import "context"

// listFeeRecords is GET /v2/bills/customer-bills/fee-records.
func listFeeRecords(_ context.Context, c *billCall) (any, *refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	var rows []row
	for _, ch := range c.billed(c.in.text("bill_cycle"), "bill_date_begin", "bill_date_end") {
		r := ch.names(c.call).with(ch.amounts("stored_value_card_amount")).with(row{
			"bill_cycle": ch.month(), "service_type_code": ch.service.code, "resource_type_code": ch.resource.code,
			"region_code": demoRegion, "charging_mode": ch.mode, "consume_time": stamp(ch.at), "trade_time": stamp(ch.at),
			"provider_type": ch.provider(), "trade_id": ch.trade, "id": ch.id, "status": 1,
			"official_discount_amount": ch.discount().number(), "erase_amount": money(0).number(),
			"consume_amount": ch.consume.number(), "bonus_amount": money(0).number(), "writeoff_amount": money(0).number(),
		})
		if c.matches(r, "provider_type", "service_type_code", "resource_type_code", "region_code", "charging_mode",
			"bill_type", "trade_id", "enterprise_project_id", "status") {
			rows = append(rows, r)
		}
	}
	return c.rowsAnswer("records", rows), nil
}

// provider is 2 for what the marketplace sells.
func (ch *charge) provider() int {
	if ch.service.code == serviceMarket().code {
		return 2
	}
	return 1
}

// listResourceFees is GET /v2/bills/customer-bills/res-fee-records. The rows are
// the same by cycle, by day and by detail: each charge has one row.
func listResourceFees(_ context.Context, c *billCall) (any, *refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	var rows []row
	for _, ch := range c.billed(c.in.text("cycle"), "bill_date_begin", "bill_date_end") {
		r := ch.names(c.call).with(ch.amounts("stored_card_amount")).with(ch.part(c.call)).with(ch.resourceFee(c))
		delete(r, "service_type_name")
		if c.in.text("statistic_type") == singleCharges {
			r.with(ch.single())
		}
		if c.matches(r, "cloud_service_type", "region", "charge_mode", "bill_type", "resource_id", "enterprise_project_id", "trade_id") {
			rows = append(rows, r)
		}
	}
	return c.rowsAnswer("fee_records", rows), nil
}

func (ch *charge) resourceFee(c *billCall) row {
	return row{
		"bill_date": ch.at.In(chinaTime()).Format(dayLayout), "region": demoRegion, "cloud_service_type": ch.service.code,
		"resource_type": ch.resource.code, "cloud_service_type_name": ch.service.name.in(c.english),
		"effective_time": stamp(ch.from), "expire_time": stamp(ch.to), "resource_id": ch.resourceID,
		"resource_name": ch.resourceID + "-name", "resource_tag": "env=demo", "product_id": ch.productID,
		"product_name": ch.spec.in(c.english), "product_spec_desc": ch.spec.in(c.english), "sku_code": c.st.shop.specCode(ch.productID),
		"spec_size": moneyOf(1).number(), "spec_size_measure_id": unitPiece, "trade_id": ch.trade, "id": ch.id,
		"trade_time": stamp(ch.at), "charge_mode": quoted(ch.mode), "order_id": ch.order, "period_type": quoted(ch.billPeriod()),
		"free_resource_usage": money(0).number(), "free_resource_measure_id": unitHour,
		"ri_usage": money(0).number(), "ri_usage_measure_id": unitHour,
		"discount_amount": ch.discount().number(), "amount": ch.consume.number(), "bonus_amount": money(0).number(),
		"adjustment_amount": money(0).number(), "measure_id": measureMain,
		"consume_time": stamp(ch.at), "relative_order_id": ch.order, "period_num": moneyOf(int64(ch.periods)).number(),
	}.with(ch.priced(c))
}

const (
	statByCycle = 1
	daily       = "DAILY"
)

// listResourceRecords is POST /v2/bills/customer-bills/res-records/query.
func listResourceRecords(_ context.Context, c *billCall) (any, *refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	if c.in.text("query_type") == daily {
		if c.in.num("statistic_type", statByCycle) == statByCycle {
			return nil, badParameter("query_type DAILY needs statistic_type 2 or 3")
		}
		if !c.in.has("bill_cycle_begin") || !c.in.has("bill_cycle_end") {
			return nil, badParameter("query_type DAILY needs bill_cycle_begin and bill_cycle_end")
		}
	}
	from, to := "", ""
	if c.in.text("query_type") == daily {
		from, to = "bill_cycle_begin", "bill_cycle_end"
	}
	var rows []row
	for _, ch := range c.billed(c.in.text("cycle"), from, to) {
		r := ch.names(c.call).with(ch.amounts("stored_card_amount")).with(ch.part(c.call)).with(ch.resourceRecord(c))
		delete(r, "service_type_name")
		if c.in.text("statistic_type") == singleCharges {
			r.with(ch.single())
		}
		if c.matches(r, "cloud_service_type", "resource_type=resource_Type_code", "region", "res_instance_id", "charge_mode",
			"bill_type", "enterprise_project_id", "payer_account_id") {
			rows = append(rows, r)
		}
	}
	return c.rowsAnswer("monthly_records", rows), nil
}

func (ch *charge) resourceRecord(c *billCall) row {
	return row{
		"cycle": ch.month(), "bill_date": ch.at.In(chinaTime()).Format(dayLayout), "region": demoRegion,
		"cloud_service_type": ch.service.code, "resource_Type_code": ch.resource.code, // the upstream's spelling
		"cloud_service_type_name": ch.service.name.in(c.english), "res_instance_id": ch.resourceID,
		"resource_name": ch.resourceID + "-name", "resource_tag": "env=demo", "sku_code": c.st.shop.specCode(ch.productID),
		"charge_mode": ch.mode, "consume_amount": ch.consume.number(), "bonus_amount": money(0).number(),
		"adjustment_amount": money(0).number(), "discount_amount": ch.discount().number(), "measure_id": measureMain,
		"period_type": ch.billPeriod(), "root_resource_id": ch.resourceID, "parent_resource_id": ch.resourceID,
		"trade_id": ch.trade, "id": ch.id, "product_spec_desc": ch.spec.in(c.english), "pre_order_id": ch.order,
		"az_code_infos": []row{{"az_code": demoRegion + "a"}}, "payer_account_id": DemoDomainID,
		"effective_time": stamp(ch.from), "expire_time": stamp(ch.to), "consume_time": stamp(ch.at), "be_id": "BE-DEMO",
		"extend_params": row{
			"self_resource_id": ch.resourceID,
			"relation_infos":   []row{{"relative_resource_id": ch.resourceID, "relative_type": "ROOT"}},
		},
		"period_num": moneyOf(int64(ch.periods)).number(),
	}
}

// singleCharges is the statistic_type whose rows are no sums.
const singleCharges = "3"

// single is what a row that is no sum says besides: nothing of the demo data is a
// spot instance, a savings plan or a reserved instance.
func (ch *charge) single() row {
	out := row{"is_spot": "--", "promotion_type": "", "payment_type": ""}
	if ch.service.code == serviceECS().code {
		out["is_spot"] = "N"
	}
	if ch.discount() > 0 {
		out["promotion_type"] = quoted(quoteCommercial)
	}
	return out
}
