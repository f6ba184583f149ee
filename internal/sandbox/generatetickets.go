package sandbox

import (
	"fmt"
	"slices"
	"time"
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
		{DemoWaitingTicket, "bt-ecs-question", "How do I resize a server?", ticketWaiting, time.Minute, ticketRoot},
		{DemoProcessingTicket, "bt-vpc-question", "Two networks cannot be peered", ticketProcessing, 2 * time.Hour, ticketRoot},
		{DemoAnsweredTicket, "bt-rds-question", "Which database version is supported?", ticketAnswered, 5 * time.Hour, ticketRoot},
		{DemoCompletedTicket, "bt-billing-question", "An item of the October bill", ticketCompleted, days(20), ticketRoot},
		{DemoWithdrawnTicket, "bt-ecs-question", "Created by mistake", ticketWithdrawn, days(3), ticketRoot},
		{DemoPausedTicket, "bt-rds-fault", "Slow statements every night", ticketPaused, days(2), ticketRoot},
		{DemoInvalidTicket, "bt-ecs-question", "Test", ticketInvalid, days(30), ticketRoot},
		{DemoDeletedTicket, "bt-ecs-question", "An old question", ticketDeleted, days(60), ticketRoot},
		{DemoFeedbackTicket, "bt-ecs-fault", "The server restarts by itself", ticketFeedback, 90 * time.Minute, ticketRoot},
		{DemoFaultTicket, "bt-ecs-fault", "The disk is read-only", ticketProcessing, 4 * time.Hour, ticketRoot},
		{DemoGroupTicket, "bt-vpc-question", "A question of a colleague", ticketProcessing, days(1), ticketColleague},
		{DemoPartnerTicket, "bt-ecs-question", "A question of a sub-user", ticketCompleted, days(10), ticketRoot},
		{DemoUrgedTicket, "bt-vpc-fault", "Packet loss between zones", ticketProcessing, 3 * time.Hour, ticketRoot},
		{DemoTalkTicket, "bt-rds-question", "A long conversation", ticketProcessing, days(4), ticketRoot},
		{DemoViewerTicket, "bt-ecs-question", "A question of the viewer", ticketWaiting, 2 * time.Minute, ticketViewer},
	}
}

// tickets builds the service desk. Nothing here is random: a seed changes no ticket.
func (d *desk) fill() {
	d.opened = d.ago(days(400))
	d.signed[1] = int64(d.next("signature"))
	d.contacts = []*verifiedContact{
		{way: byMobile, value: DemoTicketMobile, area: "86", id: numbered("VER", d.next("verification"))},
		{way: byMail, value: DemoTicketMail, id: numbered("VER", d.next("verification"))},
		{way: byMobile, value: "10000000002", area: "86", id: numbered("VER", d.next("verification")), expire: d.now.AddDate(0, 1, 0)},
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
	p, _ := problemNamed(wish.problem)
	region, _ := regionNamed("dc-1001")
	t := &ticket{
		id: wish.id, owner: wish.owner, status: wish.status, problem: p, region: region, description: wish.what,
		created: d.ago(wish.age), extends: map[string]any{}, contact: ticketContact{
			area: "86", mobile: DemoTicketMobile, mail: DemoTicketMail, hours: "09:00-18:00",
			copies: "team@example.com", commodity: "commodity-demo",
		},
	}
	if p.fault {
		t.severity, _ = severityNamed("sev-2")
	}
	d.file(t)
	d.note(t, ticketLog{kind: logCreated, by: t.owner, what: text{"创建工单", "Ticket created"}, at: t.created})
	d.say(t, ticketMessage{author: t.owner, content: wish.what, at: t.created, first: true})
	d.ticketPast(t)
}

// ticketPast is what happened to a demo ticket before the first instant.
func (d *desk) ticketPast(t *ticket) {
	answered := t.created.Add(acceptTime + answerTime)
	switch t.status {
	case ticketAnswered, ticketCompleted:
		d.say(t, engineerSays(answered, usualResolution().in(true)))
		t.rootCause, t.resolution, t.resolved = usualCause(), usualResolution(), answered
	case ticketFeedback:
		t.asked = true
		d.say(t, engineerSays(answered, "Please tell us when the fault began."))
	case ticketWithdrawn:
		d.past(t, logWithdrawn, text{"撤销工单", "Ticket withdrawn"})
	case ticketDeleted:
		d.past(t, logDeleted, text{"删除工单", "Ticket deleted"})
	case ticketInvalid:
		d.past(t, 16, text{"用户中心驳回", "Rejected by the user centre"})
	}
	if t.status == ticketCompleted {
		t.confirmed = answered.Add(time.Hour)
		t.read = t.messages[len(t.messages)-1].serial
		d.past(t, logClosed, text{"确认关闭", "Ticket closed"})
	}
}

func (d *desk) past(t *ticket, kind int, what text) {
	d.note(t, ticketLog{kind: kind, by: t.owner, what: what, at: t.created.Add(2 * time.Hour)})
}

func (d *desk) ticketLabels() {
	for _, l := range [][2]string{{"network", "#0080ff"}, {"urgent", "#ff0000"}, {"later", "#808080"}} {
		d.labels = append(d.labels, &label{id: d.next("label"), name: l[0], color: l[1]})
	}
	processing, answered := d.byID[DemoProcessingTicket], d.byID[DemoAnsweredTicket]
	processing.labels = slices.Clone(d.labels[:2])
	processing.related, answered.related = []*ticket{answered}, []*ticket{processing}
	d.byID[DemoGroupTicket].group = DemoTicketGroup
	d.byID[DemoPartnerTicket].ownership, d.byID[DemoPartnerTicket].bySubUser = ownedByPartner, true
	urged := d.byID[DemoUrgedTicket]
	urged.urged = d.now
	d.note(urged, ticketLog{kind: logUrged, by: urged.owner, what: text{"催单", "Ticket urged"}, at: d.now})
}

// onePixel is the smallest picture that every viewer shows.
const onePixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

func (d *desk) ticketAttachments() {
	t := d.byID[DemoProcessingTicket]
	for _, a := range []*attachment{
		{id: DemoTextAttachment, name: "peering.log", data: []byte("peering: route missing\n"), ticket: t},
		{id: DemoImageAttachment, name: "screen.gif", data: []byte(onePixel), ticket: t},
		{id: DemoUnusedAttachment, name: "说明.txt", data: []byte("unused\n")},
	} {
		a.owner, a.media, a.uploaded = ticketRoot, mediaOf(a.name), t.created
		d.attachments[a.id] = a
		if a.ticket != nil {
			t.messages[0].attachments = append(t.messages[0].attachments, a)
		}
	}
}

func (d *desk) ticketVerdicts() {
	t := d.byID[DemoCompletedTicket]
	t.judgement = "Quick and friendly"
	for _, one := range dimensions() {
		t.scores = append(t.scores, ticketScore{one, one.most - one.step})
	}
	d.past(t, logScored, text{"评价工单", "Ticket scored"})
}

// ticketTalk is a conversation of forty messages, of which the engineer's are unread from the middle on.
func (d *desk) ticketTalk() {
	t := d.byID[DemoTalkTicket]
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
