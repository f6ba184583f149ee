package sandbox_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func TestNewTicketsAreChecked(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	before := len(c.listed(""))
	fault := strings.Replace(question(""), "bt-ecs-question", "bt-ecs-fault", 1)
	mobile := `,"remind_mobile":"` + sandbox.DemoTicketMobile + `"`
	for what, want := range map[string]struct{ body, code string }{
		"foreign source":        {strings.Replace(question(""), ticketSource, "portal", 1), "OSM.01010001"},
		"no description":        {strings.Replace(question(""), `"How?"`, `""`, 1), "OSM.01010001"},
		"unknown business type": {strings.Replace(question(""), "bt-ecs-question", "bt-none", 1), "OSM.01010026"},
		"wrong product":         {question(`,"product_category_id":"pc-rds"`), "OSM.01010001"},
		"wrong category":        {question(`,"incident_sub_type_id":"st-account"`), "OSM.01010001"},
		"fault without region":  {fault, "OSM.01010001"},
		"unknown region":        {question(`,"region_id":"cn-north-4"`), "OSM.01010001"},
		"unknown severity":      {question(`,"severity_id":"sev-9"`), "OSM.01010006"},
		"unknown attachment":    {question(`,"accessory_ids":["ATT-NONE"]`), "OSM.01010001"},
		"used attachment":       {question(`,"accessory_ids":["` + sandbox.DemoTextAttachment + `"]`), "OSM.01010001"},
		"attachment twice":      {question(`,"accessory_ids":["` + sandbox.DemoUnusedAttachment + `","` + sandbox.DemoUnusedAttachment + `"]`), "OSM.01010001"},
		"no attachments":        {question(`,"accessory_ids":[]`), "OSM.01010001"},
		"six attachments":       {question(`,"accessory_ids":["1","2","3","4","5","6"]`), "OSM.01010001"},
		"unverified mobile":     {question(`,"remind_mobile":"10000000007"`), "OSM.01010010"},
		"unverified mail":       {question(`,"remind_mail":"new@example.com"`), "OSM.01010010"},
		"wrong code":            {question(`,"remind_mobile":"10000000007","verify_code":"000000"`), "OSM.01010010"},
		"mobile with letters":   {question(`,"remind_mobile":"one"`), "OSM.01010001"},
		"mail without host":     {question(`,"remind_mail":"ops"`), "OSM.01010001"},
		"hours":                 {question(mobile + `,"remind_time":"9-18"`), "OSM.01010001"},
		"bad copy mail":         {question(`,"extension_map":{"cc_email":"a@example.com,b"}`), "OSM.01010008"},
		"map as text":           {question(`,"extends_map":"{}"`), "OSM.01010001"},
		"unknown member":        {question(`,"incident_id":"TS-1"`), "OSM.01010001"},
	} {
		c.denied(what, c.post(casesPath, want.body), want.code)
	}
	if after := len(c.listed("")); after != before {
		t.Errorf("refused tickets exist: %d, before %d", after, before)
	}
}

// withHeader creates a ticket with one more header.
func (c *client) withHeader(name, value, body string) answer {
	r := c.unsigned(http.MethodPost, casesPath, body)
	r.Header.Set(name, value)
	c.sign(r, body)
	return c.send(r)
}

func TestNewContactsNeedProof(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const mail = `{"contact_value":"new@example.com","contact_way":1,"area_code":"86"`
	c.done("send", c.post(desk+"/verifycodes/send", mail+"}"))
	c.denied("send again at once", c.post(desk+"/verifycodes/send", mail+"}"), "OSM.01010024")
	c.denied("wrong code", c.post(desk+"/verifycodes", mail+`,"verify_code":"1"}`), "OSM.01010010")
	code := c.code()
	c.done("check", c.post(desk+"/verifycodes", mail+`,"verify_code":"`+code+`"}`))
	c.denied("used code", c.post(desk+"/verifycodes", mail+`,"verify_code":"`+code+`"}`), "OSM.01010010")
	c.denied("unknown way", c.post(desk+"/verifycodes/send", `{"contact_value":"x","contact_way":2,"area_code":"86"}`), "OSM.01010012")

	list := as[struct {
		Rows []struct {
			ID string `json:"verified_id"`
		} `json:"contact_list"`
	}](t, c.get(desk+"/verifycodes/has-verified?contact_way=1&contact_value=new@example.com"))
	if len(list.Rows) != 1 {
		t.Fatalf("verified contacts %+v", list)
	}
	wish := question(`,"remind_mail":"new@example.com"`)
	c.denied("without the serial", c.post(casesPath, wish), "OSM.01010010")
	c.denied("wrong serial", c.withHeader("x-email-verifiedid", "VER-NONE", wish), "OSM.01010010")
	c.fine("with the serial", c.withHeader("x-email-verifiedid", list.Rows[0].ID, wish))
	need := func() string {
		return c.get(desk + "/verifycodes/need-verify?contact_way=1&contact_value=new@example.com").body
	}
	if got := need(); !strings.HasPrefix(got, `{"need_verify_code":0,"expire_time":"2027-02-23`) {
		t.Errorf("a verified contact: %s", got)
	}
	c.advance(100 * 24 * time.Hour)
	if got := need(); got != `{"need_verify_code":1}` {
		t.Errorf("after three months: %s", got)
	}
}

