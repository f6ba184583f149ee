package sandbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const day = 24 * time.Hour

type holdingInfo struct {
	ID       string `json:"resource_id"`
	Parent   string `json:"parent_resource_id"`
	Main     int    `json:"is_main_resource"`
	Status   int    `json:"status"`
	Policy   int    `json:"expire_policy"`
	Expire   string `json:"expire_time"`
	SpecSize any    `json:"spec_size"`
}

type holdingList struct {
	Data  []holdingInfo `json:"data"`
	Total int           `json:"total_count"`
}

func (c *client) holdings(body string) holdingList {
	c.t.Helper()
	return as[holdingList](c.t, c.post(holdingsPath, body))
}

func (c *client) holding(id string) holdingInfo {
	c.t.Helper()
	list := c.holdings(`{"only_main_resource":1,"resource_ids":["` + id + `"]}`)
	if len(list.Data) != 1 {
		c.t.Fatalf("%s: %+v", id, list)
	}
	return list.Data[0]
}

type changed struct {
	Orders []string `json:"order_ids"`
	Failed []struct {
		Code string `json:"error_code"`
		ID   string `json:"resource_id"`
	} `json:"fail_resource_infos"`
}

func resourceIDs(ids ...string) string { return `"resource_ids":["` + strings.Join(ids, `","`) + `"]` }

func (c *client) renew(more string, ids ...string) answer {
	return c.post(resourcesPath+"/renew", "{"+resourceIDs(ids...)+","+more+"}")
}

func (c *client) unsubscribe(how int, ids ...string) answer {
	return c.post(resourcesPath+"/unsubscribe", fmt.Sprintf(`{%s,"unsubscribe_type":%d}`, resourceIDs(ids...), how))
}

func (c *client) onDemand(operation string, ids ...string) answer {
	return c.post(resourcesPath+"/to-on-demand", `{"operation":"`+operation+`",`+resourceIDs(ids...)+`}`)
}

func (c *client) autoRenew(id, body string) answer {
	return c.post(resourcesPath+"/autorenew/"+id, body)
}

func (c *client) stopRenewing(id string) answer {
	return c.send(c.request("DELETE", resourcesPath+"/autorenew/"+id, ""))
}

const oneMonth = `"period_type":2,"period_num":1`

func TestHoldingsAreFiltered(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	all := c.holdings(`{"limit":500}`)
	if all.Total != len(all.Data) || all.Total < 30 {
		t.Fatalf("%d of %d", len(all.Data), all.Total)
	}
	if first := c.holdings(`{}`); len(first.Data) != 10 || first.Total != all.Total {
		t.Errorf("%d of %d by default", len(first.Data), first.Total)
	}
	same := `{"resource_ids":[],"status_list":null,"order_id":"","expire_time_begin":"","service_type_code":null,"limit":500}`
	if got := c.holdings(same); got.Total != all.Total {
		t.Errorf("empty filters: %d of %d", got.Total, all.Total)
	}
	for body, want := range map[string]int{
		`{"resource_ids":["` + sandbox.DemoServer + `"]}`:                            4,
		`{"resource_ids":["` + sandbox.DemoServer + `"],"only_main_resource":1}`:     1,
		`{"resource_ids":["` + sandbox.DemoServerDisk + `"],"only_main_resource":1}`: 1,
		`{"status_list":[5]}`:                                  1,
		`{"status_list":[3,4]}`:                                2,
		`{"service_type_code":"HWS.service.type.marketplace"}`: 1,
		`{"expire_time_begin":"2026-11-24T00:00:00Z","expire_time_end":"2026-11-25T23:59:59Z"}`: 3,
		`{"order_id":"csdemo0099"}`:                          0,
		`{"status_list":["3","4"],"only_main_resource":"0"}`: 2, // as widespread programs write whole numbers
	} {
		if got := c.holdings(body); got.Total != want {
			t.Errorf("%s: %d, want %d", body, got.Total, want)
		}
	}
	for _, body := range []string{
		`{"service_type_code":""}`, `{"limit":501}`, `{"limit":0}`, `{"status_list":[1]}`, `{"status_list":["two"]}`,
		`{"resource_ids":"x"}`, `{"only_main_resource":2}`, `{"expire_time_begin":"2026-11-24"}`,
	} {
		c.refused(body, c.post(holdingsPath, body), 400, "CBC.0100")
	}
}

