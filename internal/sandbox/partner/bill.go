package partner

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/bills"
	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// billMonths is how far back the bills of the customers reach.
const billMonths = 6

// customerCharges are the charges of a customer up to now, oldest first. The demo
// customer's are its own bills; the others' follow a fixed pattern: a renewal and
// four charges for use a month, and one unsubscription that gives half of it back.
func (p *Partnership) customerCharges(s *subCustomer) []*bills.Charge {
	if s.id == demo.DomainID {
		return rest.Keep(bills.Charges(p.account), func(ch *bills.Charge) bool { return ch.Customer == s.id })
	}
	if s.verified != verifiedDone {
		return nil
	}
	var out []*bills.Charge
	first, _ := bills.MonthBounds(wallet.BillCycle(s.associated))
	for n := range billMonths {
		month, _ := bills.MonthBounds(wallet.BillCycle(p.Now))
		month = month.AddDate(0, n-billMonths+1, 0)
		if month.Before(first) {
			continue
		}
		out = append(out, monthOf(s, month)...)
	}
	return rest.Keep(out, func(ch *bills.Charge) bool { return !ch.At.After(p.Now) && !ch.At.Before(s.associated) })
}

func monthOf(s *subCustomer, month time.Time) []*bills.Charge {
	shelf := shop.Shelf()
	sold := shelf[s.seed%len(shelf)]
	renewal := s.charge(sold, month.AddDate(0, 0, s.seed%5), sold.Price)
	renewal.Bill, renewal.To, renewal.Period = bills.BillRenewal, month.AddDate(0, 1, 0), shop.PeriodMonth
	out := []*bills.Charge{renewal}
	server := shelf[shop.ShelfServer]
	for week := range 4 {
		use := s.charge(server, month.AddDate(0, 0, 6+7*week).Add(10*time.Hour), server.Price/shop.OnDemandHours*rest.Money(week+2))
		use.Bill, use.Mode, use.Period, use.Order = bills.BillUsage, bills.ChargeUse, shop.PeriodHour, ""
		use.Trade = "USE-" + use.ID
		use.From, use.To = use.At.Add(-24*time.Hour), use.At
		out = append(out, use)
	}
	if (int(month.Month())+s.seed)%3 == 0 {
		back := s.charge(sold, month.AddDate(0, 0, 8), -sold.Price/2)
		back.Bill, back.To, back.Period = bills.BillUnsubscribe, back.At, 0
		back.Trade, back.Order = back.Trade+"-R", back.Order+"-R"
		out = append(out, back)
	}
	slices.SortStableFunc(out, func(a, b *bills.Charge) int { return a.At.Compare(b.At) })
	return out
}

// charge is one charge of a product; a tenth of the official price is discounted and the cash account pays.
func (s *subCustomer) charge(p shop.Product, at time.Time, official rest.Money) *bills.Charge {
	id := fmt.Sprintf("%s-%s", s.account, at.UTC().Format("20060102"))
	consume := rest.Ratio(9000).Of(official)
	return &bills.Charge{
		Trade: "CS-" + id, Order: "CS-" + id, ID: "PB-" + id, At: at.UTC(), From: at.UTC(), Mode: bills.ChargePeriod, Customer: s.id,
		Service: p.Service, Resource: p.Resource, ProductID: p.ID, Spec: p.Spec, Project: shop.DefaultProject(),
		ResourceID: "rs-" + s.account, Periods: 1, Official: official, Consume: consume, Cash: consume,
	}
}

// billedOf are a customer's charges of a month or of days within it.
func (c *call) billedOf(s *subCustomer, cycle string) []*bills.Charge {
	from, to := bills.MonthBounds(cycle)
	if c.In.Has("bill_date_begin") && c.In.Has("bill_date_end") {
		from, to = c.In.Day("bill_date_begin"), c.In.Day("bill_date_end").AddDate(0, 0, 1)
	}
	return rest.Keep(c.partner.customerCharges(s), func(ch *bills.Charge) bool { return !ch.At.Before(from) && ch.At.Before(to) })
}

// listSubCustomerBillDetail is GET /v2/bills/subcustomer-bills/res-fee-records.
func listSubCustomerBillDetail(_ context.Context, c *call) (any, *rest.Refusal) {
	r, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	if no := c.daysOfCycle(); no != nil {
		return nil, no
	}
	var rows []rest.Row
	for _, ch := range c.billedOf(s, c.In.Text("bill_cycle")) {
		one := ch.Names(c.Call, c.partner.shop).With(ch.Part(c.Call)).With(ch.Amounts("stored_value_card_amount")).With(subCustomerFee(c, ch, owner{r, s}))
		for _, name := range []string{"account_name", "bill_type", "enterprise_project_name"} {
			delete(one, name)
		}
		if kind := orderKind(ch); kind != 0 {
			one["order_type"] = kind
		}
		if c.Matches(one, "service_type_code", "region_code", "charging_mode", "bill_detail_type", "resource_id", "resource_name",
			"trade_id", "account_manager_id", "association_type") {
			rows = append(rows, one)
		}
	}
	return c.RowsAnswer("fee_records", rows), nil
}

