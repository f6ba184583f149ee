package sandbox_test

import (
	"encoding/json"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

type customerInfo struct {
	Account  string `json:"account_name"`
	Name     string `json:"customer"`
	ID       string `json:"customer_id"`
	Verified string `json:"verified_status"`
	Kind     int    `json:"customer_type"`
	Frozen   int    `json:"is_frozen"`
}

func (c *client) customers(members ...string) (rows []customerInfo, count int) {
	c.t.Helper()
	got := as[struct {
		Rows  []customerInfo `json:"customer_infos"`
		Count int            `json:"count"`
	}](c.t, c.ask(post(subCustomersPath+"/query", members...)))
	return got.Rows, got.Count
}

func (c *client) customer(id string) customerInfo {
	c.t.Helper()
	rows, _ := c.customers(ofCustomer(id))
	if len(rows) != 1 {
		c.t.Fatalf("%s: %+v", id, rows)
	}
	return rows[0]
}

func TestCustomersAreFound(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	all, count := c.customers(`"limit":100`)
	if len(all) != count || count < 10 {
		t.Fatalf("%d of %d", len(all), count)
	}
	for filter, want := range map[string]int{
		member("account_name", "client-01"): 1, member("customer", "科技"): 1, member("account_name", ""): count,
		ofIndirect(sandbox.DemoIndirectPartner): 2, ofIndirect(sandbox.DemoSecondIndirect): 0, ofCustomer("nobody"): 0,
		member("associated_on_begin", "2026-11-01T00:00:00Z"): 0,
	} {
		if _, got := c.customers(filter); got != want {
			t.Errorf("%s: %d, want %d", filter, got, want)
		}
	}
	for _, filter := range []string{member("account_name", "a b"), member("associated_on_begin", ""), `"limit":101`, `"offset":-1`} {
		c.refused(filter, c.ask(post(subCustomersPath+"/query", filter)), 400, "CBC.0100")
	}
}

// partnerCode sends a code and reads it off the journal.
func (c *client) partnerCode(members ...string) string {
	c.t.Helper()
	if a := c.ask(post("/v2/bases/verificationcode/send", members...)); a.status != 204 {
		c.t.Fatalf("%d %s", a.status, a.body)
	}
	return c.code()
}

func TestCustomerIsCreated(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const phone = "13912345678"
	to := func(code string) string {
		return newCustomer(member("domain_name", "cloud-demo-new"), member("mobile_phone", phone), member("verification_code", code))
	}
	c.refused("no code was sent", c.ask(to("123456")), 400, "CBC.99004010")
	code := c.partnerCode(`"receiver_type":1`, member("mobile_phone", phone))
	c.refused("too often", c.ask(post("/v2/bases/verificationcode/send", `"receiver_type":1`, member("mobile_phone", phone))), 400, "CBC.99000082")
	for range 3 {
		c.refused("wrong", c.ask(to("x"+code[1:])), 400, "CBC.99004010")
	}
	c.refused("three times wrong", c.ask(to(code)), 400, "CBC.99004009")
	c.advance(time.Minute)
	code = c.partnerCode(`"receiver_type":1`, member("mobile_phone", phone), `"timeout":1`)
	c.advance(time.Minute)
	c.refused("late", c.ask(to(code)), 400, "CBC.99004008")
	code = c.partnerCode(`"receiver_type":1`, member("mobile_phone", phone))
	made := as[struct {
		ID string `json:"domain_id"`
	}](t, c.ask(to(code)))
	if got := c.customer(made.ID); got.Account != "cloud-demo-new" || got.Verified != "-1" || got.Kind != -1 {
		t.Errorf("%+v", got)
	}
	c.refused("the name again", c.ask(newCustomer(member("domain_name", "Cloud-Demo-New"))), 400, "CBC.99000038")
	c.refused("the platform's id again", c.ask(newCustomer()), 400, "CBC.99000039")
	for members, want := range map[string]string{
		member("domain_name", "op_someone"):                                       "CBC.99000031",
		member("domain_name", "12345"):                                            "CBC.99000031",
		member("mobile_phone", "123"):                                             "CBC.5017",
		member("domain_name", "cloud-other") + "," + member("password", "abcdef"): "CBC.99000039",
	} {
		c.refused(members, c.ask(newCustomer(members)), 400, want)
	}
}

func TestIdentityCheck(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, row := range [][3]string{
		{"name", "cloud-demo-client-01", "used_by_user"},
		{"name", "cloud-nobody", "available"},
		{"mobile", "0086-" + sandbox.DemoPartnerPhone, `"mobile_remain_available_num":4`},
		{"email", "cloud-demo-client-01@example.test", "used_by_user"},
	} {
		a := c.ask(post(subCustomersPath+"/users/check-identity", member("search_type", row[0]), member("search_value", row[1])))
		if a.status != 200 || a.code() != "CBC.0000" || !strings.Contains(a.body, row[2]) {
			t.Errorf("%v: %s", row, a.body)
		}
	}
	for _, row := range [][2]string{{"name", "op_x12"}, {"mobile", "13800138000"}, {"email", "nobody"}, {"colour", "red"}} {
		c.refused(row[0], c.ask(post(subCustomersPath+"/users/check-identity", member("search_type", row[0]), member("search_value", row[1]))), 400, "CBC.0100")
	}
	limited := newClient(t, throttled)
	target := partnerTargets()["CheckUserIdentity"][0]
	for range 5 {
		limited.fine("within the quota", limited.ask(target))
	}
	limited.refused("sixth in a second", limited.ask(target), 429, "APIGW.0308")
}

func (c *client) review(id string) string {
	return c.get(realNamePath + "/result?customer_id=" + id).body
}

func TestRealNamesAreReviewed(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	person := partnerTargets()["CreatePersonalRealnameAuth"][0]
	if got := c.review(sandbox.DemoNamelessCustomer); got != "{}" {
		t.Error(got)
	}
	c.refused("unreadable", c.ask(strings.Replace(person, `"44"`, `"UNREADABLE1"`, 1)), 400, "CBC.70600026")
	if a := c.ask(strings.Replace(person, `"44"`, `"REJECT1"`, 1)); a.body != `{"is_review":1}` {
		t.Error(a.body)
	}
	c.refused("while it is reviewed", c.ask(person), 400, "CBC.0100")
	if got := c.review(sandbox.DemoNamelessCustomer); got != `{"review_result":0}` {
		t.Error(got)
	}
	c.advance(30 * time.Minute)
	if got := c.review(sandbox.DemoNamelessCustomer); !strings.HasPrefix(got, `{"review_result":1,"opinion":"`) {
		t.Error(got)
	}
	c.fine("once more", c.ask(person))
	c.advance(30 * time.Minute)
	if got := c.customer(sandbox.DemoNamelessCustomer); c.review(got.ID) != `{"review_result":2}` || got.Name != "Li Si" || got.Kind != 0 || got.Verified != "2" {
		t.Errorf("%+v", got)
	}
	c.refused("authenticated", c.ask(person), 400, "CBC.0100")
	c.fine("becomes an enterprise", c.ask(partnerTargets()["ChangeEnterpriseRealnameAuthentication"][0]))
	c.advance(30 * time.Minute)
	if got := c.customer(sandbox.DemoPersonalCustomer); got.Name != "Example Ltd" || got.Kind != 1 {
		t.Errorf("%+v", got)
	}
}

func TestBankCardNeedsNoReview(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const phone = "13912345678"
	code := c.partnerCode(`"receiver_type":1`, member("mobile_phone", phone), `"scene":18`, ofCustomer(sandbox.DemoNamelessCustomer))
	a := c.ask(post(realNamePath+"/individual", ofCustomer(sandbox.DemoNamelessCustomer), member("xaccount_type", sandbox.DemoPartnerPlatform),
		`"identify_type":4`, member("name", "Li Si"), member("verified_number", "44"), list("verified_file_url", "a/face.jpg"),
		`"bank_card_info":{`+member("bank_account", "6222")+","+member("areacode", "0086")+","+member("mobile", phone)+","+member("verification_code", code)+"}"))
	if a.body != `{"is_review":0}` || c.review(sandbox.DemoNamelessCustomer) != `{"review_result":2}` {
		t.Error(a.body)
	}
}

func TestCustomersAreFrozen(t *testing.T) {
	t.Parallel()
	c := newClient(t, international)
	freeze := func(what string, members ...string) answer {
		return c.ask(post(subCustomersPath+what, append(members, list("customer_ids", sandbox.DemoSubCustomer), member("reason", "test"))...))
	}
	if a := freeze("/freeze", member("freeze_type", "ACCOUNT_AND_RESOURCE")); a.body != `{"error_details":[]}` || c.customer(sandbox.DemoSubCustomer).Frozen != 2 {
		t.Error(a.body)
	}
	if a := freeze("/freeze"); !strings.Contains(a.body, "CBC.30000052") {
		t.Error(a.body)
	}
	if a := freeze("/unfreeze", member("unfreeze_type", "ACCOUNT")); !strings.Contains(a.body, "CBC.0100") {
		t.Error(a.body)
	}
	if a := freeze("/unfreeze"); a.body != `{"error_details":[]}` || c.customer(sandbox.DemoSubCustomer).Frozen != 0 {
		t.Error(a.body)
	}
	budget := subCustomersPath + "/budget"
	c.fine("a budget that is used up", c.ask(post(budget, ofCustomer(sandbox.DemoSubCustomer), `"budget_amount":0.01`, `"frozen_operate_type":1`)))
	if got := c.customer(sandbox.DemoSubCustomer); got.Frozen != 1 {
		t.Errorf("%+v", got)
	}
	c.fine("a greater one", c.ask(post(budget, ofCustomer(sandbox.DemoSubCustomer), `"budget_amount":100000`, member("cancel_partner_frozen", "1"))))
	if a := c.get(budget + "?customer_id=" + sandbox.DemoSubCustomer); c.customer(sandbox.DemoSubCustomer).Frozen != 0 || !strings.Contains(a.body, `"budget_amount":100000.00`) {
		t.Error(a.body)
	}
	if a := c.get(budget + "/records?limit=1&customer_id=" + sandbox.DemoSubCustomer); !strings.Contains(a.body, `"total_count":4`) || !strings.Contains(a.body, `"budget_amount":100000.00`) {
		t.Error(a.body)
	}
	c.refused("China", newClient(t).get(budget+"?customer_id="+sandbox.DemoSubCustomer), 404, "APIGW.0101")
}

// TestPartnerBillsTie adds a customer's fees up and finds the same in the monthly bill.
func TestPartnerBillsTie(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, id := range []string{sandbox.DemoSubCustomer, sandbox.DemoDomainID} {
		fees := as[struct {
			Rows []struct {
				Amount json.Number `json:"payment_amount"`
			} `json:"fee_records"`
		}](t, c.get("/v2/bills/subcustomer-bills/res-fee-records?bill_cycle=2026-10&limit=1000&customer_id="+id))
		sum := new(big.Rat)
		for _, r := range fees.Rows {
			sum.Add(sum, plus(t, r.Amount))
		}
		for _, mode := range []string{"1", "3"} {
			bills := as[struct {
				Rows []struct {
					Amount json.Number `json:"amount"`
				} `json:"bill_sums"`
			}](t, c.get("/v2/bills/partner-bills/subcustomer-bills/monthly-sum?cycle=2026-10&limit=100&charge_mode="+mode+"&customer_id="+id))
			for _, r := range bills.Rows {
				sum.Sub(sum, plus(t, r.Amount))
			}
		}
		if len(fees.Rows) < 4 || sum.Sign() != 0 {
			t.Errorf("%s: %d rows, off by %s", id, len(fees.Rows), sum.FloatString(2))
		}
	}
	intl := newClient(t, international)
	quota := as[map[string]any](t, intl.get("/v2/partners/credit/consumption-quota"))
	num := func(name string) *big.Rat {
		text, _ := quota[name].(string)
		return dec(t, text)
	}
	used := num("due_amount")
	used.Add(used, num("unbilled_amount")).Sub(used, num("amount")).Sub(used, num("coupon_amount"))
	if used.Cmp(num("used_consumption_quota")) != 0 || num("due_amount").Sign() <= 0 {
		t.Error(quota)
	}
	if a := intl.get("/v2/bills/partner-bills/postpaid-bill-summary?bill_cycle=2026-10"); a.status != http.StatusOK || !strings.Contains(a.body, `"initial_amount_due":`+num("due_amount").FloatString(2)) {
		t.Error(a.body)
	}
}
