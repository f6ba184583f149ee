package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// asked gets a target with one more header.
func (c *client) asked(target, name, value string) answer {
	r := c.unsigned(http.MethodGet, target, "")
	r.Header.Set(name, value)
	if value == "" {
		r.Header.Del(name)
	}
	c.sign(r, "")
	return c.send(r)
}

func TestSiteHeaderHasToMatch(t *testing.T) {
	t.Parallel()
	target := casesPath + "/count"
	china, abroad := newClient(t), newClient(t, international)
	china.fine("0 in China", china.asked(target, "X-Site", "0"))
	china.fine("absent in China", china.asked(target, "X-Site", ""))
	china.denied("1 in China", china.asked(target, "X-Site", "1"), "OSM.01010011")
	abroad.fine("1 abroad", abroad.asked(target, "X-Site", "1"))
	abroad.denied("0 abroad", abroad.asked(target, "X-Site", "0"), "OSM.01010011")
	abroad.denied("absent abroad", abroad.asked(target, "X-Site", ""), "OSM.01010011")
	china.denied("another site", china.asked(target, "X-Site", "2"), "OSM.01010001")
	abroad.fine("a call without the header", abroad.asked(desk+"/authorizations/login-type", "X-Site", ""))
}

func TestExtendedParametersNeedTheGroupAbroad(t *testing.T) {
	t.Parallel()
	target := casesPath + "/" + sandbox.DemoProcessingTicket + "/extends-param"
	china, abroad := newClient(t), newClient(t, international)
	china.fine("without the group in China", china.get(target))
	abroad.denied("without the group abroad", abroad.get(target), "OSM.01010001")
	abroad.fine("with the group abroad", abroad.get(target+"?group_id="+sandbox.DemoTicketGroup))
	long := func(n int) string { return casesPath + "/" + strings.Repeat("T", n) + "/extends-param" }
	china.denied("a long id that nobody has", china.get(long(64)), "OSM.01010015")
	china.denied("an id that is too long", china.get(long(65)), "OSM.01010001")
}

func TestTicketLanguageHasTheHyphenForm(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	target := desk + "/config/regions"
	for language, want := range map[string]string{"": "华北", "zh-cn": "华北", "en-us": "CN North", "EN-US": "CN North"} {
		if a := c.asked(target, "X-Language", language); !strings.Contains(a.body, want) {
			t.Errorf("%q: %s", language, a.body)
		}
	}
	for _, language := range []string{"en_us", "zh_CN", "de-de"} {
		c.denied(language, c.asked(target, "X-Language", language), "OSM.01010001")
	}
}

func TestTimesFollowTheZone(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	target := casesPath + "?incident_id=" + sandbox.DemoWaitingTicket
	for zone, want := range map[string]string{
		"": "2026-11-23T12:04:06Z", "GMT+8": "2026-11-23T12:04:06Z", "GMT+0": "2026-11-23T04:04:06Z", "GMT": "2026-11-23T04:04:06Z",
		"GMT-5": "2026-11-22T23:04:06Z", "GMT+5:30": "2026-11-23T09:34:06Z",
	} {
		if a := c.asked(target, "X-Time-Zone", zone); !strings.Contains(a.body, `"create_time":"`+want+`"`) {
			t.Errorf("%q: %s", zone, a.body)
		}
	}
	for _, zone := range []string{"UTC", "GMT+15", "GMT8", "GMT+1:60", "GMT+", "Asia/Shanghai"} {
		c.denied(zone, c.asked(target, "X-Time-Zone", zone), "OSM.01010001")
	}
}

func TestRefusalsOfTheGatewayKeepTheirStatus(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.refused("unknown path", c.get(desk+"/none"), 404, "APIGW.0101")
	c.refused("wrong method", c.put(casesPath, "{}"), 404, "APIGW.0101")
	c.sk = "wrong"
	c.refused("signature", c.get(casesPath), 401, "APIGW.0301")
}

func TestOtherAccountsHaveNoTickets(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for key, code := range map[[2]string]string{
		{sandbox.DemoPartnerAccessKey, sandbox.DemoPartnerSecretKey}:             "OSM.01010002",
		{sandbox.DemoForeignAccessKey, sandbox.DemoForeignSecretKey}:             "OSM.01010011",
		{sandbox.DemoInternationalAccessKey, sandbox.DemoInternationalSecretKey}: "OSM.01010011",
	} {
		c.ak, c.sk = key[0], key[1]
		c.denied(key[0], c.get(casesPath), code)
	}
	c.ak, c.sk = sandbox.DemoMemberAccessKey, sandbox.DemoMemberSecretKey
	if got := c.listed(""); len(got) != 0 {
		t.Errorf("a member sees the tickets of its master: %v", got)
	}
}