// orderKind is the type of the order behind a charge; 0 where there is none.
func orderKind(ch *bills.Charge) int {
	switch {
	case ch.Order == "":
		return 0
	case ch.Bill == bills.BillRenewal || ch.Bill == bills.BillAutoRenewal:
		return customer.TypeRenewal
	case ch.Bill == bills.BillChange:
		return customer.TypeChange
	case ch.Bill == bills.BillUnsubscribe:
		return customer.TypeUnsubscribe
	}
	return customer.TypeNew
}

// daysOfCycle holds the days to the bill cycle's month.
func (c *call) daysOfCycle() *rest.Refusal {
	if !c.In.Has("bill_date_begin") || !c.In.Has("bill_date_end") {
		return nil
	}
	from, to := bills.MonthBounds(c.In.Text("bill_cycle"))
	first, last := c.In.Day("bill_date_begin"), c.In.Day("bill_date_end")
	if first.Before(from) || !last.Before(to) || last.Before(first) {
		return rest.BadParameter("bill_date_begin and bill_date_end are not days of the bill cycle in order")
	}
	return nil
}

// owner is whose customer a charge is about.
type owner struct {
	partner  *reseller
	customer *subCustomer
}

func subCustomerFee(c *call, ch *bills.Charge, whose owner) rest.Row {
	r, s := whose.partner, whose.customer
	return rest.Row{
		"bill_cycle": ch.Month(), "association_type": rest.Quoted(s.association), "service_type_code": ch.Service.Code,
		"resource_type_code": ch.Resource.Code, "charging_mode": ch.Mode, "trade_time": rest.Stamp(ch.At), "trade_id": ch.Trade,
		"id": ch.ID, "bill_detail_type": ch.Bill, "resource_id": ch.ResourceID, "resource_name": ch.ResourceID + "-name",
		"product_spec_desc": ch.Spec.In(c.English), "region_code": demo.Region, "product_id": ch.ProductID,
		"product_name": ch.Spec.In(c.English), "resource_tag": "env=demo", "consume_time": rest.Stamp(ch.At), "usage_type": "Duration",
		"usage_amount": ch.Used(c.partner.shop), "usage_measure_id": shop.UnitHour, "free_resource_usage": rest.Money(0).Number(),
		"free_resource_measure_id": shop.UnitHour, "ri_usage": rest.Money(0).Number(), "ri_usage_measure_id": shop.UnitHour,
		"official_discount_amount": ch.Discount().Number(), "payment_amount": ch.Consume.Number(),
		"writeoff_amount": rest.Money(0).Number(), "period_type": ch.BillPeriod(), "account_manager_id": r.manager, "partner_id": r.id,
		"period_num": rest.Whole(int64(ch.Periods)).Number(), "payment_type": "",
	}
}

type spenderView struct {
	ID string `json:"customer_id"`
}

type spendersAnswer struct {
	Rows       []spenderView `json:"sub_customers"`
	TotalCount int           `json:"total_count"`
}

// listConsumeSubCustomers is POST /v2/bills/subcustomer-bills/res-fee-records/sub-customers/query:
// who had charges in a month, the indirect partners' customers included.
func listConsumeSubCustomers(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := []spenderView{}
	for _, s := range c.partner.customers() {
		if len(c.billedOf(s, c.In.Text("bill_cycle"))) > 0 {
			rows = append(rows, spenderView{s.id})
		}
	}
	return spendersAnswer{rest.Page(c.Call, rows), len(rows)}, nil
}

// The types of a partner's monthly bills.
const (
	monthlyNormal = "0"
	monthlyRefund = "1"
	monthlyErased = "2"
)

func monthlyType(ch *bills.Charge) string {
	switch ch.SumType() {
	case bills.SumRefund:
		return monthlyRefund
	case bills.SumAdjustment:
		return monthlyErased
	}
	return monthlyNormal
}

type monthlyKey struct{ customer, service, resource, bill string }

// listSubcustomerMonthlyBills is GET /v2/bills/partner-bills/subcustomer-bills/monthly-sum.
func listSubcustomerMonthlyBills(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	var keys []monthlyKey
	sums := map[monthlyKey]*bills.Total{}
	for _, s := range r.customers {
		if !c.Fits("customer_id", s.id) {
			continue
		}
		for _, ch := range c.billedOf(s, c.In.Text("cycle")) {
			key := monthlyKey{s.id, ch.Service.Code, ch.Resource.Code, monthlyType(ch)}
			if !c.FitsNumber("charge_mode", ch.Mode) || !c.Fits("cloud_service_type", key.service) || !c.Fits("bill_type", key.bill) {
				continue
			}
			if sums[key] == nil {
				sums[key] = &bills.Total{First: ch}
				keys = append(keys, key)
			}
			sums[key].Add(ch)
		}
	}
	rows := rest.Views(rest.Page(c.Call, keys), func(key monthlyKey) rest.Row { return monthly(c, sums[key], key) })
	return rest.Row{"bill_sums": rows, "count": len(keys), "currency": c.Currency}, nil
}

