package sandbox_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/ocegate/ocegate/internal/sandbox"
)

type amountRows struct {
	Total int `json:"total_count"`
	Rows  []struct {
		Transfer json.Number `json:"avail_transfer_amount"`
		Retrieve json.Number `json:"avail_retrieve_amount"`
		Amount   json.Number `json:"amount"`
		Limit    json.Number `json:"credit_amount"`
		Expire   string      `json:"expire_time"`
	} `json:"amount_infos"`
}

const (
	onCash   = `"balance_type":"BALANCE_TYPE_DEBIT"`
	onCredit = `"balance_type":"BALANCE_TYPE_CREDIT"`
	ending   = "2027-01-22T04:05:06Z" // of the credit ledger that ends
)

func (c *client) masterRows(kind string) amountRows {
	c.t.Helper()
	return as[amountRows](c.t, c.get(accountsPath+"/transfer-amount?balance_type=BALANCE_TYPE_"+kind))
}

func (c *client) memberRows(kind, id string) amountRows {
	c.t.Helper()
	return as[amountRows](c.t, c.get(accountsPath+"/retrieve-amount?sub_customer_id="+id+"&balance_type=BALANCE_TYPE_"+kind))
}

func moveBody(id, amount string, more ...string) string {
	return `{"customer_id":"` + id + `","amount":"` + amount + `"` + strings.Join(append([]string{""}, more...), ",") + "}"
}

func (c *client) transfer(id, amount string, more ...string) answer {
	return c.post(accountsPath+"/transfer-amount", moveBody(id, amount, more...))
}

func (c *client) reclaim(id, amount string, more ...string) answer {
	return c.post(accountsPath+"/retrieve-amount", moveBody(id, amount, more...))
}

func (c *client) give(id, coupon, amount string) answer {
	return c.post(accountsPath+"/transfer-coupon", `{"customer_id":"`+id+`","coupon_id":"`+coupon+`","amount":"`+amount+`"}`)
}

func (c *client) take(id, coupon, sub string) answer {
	return c.post(accountsPath+"/retrieve-coupon", `{"customer_id":"`+id+`","coupon_id":"`+coupon+`","sub_coupon_id":"`+sub+`"}`)
}

// giveAndTake transfers a coupon and answers what its reclaim says.
func (c *client) giveAndTake(id, coupon string) answer {
	given := as[struct {
		ID string `json:"sub_coupon_id"`
	}](c.t, c.give(id, coupon, "12.5"))
	return c.take(id, coupon, given.ID)
}

func TestCashGoesToAMemberAndBack(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	row := c.masterRows("DEBIT").Rows[0]
	if row.Amount != "5000.00" || row.Transfer != "4800.00" || row.Limit != "" {
		t.Fatalf("%+v", row)
	}
	if a := c.transfer(sandbox.DemoMemberID, "120.5", `"trans_id":"T-1"`); a.status != 204 || a.body != "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	c.balancesAre("4879.50", "2000.00")
	if got := c.memberRows("DEBIT", sandbox.DemoMemberID).Rows[0]; got.Retrieve != "420.50" {
		t.Errorf("%+v", got)
	}
	c.refused("the same id", c.transfer(sandbox.DemoMemberID, "120.5", `"trans_id":"T-1"`), 400, "CBC.99007009")
	c.refused("for a reclaim too", c.reclaim(sandbox.DemoMemberID, "1", `"trans_id":"T-1"`), 400, "CBC.99007009")
	for _, id := range []string{`"trans_id":""`, `"trans_id":null`} {
		c.fine("a generated id", c.transfer(sandbox.DemoMemberID, "1", id))
		c.fine("another one", c.transfer(sandbox.DemoMemberID, "1", id))
	}
	c.fine("reclaim", c.reclaim(sandbox.DemoMemberID, "424.50", onCash))
	c.balancesAre("5300.00", "2000.00")
	c.refused("more than there is", c.reclaim(sandbox.DemoMemberID, "0.01"), 400, "CBC.99005003")
	c.refused("more than is free", c.transfer(sandbox.DemoMemberID, "5100.01"), 400, "CBC.99005003")
	if e := c.box.Journal()[0]; e.Kind != "amount_transferred" || e.CustomerID != sandbox.DemoMemberID || e.Parts["trans_id"] != "T-1" {
		t.Errorf("%+v", e)
	}
}