func TestUsersSeeTheirOwnTicketsAndThoseOfTheirGroup(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	rootAll := len(c.listed(""))
	c.ak, c.sk = sandbox.DemoViewerAccessKey, sandbox.DemoViewerSecretKey
	if got := strings.Join(c.listed(""), " "); got != sandbox.DemoViewerTicket {
		t.Errorf("the viewer lists %s", got)
	}
	if got := c.listed("group_id=" + sandbox.DemoTicketGroup); len(got) != 2 || rootAll < 3 {
		t.Errorf("with the group the viewer lists %v", got)
	}
	shared := casesPath + "/" + sandbox.DemoGroupTicket
	c.denied("without the group", c.get(shared), "OSM.01010002")
	c.denied("with another group", c.get(shared+"?group_id=other"), "OSM.01010002")
	c.fine("with the group", c.get(shared+"?group_id="+sandbox.DemoTicketGroup))
	c.done("in the body", c.act(sandbox.DemoGroupTicket, "press", `{"group_id":"`+sandbox.DemoTicketGroup+`"}`))
	c.denied("somebody else's", c.get(casesPath+"/"+sandbox.DemoWaitingTicket+"?group_id="+sandbox.DemoTicketGroup), "OSM.01010002")
	c.denied("somebody else's file", c.download(sandbox.DemoTextAttachment), "OSM.01010002")
}

func TestPrivilegesOfUsers(t *testing.T) {
	t.Parallel()
	root := newClient(t)
	viewer := *root
	viewer.ak, viewer.sk = sandbox.DemoViewerAccessKey, sandbox.DemoViewerSecretKey
	const export = casesPath + "/export?language=zh-cn&timezone=GMT%2B8"
	set := func(operation, privilege string) string {
		return `{"operation":"` + operation + `","privilege":"` + privilege + `"}`
	}
	viewer.denied("grant by a user", viewer.post(desk+"/privileges", set("create", "export")), "OSM.01010002")
	viewer.fine("create with it", viewer.post(casesPath, question("")))
	for _, privilege := range []string{"export", "createCase"} {
		root.done("revoke", root.post(desk+"/privileges", set("delete", privilege)))
		if got := root.get(desk + "/privileges?privilege=" + privilege).body; got != `{"has_privilege":0}` {
			t.Errorf("%s: %s", privilege, got)
		}
	}
	viewer.denied("create without it", viewer.post(casesPath, question("")), "OSM.01010007")
	viewer.denied("export without it", viewer.get(export), "OSM.01010002")
	root.fine("the root user creates", root.post(casesPath, question("")))
	root.done("grant", root.post(desk+"/privileges", set("create", "export")))
	viewer.fine("export with it", viewer.get(export))
	root.denied("unknown", root.post(desk+"/privileges", set("create", "delete")), "OSM.01010001")
}

func TestAgreementsAreSigned(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	signed := desk + "/agreements/signed-latest?agreement_type=2"
	if got := c.get(signed).body; got != `{"is_signed_latest":false}` {
		t.Errorf("before: %s", got)
	}
	first := c.post(desk+"/agreements/3/signed", "{}").body
	if again := c.post(desk+"/agreements/3/signed", "").body; again != first {
		t.Errorf("signed as %s, then as %s", first, again)
	}
	if got := c.get(signed).body; got != `{"is_signed_latest":true}` {
		t.Errorf("after: %s", got)
	}
	c.denied("unknown agreement", c.post(desk+"/agreements/9/signed", "{}"), "OSM.01010001")
	c.denied("unknown type", c.get(desk+"/agreements/published-agreement?agreement_type=3"), "OSM.01010001")
}

func TestDiagnosesRun(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	id := as[struct {
		ID string `json:"job_id"`
	}](t, c.post(diagnose+"/job/start", `{"type":2,"params":{"instance_id":"db-1"},"region_id":"cn-north-4"}`)).ID
	job := func() (status, level int) {
		got := as[struct {
			Status int `json:"status"`
			Items  []struct {
				Level int `json:"problem_level"`
			} `json:"items_result"`
		}](t, c.get(diagnose+"/job?job_id="+id))
		return got.Status, got.Items[1].Level
	}
	for _, want := range [][3]int{{0, 0, 0}, {10, 2, 0}, {110, 3, 4}} {
		c.advance(time.Duration(want[0]) * time.Second)
		if status, level := job(); status != want[1] || level != want[2] {
			t.Errorf("after %d s: status %d, level %d", want[0], status, level)
		}
	}
	if got := c.post(diagnose+"/job/show-items", `{"job_id":"`+id+`","item_ids":"check-disk"}`).body; strings.Count(got, "check_id") != 1 {
		t.Errorf("one item: %s", got)
	}
	if got := c.get(diagnose + "/records?type=2").body; !strings.Contains(got, `"red_count":1`) || !strings.Contains(got, `"total_count":1`) {
		t.Errorf("records: %s", got)
	}
	c.denied("unknown job", c.get(diagnose+"/job?job_id=99"), "OSM.01010001")
	c.denied("number in the params", c.post(diagnose+"/job/start", `{"type":1,"params":{"a":1}}`), "OSM.01010001")
	c.denied("unknown feedback", c.post(desk+"/feedbacks", complaint("spam")), "OSM.01010016")
	c.denied("infringement of nothing", c.post(desk+"/feedbacks", complaint("infringement")), "OSM.01010001")
	c.denied("no partner", c.get(casesPath+"/partners/service-info?product_id=pc-billing"), "OSM.01010055")
}
