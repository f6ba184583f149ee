package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestExpiryGraceAndRetention(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	steps := []struct {
		after  time.Duration
		status int
	}{{0, 2}, {20*day - time.Second, 2}, {20 * day, 5}, {35*day - time.Second, 5}, {35 * day, 4}, {50 * day, 3}}
	passed := time.Duration(0)
	for _, step := range steps {
		c.advance(step.after - passed)
		passed = step.after
		if h := c.holding(sandbox.DemoServer); h.Status != step.status {
			t.Errorf("after %s: %+v, want status %d", step.after, h, step.status)
		}
		if h := c.holding(sandbox.DemoServerDisk); h.Status != step.status {
			t.Errorf("the disk after %s: %+v", step.after, h)
		}
	}
	c.refused("renew a closed one", c.renew(oneMonth, sandbox.DemoServer), 400, "CBC.99003016")
	for id, want := range map[string]int{sandbox.DemoDeleteAtExpiry: 3, sandbox.DemoFreezeAtExpiry: 3, sandbox.DemoToOnDemand: 3} {
		if h := c.holding(id); h.Status != want {
			t.Errorf("%+v", h)
		}
	}
	kinds := map[string]string{}
	for _, e := range c.box.Journal() {
		kinds[e.ResourceID] += e.Kind + " "
	}
	for id, want := range map[string]string{
		sandbox.DemoServer:         "resource_expired resource_frozen resource_closed ",
		sandbox.DemoDeleteAtExpiry: "resource_closed ",
		sandbox.DemoFreezeAtExpiry: "resource_frozen resource_closed ",
		sandbox.DemoToOnDemand:     "resource_to_on_demand ",
	} {
		if kinds[id] != want {
			t.Errorf("%s: %s", id, kinds[id])
		}
	}
}

func TestUnpaidRenewalDiesWithItsResource(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := as[changed](t, c.renew(oneMonth, sandbox.DemoDeleteAtExpiry))
	c.advance(2 * day)
	if o := c.order(done.Orders[0]).Order; o.Status != "4" {
		t.Errorf("%+v", o)
	}
	c.refused("pay", c.pay(done.Orders[0], ""), 400, "CBC.99003110")
}

func TestUnsubscribeWithinFiveDaysGivesEverythingBack(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := as[changed](t, c.unsubscribe(1, sandbox.DemoFresh))
	o := c.order(done.Orders[0]).Order
	// 2 vCPUs and 8 GiB: 220.00.
	if o.Type != "4" || o.Status != "3" || o.After != "-220.00" || o.Official != o.After || o.Amounts.Commission != "0.00" {
		t.Errorf("%+v", o)
	}
	refunds := c.get(ordersPath + "/refund-orders?order_id=" + done.Orders[0])
	if !strings.Contains(refunds.body, `"amount":-220.00`) || !strings.Contains(refunds.body, `"total_count":1,`) {
		t.Error(refunds.body)
	}
	c.refused("meanwhile", c.unsubscribe(1, sandbox.DemoFresh), 400, "CBC.99003651")
	c.refused("meanwhile", c.renew(oneMonth, sandbox.DemoFresh), 400, "CBC.99003631")
	c.advance(20 * time.Second)
	if o := c.order(done.Orders[0]).Order; o.Status != "2" {
		t.Errorf("%+v", o)
	}
	c.advance(30 * time.Minute)
	if h := c.holding(sandbox.DemoFresh); h.Status != 3 {
		t.Errorf("%+v", h)
	}
	c.balancesAre("5220.00", "2000.00")
	c.refused("gone", c.unsubscribe(1, sandbox.DemoFresh), 400, "CBC.30000067")
}

func TestUnsubscribeKeepsWhatWasUsedAndAFee(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := as[changed](t, c.unsubscribe(1, sandbox.DemoServer, sandbox.DemoServerDisk))
	// Paid from 13 November for 30 days, 10 of them used: a third of each price,
	// and 5 % of the rest as a fee: 53.33+23.33+3.33+41.67 used, 5.33+2.33+0.33+4.17 kept.
	o := c.order(done.Orders[0]).Order
	if o.Amounts.Consumed != "121.66" || o.Amounts.Commission != "12.16" || o.After != "-231.18" {
		t.Errorf("%+v", o)
	}
	c.advance(40 * time.Minute)
	c.balancesAre("5231.18", "2000.00")
	for _, id := range []string{sandbox.DemoServer, sandbox.DemoServerDisk, sandbox.DemoServerAddress} {
		if h := c.holding(id); h.Status != 3 {
			t.Errorf("%+v", h)
		}
	}
}

