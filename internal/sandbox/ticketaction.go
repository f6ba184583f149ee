package sandbox

import "context"

// actOnTicket is POST /v2/servicerequest/cases/{case_id}/action.
func actOnTicket(_ context.Context, c *ticketCall) (any, *refusal) {
	actions := map[string]func(*ticketCall, *ticket) *refusal{
		"press": urgeTicket, "cancel": withdrawTicket, "close": closeTicket, "delete": deleteTicket,
	}
	act := actions[c.in.text("action_id")]
	if act == nil {
		return nil, osmRefusal(osmAction, "The action must be cancel, close, press or delete.")
	}
	t, no := c.ticket(c.in.text("case_id"))
	if no == nil {
		no = act(c, t)
	}
	return acknowledged{}, no
}

// reason is what the caller says about an action, or what the action says of itself.
func (c *ticketCall) reason(otherwise text) text {
	if given := c.in.text("operate_desc"); given != "" {
		return text{given, given}
	}
	return otherwise
}

func urgeTicket(c *ticketCall, t *ticket) *refusal {
	if t.status != ticketWaiting && t.status != ticketProcessing {
		return wrongState()
	}
	if !t.urged.IsZero() && c.now.Before(t.urged.Add(urgePause)) {
		return osmRefusal(osmUrgedOften, "The ticket is urged too often. Try again later.")
	}
	t.urged = c.now
	c.st.note(t, c.entry(logUrged, c.reason(text{"催单", "Ticket urged"})))
	c.didTo(t, "case_urged", nil)
	return nil
}

func withdrawTicket(c *ticketCall, t *ticket) *refusal {
	if t.status != ticketWaiting {
		return wrongState()
	}
	c.st.end(t, ticketWithdrawn, c.now)
	c.st.note(t, c.entry(logWithdrawn, c.reason(text{"撤销工单", "Ticket withdrawn"})))
	c.didTo(t, "case_withdrawn", nil)
	return nil
}

func closeTicket(c *ticketCall, t *ticket) *refusal {
	if t.status != ticketProcessing && t.status != ticketAnswered {
		return wrongState()
	}
	scores, no := c.wishedScores()
	if no != nil {
		return no
	}
	c.st.end(t, ticketCompleted, c.now)
	c.st.note(t, c.entry(logClosed, c.reason(text{"确认关闭", "Ticket closed"})))
	c.didTo(t, "case_closed", nil)
	if len(scores) > 0 || c.in.text("judgement") != "" {
		c.rate(t, scores)
	}
	return nil
}

func deleteTicket(c *ticketCall, t *ticket) *refusal {
	if !t.ended() {
		return wrongState()
	}
	t.move(ticketDeleted)
	c.st.note(t, c.entry(logDeleted, c.reason(text{"删除工单", "Ticket deleted"})))
	c.didTo(t, "case_deleted", nil)
	return nil
}

// rateTicket is POST /v2/servicerequest/cases/{case_id}/score: the last verdict counts.
func rateTicket(_ context.Context, c *ticketCall) (any, *refusal) {
	t, no := c.ticket(c.in.text("case_id"))
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

func (c *ticketCall) rate(t *ticket, scores []ticketScore) {
	t.judgement, t.scores = c.in.text("judgement"), scores
	c.st.note(t, c.entry(logScored, text{"评价工单", "Ticket scored"}))
	c.didTo(t, "case_scored", nil)
}

// wishedScores checks points against the published dimensions: each once, in its steps.
func (c *ticketCall) wishedScores() ([]ticketScore, *refusal) {
	var out []ticketScore
	for _, given := range c.in.items("incident_satisfaction_list") {
		id, points := given.num("satisfaction_id", 0), given.num("satisfaction_value", 0)
		d, known := found(dimensions(), func(d dimension) bool { return d.id == id })
		_, twice := found(out, func(s ticketScore) bool { return s.dimension.id == id })
		if !known || twice || points < 0 || points > d.most || points%d.step != 0 {
			return nil, badParameter("the score of dimension %d is not possible", id)
		}
		out = append(out, ticketScore{d, points})
	}
	return out, nil
}

// changeContact is PUT /v2/servicerequest/cases/{case_id}/contact-info.
func changeContact(_ context.Context, c *ticketCall) (any, *refusal) {
	t, no := c.ticket(c.in.text("case_id"))
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
		return nil, osmRefusal(osmVerification, "The verification of the contact was not passed.")
	}
	t.contact = to
	c.st.note(t, c.entry(logContact, text{"修改联系方式", "Contact changed"}))
	c.didTo(t, "case_contact_changed", nil)
	return acknowledged{}, nil
}

// addExtends is POST /v2/servicerequest/cases/{case_id}/extends-param.
func addExtends(_ context.Context, c *ticketCall) (any, *refusal) {
	t, no := c.ticket(c.in.text("case_id"))
	if no != nil {
		return nil, no
	}
	if t.ended() {
		return nil, wrongState()
	}
	given, _ := c.in["extends_map"].free.(map[string]any)
	for key, v := range given {
		t.extends[key] = v
	}
	c.didTo(t, "case_extended", nil)
	return acknowledged{}, nil
}

// showExtends is GET /v2/servicerequest/cases/{case_id}/extends-param, which answers
// nothing that the reference names. On the international site the group is mandatory.
func showExtends(_ context.Context, c *ticketCall) (any, *refusal) {
	if c.st.site == siteInternational && !c.in.has("group_id") {
		return nil, osmRefusal(osmParameter, "group_id is missing")
	}
	_, no := c.ticket(c.in.text("case_id"))
	return acknowledged{}, no
}
