package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestAdminFaults(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	a := c.admin(http.MethodPost, "faults", `{"operation":"PayOrders","kind":"status","status":503,"count":1,"headers":{"Retry-After":["3"]}}`)
	if a.status != 200 || !strings.Contains(a.body, `"id":"fault-1"`) || !strings.Contains(a.body, `"when":"before"`) {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := c.pay(sandbox.DemoPayableOrder, ""); a.status != 503 || a.header.Get("Retry-After") != "3" {
		t.Errorf("%d %v", a.status, a.header)
	}
	if a := c.admin(http.MethodGet, "faults", ""); !strings.Contains(a.body, `"struck":1`) {
		t.Error(a.body)
	}
	for _, step := range []struct {
		target string
		want   int
	}{{"faults/fault-1", 204}, {"faults/fault-1", 404}, {"faults", 204}} {
		if a := c.admin(http.MethodDelete, step.target, ""); a.status != step.want {
			t.Errorf("DELETE %s: %d %s", step.target, a.status, a.body)
		}
	}
	if a := c.admin(http.MethodGet, "faults", ""); a.body != `{"faults":[]}` {
		t.Error(a.body)
	}
	for what, body := range map[string]string{
		"unknown kind": `{"operation":"*","kind":"x"}`, "unknown member": `{"operation":"*","kind":"reset","times":1}`, "no JSON": `x`,
	} {
		if a := c.admin(http.MethodPost, "faults", body); a.status != 400 || !strings.Contains(a.body, `"error"`) {
			t.Errorf("%s: %d %s", what, a.status, a.body)
		}
	}
	plain := c.adminRequest(http.MethodPost, "faults", `{"operation":"*","kind":"reset"}`)
	plain.Header.Set("Content-Type", "text/plain")
	if a := c.send(plain); a.status != 415 {
		t.Errorf("a browser could send this across sites: %d", a.status)
	}
}

func TestAdminClock(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for _, step := range []struct{ body, now string }{
		{`{"advance":"36h"}`, "2026-11-24T16:05:06Z"},
		{`{"to":"2026-12-01T00:00:00Z"}`, "2026-12-01T00:00:00Z"},
	} {
		if a := c.admin(http.MethodPost, "clock", step.body); a.body != `{"now":"`+step.now+`"}` {
			t.Errorf("%s: %s", step.body, a.body)
		}
		if a := c.admin(http.MethodGet, "clock", ""); a.body != `{"now":"`+step.now+`"}` {
			t.Errorf("%s: %s", step.body, a.body)
		}
	}
	for _, body := range []string{`{}`, `{"advance":"-1h"}`, `{"advance":"soon"}`, `{"to":"2020-01-01T00:00:00Z"}`} {
		if a := c.admin(http.MethodPost, "clock", body); a.status != 400 {
			t.Errorf("%s: %d %s", body, a.status, a.body)
		}
	}
}

func TestAdminJournal(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("pay", c.pay(sandbox.DemoPayableOrder, ""))
	c.fine("cancel", c.cancel(sandbox.DemoCancelOrder))
	if a := c.admin(http.MethodGet, "journal", ""); !strings.Contains(a.body, `"effects":[{"sequence":1,"time":"2026-11-23T04:05:06Z","operation":"PayOrders","kind":"order_paid","order_id":"`+sandbox.DemoPayableOrder+`","amount":"260.00"`) {
		t.Error(a.body)
	}
	if a := c.admin(http.MethodGet, "journal?after=1", ""); strings.Contains(a.body, "order_paid") || !strings.Contains(a.body, "order_cancelled") {
		t.Error(a.body)
	}
	if a := c.admin(http.MethodGet, "journal?after=x", ""); a.status != 400 {
		t.Error(a.body)
	}
	c.fine("clear", c.admin(http.MethodDelete, "journal", ""))
	if a := c.admin(http.MethodGet, "journal", ""); a.body != `{"effects":[]}` {
		t.Error(a.body)
	}
	c.fine("pay", c.pay(sandbox.DemoAdjustedOrder, choice("", sandbox.DemoAdjustment+":609")))
	if e := c.box.Journal(); len(e) != 1 || e[0].Sequence != 3 {
		t.Errorf("sequence numbers start anew: %+v", e)
	}
}

func TestAdminCallsAndReset(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.get(ordersPath)
	c.get(ordersPath)
	c.get("/nowhere")
	c.pay(sandbox.DemoPayableOrder, "")
	c.send(c.unsigned(http.MethodGet, balancesPath, ""))
	if a := c.admin(http.MethodGet, "calls", ""); a.body != `{"calls":{"ListCustomerOrders":2,"PayOrders":1,"ShowCustomerAccountBalances":1,"unknown":1}}` {
		t.Error(a.body)
	}
	c.fine("clear", c.admin(http.MethodDelete, "calls", ""))
	if a := c.admin(http.MethodGet, "calls", ""); a.body != `{"calls":{}}` {
		t.Error(a.body)
	}
	c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultReset})
	c.advance(1000)
	if a := c.admin(http.MethodPost, "reset", `{"seed":5}`); a.body != `{"now":"2026-11-23T04:05:06Z","seed":5}` {
		t.Error(a.body)
	}
	c.balancesAre(sandbox.DemoCashBalance, sandbox.DemoCreditBalance)
	if len(c.box.Journal()) != 0 || len(c.box.Faults()) != 0 {
		t.Error("reset left something behind")
	}
	for range 7 {
		r := c.request(http.MethodGet, balancesPath, "")
		r.Header.Set("Authorization", r.Header.Get("Authorization")+"0")
		c.send(r)
	}
	c.refused("locked", c.get(balancesPath), 401, "APIGW.0301")
	c.box.Reset(5)
	c.fine("reset frees the key", c.get(balancesPath))
	fresh := newClient(t, seeded(5))
	if a, b := c.get(ordersPath+"?limit=100"), fresh.get(ordersPath+"?limit=100"); a.body != b.body {
		t.Error("a reset emulator differs from a fresh one of the same seed")
	}
}

