package sandbox_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	adjustPath  = partnerAccountsPath + "/adjust-amount"
	reclaimPath = partnerAccountsPath + "/reclaim"
)

type partnerRow struct {
	ID       string      `json:"account_change_id"`
	Type     int         `json:"account_type"`
	Amount   json.Number `json:"amount"`
	Change   string      `json:"change_amount"`
	After    string      `json:"balance_after_change"`
	Customer string      `json:"customer_id"`
	Trans    string      `json:"trans_id"`
	Trade    string      `json:"trade_id"`
	Detail   string      `json:"trade_detail_type"`
	Coupon   string      `json:"coupon_id"`
	Quota    string      `json:"quota_id"`
	Balance  json.Number `json:"balance"`
	Status   int         `json:"status"`
	State    int         `json:"quota_status"`
	Kind     string      `json:"operation_type"`
	Result   string      `json:"result"`
}

type partnerAnswer struct {
	Total     int          `json:"total_count"`
	Records   []partnerRow `json:"records"`
	Balances  []partnerRow `json:"account_balances"`
	Customers []partnerRow `json:"customer_balances"`
	Coupons   []partnerRow `json:"user_coupons"`
	Issued    []partnerRow `json:"coupon_infos"`
	Quotas    []partnerRow `json:"quotas"`
	Given     []partnerRow `json:"simple_quota_infos"`
	Errors    []struct {
		Code string `json:"error_code"`
		ID   string `json:"id"`
	} `json:"error_details"`
	Transfer string `json:"transfer_id"`
	Trans    string `json:"trans_id"`
}

func (c *client) partner(target string) partnerAnswer {
	c.t.Helper()
	return as[partnerAnswer](c.t, c.ask(target))
}

// partnerCash is the cash of the partner, or of an indirect one.
func (c *client) partnerCash(query string) string {
	c.t.Helper()
	return c.partner(partnerAccountsPath + "/balances" + query).Balances[0].Amount.String()
}

func (c *client) customerFunds(id string) string {
	c.t.Helper()
	got := c.partner(post("/v2/accounts/customer-accounts/balances/batch-query", `"customer_infos":[{"customer_id":"`+id+`"}]`))
	return got.Customers[0].Amount.String()
}

func TestOnlyPartnersMayCallThePartnerSide(t *testing.T) {
	t.Parallel()
	for _, site := range []func(*sandbox.Config){international, throttled} {
		c := newClient(t, site)
		target := post(subCustomersPath + "/query")
		c.fine("root key", c.ask(target))
		for ak, want := range map[[2]string]string{
			{sandbox.DemoPartnerAccessKey, sandbox.DemoPartnerSecretKey}: "",
			{sandbox.DemoViewerAccessKey, sandbox.DemoViewerSecretKey}:   "CBC.0155",
			{sandbox.DemoMemberAccessKey, sandbox.DemoMemberSecretKey}:   "CBC.0155",
			{sandbox.DemoForeignAccessKey, sandbox.DemoForeignSecretKey}: "CBC.0156",
		} {
			other := *c
			other.ak, other.sk = ak[0], ak[1]
			if a := other.ask(target); a.code() != want || (a.status == http.StatusForbidden) != (want != "") {
				t.Errorf("%s: %d %s", ak[0], a.status, a.body)
			}
		}
		temporary := *c
		temporary.ak, temporary.sk, temporary.token = sandbox.DemoTemporaryAccessKey, sandbox.DemoTemporarySecretKey, sandbox.DemoSecurityToken
		c.refused("a customer", temporary.ask(target), 403, "CBC.0155")
	}
}

