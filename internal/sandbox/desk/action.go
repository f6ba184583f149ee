package desk

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// updateCases is POST /v2/servicerequest/cases/{case_id}/action.
func updateCases(_ context.Context, c *call) (any, *rest.Refusal) {
	actions := map[string]func(*call, *ticket) *rest.Refusal{
		"press": urgeTicket, "cancel": withdrawTicket, "close": closeTicket, "delete": deleteTicket,
	}
	act := actions[c.In.Text("action_id")]
	if act == nil {
		return nil, rest.OSMRefusal(osmAction, "The action must be cancel, close, press or delete.")
	}
	t, no := c.ticket(c.In.Text("case_id"))
	if no == nil {
		no = act(c, t)
	}
	return acknowledged{}, no
}

// reason is what the caller says about an action, or what the action says of itself.
func (c *call) reason(otherwise rest.Text) rest.Text {
	if given := c.In.Text("operate_desc"); given != "" {
		return rest.Text{given, given}
	}
	return otherwise
}

func urgeTicket(c *call, t *ticket) *rest.Refusal {
	if t.status != ticketWaiting && t.status != ticketProcessing {
		return wrongState()
	}
	if !t.urged.IsZero() && c.Now.Before(t.urged.Add(urgePause)) {
		return rest.OSMRefusal(osmUrgedOften, "The ticket is urged too often. Try again later.")
	}
	t.urged = c.Now
	c.desk.note(t, c.entry(logUrged, c.reason(rest.Text{"催单", "Ticket urged"})))
	c.Done(rest.Effect{Kind: "case_urged", CaseID: t.id})
	return nil
}

func withdrawTicket(c *call, t *ticket) *rest.Refusal {
	if t.status != ticketWaiting {
		return wrongState()
	}
	c.desk.end(t, ticketWithdrawn, c.Now)
	c.desk.note(t, c.entry(logWithdrawn, c.reason(rest.Text{"撤销工单", "Ticket withdrawn"})))
	c.Done(rest.Effect{Kind: "case_withdrawn", CaseID: t.id})
	return nil
}

func closeTicket(c *call, t *ticket) *rest.Refusal {
	if t.status != ticketProcessing && t.status != ticketAnswered {
		return wrongState()
	}
	scores, no := c.wishedScores()
	if no != nil {
		return no
	}
	c.desk.end(t, ticketCompleted, c.Now)
	c.desk.note(t, c.entry(logClosed, c.reason(rest.Text{"确认关闭", "Ticket closed"})))
	c.Done(rest.Effect{Kind: "case_closed", CaseID: t.id})
	if len(scores) > 0 || c.In.Text("judgement") != "" {
		c.rate(t, scores)
	}
	return nil
}

func deleteTicket(c *call, t *ticket) *rest.Refusal {
	if !t.ended() {
		return wrongState()
	}
	t.move(ticketDeleted)
	c.desk.note(t, c.entry(logDeleted, c.reason(rest.Text{"删除工单", "Ticket deleted"})))
	c.Done(rest.Effect{Kind: "case_deleted", CaseID: t.id})
	return nil
}

// createScores is POST /v2/servicerequest/cases/{case_id}/score: the last verdict counts.
func createScores(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	if t.status != ticketCompleted {
		return nil, wrongState()
	}
	scores, no := c.wishedScores()
	if no != nil {
		return nil, no
	}
	c.rate(t, scores)
	return acknowledged{}, nil
}

func (c *call) rate(t *ticket, scores []ticketScore) {
	t.judgement, t.scores = c.In.Text("judgement"), scores
	c.desk.note(t, c.entry(logScored, rest.Text{"评价工单", "Ticket scored"}))
	c.Done(rest.Effect{Kind: "case_scored", CaseID: t.id})
}

// wishedScores checks points against the published dimensions: each once, in its steps.
func (c *call) wishedScores() ([]ticketScore, *rest.Refusal) {
	var out []ticketScore
	for _, given := range c.In.Items("incident_satisfaction_list") {
		id, points := given.Num("satisfaction_id", 0), given.Num("satisfaction_value", 0)
		d, known := found(c.desk.tables.Dimensions, func(d dimension) bool { return d.ID == id })
		_, twice := found(out, func(s ticketScore) bool { return s.dimension.ID == id })
		if !known || twice || points < 0 || points > d.Most || points%d.Step != 0 {
			return nil, rest.BadParameter("the score of dimension %d is not possible", id)
		}
		out = append(out, ticketScore{d, points})
	}
	return out, nil
}

// updateCaseContactInfo is PUT /v2/servicerequest/cases/{case_id}/contact-info.
func updateCaseContactInfo(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	if t.ended() {
		return nil, wrongState()
	}
	to, no := c.wishedContact()
	if no != nil {
		return nil, no
	}
	if to.mobile != "" && !c.verified(byMobile, to.mobile, "") || to.mail != "" && !c.verified(byMail, to.mail, "") {
		return nil, rest.OSMRefusal(osmVerification, "The verification of the contact was not passed.")
	}
	t.contact = to
	c.desk.note(t, c.entry(logContact, rest.Text{"修改联系方式", "Contact changed"}))
	c.Done(rest.Effect{Kind: "case_contact_changed", CaseID: t.id})
	return acknowledged{}, nil
}

// createCaseExtendsParam is POST /v2/servicerequest/cases/{case_id}/extends-param.
func createCaseExtendsParam(_ context.Context, c *call) (any, *rest.Refusal) {
	t, no := c.ticket(c.In.Text("case_id"))
	if no != nil {
		return nil, no
	}
	if t.ended() {
		return nil, wrongState()
	}
	given, _ := c.In["extends_map"].Free.(map[string]any)
	for key, v := range given {
		t.extends[key] = v
	}
	c.Done(rest.Effect{Kind: "case_extended", CaseID: t.id})
	return acknowledged{}, nil
}

// showCaseExtendsParam is GET /v2/servicerequest/cases/{case_id}/extends-param, which answers
// nothing that the reference names. On the international site the group is mandatory.
func showCaseExtendsParam(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.Site == rest.SiteInternational && !c.In.Has("group_id") {
		return nil, rest.OSMRefusal(rest.OSMParameter, "group_id is missing")
	}
	_, no := c.ticket(c.In.Text("case_id"))
	return acknowledged{}, no
}
