package sandbox_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const (
	lastMessage     = "{last}"    // in a target: the id of the newest message of DemoProcessingTicket
	checkCodeTarget = "checkcode" // sends a code and answers it
)

// denied fails unless the answer is this refusal of the service tickets.
func (c *client) denied(what string, a answer, code string) {
	c.t.Helper()
	c.refused(what, a, http.StatusOK, code)
}

// done fails unless the answer acknowledges a change of a ticket.
func (c *client) done(what string, a answer) {
	c.t.Helper()
	if a.status != http.StatusOK || a.body != "{}" {
		c.t.Errorf("%s: %d %s", what, a.status, a.body)
	}
}

// act performs an action on a ticket.
func (c *client) act(id, action, body string) answer {
	return c.post(casesPath+"/"+id+"/action?action_id="+action, body)
}

// say sends a customer's message.
func (c *client) say(id, content string) answer {
	return c.post(casesPath+"/"+id+"/message", `{"message":{"content":"`+content+`"}}`)
}

// status is the state of a ticket.
func (c *client) status(id string) int {
	c.t.Helper()
	return as[struct {
		Status int `json:"status"`
	}](c.t, c.get(casesPath+"/"+id+"/status")).Status
}

// ticketDetail is the part of a ticket's details that tests look at.
type ticketDetail struct {
	Ticket struct {
		Status    int    `json:"status"`
		Judgement string `json:"judgement"`
		Messages  []struct {
			ID          string `json:"message_id"`
			Type        int    `json:"type"`
			Content     string `json:"content"`
			CreateTime  string `json:"create_time"`
			Attachments []struct {
				ID string `json:"accessory_id"`
			} `json:"accessory_list"`
		} `json:"message_list"`
		Scores []struct {
			ID     int `json:"satisfaction_id"`
			Points int `json:"satisfaction_value"`
		} `json:"incident_satisfaction"`
		Contact struct {
			Mobile string `json:"remind_mobile"`
		} `json:"ext_info"`
	} `json:"incident_detail_info"`
}

func (c *client) detail(id string) ticketDetail {
	c.t.Helper()
	return as[ticketDetail](c.t, c.get(casesPath+"/"+id))
}

// newTicket creates a ticket and returns its id.
func (c *client) newTicket(body string) string {
	c.t.Helper()
	return as[struct {
		ID string `json:"incident_id"`
	}](c.t, c.post(casesPath, body)).ID
}

// listed are the ids of the tickets that a query finds.
func (c *client) listed(query string) []string {
	c.t.Helper()
	list := as[struct {
		Total int `json:"total_count"`
		Rows  []struct {
			ID string `json:"incident_id"`
		} `json:"incident_info_list"`
	}](c.t, c.get(casesPath+"?limit=100&"+query))
	out := make([]string, 0, list.Total)
	for _, row := range list.Rows {
		out = append(out, row.ID)
	}
	if list.Total != len(out) {
		c.t.Errorf("%s: total %d, %d rows", query, list.Total, len(out))
	}
	return out
}

// form is a multipart body with its media type.
func form(tb testing.TB, name, data, told string) (media, body string) {
	tb.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("form_data", told); err != nil {
		tb.Fatal(err)
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := part.Write([]byte(data)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return w.FormDataContentType(), b.String()
}

// upload sends a file as a form, whose payload is not signed.
func (c *client) upload(name, data string) answer {
	return c.uploadAs(name, data, `{"fileName":"`+name+`","accessoryFrom":"incident","uploadType":0}`)
}

func (c *client) uploadAs(name, data, told string) answer {
	media, body := form(c.t, name, data, told)
	return c.sendForm(media, body, "UNSIGNED-PAYLOAD")
}

func (c *client) sendForm(media, body, payload string) answer {
	r := c.unsigned(http.MethodPost, desk+"/accessorys", body)
	r.Header.Set("Content-Type", media)
	if payload != "" {
		r.Header.Set("X-Sdk-Content-Sha256", payload)
	}
	c.sign(r, body)
	return c.send(r)
}

// uploaded is the id of a new attachment.
func (c *client) uploaded(name, data string) string {
	c.t.Helper()
	return as[struct {
		ID string `json:"accessory_id"`
	}](c.t, c.upload(name, data)).ID
}

func (c *client) checkCode() answer {
	const contact = `"contact_value":"10000000008","contact_way":0,"area_code":"86"`
	c.done("send", c.post(desk+"/verifycodes/send", "{"+contact+"}"))
	return c.post(desk+"/verifycodes", `{"verify_code":"`+c.code()+`",`+contact+"}")
}

// filled puts the newest message's id into a target.
func (c *client) filled(target string) string {
	if !strings.Contains(target, lastMessage) {
		return target
	}
	list := c.detail(sandbox.DemoProcessingTicket).Ticket.Messages
	return strings.ReplaceAll(target, lastMessage, list[len(list)-1].ID)
}

// journalled are the kinds of effects on a ticket, in order.
func (c *client) journalled(id string) string {
	var kinds []string
	for _, e := range c.box.Journal() {
		if e.CaseID == id {
			kinds = append(kinds, e.Kind)
		}
	}
	return strings.Join(kinds, " ")
}
