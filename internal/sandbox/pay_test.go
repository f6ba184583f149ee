package sandbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestPayTakesCashAndLeavesOneEffect(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	a := c.pay(sandbox.DemoPayableOrder, "")
	if a.status != 204 || a.body != "" {
		t.Fatalf("%d %q", a.status, a.body)
	}
	c.balancesAre("4740.00", "2000.00")
	o := c.order(sandbox.DemoPayableOrder).Order
	if o.Status != "3" || o.After != "260.00" || o.Paid != "2026-11-23T04:05:06Z" {
		t.Errorf("%+v", o)
	}
	effects := c.box.Journal()
	if len(effects) != 1 {
		t.Fatalf("%+v", effects)
	}
	e := effects[0]
	if e.Sequence != 1 || e.Kind != "order_paid" || e.Operation != "PayOrders" || e.OrderID != sandbox.DemoPayableOrder ||
		e.Amount != "260.00" || e.Currency != "CNY" || e.Parts["cash"] != "260.00" || len(e.Parts) != 1 ||
		e.RequestID != a.header.Get("X-Request-Id") || !e.Time.Equal(firstInstant()) {
		t.Errorf("%+v", e)
	}
	changes := as[struct {
		Records []struct {
			TradeID string `json:"trade_id"`
			Amount  string `json:"change_amount"`
			After   string `json:"balance_after_change"`
			Sign    string `json:"revenue_expense_type"`
		} `json:"records"`
	}](t, c.get(changesPath+"?balance_type=BALANCE_TYPE_DEBIT&trade_id="+sandbox.DemoPayableOrder))
	if len(changes.Records) != 1 || changes.Records[0].Amount != "260.00" || changes.Records[0].After != "4740.00" ||
		changes.Records[0].Sign != "EXPENSE" {
		t.Errorf("%+v", changes)
	}
	c.refused("again", c.pay(sandbox.DemoPayableOrder, ""), 400, "CBC.99003106")
	c.balancesAre("4740.00", "2000.00")
}

