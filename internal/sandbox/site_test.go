package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestInternationalSite(t *testing.T) {
	t.Parallel()
	c := newClient(t, international)
	for _, target := range []string{
		ordersPath + "/order-coupons?order_id=" + sandbox.DemoCouponOrder,
		changesPath + "?balance_type=BALANCE_TYPE_DEBIT",
		"/v2/promotions/benefits/stored-value-cards?status=1",
		"/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON",
	} {
		c.refused(target, c.get(target), 404, "APIGW.0101")
	}
	china := newClient(t)
	quota := "/v2/accounts/customer-accounts/expenditure-quota"
	china.refused("quota in China", china.get(quota), 404, "APIGW.0101")
	c.refused("a parameter of the China site", c.get("/v2/promotions/benefits/coupons?indirect_partner_id=x"), 400, "CBC.0100")
	china.fine("the same in China", china.get("/v2/promotions/benefits/coupons?indirect_partner_id=x"))
	if a := c.get(quota); a.body != `{"granting_amount":8000.00,"granting_amount_used":2469.12,"percentage_granting_amount_used":0.31,"measure_id":1,"currency":"USD"}` {
		t.Error(a.body)
	}
	c.fine("contract discount", c.pay(sandbox.DemoCouponOrder, choice("", sandbox.DemoContractDiscount+":1")))
	if o := c.order(sandbox.DemoCouponOrder).Order; o.After != "700.00" {
		t.Errorf("%+v", o)
	}
	if a := c.get(quota); !strings.Contains(a.body, `"granting_amount_used":3169.12`) {
		t.Error(a.body)
	}
	if e := c.box.Journal()[0]; e.Currency != "USD" {
		t.Errorf("%+v", e)
	}
	for _, o := range as[struct {
		Orders []orderInfo `json:"order_infos"`
	}](t, c.get(ordersPath+"?status=6&limit=100")).Orders {
		c.pay(o.ID, "")
	}
	owed := as[struct {
		Debt json.Number `json:"debt_amount"`
	}](t, c.get(balancesPath)).Debt.String()
	if cash, line := c.balances(); line == "0.00" || cash == "0.00" && owed == line {
		t.Errorf("cash %s, %s owed of %s: the quota was no limit", cash, owed, line)
	}
	used := as[struct {
		Used json.Number `json:"granting_amount_used"`
	}](t, c.get(quota)).Used
	if dec(t, used.String()).Cmp(dec(t, "8000")) > 0 {
		t.Errorf("%s of 8000.00 used", used)
	}
	for _, target := range []string{ordersPath + "?limit=100", balancesPath, "/v2/promotions/benefits/coupons?limit=100"} {
		if a := c.get(target); strings.Contains(a.body, "CNY") || !strings.Contains(a.body, "USD") {
			t.Errorf("currency of %s", target)
		}
	}
}