func TestCreditNeedsItsExpiry(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	rows := c.masterRows("CREDIT")
	if rows.Total != 2 || rows.Rows[0].Expire != ending || rows.Rows[0].Limit != "500.00" || rows.Rows[1].Expire != "" {
		t.Fatalf("%+v", rows)
	}
	expire := `"expire_time":"` + ending + `"`
	c.fine("ending", c.transfer(sandbox.DemoMemberID, "100", onCredit, expire))
	c.fine("lasting", c.transfer(sandbox.DemoMemberID, "200", onCredit))
	c.balancesAre("5000.00", "1700.00")
	for what, more := range map[string][]string{
		"another instant":  {onCredit, `"expire_time":"2027-01-22T04:05:07Z"`},
		"empty":            {onCredit, `"expire_time":""`},
		"with cash":        {onCash, expire},
		"without the kind": {expire},
		"a day":            {onCredit, `"expire_time":"2027-01-22"`},
	} {
		c.refused(what, c.transfer(sandbox.DemoMemberID, "1", more...), 400, "CBC.0100")
	}
	c.refused("beyond one ledger", c.transfer(sandbox.DemoMemberID, "400.01", onCredit, expire), 400, "CBC.99005003")
	if got := c.memberRows("CREDIT", sandbox.DemoMemberID); got.Total != 2 || got.Rows[0].Amount != "280.00" || got.Rows[1].Amount != "140.00" {
		t.Errorf("%+v", got)
	}
	c.fine("back", c.reclaim(sandbox.DemoMemberID, "280", onCredit))
	c.refused("more than there is", c.reclaim(sandbox.DemoMemberID, "0.01", onCredit), 400, "CBC.99005003")
	c.advance(60 * day)
	c.refused("ended", c.transfer(sandbox.DemoMemberID, "1", onCredit, expire), 400, "CBC.99007181")
	c.refused("ended at the member", c.reclaim(sandbox.DemoMemberID, "1", onCredit, expire), 400, "CBC.99007181")
	if rows := c.masterRows("CREDIT"); rows.Total != 1 || rows.Rows[0].Limit != "1580.00" {
		t.Errorf("%+v", rows)
	}
}

func TestAmountsAreChecked(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, amount := range []string{"", "0", "0.00", "-1", "1.234", "1e2", "+1", ".5", "1.", "a", strings.Repeat("1", 33)} {
		c.refused(amount, c.transfer(sandbox.DemoMemberID, amount), 400, "CBC.0100")
	}
	c.refused("a number", c.post(accountsPath+"/transfer-amount", `{"customer_id":"x","amount":1}`), 400, "CBC.0100")
	c.refused("long id", c.transfer(sandbox.DemoMemberID, "1", `"trans_id":"`+strings.Repeat("x", 33)+`"`), 400, "CBC.0100")
	c.refused("empty kind", c.transfer(sandbox.DemoMemberID, "1", `"balance_type":""`), 400, "CBC.0100")
	c.fine("null kind", c.transfer(sandbox.DemoMemberID, "1", `"balance_type":null`))
}

func TestBusinessChecksOfMovements(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	failed := func(what string, a answer, item string) {
		t.Helper()
		c.refused(what, a, 400, "CBC.99007004")
		if !strings.Contains(a.body, `"fail_check_items":["`+item+`"]`) {
			t.Errorf("%s: %s", what, a.body)
		}
	}
	failed("another legal person", c.transfer(sandbox.DemoAlienMember, "1"), "MUST_BE_SAME_SIGNING_ENTITY")
	failed("debts", c.transfer(sandbox.DemoOverdueMember, "1"), "SUB_CUSTOMER_OVERDUE_BILL")
	failed("credit not shared", c.transfer(sandbox.DemoUnsharedMember, "1", onCredit), "NO_SHARE_CREDIT_TO_SUB_PERMISSION")
	failed("no credit of its own", c.reclaim(sandbox.DemoUnsharedMember, "1", onCredit), "SUB_CUSTOMER_NO_OWN_CREDIT")
	failed("unified accounting", c.reclaim(sandbox.DemoCustodyMember, "1"), "NO_RETRIEVE_FOR_FC_SUBACCOUNT")
	failed("coupon abroad", c.give(sandbox.DemoAlienMember, sandbox.DemoCashCoupon, "1"), "SAME_LEGAL_TRANS_COUPON")
	failed("no cash coupon", c.give(sandbox.DemoMemberID, sandbox.DemoDiscountCoupon, "1"), "ONLY_CASH_COUPON_CAN_TRANSFER")
	failed("too much", c.give(sandbox.DemoMemberID, sandbox.DemoCashCoupon, "100.01"), "COUPON_BALANCE_NOT_ENOUGH")
	failed("locked", c.give(sandbox.DemoMemberID, sandbox.DemoLockedCoupon, "1"), "COUPON_BALANCE_NOT_ENOUGH")
	c.refused("unified accounting", c.transfer(sandbox.DemoCustodyMember, "1"), 400, "CBC.99000086")
	c.refused("closed", c.transfer(sandbox.DemoClosedMember, "1"), 400, "CBC.99000086")
	c.refused("unknown", c.transfer("nobody", "1"), 400, "CBC.99000047")
	c.refused("unknown", c.get(accountsPath+"/retrieve-coupons?sub_customer_id=nobody"), 400, "CBC.99000047")
	if n := len(c.box.Journal()); n != 0 {
		t.Errorf("%d effects", n)
	}
	if a := c.post("/v2/enterprises/enterprise-projects/authority", ""); a.status != 204 {
		t.Errorf("%d %s", a.status, a.body)
	}
	failed("projects are open", c.post("/v2/enterprises/enterprise-projects/authority", "{}"), "NOT_OPEN_MULTI_PROJECT")
}

