package desk

import (
	"fmt"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// demoTicket is what a demo ticket differs in.
type demoTicket struct {
	id, problem, what string
	status            int
	age               time.Duration
	owner             string
}

func demoTickets() []demoTicket {
	return []demoTicket{
		{demo.WaitingTicket, "bt-ecs-question", "How do I resize a server?", ticketWaiting, time.Minute, ticketRoot},
		{demo.ProcessingTicket, "bt-vpc-question", "Two networks cannot be peered", ticketProcessing, 2 * time.Hour, ticketRoot},
		{demo.AnsweredTicket, "bt-rds-question", "Which database version is supported?", ticketAnswered, 5 * time.Hour, ticketRoot},
		{demo.CompletedTicket, "bt-billing-question", "An item of the October bill", ticketCompleted, rest.Days(20), ticketRoot},
		{demo.WithdrawnTicket, "bt-ecs-question", "Created by mistake", ticketWithdrawn, rest.Days(3), ticketRoot},
		{demo.PausedTicket, "bt-rds-fault", "Slow statements every night", ticketPaused, rest.Days(2), ticketRoot},
		{demo.InvalidTicket, "bt-ecs-question", "Test", ticketInvalid, rest.Days(30), ticketRoot},
		{demo.DeletedTicket, "bt-ecs-question", "An old question", ticketDeleted, rest.Days(60), ticketRoot},
		{demo.FeedbackTicket, "bt-ecs-fault", "The server restarts by itself", ticketFeedback, 90 * time.Minute, ticketRoot},
		{demo.FaultTicket, "bt-ecs-fault", "The disk is read-only", ticketProcessing, 4 * time.Hour, ticketRoot},
		{demo.GroupTicket, "bt-vpc-question", "A question of a colleague", ticketProcessing, rest.Days(1), ticketColleague},
		{demo.PartnerTicket, "bt-ecs-question", "A question of a sub-user", ticketCompleted, rest.Days(10), ticketRoot},
		{demo.UrgedTicket, "bt-vpc-fault", "Packet loss between zones", ticketProcessing, 3 * time.Hour, ticketRoot},
		{demo.TalkTicket, "bt-rds-question", "A long conversation", ticketProcessing, rest.Days(4), ticketRoot},
		{demo.ViewerTicket, "bt-ecs-question", "A question of the viewer", ticketWaiting, 2 * time.Minute, ticketViewer},
	}
}

// tickets builds the service desk. Nothing here is random: a seed changes no ticket.
func (d *desk) fill() {
	d.opened = d.Ago(rest.Days(400))
	d.signed[1] = int64(d.next("signature"))
	d.contacts = []*verifiedContact{
		{way: byMobile, value: demo.TicketMobile, area: "86", id: rest.Numbered("VER", d.next("verification"))},
		{way: byMail, value: demo.TicketMail, id: rest.Numbered("VER", d.next("verification"))},
		{way: byMobile, value: "10000000002", area: "86", id: rest.Numbered("VER", d.next("verification")), expire: d.Now.AddDate(0, 1, 0)},
	}
	for _, wish := range demoTickets() {
		d.open(wish)
	}
	d.ticketLabels()
	d.ticketAttachments()
	d.ticketVerdicts()
	d.ticketTalk()
	d.demoGrants()
	d.demoDiagnoses()
}

func (d *desk) open(wish demoTicket) {
	p, _ := d.tables.problem(wish.problem)
	region, _ := d.tables.region("dc-1001")
	t := &ticket{
		id: wish.id, owner: wish.owner, status: wish.status, problem: p, region: region, description: wish.what,
		created: d.Ago(wish.age), extends: map[string]any{}, contact: ticketContact{
			area: "86", mobile: demo.TicketMobile, mail: demo.TicketMail, hours: "09:00-18:00",
			copies: "team@example.com", commodity: "commodity-demo",
		},
	}
	if p.Fault {
		t.severity, _ = d.tables.severity("sev-2")
	}
	d.file(t)
	d.note(t, ticketLog{kind: logCreated, by: t.owner, what: rest.Text{"创建工单", "Ticket created"}, at: t.created})
	d.say(t, ticketMessage{author: t.owner, content: wish.what, at: t.created, first: true})
	d.ticketPast(t)
}

// ticketPast is what happened to a demo ticket before the first instant.
func (d *desk) ticketPast(t *ticket) {
	answered := t.created.Add(acceptTime + answerTime)
	switch t.status {
	case ticketAnswered, ticketCompleted:
		d.say(t, engineerSays(answered, usualResolution().In(true)))
		t.rootCause, t.resolution, t.resolved = usualCause(), usualResolution(), answered
	case ticketFeedback:
		t.asked = true
		d.say(t, engineerSays(answered, "Please tell us when the fault began."))
	case ticketWithdrawn:
		d.past(t, logWithdrawn, rest.Text{"撤销工单", "Ticket withdrawn"})
	case ticketDeleted:
		d.past(t, logDeleted, rest.Text{"删除工单", "Ticket deleted"})
	case ticketInvalid:
		d.past(t, 16, rest.Text{"用户中心驳回", "Rejected by the user centre"})
	}
	if t.status == ticketCompleted {
		t.confirmed = answered.Add(time.Hour)
		t.read = t.messages[len(t.messages)-1].serial
		d.past(t, logClosed, rest.Text{"确认关闭", "Ticket closed"})
	}
}

func (d *desk) past(t *ticket, kind int, what rest.Text) {
	d.note(t, ticketLog{kind: kind, by: t.owner, what: what, at: t.created.Add(2 * time.Hour)})
}

func (d *desk) ticketLabels() {
	for _, l := range [][2]string{{"network", "#0080ff"}, {"urgent", "#ff0000"}, {"later", "#808080"}} {
		d.labels = append(d.labels, &label{id: d.next("label"), name: l[0], color: l[1]})
	}
	processing, answered := d.byID[demo.ProcessingTicket], d.byID[demo.AnsweredTicket]
	processing.labels = slices.Clone(d.labels[:2])
	processing.related, answered.related = []*ticket{answered}, []*ticket{processing}
	d.byID[demo.GroupTicket].group = demo.TicketGroup
	d.byID[demo.PartnerTicket].ownership, d.byID[demo.PartnerTicket].bySubUser = ownedByPartner, true
	urged := d.byID[demo.UrgedTicket]
	urged.urged = d.Now
	d.note(urged, ticketLog{kind: logUrged, by: urged.owner, what: rest.Text{"催单", "Ticket urged"}, at: d.Now})
}

// onePixel is the smallest picture that every viewer shows.
const onePixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

func (d *desk) ticketAttachments() {
	t := d.byID[demo.ProcessingTicket]
	for _, a := range []*attachment{
		{id: demo.TextAttachment, name: "peering.log", data: []byte("peering: route missing\n"), ticket: t},
		{id: demo.ImageAttachment, name: "screen.gif", data: []byte(onePixel), ticket: t},
		{id: demo.UnusedAttachment, name: "说明.txt", data: []byte("unused\n")},
	} {
		a.owner, a.media, a.uploaded = ticketRoot, mediaOf(a.name), t.created
		d.attachments[a.id] = a
		if a.ticket != nil {
			t.messages[0].attachments = append(t.messages[0].attachments, a)
		}
	}
}

func (d *desk) ticketVerdicts() {
	t := d.byID[demo.CompletedTicket]
	t.judgement = "Quick and friendly"
	for _, one := range d.tables.Dimensions {
		t.scores = append(t.scores, ticketScore{one, one.Most - one.Step})
	}
	d.past(t, logScored, rest.Text{"评价工单", "Ticket scored"})
}

// ticketTalk is a conversation of forty messages, of which the engineer's are unread from the middle on.
func (d *desk) ticketTalk() {
	t := d.byID[demo.TalkTicket]
	for i := len(t.messages); i < 40; i++ {
		m := ticketMessage{author: t.owner, content: fmt.Sprintf("Message %d", i+1), at: t.created.Add(time.Duration(i) * time.Minute)}
		if i%2 == 1 {
			m.from, m.author = fromEngineer, ticketEngineer
		}
		if i == 5 {
			m.from, m.author = fromPartner, "demo-partner"
		}
		if said := d.say(t, m); i == 20 {
			t.read = said.serial
		}
	}
}