func TestPayRefusals(t *testing.T) {
	t.Parallel()
	const (
		order    = sandbox.DemoCouponOrder
		promo    = sandbox.DemoPromotionDiscount + ":0"
		commerce = sandbox.DemoCommercialDiscount + ":2"
		partner  = sandbox.DemoPartnerDiscount + ":3"
		cash     = sandbox.DemoCashCoupon + ":301"
	)
	for what, row := range map[string]struct{ order, choice, code string }{
		"unknown order":               {"CSNOBODY", "", "CBC.30000010"},
		"sub order":                   {sandbox.DemoCombinedChildA, "", "CBC.99000089"},
		"processing":                  {sandbox.DemoProcessingOrder, "", "CBC.99003106"},
		"completed":                   {sandbox.DemoCompletedOrder, "", "CBC.99003106"},
		"cancelled":                   {sandbox.DemoCancelledOrder, "", "CBC.99003106"},
		"deadline passed":             {sandbox.DemoExpiredOrder, "", "CBC.99003110"},
		"balance":                     {sandbox.DemoExpensiveOrder, "", "CBC.99005003"},
		"quota":                       {sandbox.DemoQuotaOrder, "", "CBC.99003141"},
		"budget":                      {sandbox.DemoBudgetOrder, "", "CBC.99003155"},
		"effective time":              {sandbox.DemoLateOrder, "", "CBC.99003162"},
		"YES without coupons":         {order, `"use_coupon":"YES","use_discount":"NO"`, "CBC.0100"},
		"YES with empty list":         {order, `"use_coupon":"YES","use_discount":"NO","coupon_infos":[]`, "CBC.0100"},
		"YES without discount":        {order, `"use_coupon":"NO","use_discount":"YES"`, "CBC.0100"},
		"NO with coupons":             {order, `"use_coupon":"NO","use_discount":"NO","coupon_infos":[{"id":"x","type":301}]`, "CBC.0100"},
		"NO with discount":            {order, `"use_coupon":"NO","use_discount":"NO","discount_infos":[{"id":"x","type":0}]`, "CBC.0100"},
		"unknown discount":            {order, choice("", "DCNOBODY:0"), "CBC.99003108"},
		"discount of another type":    {order, choice("", sandbox.DemoPromotionDiscount+":2"), "CBC.99003108"},
		"discount of another order":   {sandbox.DemoPayableOrder, choice("", promo), "CBC.99003108"},
		"unknown coupon":              {order, choice("CPNOBODY:301", ""), "CBC.0100"},
		"coupon of another type":      {order, choice(sandbox.DemoCashCoupon+":302", ""), "CBC.0100"},
		"coupon twice":                {order, choice(cash+","+cash, ""), "CBC.0100"},
		"product coupon":              {order, choice(sandbox.DemoProductCoupon+":301", ""), "CBC.0100"},
		"used coupon":                 {order, choice(sandbox.DemoUsedCoupon+":301", ""), "CBC.99003112"},
		"coupon of another order":     {order, choice(sandbox.DemoElsewhereCoupon+":301", ""), "CBC.99003112"},
		"expired coupon":              {order, choice(sandbox.DemoExpiredCoupon+":301", ""), "CBC.0100"},
		"reclaimed coupon":            {order, choice(sandbox.DemoReclaimedCoupon+":301", ""), "CBC.0100"},
		"inactive coupon":             {order, choice(sandbox.DemoInactiveCoupon+":301", ""), "CBC.0100"},
		"coupon for renewals":         {order, choice(sandbox.DemoRenewalCoupon+":301", ""), "CBC.0100"},
		"coupon for new purchases":    {sandbox.DemoCancelOrder, choice(sandbox.DemoSingleUseCoupon+":301", ""), "CBC.0100"},
		"frozen coupon":               {order, choice(sandbox.DemoFrozenCoupon+":301", ""), "CBC.0100"},
		"coupon not yet effective":    {order, choice(sandbox.DemoFutureCoupon+":301", ""), "CBC.0100"},
		"coupon of another service":   {order, choice(sandbox.DemoHardwareCoupon+":301", ""), "CBC.0100"},
		"unknown card":                {order, choice("SVNOBODY:303", ""), "CBC.0100"},
		"card used up":                {order, choice(sandbox.DemoUsedUpCard+":303", ""), "CBC.99003112"},
		"cash with discount coupon":   {order, choice(cash+","+sandbox.DemoDiscountCoupon+":300", ""), "CBC.99003147"},
		"market with dedicated":       {order, choice(sandbox.DemoMarketCoupon+":301,"+sandbox.DemoDedicatedCoupon+":301", ""), "CBC.99003156"},
		"not with promotion":          {order, choice(sandbox.DemoNoPromoCoupon+":301", promo), "CBC.99003116"},
		"not with commercial":         {order, choice(sandbox.DemoNoContractCoupon+":301", commerce), "CBC.99003116"},
		"not with partner":            {order, choice(sandbox.DemoNoPartnerCoupon+":301", partner), "CBC.99003116"},
		"ratio below the minimum":     {order, choice(sandbox.DemoMinRatioCoupon+":301", commerce), "CBC.99003117"},
		"three of one group":          {order, choice(cash+","+sandbox.DemoNoPromoCoupon+":301,"+sandbox.DemoNoPartnerCoupon+":301", ""), "CBC.0100"},
		"adjustment left out":         {sandbox.DemoAdjustedOrder, "", "CBC.99003108"},
		"adjustment replaced":         {sandbox.DemoAdjustedOrder, choice("", "DC"+sandbox.DemoAdjustedOrder+"P:0"), "CBC.99003108"},
		"contract discount, China":    {order, choice("", sandbox.DemoContractDiscount+":1"), "CBC.0100"}, // which it does not offer
		"adjustment of another order": {order, choice("", sandbox.DemoAdjustment+":609"), "CBC.99003108"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := newClient(t)
			before := c.get(ordersPath + "/details/" + row.order).body
			c.refused(what, c.pay(row.order, row.choice), 400, row.code)
			if after := c.get(ordersPath + "/details/" + row.order).body; after != before {
				t.Errorf("a refused payment changed the order:\n%s\n%s", before, after)
			}
			c.balancesAre(sandbox.DemoCashBalance, sandbox.DemoCreditBalance)
			if effects := c.box.Journal(); len(effects) != 0 {
				t.Errorf("a refused payment had effects: %+v", effects)
			}
		})
	}
}