// TestOneMovementAtATime holds a transfer between its checks and its commit.
func TestOneMovementAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := bubble(t)
		c.fault(sandbox.Fault{
			Operation: "UpdateSubEnterpriseAmount", Kind: sandbox.FaultLatency, When: sandbox.FaultDuring, LatencyMillis: 1000, Count: 1,
		})
		first := make(chan answer)
		go func() { first <- c.transfer(sandbox.DemoMemberID, "1") }()
		synctest.Wait() // the transfer is waiting inside
		c.refused("reclaim meanwhile", c.reclaim(sandbox.DemoMemberID, "1"), 400, "CBC.99007461")
		c.refused("coupon meanwhile", c.give(sandbox.DemoMemberID, sandbox.DemoCashCoupon, "1"), 400, "CBC.99007461")
		c.fine("first", <-first)
		c.fine("afterwards", c.reclaim(sandbox.DemoMemberID, "1"))
	})
}

func TestCouponsGoToAMemberAndBack(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if got := as[totals](t, c.get(accountsPath+"/transfer-coupons")); got.total() == "0" {
		t.Fatal("nothing to transfer")
	}
	given := as[struct {
		ID string `json:"sub_coupon_id"`
	}](t, c.give(sandbox.DemoMemberID, sandbox.DemoCashCoupon, "100"))
	if k := c.coupon(sandbox.DemoCashCoupon); k.Status != "3" {
		t.Errorf("%+v", k)
	}
	list := c.get(accountsPath + "/retrieve-coupons?sub_customer_id=" + sandbox.DemoMemberID)
	if !strings.Contains(list.body, `"sub_coupon_id":"`+given.ID+`","balance":"100.00"`) {
		t.Error(list.body)
	}
	if a := c.take(sandbox.DemoMemberID, sandbox.DemoCashCoupon, given.ID); a.body != `{"real_retrieve_amout":"100.00"}` {
		t.Error(a.body)
	}
	if k := c.coupon(sandbox.DemoCashCoupon); k.Status != "2" {
		t.Errorf("%+v", k)
	}
	c.refused("again", c.take(sandbox.DemoMemberID, sandbox.DemoCashCoupon, given.ID), 400, "CBC.0100")
	c.refused("unknown", c.give(sandbox.DemoMemberID, "nothing", "1"), 400, "CBC.0100")
}

// TestMovementsShowInTheHistory: money of an enterprise is allotted and reclaimed
// in the words of the account's history, not in those of the coupons'.
func TestMovementsShowInTheHistory(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("transfer", c.transfer(sandbox.DemoMemberID, "10", `"trans_id":"T1"`))
	c.fine("reclaim", c.reclaim(sandbox.DemoMemberID, "4", `"trans_id":"T2"`))
	for id, want := range map[string]string{"T1": "SOURCE_OPERATION_BEADJUST", "T2": "SOURCE_OPERATION_BERETRIEVE"} {
		rows := as[struct {
			Records []struct {
				Detail string `json:"trade_detail_type"`
			} `json:"records"`
		}](t, c.get("/v2/accounts/customer-accounts/account-change-records?balance_type=BALANCE_TYPE_DEBIT&trade_id="+id)).Records
		if len(rows) != 1 || rows[0].Detail != want {
			t.Errorf("%s: %+v", id, rows)
		}
	}
}
