package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

type memberList struct {
	Total   int `json:"total_count"`
	Members []struct {
		ID      string `json:"id"`
		Name    string `json:"name"`
		Display string `json:"display_name"`
		Status  int    `json:"status"`
		Org     string `json:"org_id"`
		OrgName string `json:"org_name"`
	} `json:"sub_customer_infos"`
}

func (c *client) members(query string) memberList {
	c.t.Helper()
	return as[memberList](c.t, c.get(accountsPath+"/sub-customers?"+query))
}

func (c *client) sendCode(phone, more string) answer {
	return c.post(accountsPath+"/sm-verification-code", `{"mobile_phone":"`+phone+`","sm_template_args":[{"key":"sub_customer_name","value":"new"}]`+more+`}`)
}

// code reads the last code off the journal, which stands for the telephone.
func (c *client) code() string {
	c.t.Helper()
	for i := len(c.box.Journal()) - 1; i >= 0; i-- {
		if e := c.box.Journal()[i]; e.Kind == "verification_code_sent" {
			return e.Parts["code"]
		}
	}
	c.t.Fatal("no code was sent")
	return ""
}

func (c *client) create(name, password, more string) answer {
	return c.post(accountsPath+"/sub-customers", `{"party_id":"1100","sub_customer_association_type":1,"display_name":"New",`+
		`"new_sub_customer":{"customer_name":"`+name+`","password":"`+password+`"`+more+`}}`)
}

func TestMembersAreFound(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	all := c.members("limit=100")
	if all.Total != len(all.Members) || all.Total < 20 {
		t.Fatalf("%d of %d", len(all.Members), all.Total)
	}
	states := map[int]bool{}
	for _, m := range all.Members {
		states[m.Status] = true
		if (m.OrgName == "") != (m.Org == sandbox.DemoRootOrganization) {
			t.Errorf("%+v", m)
		}
	}
	if len(states) != 6 {
		t.Errorf("%v", states)
	}
	for query, want := range map[string]int{
		"sub_customer_account_name=cloud-demo-member-01":                      1,
		"sub_customer_account_name=member-0":                                  0,
		"sub_customer_account_name=member-0&fuzzy_query=1":                    9,
		"sub_customer_account_name=":                                          all.Total,
		"sub_customer_account_name=%22%22":                                    0,
		"sub_customer_display_name=" + "%E7%A0%94%E5%8F%91%E6%88%90%E5%91%98": 1,
		"org_id=1110": 1,
	} {
		if got := c.members(query); got.Total != want {
			t.Errorf("%s: %d, want %d", query, got.Total, want)
		}
	}
	c.refused("blank", c.get(accountsPath+"/sub-customers?fuzzy_query=1&sub_customer_account_name=a%20b"), 400, "CBC.0100")
	c.fine("international", newClient(t, international).get(accountsPath+"/sub-customers"))
}

func TestOrganizations(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	path := accountsPath + "/enterprise-organizations"
	if a := c.get(path); !strings.Contains(a.body, `"root_id":"1000"`) || strings.Contains(a.body, `"1110"`) {
		t.Error(a.body)
	}
	if a := c.get(path + "?recursive_query=1"); !strings.Contains(a.body, `"1111"`) {
		t.Error(a.body)
	}
	if a := c.get(path + "?parent_id=1100"); strings.Contains(a.body, "root_id") || !strings.Contains(a.body, `"1110"`) || strings.Contains(a.body, `"1111"`) {
		t.Error(a.body)
	}
	c.refused("letters", c.get(path+"?parent_id=x1"), 400, "CBC.0100")
}

func TestMemberIsCreatedWithACode(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	phone := `,"mobile_phone":"13711112222"`
	c.fine("send", c.sendCode("13711112222", ""))
	with := phone + `,"verification_code":"` + c.code() + `"`
	if a := c.create("new-member", "Secret-12", with); a.status != 204 || a.body != "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	got := c.members("sub_customer_account_name=new-member")
	if got.Total != 1 || got.Members[0].Status != 2 || got.Members[0].Org != "1100" || got.Members[0].Display != "New" {
		t.Fatalf("%+v", got)
	}
	c.refused("not ready", c.transfer(got.Members[0].ID, "1"), 400, "CBC.99000086")
	c.advance(10 * time.Minute)
	if got := c.members("sub_customer_account_name=new-member"); got.Members[0].Status != 1 {
		t.Errorf("%+v", got)
	}
	c.fine("ready", c.transfer(got.Members[0].ID, "1"))
	c.refused("the number again", c.create("other-member", "Secret-12", with), 400, "CBC.99000029")
	c.refused("the name again", c.create("New-Member", "Secret-12", with), 400, "CBC.99000038")
}