// TestPayRefusalsHaveTheirControl pays what TestPayRefusals refuses for one reason, with that reason taken away.
func TestPayRefusalsHaveTheirControl(t *testing.T) {
	t.Parallel()
	const order = sandbox.DemoCouponOrder
	for what, row := range map[string]struct{ choice, after, coupons string }{
		"not with promotion, with commercial":    {choice(sandbox.DemoNoPromoCoupon+":301", sandbox.DemoCommercialDiscount+":2"), "850.00", "30.00"},
		"not with commercial, with promotion":    {choice(sandbox.DemoNoContractCoupon+":301", sandbox.DemoPromotionDiscount+":0"), "900.00", "30.00"},
		"not with partner, with commercial":      {choice(sandbox.DemoNoPartnerCoupon+":301", sandbox.DemoCommercialDiscount+":2"), "850.00", "30.00"},
		"minimum ratio kept":                     {choice(sandbox.DemoMinRatioCoupon+":301", sandbox.DemoPromotionDiscount+":0"), "900.00", "30.00"},
		"minimum ratio without discount":         {choice(sandbox.DemoMinRatioCoupon+":301", ""), "1000.00", "30.00"},
		"partner reduction":                      {choice("", sandbox.DemoPartnerDiscount+":3"), "800.00", "0.00"},
		"the coupon locked for this order":       {choice(sandbox.DemoLockedCoupon+":301", ""), "1000.00", "60.00"},
		"two of one group":                       {choice(sandbox.DemoCashCoupon+":301,"+sandbox.DemoNoPromoCoupon+":301", ""), "1000.00", "130.00"},
		"market coupon alone":                    {choice(sandbox.DemoMarketCoupon+":301", ""), "1000.00", "20.00"},
		"single-use coupon for a new purchase":   {choice(sandbox.DemoSingleUseCoupon+":301", ""), "1000.00", "80.00"},
		"discount coupon after a promotion":      {choice(sandbox.DemoDiscountCoupon+":300", sandbox.DemoPromotionDiscount+":0"), "810.00", "0.00"},
		"id in lower case, as filters allow too": {choice("", sandbox.DemoPromotionDiscount+":0"), "900.00", "0.00"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := newClient(t)
			id := order
			if strings.Contains(what, "lower case") {
				id = strings.ToLower(order)
			}
			c.fine(what, c.pay(id, row.choice))
			o := c.order(order)
			if o.Order.After.String() != row.after || o.Order.Amounts.Coupon.String() != row.coupons {
				t.Errorf("after discount %s, coupons %s", o.Order.After, o.Order.Amounts.Coupon)
			}
		})
	}
}

func TestPayWithEverything(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoCouponOrder, choice(
		sandbox.DemoCashCoupon+":301,"+sandbox.DemoFlexiCoupon+":302,"+sandbox.DemoUsableCard+":303",
		sandbox.DemoCommercialDiscount+":2")))
	// 1000.00 - 15 % = 850.00; coupon 100.00, flexi coupon 50.00, card 500.00, cash 200.00
	c.balancesAre("4800.00", "2000.00")
	o := c.order(sandbox.DemoCouponOrder)
	a := o.Order.Amounts
	if o.Order.Official != "1000.00" || o.Order.After != "850.00" || a.Coupon != "100.00" || a.Flexi != "50.00" ||
		a.Card != "500.00" || len(a.Discounts) != 1 || a.Discounts[0].Type != "605" || a.Discounts[0].Amount != "150.00" {
		t.Errorf("%+v", o.Order)
	}
	if o.Lines[0].After != "510.00" || o.Lines[1].After != "340.00" || o.Lines[0].Amounts.Coupon != "60.00" {
		t.Errorf("lines %+v", o.Lines)
	}
	if e := c.box.Journal()[0]; e.Amount != "850.00" || fmt.Sprint(e.Parts) !=
		"map[cards:500.00 cash:200.00 coupons:100.00 flexi_coupons:50.00]" {
		t.Errorf("%+v", e)
	}
	if got := c.coupon(sandbox.DemoCashCoupon); got.Status != "3" || got.Balance != "0.00" || got.OrderID != sandbox.DemoCouponOrder {
		t.Errorf("%+v", got)
	}
	if got := c.coupon(sandbox.DemoLockedCoupon); got.Lock != "" || got.Status != "2" {
		t.Errorf("the coupon that was reserved and not used stays locked: %+v", got)
	}
	rows := as[totals](t, c.get("/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON&trade_id="+sandbox.DemoCouponOrder))
	if rows.total() != "2" {
		t.Errorf("%s coupon changes", rows.total())
	}
	cards := as[totals](t, c.get("/v2/promotions/benefits/stored-value-cards?status=2&card_id="+sandbox.DemoUsableCard))
	if cards.rows() != 1 {
		t.Error("the card is not used up")
	}
}

func TestCouponsPayAtMostWhatIsDue(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoCombinedOrder, choice(sandbox.DemoSingleUseCoupon+":301,"+sandbox.DemoCashCoupon+":301", "")))
	c.balancesAre(sandbox.DemoCashBalance, sandbox.DemoCreditBalance)
	if got := c.coupon(sandbox.DemoCashCoupon); got.Status != "2" || got.Balance != "30.00" {
		t.Errorf("reusable coupon: %+v", got)
	}
	if got := c.coupon(sandbox.DemoSingleUseCoupon); got.Status != "3" || got.Balance != "" {
		t.Errorf("single-use coupon: %+v", got)
	}
	used := c.changes("/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON&trade_id=" + sandbox.DemoCombinedOrder)
	if len(used) != 2 || used[1].Coupon != sandbox.DemoSingleUseCoupon || used[1].After != "0.00" || used[0].After != "30.00" {
		t.Errorf("%+v", used)
	}
	rows := as[totals](t, c.get(changesPath+"?balance_type=BALANCE_TYPE_DEBIT&trade_id="+sandbox.DemoCombinedOrder))
	if rows.total() != "0" {
		t.Error("nothing was due, yet the account changed")
	}
}

