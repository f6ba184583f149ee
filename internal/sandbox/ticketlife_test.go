package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

const goodScore = `"judgement":"fine","incident_satisfaction_list":[{"satisfaction_id":1,"satisfaction_value":10},{"satisfaction_id":3,"satisfaction_value":4}]`

// lists fails unless the ticket is in exactly the list of its state.
func (c *client) lists(id string, status int) {
	c.t.Helper()
	if got := c.status(id); got != status {
		c.t.Fatalf("%s is in state %d, want %d", id, got, status)
	}
	for _, other := range []int{0, 1, 2, 3, 4, 17} {
		found := c.listed("incident_id=" + id + "&status=" + itoa(other))
		if (len(found) == 1) != (other == status) {
			c.t.Errorf("in state %d the list of state %d has %v", status, other, found)
		}
	}
}

func TestTicketFromUploadToDeletion(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	file := c.uploaded("error.log", "boom")
	id := c.newTicket(question(`,"accessory_ids":["` + file + `"],"remind_mobile":"` + sandbox.DemoTicketMobile + `","remind_time":"0"`))
	c.lists(id, 0)
	if first := c.detail(id).Ticket.Messages; len(first) != 1 || len(first[0].Attachments) != 1 || first[0].Attachments[0].ID != file {
		t.Fatalf("the first message is %+v", first)
	}
	c.advance(5 * time.Minute)
	c.lists(id, 1)
	c.advance(30 * time.Minute)
	c.lists(id, 2)
	c.done("message", c.say(id, "It still fails"))
	c.lists(id, 1)
	c.done("urge", c.act(id, "press", "{}"))
	c.denied("urge at once", c.act(id, "press", "{}"), "OSM.01010004")
	c.denied("score while open", c.post(casesPath+"/"+id+"/score", "{"+goodScore+"}"), "OSM.01010002")
	c.done("close", c.act(id, "close", `{"operate_desc":"solved",`+goodScore+"}"))
	c.lists(id, 3)
	if got := c.detail(id).Ticket; got.Judgement != "fine" || len(got.Scores) != 2 || got.Scores[1].Points != 4 {
		t.Errorf("scored as %+v", got)
	}
	c.done("score", c.post(casesPath+"/"+id+"/score", `{"judgement":"better","incident_satisfaction_list":[{"satisfaction_id":2,"satisfaction_value":2}]}`))
	if got := c.detail(id).Ticket; got.Judgement != "better" || len(got.Scores) != 1 {
		t.Errorf("scored again as %+v", got)
	}
	c.done("delete", c.act(id, "delete", "{}"))
	c.lists(id, 13)
	c.denied("details", c.get(casesPath+"/"+id), "OSM.01010015")
	want := "case_created case_accepted case_answered message_sent case_urged case_closed case_scored case_scored case_deleted"
	if got := c.journalled(id); got != want {
		t.Errorf("journal %q, want %q", got, want)
	}
}

func TestFaultsAreAskedAboutFirst(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	id := c.newTicket(strings.Replace(question(`,"region_id":"dc-1001","severity_id":"sev-1"`), "bt-ecs-question", "bt-ecs-fault", 1))
	c.advance(35 * time.Minute)
	c.lists(id, 17)
	c.advance(24 * time.Hour)
	c.lists(id, 17)
	c.done("reply", c.say(id, "since noon"))
	c.lists(id, 1)
	c.advance(30 * time.Minute)
	c.lists(id, 2)
	c.advance(72 * time.Hour)
	c.lists(id, 3)
	if got, want := c.logTypes(id), "0 85"; got != want {
		t.Errorf("log %q, want %q", got, want)
	}
}