func TestMemberRefusals(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fine("send", c.sendCode("13711112222", `,"timeout":1`))
	code := c.code()
	phone := `,"mobile_phone":"13711112222","verification_code":"`
	for what, row := range map[string]struct{ name, password, more, code string }{
		"name":           {"1member", "Secret-12", phone + code + `"`, "CBC.99000031"},
		"name in blank":  {"new member", "Secret-12", phone + code + `"`, "CBC.99000031"},
		"short password": {"member", "Secret1", phone + code + `"`, "CBC.0100"},
		"weak password":  {"member", "secretsecret", phone + code + `"`, "CBC.99000036"},
		"wrong code":     {"member", "Secret-12", phone + `000000"`, "CBC.99000026"},
		"no code":        {"member", "Secret-12", `,"mobile_phone":"13711113333"`, "CBC.99000026"},
		"no number":      {"member", "Secret-12", "", "CBC.0100"},
		"known number":   {"member", "Secret-12", `,"mobile_phone":"` + sandbox.DemoMemberPhone + `"`, "CBC.99000029"},
		"vendor":         {"member", "Secret-12", `,"mobile_phone":"` + sandbox.DemoVendorPhone + `"`, "CBC.99000051"},
		"switch":         {"member", "Secret-12", `,"use_pri_mobile_phone":"X"`, "CBC.0100"},
	} {
		c.refused(what, c.create(row.name, row.password, row.more), 400, row.code)
	}
	c.advance(time.Minute)
	c.refused("expired code", c.create("member", "Secret-12", phone+code+`"`), 400, "CBC.99000027")
	for i := range 3 {
		c.fine("the master's number", c.create("m"+itoa(i), "Secret-12", `,"use_pri_mobile_phone":"Y"`))
	}
	c.refused("too often", c.create("m3", "Secret-12", `,"use_pri_mobile_phone":"Y"`), 400, "CBC.99000030")
	body := `{"party_id":"77","sub_customer_association_type":1,"new_sub_customer":{"customer_name":"m","password":"Secret-12"}}`
	c.refused("organization", c.post(accountsPath+"/sub-customers", body), 400, "CBC.0100")
}

func TestMembersAreCounted(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for i := c.members("limit=1").Total; i < 50; i++ {
		phone := "1360000" + itoa(1000+i)
		c.fine("send", c.sendCode(phone, ""))
		c.fine(phone, c.create("member-"+itoa(i), "Secret-12", `,"mobile_phone":"`+phone+`","verification_code":"`+c.code()+`"`))
	}
	a := c.create("one-too-many", "Secret-12", `,"use_pri_mobile_phone":"Y"`)
	c.refused("one too many", a, 500, "CBC.7004")
	if !strings.Contains(a.body, `"fail_check_items":["MAX_SUB_CUSTOMER_NUM"]`) {
		t.Error(a.body)
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	expires := func() string { return c.box.Journal()[len(c.box.Journal())-1].Parts["expires"] }
	for i, row := range []struct{ more, until string }{
		{"", "2026-11-23T04:15:06Z"},
		{`,"timeout":60`, "2026-11-23T05:05:06Z"},
		{`,"timeout":61,"language":"en-us"`, "2026-11-23T04:10:06Z"},
		{`,"timeout":null,"language":null`, "2026-11-23T04:15:06Z"},
	} {
		c.fine(row.more, c.sendCode("1371111000"+itoa(i), row.more))
		if expires() != row.until {
			t.Errorf("%s: %s, want %s", row.more, expires(), row.until)
		}
	}
	c.refused("too often", c.sendCode("13711110000", ""), 400, "CBC.99000082")
	c.refused("undelivered", c.sendCode(sandbox.DemoDeadPhone, ""), 400, "CBC.99004003")
	for _, more := range []string{`,"timeout":0`, `,"timeout":101`, `,"timeout":""`, `,"language":""`, `,"language":"zh_CN"`} {
		c.refused(more, c.sendCode("13711114444", more), 400, "CBC.0100")
	}
	bad := `{"mobile_phone":"1","sm_template_args":[{"key":"other","value":"x"}]}`
	c.refused("key", c.post(accountsPath+"/sm-verification-code", bad), 400, "CBC.0100")
	for ak, want := range map[string]string{sandbox.DemoMemberAccessKey: "CBC.70300009", sandbox.DemoPartnerAccessKey: "CBC.70300008"} {
		other := newClient(t)
		other.ak, other.sk = ak, secretOf(ak)
		other.refused(ak, other.sendCode("13711114444", ""), 400, want)
	}
}