func TestCashFirstThenCredit(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	rows := as[struct {
		Orders []orderInfo `json:"order_infos"`
	}](t, c.get(ordersPath+"?status=6&limit=100"))
	paid := 0
	for _, o := range rows.Orders {
		if a := c.pay(o.ID, ""); a.status == 204 {
			paid++
		}
	}
	cash, credit := c.balances()
	credits := as[totals](t, c.get(changesPath+"?balance_type=BALANCE_TYPE_CREDIT&trade_type=DEDEUCT&trade_time_begin=2026-11-23"))
	if paid < 5 || cash != "0.00" || credit == sandbox.DemoCreditBalance || credits.rows() == 0 {
		t.Errorf("%d paid, cash %s, credit %s, %d credit rows", paid, cash, credit, credits.rows())
	}
	onCredit := false
	for _, e := range c.box.Journal() {
		if onCredit && e.Parts["cash"] != "" {
			t.Errorf("cash after credit: %+v", e)
		}
		onCredit = onCredit || e.Parts["credit"] != ""
	}
	if !onCredit {
		t.Error("no payment reached the credit account")
	}
}

func TestPriceAdjustmentMustBeUsed(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoAdjustedOrder, choice("", sandbox.DemoAdjustment+":609")))
	o := c.order(sandbox.DemoAdjustedOrder).Order
	if o.After != "240.00" || o.Amounts.Discounts[0].Type != "609" {
		t.Errorf("%+v", o)
	}
}

func TestCombinedOrderMovesWithItsSubOrders(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoCombinedOrder, choice("", "DC"+sandbox.DemoCombinedOrder+":0")))
	o := c.order(sandbox.DemoCombinedOrder)
	if o.Total != "2" || o.Order.After != "142.50" || len(o.Order.SubOrders) != 2 {
		t.Fatalf("%+v", o)
	}
	if o.Lines[0].OrderID != sandbox.DemoCombinedChildA || o.Lines[1].OrderID != sandbox.DemoCombinedChildB {
		t.Errorf("%+v", o.Lines)
	}
	for i, want := range []string{"95.00", "47.50"} {
		if sub := o.Order.SubOrders[i]; sub.Status != "3" || sub.After.String() != want {
			t.Errorf("%+v", sub)
		}
	}
	c.advance(10 * time.Minute)
	if child := c.order(sandbox.DemoCombinedChildA).Order; child.Status != "5" {
		t.Errorf("%+v", child)
	}
	c.refused("cancel a sub order", c.cancel(sandbox.DemoCombinedChildB), 400, "CBC.99000089")
}

func TestPaymentsPerDayAreCapped(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("cap", c.admin("PUT", "settings", `{"daily_payments":1}`))
	c.fine("first", c.pay(sandbox.DemoPayableOrder, ""))
	c.refused("second", c.pay(sandbox.DemoCancelOrder, ""), 400, "CBC.99008056")
	c.advance(24 * time.Hour)
	c.fine("next day", c.pay(sandbox.DemoCancelOrder, ""))
}

func TestRefusalsNameWhatIsShort(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if a := c.pay(sandbox.DemoQuotaOrder, ""); !strings.Contains(a.body, `"quota_infos":[{"region_code":"cn-north-4"`) ||
		!strings.Contains(a.body, `"auth_result":1`) {
		t.Error(a.body)
	}
	if a := c.pay(sandbox.DemoBudgetOrder, ""); !strings.Contains(a.body, `"enterprise_project_auth_result":[{"enterprise_project_id":"5a6b`) {
		t.Error(a.body)
	}
}

func TestMemberOrderIsPaidByTheMaster(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	own := as[totals](t, c.get(ordersPath+"?order_id="+sandbox.DemoMemberOrder))
	member := c.get(ordersPath + "?method=sub_customer&order_id=" + sandbox.DemoMemberOrder)
	if own.rows() != 0 || !strings.Contains(member.body, `"agent_pay_info":{"paying_agent_id":"`+sandbox.DemoDomainID+`","is_agent_pay":true}`) {
		t.Errorf("own %d, member %s", own.rows(), member.body)
	}
	c.fine("pay", c.pay(sandbox.DemoMemberOrder, ""))
	c.balancesAre("4840.00", "2000.00")
}