func TestUnsubscribeRenewedPeriodsOnly(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	before := c.holding(sandbox.DemoPrepaid).Expire
	done := as[changed](t, c.unsubscribe(2, sandbox.DemoPrepaid))
	if o := c.order(done.Orders[0]).Order; o.After != "-160.00" {
		t.Errorf("%+v", o)
	}
	c.advance(time.Hour)
	if h := c.holding(sandbox.DemoPrepaid); before != "2027-01-03T04:05:06Z" || h.Expire != "2026-12-03T04:05:06Z" || h.Status != 2 {
		t.Errorf("%s to %+v", before, h)
	}
	c.refused("again", c.unsubscribe(2, sandbox.DemoPrepaid), 400, "CBC.99003128")
}

func TestUnsubscribeRefusals(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	rows := map[string]string{
		"nobody": "CBC.30000067", sandbox.DemoClosed: "CBC.30000067", sandbox.DemoServerDisk: "CBC.99003185",
		sandbox.DemoRunningChange: "CBC.99003651", sandbox.DemoUnpaidRenewal: "CBC.99003100", sandbox.DemoYearly: "CBC.99003650",
	}
	for name, code := range map[string]string{
		"trial": "CBC.99003649", "invoiced": "CBC.99003643", "devcloud": "CBC.99003652", "package": "CBC.99003647",
		"police": "CBC.30000052", "savings": "CBC.30000053", "kept": "CBC.99003645",
	} {
		rows[sandbox.DemoSpecialPrefix+name] = code
	}
	for id, code := range rows {
		c.refused(id, c.unsubscribe(1, id), 400, code)
	}
	c.refused("add-on", c.unsubscribe(2, sandbox.DemoSpecialPrefix+"addon"), 400, "CBC.99003654")
	c.refused("whole machine", c.unsubscribe(1, sandbox.DemoWholeMachine, sandbox.DemoWholeDisk), 400, "CBC.99003185")
	c.refused("none is left", c.unsubscribe(1, "nobody", sandbox.DemoYearly), 400, "CBC.30000067")
	c.refused("twice", c.unsubscribe(1, sandbox.DemoFresh, sandbox.DemoFresh), 400, "CBC.0100")
	c.refused("kind", c.unsubscribe(3, sandbox.DemoFresh), 400, "CBC.0100")
	if n := len(c.box.Journal()); n != 0 {
		t.Errorf("%d effects of refused calls", n)
	}
	c.fine("the whole machine alone", c.unsubscribe(1, sandbox.DemoWholeMachine))
}

// TestUnsubscribeListsWhatItLeaves: a part of the resources goes, and the answer
// says which ones stay and why.
func TestUnsubscribeListsWhatItLeaves(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := as[changed](t, c.unsubscribe(1, sandbox.DemoFresh, "nobody", sandbox.DemoServerDisk, sandbox.DemoSpecialPrefix+"trial"))
	want := []string{"nobody CBC.30000067", sandbox.DemoServerDisk + " CBC.99003185", sandbox.DemoSpecialPrefix + "trial CBC.99003649"}
	for i, f := range done.Failed {
		if len(done.Failed) != len(want) || f.ID+" "+f.Code != want[i] {
			t.Errorf("%+v", done.Failed)
		}
	}
	if len(done.Orders) != 1 || c.order(done.Orders[0]).Order.After != "-220.00" {
		t.Errorf("%+v", done)
	}
	if journal := c.box.Journal(); len(journal) != 1 || journal[0].ResourceID != sandbox.DemoFresh {
		t.Errorf("%+v", journal)
	}
	both := as[changed](t, c.unsubscribe(1, sandbox.DemoServer, sandbox.DemoServerDisk, sandbox.DemoRunningChange))
	if len(both.Orders) != 1 || len(both.Failed) != 1 || both.Failed[0].Code != "CBC.99003651" {
		t.Errorf("a secondary goes with its primary: %+v", both)
	}
}