// logTypes are the kinds of entries in a ticket's operation log.
func (c *client) logTypes(id string) string {
	c.t.Helper()
	log := as[struct {
		Rows []struct {
			Kind int `json:"operate_type"`
		} `json:"incident_operate_log_list"`
	}](c.t, c.get(casesPath+"/"+id+"/operate-logs"))
	kinds := make([]string, 0, len(log.Rows))
	for _, row := range log.Rows {
		kinds = append(kinds, itoa(row.Kind))
	}
	return strings.Join(kinds, " ")
}

func TestCustomersWordVoidsTheConfirmation(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	id := c.newTicket(question(""))
	c.advance(35*time.Minute + 71*time.Hour)
	c.done("message", c.say(id, "one more thing"))
	c.advance(2 * time.Hour) // behind the confirmation of the first answer, and behind the second answer
	c.lists(id, 2)
}

func TestActionsNeedTheirStates(t *testing.T) {
	t.Parallel()
	allowed := map[string]string{"press": "0 1", "cancel": "0", "close": "1 2", "delete": "3 4 12"}
	tickets := map[string]string{
		"0": sandbox.DemoWaitingTicket, "1": sandbox.DemoProcessingTicket, "2": sandbox.DemoAnsweredTicket,
		"3": sandbox.DemoCompletedTicket, "4": sandbox.DemoWithdrawnTicket, "5": sandbox.DemoPausedTicket,
		"12": sandbox.DemoInvalidTicket, "17": sandbox.DemoFeedbackTicket,
	}
	for action, states := range allowed {
		c := newClient(t)
		for state, id := range tickets {
			a := c.act(id, action, "")
			if strings.Contains(" "+states+" ", " "+state+" ") {
				c.done(action+" in state "+state, a)
				continue
			}
			c.denied(action+" in state "+state, a, "OSM.01010002")
			if got := itoa(c.status(id)); got != state {
				t.Errorf("a refused %s moves %s to %s", action, state, got)
			}
		}
	}
}

func TestActionsAreNamed(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.denied("unknown action", c.act(sandbox.DemoWaitingTicket, "reopen", "{}"), "OSM.01010013")
	c.denied("no action", c.post(casesPath+"/"+sandbox.DemoWaitingTicket+"/action", "{}"), "OSM.01010001")
	c.denied("unknown ticket", c.act("TS-NONE", "press", "{}"), "OSM.01010015")
	c.denied("deleted ticket", c.act(sandbox.DemoDeletedTicket, "delete", "{}"), "OSM.01010015")
	c.denied("urged just now", c.act(sandbox.DemoUrgedTicket, "press", "{}"), "OSM.01010004")
	c.advance(30 * time.Minute)
	c.done("urged half an hour ago", c.act(sandbox.DemoUrgedTicket, "press", "{}"))
}

func TestScoresFollowTheDimensions(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for what, list := range map[string]string{
		"unknown dimension": `{"satisfaction_id":9,"satisfaction_value":2}`,
		"above the most":    `{"satisfaction_id":1,"satisfaction_value":12}`,
		"below zero":        `{"satisfaction_id":1,"satisfaction_value":-2}`,
		"between the steps": `{"satisfaction_id":1,"satisfaction_value":3}`,
		"scored twice":      `{"satisfaction_id":1,"satisfaction_value":2},{"satisfaction_id":1,"satisfaction_value":2}`,
		"no value":          `{"satisfaction_id":1}`,
	} {
		body := `{"judgement":"x","incident_satisfaction_list":[` + list + `]}`
		c.denied(what, c.post(casesPath+"/"+sandbox.DemoCompletedTicket+"/score", body), "OSM.01010001")
		c.denied(what+" on closing", c.act(sandbox.DemoAnsweredTicket, "close", body), "OSM.01010001")
	}
	c.lists(sandbox.DemoAnsweredTicket, 2)
}

func TestDemoTicketsStandStill(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	before := c.get(casesPath + "/count").body
	c.advance(1000 * time.Hour)
	if after := c.get(casesPath + "/count").body; after != before {
		t.Errorf("counts went from %s to %s", before, after)
	}
}