func TestAdminSettings(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	if a := c.admin(http.MethodGet, "settings", ""); a.body != `{"throttle":false,"strict":true,"daily_payments":500,"provisioning":20}` {
		t.Error(a.body)
	}
	if a := c.admin(http.MethodPut, "settings", `{"throttle":true}`); a.body != `{"throttle":true,"strict":true,"daily_payments":500,"provisioning":20}` {
		t.Error(a.body)
	}
	for _, body := range []string{`{"daily_payments":-1}`, `{"provisioning":-1}`, `{"provisioning":86401}`, `{"speed":1}`} {
		if a := c.admin(http.MethodPut, "settings", body); a.status != 400 {
			t.Errorf("%s: %d %s", body, a.status, a.body)
		}
	}
}

func TestAdminIndexListsEveryRoute(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	index := as[map[string]string](t, c.admin(http.MethodGet, "", ""))
	if len(index) != 13 {
		t.Errorf("%d routes", len(index))
	}
	for route, about := range index {
		if about == "" || !strings.Contains(route, " /_sandbox/") {
			t.Errorf("%q: %q", route, about)
		}
	}
	if a := c.admin(http.MethodGet, "nowhere", ""); a.status != 404 {
		t.Error(a.status)
	}
	if a := c.admin(http.MethodPatch, "faults", ""); a.status != 405 {
		t.Error(a.status)
	}
}

func TestNewRefusesUnknownSites(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"", "eu", "CN"} {
		if _, err := sandbox.New(sandbox.Config{Site: site}); err == nil {
			t.Errorf("site %q was accepted", site)
		}
	}
}

func TestZeroStartIsTheRealNow(t *testing.T) {
	t.Parallel()
	c := newClient(t, func(cfg *sandbox.Config) { cfg.Start = cfg.Start.AddDate(-2026, 0, 0) })
	if c.box.Now().Year() != 0 {
		t.Errorf("a start in year 0 is a start: %s", c.box.Now())
	}
	ck := &clock{now: firstInstant().Add(123456789)}
	box, err := sandbox.New(sandbox.Config{Site: "cn", Clock: ck.read})
	if err != nil {
		t.Fatal(err)
	}
	if got := box.Now(); !got.Equal(firstInstant()) {
		t.Error(got)
	}
}

// TestProvisioningPace: whoever waits for an order decides how long that takes.
func TestProvisioningPace(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for pace, status := range map[string]string{"0": "5", "3600": "3"} {
		c.box.Reset(1)
		if a := c.admin(http.MethodPut, "settings", `{"provisioning":`+pace+`}`); a.status != 200 {
			t.Fatal(a.body)
		}
		c.fine("pay", c.pay(sandbox.DemoPayableOrder, ""))
		c.advance(time.Minute)
		if o := c.order(sandbox.DemoPayableOrder).Order; o.Status.String() != status {
			t.Errorf("%s seconds: %+v", pace, o)
		}
	}
}
