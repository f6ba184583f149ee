package desk

import (
	"context"
	"html"
	"strconv"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type attachmentView struct {
	ID   string `json:"accessory_id"`
	Name string `json:"file_actual_name"`
}

type messageView struct {
	Type        int              `json:"type"`
	ReplierType int              `json:"replier_type"`
	Replier     string           `json:"replier"`
	Content     string           `json:"content"`
	CreateTime  string           `json:"create_time"`
	ReplierName string           `json:"replier_name"`
	First       int              `json:"is_first_message"`
	UserType    int              `json:"iam_user_type"`
	Attachments []attachmentView `json:"accessory_list,omitempty"`
}

type messagesAnswer struct {
	Count int           `json:"count"`
	Rows  []messageView `json:"message_list"`
}

func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

func attachmentViews(list []*attachment) []attachmentView {
	out := make([]attachmentView, 0, len(list))
	for _, a := range list {
		out = append(out, attachmentView{a.id, a.name})
	}
	return out
}

// ticketText is a text as the caller wants it: plain, which is the default, or with
// the formatting in which the service desk keeps it.
func (c *call) ticketText(text string) string {
	if c.In.Text("trim_osm_rich_text_label") != "false" {
		return text
	}
	return "<p>" + html.EscapeString(text) + "</p>"
}

func (c *call) messageView(m *ticketMessage) messageView {
	return messageView{
		Type: m.side(), ReplierType: m.from, Replier: m.author, Content: c.ticketText(m.content), CreateTime: c.local(m.at),
		ReplierName: m.author, First: flag(m.first), Attachments: attachmentViews(m.attachments),
	}
}

func (c *call) messageViews(list []*ticketMessage) []messageView {
	out := make([]messageView, 0, len(list))
	for _, m := range list {
		out = append(out, c.messageView(m))
	}
	return out
}

// listMessages is GET /v2/servicerequest/cases/{case_id}/messages, oldest first.
func listMessages(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	rows := rest.Page(c.Call, t.messages)
	return messagesAnswer{Count: len(t.messages), Rows: c.messageViews(rows)}, nil
}

// listMoreInstantMessages is GET /v2/servicerequest/cases/{case_id}/instant-messages/more: the
// messages before the one whose time and side are given, newest first.
func listMoreInstantMessages(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	ms, err := strconv.ParseInt(c.In.Text("create_time"), 10, 64)
	if err != nil {
		return nil, rest.BadParameter("create_time is out of range")
	}
	before, side := time.UnixMilli(ms), int(c.In.Num("type", 0))
	var rows []*ticketMessage
	for i := len(t.messages) - 1; i >= 0; i-- {
		m := t.messages[i]
		if m.at.Before(before) || m.at.Equal(before) && m.side() < side {
			rows = append(rows, m)
		}
	}
	rows = rest.Page(c.Call, rows)
	return messagesAnswer{Count: len(rows), Rows: c.messageViews(rows)}, nil
}

// ticketStateView is a ticket in polls: whether all of it was read, or whether the
// conversation is on.
type ticketStateView struct {
	Status int    `json:"status"`
	ID     string `json:"incident_id"`
	Unread *int   `json:"unread_num,omitempty"`
}

// oneIf is the number of a yes or no.
func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

type newMessagesView struct {
	ID   string        `json:"incident_id"`
	Rows []messageView `json:"message_list"`
}

type pollAnswer struct {
	States   []ticketStateView `json:"imstatus"`
	Messages []newMessagesView `json:"immsg"`
	Cursor   string            `json:"last_message_time_id"`
}

// listNewInstantMessages is GET /v2/servicerequest/cases/instant-messages: the messages behind
// the cursor of the poll before, all of them without one.
func listNewInstantMessages(_ context.Context, c *call) (any, *rest.Refusal) {
	seen := int64(0)
	if c.In.Has("last_message_time_id") {
		var err error
		if seen, err = strconv.ParseInt(c.In.Text("last_message_time_id"), 10, 64); err != nil {
			return nil, rest.BadParameter("last_message_time_id is out of range")
		}
	}
	answer := pollAnswer{States: []ticketStateView{}, Messages: []newMessagesView{}}
	last := seen
	for _, id := range c.In.Texts("case_ids") {
		t, no := c.ticket(id)
		if no != nil {
			return nil, no
		}
		answer.States = append(answer.States, ticketStateView{Status: oneIf(t.unread() == 0), ID: t.id})
		fresh := newMessagesView{ID: t.id}
		for _, m := range t.messages {
			if int64(m.serial) > seen {
				fresh.Rows = append(fresh.Rows, c.messageView(m))
				last = max(last, int64(m.serial))
			}
		}
		if len(fresh.Rows) > 0 {
			answer.Messages = append(answer.Messages, fresh)
		}
	}
	answer.Cursor = strconv.FormatInt(last, 10)
	return answer, nil
}

type unreadAnswer struct {
	Rows []ticketStateView `json:"imunread"`
}

// listUnreadNewInstantMessages is GET /v2/servicerequest/cases/instant-messages/unread.
func listUnreadNewInstantMessages(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := unreadAnswer{Rows: []ticketStateView{}}
	for _, id := range c.In.Texts("case_ids") {
		t, no := c.ticket(id)
		if no != nil {
			return nil, no
		}
		n := t.unread()
		answer.Rows = append(answer.Rows, ticketStateView{Status: oneIf(t.status == ticketProcessing), ID: t.id, Unread: &n})
	}
	return answer, nil
}