func TestOnDemandAtExpiry(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if a := c.onDemand("SET_UP", sandbox.DemoServer); a.status != 200 || a.body != `{"error_details":[]}` {
		t.Errorf("%d %s", a.status, a.body)
	}
	if h := c.holding(sandbox.DemoServerDisk); h.Policy != 1 {
		t.Errorf("%+v", h)
	}
	c.fine("cancel", c.onDemand("CANCEL", sandbox.DemoServer))
	c.refused("cancel what is not set", c.onDemand("CANCEL", sandbox.DemoServer), 400, "CBC.0100")
	if a := c.onDemand("SET_UP", sandbox.DemoExpired); a.status != 200 || !strings.Contains(a.body, "CBC.99003610") {
		t.Errorf("%d %s", a.status, a.body)
	}
	rows := map[string]string{"nobody": "CBC.99003012", sandbox.DemoYearly: "CBC.99003608", sandbox.DemoRunningChange: "CBC.99003623"}
	for name, code := range map[string]string{
		"fixed": "CBC.99003609", "package": "CBC.99003611", "solution": "CBC.99003622",
		"violation": "CBC.99003624", "police": "CBC.99003625", "account": "CBC.99003626",
	} {
		rows[sandbox.DemoSpecialPrefix+name] = code
	}
	for id, code := range rows {
		c.refused(id, c.onDemand("SET_UP", id), 400, code)
	}
	if a := c.onDemand("SET_UP", sandbox.DemoFresh, "nobody"); a.status != 200 || !strings.Contains(a.body, `"id":"nobody"`) {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestOnDemandAtOnce(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	path := resourcesPath + "/to-on-demand/instantly"
	results := as[struct {
		Rows []struct {
			ID     string `json:"resource_id"`
			Result string `json:"result"`
			Code   string `json:"error_code"`
			Order  string `json:"order_id"`
		} `json:"to_ondemand_service_results"`
	}](t, c.post(path, "{"+resourceIDs(sandbox.DemoFresh, sandbox.DemoAudited, sandbox.DemoExpired)+"}")).Rows
	want := []string{"SUCCESS", "AUDIT", "FAIL"}
	for i, row := range results {
		if row.Result != want[i] || (row.Code != "") != (i == 2) || (row.Order != "") != (i < 2) {
			t.Errorf("%+v", row)
		}
	}
	if o := c.order(results[1].Order).Order; o.Status != "1" || o.Type != "10" {
		t.Errorf("%+v", o)
	}
	c.advance(40 * time.Minute)
	if h := c.holding(sandbox.DemoFresh); h.Status != 3 {
		t.Errorf("%+v", h)
	}
	if h := c.holding(sandbox.DemoAudited); h.Status != 2 {
		t.Errorf("%+v", h)
	}
	c.advance(2 * time.Hour)
	if h := c.holding(sandbox.DemoAudited); h.Status != 3 {
		t.Errorf("%+v", h)
	}
	intl := newClient(t, international)
	intl.refused("international", intl.post(path, "{"+resourceIDs(sandbox.DemoFresh)+"}"), 404, "APIGW.0101")
}

func TestPurchasesBecomeResources(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	of := `{"order_id":"` + sandbox.DemoPayableOrder + `"}`
	c.fine("pay", c.pay(sandbox.DemoPayableOrder, ""))
	if got := c.holdings(of); got.Total != 0 {
		t.Errorf("before the order completes: %+v", got)
	}
	c.advance(10 * time.Minute)
	got := c.holdings(of)
	if got.Total != 2 || got.Data[0].Main != 1 || got.Data[1].Parent != got.Data[0].ID || got.Data[0].Expire != "2026-12-23T04:05:26Z" {
		t.Errorf("%+v", got)
	}
	c.fine("and can be renewed", c.renew(oneMonth, got.Data[0].ID))
}

func TestResourceCallsNeedTheirRights(t *testing.T) {
	t.Parallel()
	for ak, want := range map[string]string{
		sandbox.DemoViewerAccessKey: "CBC.0151", sandbox.DemoPartnerAccessKey: "CBC.0155",
	} {
		c := newClient(t)
		c.ak, c.sk = ak, secretOf(ak)
		c.refused("renew", c.renew(oneMonth, sandbox.DemoServer), 403, want)
		c.refused("unsubscribe", c.unsubscribe(1, sandbox.DemoServer), 403, want)
		c.refused("auto-renewal", c.autoRenew(sandbox.DemoServer, "{}"), 403, want)
		c.refused("QR code", c.get("/v2/customers/real-name-auth-qrcode"), 403, "CBC.99007297")
	}
}

func secretOf(ak string) string {
	switch ak {
	case sandbox.DemoViewerAccessKey:
		return sandbox.DemoViewerSecretKey
	case sandbox.DemoPartnerAccessKey:
		return sandbox.DemoPartnerSecretKey
	}
	return sandbox.DemoMemberSecretKey
}