func monthly(c *call, t *bills.Total, key monthlyKey) rest.Row {
	out := rest.Row{
		"customer_id": key.customer, "cloud_service_type": key.service, "bill_type": key.bill,
		"cloud_service_type_name": t.First.Service.Name.In(c.English), "charge_mode": rest.Quoted(t.First.Mode),
		"amount": t.Consume.Number(), "measure_id": rest.MeasureMain, "resource_type_code": key.resource,
		"resource_type_name": t.First.Resource.Name.In(c.English), "account_details": payers(t, key.bill),
	}
	if key.bill == monthlyNormal {
		out["debt_amount"], out["adjustment_amount"] = rest.Money(0).Number(), rest.Money(0).Number()
		out["discount_amount"] = t.Discount.Number()
	}
	return out
}

// payers says which accounts paid; an account that paid nothing is left out.
func payers(t *bills.Total, bill string) []rest.Row {
	out := []rest.Row{}
	for _, one := range []struct {
		account string
		amount  rest.Money
	}{
		{wallet.BookCash, t.Cash},
		{wallet.BookLoan, t.Credit},
		{wallet.BookCoupon, t.Coupon},
		{"BALANCE_TYPE_RCASH_COUPON", t.Flexi},
		{"BALANCE_TYPE_STORED_VALUE_CARD", t.Card},
	} {
		if one.amount != 0 {
			out = append(out, rest.Row{"balance_type": one.account, "amount": one.amount.Number(), "bill_type": bill})
		}
	}
	return out
}

type postpaidAnswer struct {
	Cycle       string      `json:"bill_cycle"`
	Due         json.Number `json:"initial_amount_due"`
	Consume     json.Number `json:"consume_amount"`
	Refunds     json.Number `json:"refunds"`
	Adjustments json.Number `json:"adjustments"`
	Tax         json.Number `json:"tax_amount"`
	Currency    string      `json:"currency"`
}

// listPostpaidBillSum is GET /v2/bills/partner-bills/postpaid-bill-summary: what is due is
// consumption, refunds and adjustments together.
func listPostpaidBillSum(_ context.Context, c *call) (any, *rest.Refusal) {
	consume, refunds, erased := c.partnerTotals(c.In.Text("bill_cycle"))
	return postpaidAnswer{
		Cycle: c.In.Text("bill_cycle"), Due: (consume + refunds + erased).Number(), Consume: consume.Number(),
		Refunds: refunds.Number(), Adjustments: erased.Number(), Tax: rest.Money(0).Number(), Currency: c.Currency,
	}, nil
}

func (c *call) partnerTotals(cycle string) (consume, refunds, erased rest.Money) {
	for _, s := range c.partner.customers() {
		for _, ch := range c.billedOf(s, cycle) {
			switch monthlyType(ch) {
			case monthlyRefund:
				refunds += ch.Consume
			case monthlyErased:
				erased += ch.Consume
			default:
				consume += ch.Consume
			}
		}
	}
	return consume, refunds, erased
}

type consumptionAnswer struct {
	Quota     string `json:"consumption_quota"`
	Amount    string `json:"amount"`
	Coupons   string `json:"coupon_amount"`
	Due       string `json:"due_amount"`
	Unbilled  string `json:"unbilled_amount"`
	Used      string `json:"used_consumption_quota"`
	MeasureID int    `json:"measure_id"`
	Currency  string `json:"currency"`
}

// showPartnerConsumptionQuota is GET /v2/partners/credit/consumption-quota: last month's bill is
// due, this month's is not billed yet; what is used is both without balance and coupons.
func showPartnerConsumptionQuota(_ context.Context, c *call) (any, *rest.Refusal) {
	this, _ := bills.MonthBounds(wallet.BillCycle(c.Now))
	sum := func(month time.Time) rest.Money {
		consume, refunds, erased := c.partnerTotals(month.Format(rest.MonthLayout))
		return consume + refunds + erased
	}
	due, unbilled := sum(this.AddDate(0, -1, 0)), sum(this)
	own := &c.partner.own.ledger
	return consumptionAnswer{
		Quota: own.CreditLimit.String(), Amount: own.Cash.String(), Coupons: own.Bonus.String(), Due: due.String(),
		Unbilled: unbilled.String(), Used: (due + unbilled - own.Cash - own.Bonus).String(), MeasureID: rest.MeasureMain,
		Currency: c.Currency,
	}, nil
}
