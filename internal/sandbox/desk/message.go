package desk

import (
	"context"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Who wrote a message.
const (
	fromCustomer = 0
	fromEngineer = 1
	fromPartner  = 2
)

// ticketMessage is one message of a ticket's conversation.
type ticketMessage struct {
	id          string
	serial      int // over all tickets, in the order of writing
	from        int
	author      string
	content     string
	at          time.Time
	first       bool
	attachments []*attachment
}

// side is 0 for the customer's messages and 1 for all others.
func (m *ticketMessage) side() int { return min(m.from, fromEngineer) }

func engineerSays(at time.Time, content string) ticketMessage {
	return ticketMessage{from: fromEngineer, author: ticketEngineer, content: content, at: at}
}

// say adds a message. No two messages of a ticket share a second, because the time of
// a message is the cursor of its list.
func (d *desk) say(t *ticket, m ticketMessage) *ticketMessage {
	m.serial = d.next("message")
	m.id = rest.Numbered("MSG", m.serial)
	if n := len(t.messages); n > 0 && !m.at.After(t.messages[n-1].at) {
		m.at = t.messages[n-1].at.Add(time.Second)
	}
	t.messages = append(t.messages, &m)
	for _, a := range m.attachments {
		a.ticket = t
	}
	return &m
}

// createMessages is POST /v2/servicerequest/cases/{case_id}/message.
func createMessages(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	if t.ended() {
		return nil, wrongState()
	}
	wish := c.In.Items("message")[0]
	attached, no := c.unused(wish.Texts("accessory_ids"))
	if no != nil {
		return nil, no
	}
	m := c.desk.say(t, ticketMessage{
		author: c.user(), content: wish.Text("content"), at: c.Now, attachments: attached,
	})
	if t.status == ticketFeedback {
		c.desk.note(t, c.entry(logReplied, rest.Text{"客户答复", "Customer replied"}))
	}
	c.desk.spoken(t, c.Now)
	c.Done(rest.Effect{Kind: "message_sent", CaseID: t.id, Parts: map[string]string{"message_id": m.id}})
	return acknowledged{}, nil
}

// revokeMessage is POST /v2/servicerequest/cases/{case_id}/instant-messages/{message_id}/withdraw.
func revokeMessage(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	id := c.In.Text("message_id")
	at := slices.IndexFunc(t.messages, func(m *ticketMessage) bool { return m.id == id })
	if at < 0 {
		return nil, rest.BadParameter("the ticket has no message %s", id)
	}
	m := t.messages[at]
	if t.ended() || m.first || m.from != fromCustomer || m.author != c.user() {
		return nil, notAllowed()
	}
	for _, a := range m.attachments {
		a.ticket = nil
	}
	t.messages = slices.Delete(t.messages, at, at+1)
	c.Done(rest.Effect{Kind: "message_withdrawn", CaseID: t.id, Parts: map[string]string{"message_id": id}})
	return acknowledged{}, nil
}

// updateNewInstantMessagesRead is POST /v2/servicerequest/cases/{case_id}/instant-messages/unread.
func updateNewInstantMessagesRead(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	if n := len(t.messages); n > 0 {
		t.read = t.messages[n-1].serial
	}
	c.Done(rest.Effect{Kind: "messages_read", CaseID: t.id})
	return acknowledged{}, nil
}

// unread counts the messages of others that nobody has marked read.
func (t *ticket) unread() int {
	n := 0
	for _, m := range t.messages {
		if m.from != fromCustomer && m.serial > t.read {
			n++
		}
	}
	return n
}
