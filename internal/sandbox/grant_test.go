package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

type grantDetail struct {
	Status  int    `json:"status"`
	Reason  string `json:"reject_reason"`
	Expire  string `json:"auth_expire_time"`
	Details []struct {
		Port    int    `json:"port"`
		Account string `json:"account"`
	} `json:"incident_auth_detail_list"`
}

func (c *client) grant(id string) grantDetail {
	c.t.Helper()
	return as[grantDetail](c.t, c.get(desk+"/authorizations/"+id))
}

func (c *client) confirm(id, body string) answer { return c.put(desk+"/authorizations/"+id, body) }

func (c *client) actOnGrant(id, action, body string) answer {
	return c.put(desk+"/authorizations/"+id+"/action?action_id="+action, body)
}

const filledIn = `"auth_detail_list":[{"auth_detail_id":2001,"port":2222,"account":"guest","password":"secret"}]`

func TestAuthorizationsAreConfirmedAndExpire(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	id := sandbox.DemoPendingGrant
	c.done("confirm", c.confirm(id, "{"+filledIn+`,"agency_id":"agency-demo-0001"}`))
	g := c.grant(id)
	if g.Status != 1 || g.Details[0].Port != 2222 || g.Details[0].Account != "guest" || g.Expire != "2026-11-24T12:05:06Z" {
		t.Errorf("confirmed as %+v", g)
	}
	c.denied("confirm again", c.confirm(id, "{}"), "OSM.01010002")
	c.advance(24 * time.Hour)
	if g := c.grant(id); g.Status != 3 || g.Details[0].Account != "" {
		t.Errorf("after its end %+v", g)
	}
	if got := c.journalled(sandbox.DemoFaultTicket); got != "authorization_confirmed authorization_expired authorization_expired" {
		t.Errorf("journal %q", got)
	}
	if got := c.logTypes(sandbox.DemoFaultTicket); got != "0 73" {
		t.Errorf("log %q", got)
	}
}

func TestAuthorizationsAreRejectedAndCancelled(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.done("reject", c.actOnGrant(sandbox.DemoPendingGrant, "reject", `{"reject_reason":"not there"}`))
	if g := c.grant(sandbox.DemoPendingGrant); g.Status != 2 || g.Reason != "not there" {
		t.Errorf("rejected as %+v", g)
	}
	c.denied("reject an active one", c.actOnGrant(sandbox.DemoActiveGrant, "reject", "{}"), "OSM.01010002")
	c.done("cancel", c.actOnGrant(sandbox.DemoActiveGrant, "cancel", ""))
	if g := c.grant(sandbox.DemoActiveGrant); g.Status != 5 || g.Details[0].Account != "" {
		t.Errorf("cancelled as %+v", g)
	}
	c.denied("cancel again", c.actOnGrant(sandbox.DemoActiveGrant, "cancel", "{}"), "OSM.01010002")
	c.advance(48 * time.Hour)
	if g := c.grant(sandbox.DemoActiveGrant); g.Status != 5 {
		t.Errorf("a cancelled one expires: %+v", g)
	}
	if got := c.logTypes(sandbox.DemoFaultTicket); got != "0 74 83" {
		t.Errorf("log %q", got)
	}
}

func TestAuthorizationsEndWithTheirTicket(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.done("close", c.act(sandbox.DemoFaultTicket, "close", "{}"))
	for id, want := range map[string]int{
		sandbox.DemoInitialGrant: 4, sandbox.DemoPendingGrant: 4, sandbox.DemoReviewGrant: 4, sandbox.DemoActiveGrant: 3,
		sandbox.DemoRejectedGrant: 2, sandbox.DemoCancelledGrant: 5, sandbox.DemoRefusedGrant: 7,
	} {
		if g := c.grant(id); g.Status != want || g.Details[0].Account != "" {
			t.Errorf("%s: %+v, want %d", id, g, want)
		}
	}
}

func TestConfirmationsAreChecked(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for what, body := range map[string]string{
		"unknown detail": `{"auth_detail_list":[{"auth_detail_id":1}]}`,
		"detail twice":   `{"auth_detail_list":[{"auth_detail_id":2001},{"auth_detail_id":2001}]}`,
		"port":           `{"auth_detail_list":[{"auth_detail_id":2001,"port":65536}]}`,
		"end in past":    `{"auth_expire_time":1000}`,
		"end first":      `{"auth_effective_time":1900000000000,"auth_expire_time":1800000000000}`,
		"unknown agency": `{"agency_id":"agency-none"}`,
	} {
		c.denied(what, c.confirm(sandbox.DemoPendingGrant, body), "OSM.01010001")
	}
	c.denied("unknown", c.confirm("AU-NONE", "{}"), "OSM.01010001")
	c.denied("unknown action", c.actOnGrant(sandbox.DemoPendingGrant, "confirm", "{}"), "OSM.01010001")
	if g := c.grant(sandbox.DemoPendingGrant); g.Status != 0 {
		t.Errorf("refused confirmations leave %+v", g)
	}
}

func TestHostsKnowOneAccount(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	check := func(detail, body string) answer {
		return c.post(desk+"/authorizations/authorization-details/"+detail+"/verify-host", body)
	}
	c.done("right", check("2001", hostLogin(sandbox.DemoHostPassword)))
	c.denied("wrong", check("2001", hostLogin("wrong")), "OSM.01010003")
	c.denied("console", check("2002", hostLogin(sandbox.DemoHostPassword)), "OSM.01010001")
	c.denied("unknown", check("1", hostLogin(sandbox.DemoHostPassword)), "OSM.01010001")
	c.denied("port zero", check("2001", strings.Replace(hostLogin("x"), "22", "0", 1)), "OSM.01010001")
}

func TestVisitsAreSorted(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	commands := func(query string) string {
		list := as[struct {
			Rows []struct {
				Text string `json:"oper"`
			} `json:"ops_list"`
		}](t, c.get(desk+"/authorizations/"+sandbox.DemoActiveGrant+"/authorization-details/3001/sessions/9001/operation-logs?"+query))
		var out []string
		for _, row := range list.Rows {
			out = append(out, row.Text)
		}
		return strings.Join(out, ",")
	}
	for query, want := range map[string]string{"": "df -h,dmesg,mount", "sort=0": "df -h,dmesg,mount", "sort=1": "mount,dmesg,df -h", "offset=1&limit=1": "dmesg"} {
		if got := commands(query); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
	c.denied("unknown visit", c.get(desk+"/authorizations/"+sandbox.DemoActiveGrant+"/authorization-details/3001/sessions/1/operation-logs"), "OSM.01010001")
}
