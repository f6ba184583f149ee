package desk

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// How fast the engineers are, on the virtual clock.
const (
	acceptTime  = 5 * time.Minute  // until a new ticket is accepted
	answerTime  = 30 * time.Minute // from there, or from the customer's last word, to the engineer's
	confirmTime = 72 * time.Hour   // until an answer counts as confirmed
	urgePause   = 30 * time.Minute // between two urges
)

const ticketEngineer = "engineer-zhang"

// later plans a step of the engineers, which is void when the ticket moves before it.
func (d *desk) later(t *ticket, at time.Time, step func(*ticket, time.Time)) {
	round := t.round
	d.Timeline.Plan(at, func(at time.Time) {
		if t.round == round {
			step(t, at)
		}
	})
}

// accept is an engineer taking a new ticket.
func (d *desk) accept(t *ticket, at time.Time) {
	t.move(ticketProcessing)
	d.Happened(at, rest.Effect{Kind: "case_accepted", CaseID: t.id})
	d.later(t, at.Add(answerTime), d.reply)
}

// reply is the engineer's word: about a fault first a question, otherwise the result.
func (d *desk) reply(t *ticket, at time.Time) {
	if t.problem.Fault && !t.asked {
		t.asked = true
		d.say(t, engineerSays(at, "请提供实例编号和故障发生的时间。 / Please tell us the instance and when the fault began."))
		t.move(ticketFeedback)
		d.Happened(at, rest.Effect{Kind: "case_feedback_requested", CaseID: t.id})
		return
	}
	t.rootCause, t.resolution = usualCause(), usualResolution()
	t.resolved = at
	d.say(t, engineerSays(at, t.resolution.In(false)+" / "+t.resolution.In(true)))
	t.move(ticketAnswered)
	d.Happened(at, rest.Effect{Kind: "case_answered", CaseID: t.id})
	d.later(t, at.Add(confirmTime), d.confirm)
}

// confirm is an answer that the customer has left alone.
func (d *desk) confirm(t *ticket, at time.Time) {
	d.end(t, ticketCompleted, at)
	d.Happened(at, rest.Effect{Kind: "case_completed", CaseID: t.id})
}

// end stops all work on a ticket: what was granted for it is erased.
func (d *desk) end(t *ticket, status int, at time.Time) {
	t.move(status)
	if status == ticketCompleted {
		t.confirmed = at
	}
	for _, g := range d.grants {
		if g.ticket == t {
			d.endGrant(g, at)
		}
	}
}

// spoken is the customer's word on a ticket that waits for one: work goes on.
func (d *desk) spoken(t *ticket, at time.Time) {
	if t.status != ticketFeedback && t.status != ticketAnswered {
		return
	}
	t.move(ticketProcessing)
	d.later(t, at.Add(answerTime), d.reply)
}

func usualCause() rest.Text { return rest.Text{"配置不当", "Unsuitable configuration"} }

func usualResolution() rest.Text {
	return rest.Text{"请按帮助中心的步骤调整配置。", "Please change the settings as the help center describes."}
}