// TestPartnerMoneyMoves follows an amount to a customer and back through all histories.
func TestPartnerMoneyMoves(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	own, client := dec(t, c.partnerCash("")), dec(t, c.customerFunds(sandbox.DemoSubCustomer))
	id := c.partner(post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":100.25`)).Transfer
	sum := dec(t, "100.25")
	if dec(t, c.partnerCash("")).Add(dec(t, c.partnerCash("")), sum).Cmp(own) != 0 ||
		client.Add(client, sum).Cmp(dec(t, c.customerFunds(sandbox.DemoSubCustomer))) != 0 {
		t.Errorf("partner %s, customer %s", c.partnerCash(""), c.customerFunds(sandbox.DemoSubCustomer))
	}
	changes := partnerAccountsPath + "/account-change-records?balance_type=BALANCE_TYPE_DEBIT"
	if got := c.partner(changes).Records[0]; got.Trade != id || got.Change != "100.25" || got.After != c.partnerCash("") || got.Customer != sandbox.DemoSubCustomer {
		t.Errorf("%+v", got)
	}
	back := c.partner(post(reclaimPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":100.25`)).Trans
	records := c.partner("/v3/accounts/partner-accounts/adjust-records?customer_id=" + sandbox.DemoSubCustomer).Records
	if records[0].Trans != back || records[0].Kind != "SOURCE_OPERATION_BERETRIEVE" || records[1].Trans != id {
		t.Errorf("%+v", records)
	}
	if dec(t, c.partnerCash("")).Cmp(own) != 0 {
		t.Errorf("%s is left of %s", c.partnerCash(""), own.FloatString(2))
	}
	if e := c.box.Journal(); len(e) != 2 || e[0].Kind != "partner_amount_adjusted" || e[1].Kind != "partner_amount_reclaimed" || e[0].Amount != "100.25" {
		t.Errorf("%+v", e)
	}
	for what, row := range map[string][2]string{
		"unknown":   {post(adjustPath, ofCustomer("nobody"), `"amount":1`), "CBC.99000047"},
		"reseller":  {post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":1`, ofIndirect("nobody")), "CBC.99000037"},
		"foreign":   {post(adjustPath, ofCustomer(sandbox.DemoIndirectsCustomer), `"amount":1`), "CBC.99000047"},
		"too much":  {post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":99999999`), "CBC.99005003"},
		"too much2": {post(reclaimPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":99999999`), "CBC.99005003"},
		"places":    {post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":1.001`), "CBC.0100"},
		"zero":      {post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":0`), "CBC.0100"},
		"word":      {post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":"one"`), "CBC.0100"},
	} {
		c.refused(what, c.ask(row[0]), 400, row[1])
	}
}

// TestPartnerFundsTheDemoCustomer: the customer that pays orders is one of the partner's.
func TestPartnerFundsTheDemoCustomer(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("adjust", c.ask(post(adjustPath, ofCustomer(sandbox.DemoDomainID), `"amount":10`)))
	c.balancesAre("5010.00", sandbox.DemoCreditBalance)
	if a := c.get(changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_type=BEADJUST"); !strings.Contains(a.body, `"change_amount":"10.00"`) {
		t.Error(a.body)
	}
}

func TestIndirectPartnersHaveTheirOwnMoney(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	query := "?indirect_partner_id=" + sandbox.DemoIndirectPartner
	own, theirs := dec(t, c.partnerCash("")), dec(t, c.partnerCash(query))
	c.fine("adjust", c.ask(post(partnerAccountsPath+"/indirect-partner-adjust", ofIndirect(sandbox.DemoIndirectPartner), `"amount":50`)))
	fifty := dec(t, "50")
	if own.Sub(own, fifty).Cmp(dec(t, c.partnerCash(""))) != 0 || theirs.Add(theirs, fifty).Cmp(dec(t, c.partnerCash(query))) != 0 {
		t.Errorf("%s, %s", c.partnerCash(""), c.partnerCash(query))
	}
	c.fine("on to a customer", c.ask(post(adjustPath, ofCustomer(sandbox.DemoIndirectsCustomer), `"amount":50`, ofIndirect(sandbox.DemoIndirectPartner))))
	if theirs.Sub(theirs, fifty).Cmp(dec(t, c.partnerCash(query))) != 0 {
		t.Error(c.partnerCash(query))
	}
	c.refused("more than there is", c.ask(post(partnerAccountsPath+"/indirect-partner-reclaim", ofIndirect(sandbox.DemoIndirectPartner), `"amount":9999999`)), 400, "CBC.99005003")
	c.fine("reclaim", c.ask(post(partnerAccountsPath+"/indirect-partner-reclaim", ofIndirect(sandbox.DemoIndirectPartner), `"amount":50`)))
}

// TestPartnerMoneyIsSpentOnce holds two calls that each want most of the money between check and commit.
func TestPartnerMoneyIsSpentOnce(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	cash := dec(t, c.partnerCash(""))
	c.fine("hold", c.admin(http.MethodPost, "faults", `{"operation":"UpdateCustomerAccountAmount","kind":"latency","when":"during","latency_ms":50}`))
	var wg sync.WaitGroup
	answers := make([]answer, 2)
	for i := range answers {
		wg.Go(func() { answers[i] = c.ask(post(adjustPath, ofCustomer(sandbox.DemoSubCustomer), `"amount":5000`)) })
	}
	wg.Wait()
	if answers[0].status+answers[1].status != 600 {
		t.Errorf("%d %s, %d %s of %s", answers[0].status, answers[0].body, answers[1].status, answers[1].body, cash.FloatString(2))
	}
	if cash.Sub(cash, dec(t, "5000")).Cmp(dec(t, c.partnerCash(""))) != 0 {
		t.Error(c.partnerCash(""))
	}
}