func TestMobileCodeProvesItselfForFiveMinutes(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.done("send", c.post(desk+"/verifycodes/send", `{"contact_value":"10000000007","contact_way":0,"area_code":"86"}`))
	wish := question(`,"remind_mobile":"10000000007","verify_code":"` + c.code() + `"`)
	id := c.newTicket(wish)
	if got := c.detail(id).Ticket.Contact.Mobile; got != "10000000007" {
		t.Errorf("contact %q", got)
	}
	c.advance(5 * time.Minute)
	c.denied("after five minutes", c.post(casesPath, wish), "OSM.01010010")
	c.denied("change", c.put(casesPath+"/"+id+"/contact-info", `{"remind_mobile":"10000000006"}`), "OSM.01010010")
	c.done("change", c.put(casesPath+"/"+id+"/contact-info", `{"remind_mobile":"`+sandbox.DemoTicketMobile+`"}`))
	if got := c.detail(id).Ticket.Contact.Mobile; got != sandbox.DemoTicketMobile {
		t.Errorf("contact %q", got)
	}
}

func TestQuotaOfOpenTickets(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	body := strings.Replace(question(""), "bt-ecs-question", "bt-billing-question", 1)
	last := ""
	for range 100 {
		last = c.newTicket(body)
	}
	if got := c.get(desk + "/quotas?business_type_id=bt-billing-question").body; got != `{"total":100,"un_used":0}` {
		t.Errorf("quota %s", got)
	}
	c.denied("over quota", c.post(casesPath, body), "OSM.01010009")
	c.done("withdraw", c.act(last, "cancel", "{}"))
	c.newTicket(body)
}

func TestTicketsAreFound(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for query, want := range map[string]string{
		"search_key=conversation":                  sandbox.DemoTalkTicket,
		"search_key=LONG%20conversation":           sandbox.DemoTalkTicket,
		"search_key=demo-0014":                     sandbox.DemoTalkTicket,
		"search_key=zones&search_key=loss":         sandbox.DemoUrgedTicket,
		"search_key=zones,nothing":                 "",
		"label_id_list=2,3":                        sandbox.DemoProcessingTicket,
		"label_id_list=3":                          "",
		"status=17":                                sandbox.DemoFeedbackTicket,
		"incident_status=5,12":                     sandbox.DemoPausedTicket + " " + sandbox.DemoInvalidTicket,
		"status=13":                                "",
		"x_customer_id=SU-DEMO-0001":               sandbox.DemoPartnerTicket,
		"x_customer_name=sub-user":                 sandbox.DemoPartnerTicket,
		"query_end_time=2026-10-25%2000:00:00":     sandbox.DemoInvalidTicket,
		"app_key=demo-0014":                        sandbox.DemoTalkTicket,
		"app_key=between%20ZONES":                  sandbox.DemoUrgedTicket,
		"query_start_time=1795406640000":           sandbox.DemoWaitingTicket,
		"query_start_time=1795406640000&status=1":  "",
		"incident_id=" + sandbox.DemoPartnerTicket: sandbox.DemoPartnerTicket,
	} {
		got := c.listed(query)
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s finds %v, want %s", query, got, want)
		}
	}
	c.denied("window backwards", c.get(casesPath+"?query_start_time=2&query_end_time=1"), "OSM.01010001")
	c.denied("form of answers", c.get(casesPath+"?query_end_time=2026-10-25T00:00:00Z"), "OSM.01010001")
	c.denied("no time", c.get(casesPath+"?query_start_time=yesterday"), "OSM.01010001")
	c.denied("six labels", c.get(casesPath+"?label_id_list=1,2,3,4,5,6"), "OSM.01010001")
	c.denied("limit", c.get(casesPath+"?limit=101"), "OSM.01010001")
	c.denied("empty value", c.get(casesPath+"?status="), "OSM.01010001")
}

func TestOlderListHasPageNumbers(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const older = "/osm/incidentservice/api/v1/queryincident?pageSize=4&pageNo="
	type rows struct {
		Total int `json:"totalCount"`
		Rows  []struct {
			ID string `json:"incidentId"`
		} `json:"incidentInfoList"`
	}
	var got []string
	for no := 1; ; no++ {
		list := as[rows](t, c.get(older+itoa(no)))
		if len(list.Rows) == 0 {
			break
		}
		for _, row := range list.Rows {
			got = append(got, row.ID)
		}
	}
	if want := c.listed(""); !slices.Equal(got, want) {
		t.Errorf("pages give %v, want %v", got, want)
	}
	c.denied("page zero", c.get(older+"0"), "OSM.01010001")
}
