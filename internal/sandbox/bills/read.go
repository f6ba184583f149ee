package bills

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// listCustomerBillsFeeRecords is GET /v2/bills/customer-bills/fee-records.
func listCustomerBillsFeeRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	var rows []rest.Row
	for _, ch := range c.billed(c.In.Text("bill_cycle"), "bill_date_begin", "bill_date_end") {
		r := ch.Names(c.Call, c.account.Shop).With(ch.Amounts("stored_value_card_amount")).With(rest.Row{
			"bill_cycle": ch.Month(), "service_type_code": ch.Service.Code, "resource_type_code": ch.Resource.Code,
			"region_code": demo.Region, "charging_mode": ch.Mode, "consume_time": rest.Stamp(ch.At), "trade_time": rest.Stamp(ch.At),
			"provider_type": ch.provider(), "trade_id": ch.Trade, "id": ch.ID, "status": 1,
			"official_discount_amount": ch.Discount().Number(), "erase_amount": rest.Money(0).Number(),
			"consume_amount": ch.Consume.Number(), "bonus_amount": rest.Money(0).Number(), "writeoff_amount": rest.Money(0).Number(),
		})
		if c.Matches(r, "provider_type", "service_type_code", "resource_type_code", "region_code", "charging_mode",
			"bill_type", "trade_id", "enterprise_project_id", "status") {
			rows = append(rows, r)
		}
	}
	return c.RowsAnswer("records", rows), nil
}

// provider is 2 for what the marketplace sells.
func (ch *Charge) provider() int {
	if ch.Service.Code == shop.ServiceMarket().Code {
		return 2
	}
	return 1
}

// listCustomerselfResourceRecords is GET /v2/bills/customer-bills/res-fee-records. The rows are
// the same by cycle, by day and by detail: each charge has one row.
func listCustomerselfResourceRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	var rows []rest.Row
	for _, ch := range c.billed(c.In.Text("cycle"), "bill_date_begin", "bill_date_end") {
		r := ch.Names(c.Call, c.account.Shop).With(ch.Amounts("stored_card_amount")).With(ch.Part(c.Call)).With(ch.resourceFee(c))
		delete(r, "service_type_name")
		if c.In.Text("statistic_type") == singleCharges {
			r.With(ch.single())
		}
		if c.Matches(r, "cloud_service_type", "region", "charge_mode", "bill_type", "resource_id", "enterprise_project_id", "trade_id") {
			rows = append(rows, r)
		}
	}
	return c.RowsAnswer("fee_records", rows), nil
}

func (ch *Charge) resourceFee(c *call) rest.Row {
	return rest.Row{
		"bill_date": ch.At.In(rest.ChinaTime()).Format(rest.DayLayout), "region": demo.Region, "cloud_service_type": ch.Service.Code,
		"resource_type": ch.Resource.Code, "cloud_service_type_name": ch.Service.Name.In(c.English),
		"effective_time": rest.Stamp(ch.From), "expire_time": rest.Stamp(ch.To), "resource_id": ch.ResourceID,
		"resource_name": ch.ResourceID + "-name", "resource_tag": "env=demo", "product_id": ch.ProductID,
		"product_name": ch.Spec.In(c.English), "product_spec_desc": ch.Spec.In(c.English), "sku_code": c.account.Shop.SpecCode(ch.ProductID),
		"spec_size": rest.Whole(1).Number(), "spec_size_measure_id": shop.UnitPiece, "trade_id": ch.Trade, "id": ch.ID,
		"trade_time": rest.Stamp(ch.At), "charge_mode": rest.Quoted(ch.Mode), "order_id": ch.Order, "period_type": rest.Quoted(ch.BillPeriod()),
		"free_resource_usage": rest.Money(0).Number(), "free_resource_measure_id": shop.UnitHour,
		"ri_usage": rest.Money(0).Number(), "ri_usage_measure_id": shop.UnitHour,
		"discount_amount": ch.Discount().Number(), "amount": ch.Consume.Number(), "bonus_amount": rest.Money(0).Number(),
		"adjustment_amount": rest.Money(0).Number(), "measure_id": rest.MeasureMain,
		"consume_time": rest.Stamp(ch.At), "relative_order_id": ch.Order, "period_num": rest.Whole(int64(ch.Periods)).Number(),
	}.With(ch.priced(c))
}

