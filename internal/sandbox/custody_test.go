package sandbox_test

import (
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// memberOf is the unified-accounting member beside its master on one emulator.
func memberOf(master *client) *client {
	member := *master
	member.ak, member.sk = sandbox.DemoMemberAccessKey, sandbox.DemoMemberSecretKey
	return &member
}

func orderIDs(t *testing.T, c *client, query string) string {
	t.Helper()
	list := as[struct {
		Orders []orderInfo `json:"order_infos"`
	}](t, c.get(ordersPath+"?limit=100"+query))
	ids := make([]string, 0, len(list.Orders))
	for i := range list.Orders {
		ids = append(ids, list.Orders[i].ID)
	}
	return strings.Join(ids, " ")
}

// TestMemberAsksItsMasterToPay: what a member pays by hand its master pays, and
// what was bought is the member's.
func TestMemberAsksItsMasterToPay(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"cn", "intl"} {
		master := newClient(t, func(cfg *sandbox.Config) { cfg.Site = site })
		member := memberOf(master)
		if got := orderIDs(t, member, ""); got != sandbox.DemoCustodyOrder {
			t.Errorf("%s: the member's orders: %s", site, got)
		}
		bySub := "&method=sub_customer&order_id=" + sandbox.DemoCustodyOrder
		if got := orderIDs(t, master, bySub); got != "" {
			t.Errorf("%s: nobody asked yet: %s", site, got)
		}
		master.refused("nobody asked yet", master.pay(sandbox.DemoCustodyOrder, ""), 400, "CBC.30000010")
		member.refused("of the master", member.pay(sandbox.DemoPayableOrder, ""), 400, "CBC.30000010")
		member.fine("ask", member.pay(sandbox.DemoCustodyOrder, ""))
		member.refused("ask again", member.pay(sandbox.DemoCustodyOrder, ""), 400, "CBC.99000088")
		if o := member.order(sandbox.DemoCustodyOrder).Order; o.Status != "6" {
			t.Errorf("%s: paid by nobody: %+v", site, o)
		}
		if got := orderIDs(t, master, bySub); got != sandbox.DemoCustodyOrder {
			t.Errorf("%s: the master's list: %s", site, got)
		}
		master.fine("pay", master.pay(sandbox.DemoCustodyOrder, ""))
		master.balancesAre("4880.00", "2000.00")
		member.advance(day)
		got := member.holdings("{}")
		if got.Total != 1 || !strings.HasPrefix(got.Data[0].ID, "rs-"+sandbox.DemoCustodyOrder) {
			t.Fatalf("%s: %+v", site, got)
		}
		if h := master.holdings(`{"order_id":"` + sandbox.DemoCustodyOrder + `"}`); h.Total != 0 {
			t.Errorf("%s: the master owns it: %+v", site, h)
		}
		journal := master.box.Journal()
		for i, kind := range []string{"payment_asked", "order_paid", "order_completed"} {
			if len(journal) < 3 || journal[i].Kind != kind {
				t.Errorf("%s: no %s in %v", site, kind, journal)
			}
		}
		memberRenews(t, master, member, got.Data[0].ID)
	}
}

// memberRenews charges the master with an automatic payment; without enough money
// the master finds the order unpaid.
func memberRenews(t *testing.T, master, member *client, id string) {
	t.Helper()
	before, _ := master.balances()
	done := as[changed](t, member.renew(oneMonth+`,"is_auto_pay":1`, id))
	o := master.order(done.Orders[0]).Order
	after, _ := master.balances()
	if paid := dec(t, before); paid.Sub(paid, dec(t, after)).Cmp(dec(t, o.After.String())) != 0 || o.Status != "3" {
		t.Errorf("%s to %s, %+v", before, after, o)
	}
	const dear = `"period_type":3,"period_num":3,"is_auto_pay":1`
	member.advance(day)
	member.fine("spend", member.renew(dear, id))
	member.advance(day)
	member.refused("more than the master has", member.renew(dear, id), 400, "CBC.30050006")
	if got := orderIDs(t, master, "&method=sub_customer&status=6"); !strings.Contains(got, "CSM") {
		t.Errorf("no order is left to the master: %s", got)
	}
}

// TestMemberReadsItsOwn: every read that is no multi-account one answers, and
// shows nothing of the master's.
func TestMemberReadsItsOwn(t *testing.T) {
	t.Parallel()
	master := newClient(t)
	member := memberOf(master)
	member.balancesAre("0.00", "0.00")
	for what, a := range map[string]answer{
		"resources": member.post(holdingsPath, "{}"),
		"packages":  member.post("/v3/payments/free-resources/query", "{}"),
		"coupons":   member.get("/v2/promotions/benefits/coupons"),
		"cards":     member.get("/v2/promotions/benefits/stored-value-cards?status=1"),
		"changes":   member.get(changesPath + "?balance_type=BALANCE_TYPE_DEBIT"),
		"bills":     member.get(billsPath + "/fee-records?bill_cycle=2026-11"),
		"records":   member.post(billsPath+"/res-records/query", `{"cycle":"2026-11"}`),
		"costs":     member.ask(costsTarget("ORIGINAL_COST", 2, "2026-01", "2026-11")),
	} {
		if total := as[totals](t, a).total(); total != "0" {
			t.Errorf("%s: %s of the master's", what, total)
		}
	}
	for _, target := range []string{
		accountsPath + "/sub-customers", accountsPath + "/enterprise-organizations", accountsPath + "/transfer-coupons",
		accountsPath + "/transfer-amount?balance_type=BALANCE_TYPE_DEBIT",
		legacyPath + "/customer/customer-mgr/enterprise-customers",
	} {
		member.refused(target, member.get(target), 403, "CBC.0155")
	}
	member.refused("transfer", member.transfer(sandbox.DemoMemberID, "1"), 403, "CBC.0155")
	member.refused("code", member.sendCode("13600000001", ""), 400, "CBC.70300009")
	if n := len(master.box.Journal()); n != 0 {
		t.Errorf("%d effects of reads and refusals", n)
	}
}