func TestRenewIsPaidByHand(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := as[changed](t, c.renew(oneMonth, sandbox.DemoServer))
	if len(done.Orders) != 1 || len(done.Failed) != 0 {
		t.Fatalf("%+v", done)
	}
	// 160.00 for the server, 70.00 for 100 GB, 10.00 for the address, 125.00 for 5 Mbit/s.
	if o := c.order(done.Orders[0]); o.Order.Status != "6" || o.Order.After != "365.00" || len(o.Lines) != 4 {
		t.Errorf("%+v", o)
	}
	c.refused("again", c.renew(oneMonth, sandbox.DemoServer), 400, "CBC.99003100")
	before := c.holding(sandbox.DemoServer).Expire
	c.fine("pay", c.pay(done.Orders[0], ""))
	c.refused("in process", c.renew(oneMonth, sandbox.DemoServer), 400, "CBC.99003144")
	c.advance(10 * time.Minute)
	got := c.holding(sandbox.DemoServer)
	if before != "2026-12-13T04:05:06Z" || got.Expire != "2027-01-13T04:05:06Z" || got.Policy != 0 {
		t.Errorf("%s to %+v", before, got)
	}
	if disk := c.holding(sandbox.DemoServerDisk); disk.Expire != got.Expire {
		t.Errorf("the disk stayed behind: %+v", disk)
	}
	c.balancesAre("4635.00", "2000.00")
}

func TestRenewPaysByItself(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := as[changed](t, c.renew(oneMonth+`,"is_auto_pay":1`, sandbox.DemoServer, sandbox.DemoExpired))
	if len(done.Orders) != 2 {
		t.Fatalf("%+v", done)
	}
	c.advance(10 * time.Minute)
	if h := c.holding(sandbox.DemoExpired); h.Status != 2 || h.Expire != "2026-12-20T04:05:06Z" {
		t.Errorf("the period counts from the old expiry: %+v", h)
	}
	c.refused("too expensive", c.renew(`"period_type":3,"period_num":3,"is_auto_pay":1`, sandbox.DemoAudited), 400, "CBC.30050006")
	c.refused("its order stays unpaid", c.renew(oneMonth, sandbox.DemoAudited), 400, "CBC.99003100")
}

func TestRenewRefusals(t *testing.T) {
	t.Parallel()
	special := func(name string) string { return sandbox.DemoSpecialPrefix + name }
	year := `"period_type":3,"period_num":3`
	for what, row := range map[string]struct {
		more string
		ids  []string
		code string
	}{
		"unknown":          {oneMonth, []string{"nobody"}, "CBC.99003016"},
		"closed":           {oneMonth, []string{sandbox.DemoClosed}, "CBC.99003016"},
		"secondary":        {oneMonth, []string{sandbox.DemoServerDisk}, "CBC.30010036"},
		"unpaid order":     {oneMonth, []string{sandbox.DemoUnpaidRenewal}, "CBC.99003100"},
		"order in process": {oneMonth, []string{sandbox.DemoRunningChange}, "CBC.99003144"},
		"bundle":           {oneMonth, []string{sandbox.DemoBundle, sandbox.DemoServer}, "CBC.99003634"},
		"no such period":   {oneMonth, []string{sandbox.DemoYearly}, "CBC.30010069"},
		"frozen":           {oneMonth, []string{special("violation")}, "CBC.99003656"},
		"twice":            {oneMonth, []string{sandbox.DemoServer, sandbox.DemoServer}, "CBC.0100"},
		"twelve months":    {`"period_type":2,"period_num":12`, []string{sandbox.DemoServer}, "CBC.0100"},
		"four years":       {`"period_type":3,"period_num":4`, []string{sandbox.DemoServer}, "CBC.0100"},
		"weeks":            {`"period_type":1,"period_num":1`, []string{sandbox.DemoServer}, "CBC.0100"},
		"nothing named":    {oneMonth, nil, "CBC.0100"},
	} {
		c := newClient(t)
		a := c.renew(row.more, row.ids...)
		if row.ids == nil {
			a = c.post(resourcesPath+"/renew", `{"resource_ids":[],`+oneMonth+`}`)
		}
		c.refused(what, a, 400, row.code)
	}
	c := newClient(t)
	c.fine("a cancelled order frees its resource", c.cancel(sandbox.DemoCancelOrder))
	for i := range 3 {
		c.fine(itoa(i), c.renew(year+`,"is_auto_pay":1`, sandbox.DemoUnpaidRenewal))
		c.advance(10 * time.Minute)
	}
	c.refused("over ten years", c.renew(year, sandbox.DemoUnpaidRenewal), 400, "CBC.99003154")
	mixed := as[changed](t, c.renew(oneMonth, sandbox.DemoClosed, sandbox.DemoServer, "nobody"))
	if len(mixed.Orders) != 1 || len(mixed.Failed) != 2 || mixed.Failed[0].ID != sandbox.DemoClosed || mixed.Failed[1].Code != "CBC.99003016" {
		t.Errorf("%+v", mixed)
	}
}