const (
	statByCycle = 1
	daily       = "DAILY"
)

// listCustomerselfResourceRecordDetails is POST /v2/bills/customer-bills/res-records/query.
func listCustomerselfResourceRecordDetails(_ context.Context, c *call) (any, *rest.Refusal) {
	if no := c.checkMethod(); no != nil {
		return nil, no
	}
	if c.In.Text("query_type") == daily {
		if c.In.Num("statistic_type", statByCycle) == statByCycle {
			return nil, rest.BadParameter("query_type DAILY needs statistic_type 2 or 3")
		}
		if !c.In.Has("bill_cycle_begin") || !c.In.Has("bill_cycle_end") {
			return nil, rest.BadParameter("query_type DAILY needs bill_cycle_begin and bill_cycle_end")
		}
	}
	from, to := "", ""
	if c.In.Text("query_type") == daily {
		from, to = "bill_cycle_begin", "bill_cycle_end"
	}
	var rows []rest.Row
	for _, ch := range c.billed(c.In.Text("cycle"), from, to) {
		r := ch.Names(c.Call, c.account.Shop).With(ch.Amounts("stored_card_amount")).With(ch.Part(c.Call)).With(ch.resourceRecord(c))
		delete(r, "service_type_name")
		if c.In.Text("statistic_type") == singleCharges {
			r.With(ch.single())
		}
		if c.Matches(r, "cloud_service_type", "resource_type=resource_Type_code", "region", "res_instance_id", "charge_mode",
			"bill_type", "enterprise_project_id", "payer_account_id") {
			rows = append(rows, r)
		}
	}
	return c.RowsAnswer("monthly_records", rows), nil
}

func (ch *Charge) resourceRecord(c *call) rest.Row {
	return rest.Row{
		"cycle": ch.Month(), "bill_date": ch.At.In(rest.ChinaTime()).Format(rest.DayLayout), "region": demo.Region,
		"cloud_service_type": ch.Service.Code, "resource_Type_code": ch.Resource.Code, // the upstream's spelling
		"cloud_service_type_name": ch.Service.Name.In(c.English), "res_instance_id": ch.ResourceID,
		"resource_name": ch.ResourceID + "-name", "resource_tag": "env=demo", "sku_code": c.account.Shop.SpecCode(ch.ProductID),
		"charge_mode": ch.Mode, "consume_amount": ch.Consume.Number(), "bonus_amount": rest.Money(0).Number(),
		"adjustment_amount": rest.Money(0).Number(), "discount_amount": ch.Discount().Number(), "measure_id": rest.MeasureMain,
		"period_type": ch.BillPeriod(), "root_resource_id": ch.ResourceID, "parent_resource_id": ch.ResourceID,
		"trade_id": ch.Trade, "id": ch.ID, "product_spec_desc": ch.Spec.In(c.English), "pre_order_id": ch.Order,
		"az_code_infos": []rest.Row{{"az_code": demo.Region + "a"}}, "payer_account_id": demo.DomainID,
		"effective_time": rest.Stamp(ch.From), "expire_time": rest.Stamp(ch.To), "consume_time": rest.Stamp(ch.At), "be_id": "BE-DEMO",
		"extend_params": rest.Row{
			"self_resource_id": ch.ResourceID,
			"relation_infos":   []rest.Row{{"relative_resource_id": ch.ResourceID, "relative_type": "ROOT"}},
		},
		"period_num": rest.Whole(int64(ch.Periods)).Number(),
	}
}

// singleCharges is the statistic_type whose rows are no sums.
const singleCharges = "3"

// single is what a row that is no sum says besides: nothing of the demo data is a
// spot instance, a savings plan or a reserved instance.
func (ch *Charge) single() rest.Row {
	out := rest.Row{"is_spot": "--", "promotion_type": "", "payment_type": ""}
	if ch.Service.Code == shop.ServiceECS().Code {
		out["is_spot"] = "N"
	}
	if ch.Discount() > 0 {
		out["promotion_type"] = rest.Quoted(shop.QuoteCommercial)
	}
	return out
}