func TestAutoRenewalChargesAtThree(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	// 12 days left: the charge is due five days from now, on 28 November at 03:00 in China.
	due := time.Date(2026, 11, 27, 19, 0, 0, 0, time.UTC)
	c.advance(due.Sub(firstInstant()) - time.Second)
	if h := c.holding(sandbox.DemoRenewing); h.Expire != "2026-12-05T04:05:06Z" || h.Policy != 3 {
		t.Fatalf("%+v", h)
	}
	c.advance(time.Second + 10*time.Minute)
	if h := c.holding(sandbox.DemoRenewing); h.Expire != "2027-01-05T04:05:06Z" || h.Policy != 3 {
		t.Errorf("%+v", h)
	}
	for _, e := range c.box.Journal() {
		if e.Kind == "order_paid" && (!e.Time.Equal(due) || e.Operation != "clock" || e.Amount != "195.93") {
			t.Errorf("230.50 less the contract's 15 %%: %+v", e)
		}
	}
}

func TestAutoRenewalTriesAgainUntilThereIsMoney(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("settings", c.post(resourcesPath+"/renew/config", `{"config_name":"DEDUCTION_DATE","config_value":"2"}`))
	c.fine("spend", c.renew(`"period_type":3,"period_num":1,"is_auto_pay":1`, sandbox.DemoPrepaid))
	c.fine("on", c.autoRenew(sandbox.DemoAudited, `{"auto_renew_times":1}`)) // 833.00 a month, with the discount
	c.fine("spend", c.pay(sandbox.DemoCouponOrder, ""))
	c.fine("spend", c.renew(`"period_type":3,"period_num":1,"is_auto_pay":1`, sandbox.DemoWholeMachine))
	c.advance(30 * day)
	failed := 0
	for _, e := range c.box.Journal() {
		if e.Kind == "auto_renewal_failed" && e.ResourceID == sandbox.DemoAudited {
			failed++
			if hour := e.Time.UTC().Add(8 * time.Hour).Hour(); hour != 3 {
				t.Errorf("%+v", e)
			}
		}
	}
	cash, credit := c.balances()
	if h := c.holding(sandbox.DemoAudited); failed < 5 || h.Status != 5 {
		t.Errorf("%d failures, %s and %s left: %+v", failed, cash, credit, h)
	}
}

func TestAutoRenewalSettings(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("without body", c.autoRenew(sandbox.DemoServerDisk, ""))
	if h := c.holding(sandbox.DemoServer); h.Policy != 3 {
		t.Errorf("the primary of a secondary: %+v", h)
	}
	c.fine("off", c.stopRenewing(sandbox.DemoServer))
	if h := c.holding(sandbox.DemoServerDisk); h.Policy != 0 {
		t.Errorf("%+v", h)
	}
	c.refused("off twice", c.stopRenewing(sandbox.DemoServer), 400, "CBC.99003605")
	c.refused("unknown", c.stopRenewing("nobody"), 400, "CBC.99003012")
	c.refused("unknown", c.autoRenew("nobody", "{}"), 400, "CBC.99003012")
	c.refused("expired", c.autoRenew(sandbox.DemoExpired, "{}"), 400, "CBC.99003602")
	c.refused("frozen", c.autoRenew(sandbox.DemoFrozen, "{}"), 400, "CBC.99003602")
	c.refused("times", c.autoRenew(sandbox.DemoServer, `{"auto_renew_times":100}`), 400, "CBC.0100")
	c.refused("period", c.autoRenew(sandbox.DemoServer, `{"period_type":"WEEK"}`), 400, "CBC.0100")
	c.fine("once", c.autoRenew(sandbox.DemoServer, `{"auto_renew_times":1,"period_type":"MONTH"}`))
	c.advance(14 * day)
	if h := c.holding(sandbox.DemoServer); h.Expire != "2027-01-13T04:05:06Z" || h.Policy != 0 {
		t.Errorf("once means once: %+v", h)
	}
	for _, body := range []string{
		`{"config_name":"DEDUCTION_DATE","config_value":"1"}`, `{"config_name":"DEDUCTION_DATE","config_value":"8"}`,
		`{"config_name":"EXPIRE_DATE","config_value":"29"}`, `{"config_name":"EXPIRE_DATE","config_value":"0"}`,
		`{"config_name":"EXPIRE_DATE","config_value":"x"}`, `{"config_name":"OTHER","config_value":"1"}`,
	} {
		c.refused(body, c.post(resourcesPath+"/renew/config", body), 400, "CBC.0100")
	}
}

func TestUnifiedExpiryDay(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if a := c.post(resourcesPath+"/renew/config", `{"config_name":"EXPIRE_DATE","config_value":"15"}`); a.body != `{"error_code":"CBC.0000","error_msg":"success"}` {
		t.Error(a.body)
	}
	done := as[changed](t, c.renew(oneMonth+`,"is_auto_pay":1`, sandbox.DemoServer))
	// Two days more, each for a thirtieth of 365.00: 10.67, 4.67, 0.67 and 8.33.
	if o := c.order(done.Orders[0]).Order; o.Official != "389.34" {
		t.Errorf("%+v", o)
	}
	c.advance(10 * time.Minute)
	if h := c.holding(sandbox.DemoServer); h.Expire != "2027-01-15T04:05:06Z" {
		t.Errorf("%+v", h)
	}
}
