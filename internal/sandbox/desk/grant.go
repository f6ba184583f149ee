package desk

import (
	"context"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The states of an authorization.
const (
	grantInitial   = -1
	grantPending   = 0
	grantActive    = 1
	grantRejected  = 2
	grantExpired   = 3
	grantWithdrawn = 4
	grantCancelled = 5
	grantInReview  = 6
	grantRefused   = 7
)

const grantTime = 24 * time.Hour // of a confirmation that names no end

// grant is the permission that an engineer asks for to look at resources of a ticket.
type grant struct {
	id        string
	status    int
	ticket    *ticket
	describe  rest.Text
	resource  dictionaryEntry
	visit     dictionaryEntry
	content   dictionaryEntry
	created   time.Time
	effective time.Time
	expire    time.Time
	reason    string // of the customer's refusal
	agency    string
	details   []*grantDetail
}

// dictionaryEntry is an id with its name.
type dictionaryEntry struct {
	id   string
	name rest.Text
}

// grantDetail is one resource of an authorization; what the customer fills in is erased at its end.
type grantDetail struct {
	id                int64
	host              bool // else the console
	instance, label   string
	region            string
	port              int64
	account, password string
	sessions          []grantSession
}

// endGrant is what happens to an authorization when its ticket ends.
func (d *desk) endGrant(g *grant, at time.Time) {
	switch g.status {
	case grantInitial, grantPending, grantInReview:
		g.status = grantWithdrawn
		g.erase()
	case grantActive:
		d.expireGrant(g, at)
	}
}

func (d *desk) expireGrant(g *grant, at time.Time) {
	if g.status != grantActive {
		return
	}
	g.status = grantExpired
	g.erase()
	d.Happened(at, rest.Effect{
		Kind: "authorization_expired", CaseID: g.ticket.id, Parts: map[string]string{"authorization_id": g.id},
	})
}

func (g *grant) erase() {
	for _, d := range g.details {
		d.port, d.account, d.password = 0, "", ""
	}
}

func (g *grant) detail(id int64) *grantDetail {
	d, _ := found(g.details, func(d *grantDetail) bool { return d.id == id })
	return d
}

// grant finds the authorization that a call names.
func (c *call) grant() (*grant, *rest.Refusal) {
	id := c.In.Text("authorization_id")
	g, ok := found(c.desk.grants, func(g *grant) bool { return g.id == id })
	if !ok {
		return nil, rest.BadParameter("there is no authorization %s", id)
	}
	if !c.mayUse(g.ticket) {
		return nil, notAllowed()
	}
	return g, nil
}

// confirmAuthorizations is PUT /v2/servicerequest/authorizations/{authorization_id}.
func confirmAuthorizations(_ context.Context, c *call) (any, *rest.Refusal) {
	g, no := c.grant()
	if no != nil {
		return nil, no
	}
	if g.status != grantPending {
		return nil, wrongState()
	}
	from, until := c.Now, c.Now.Add(grantTime)
	if c.In.Has("auth_effective_time") {
		from = time.UnixMilli(c.In.Num("auth_effective_time", 0)).UTC()
	}
	if c.In.Has("auth_expire_time") {
		until = time.UnixMilli(c.In.Num("auth_expire_time", 0)).UTC()
	}
	if !until.After(from) || !until.After(c.Now) {
		return nil, rest.BadParameter("auth_expire_time is not behind auth_effective_time and now")
	}
	if no := c.checkGrant(g); no != nil {
		return nil, no
	}
	g.fill(c.In.Items("auth_detail_list"))
	g.status, g.effective, g.expire, g.agency = grantActive, from, until, c.In.Text("agency_id")
	c.Timeline.Plan(until, func(at time.Time) { c.desk.expireGrant(g, at) })
	c.grantMoved(g, logGrantConfirmed, "authorization_confirmed")
	return acknowledged{}, nil
}

// checkGrant holds the filled-in details and the agency to what exists.
func (c *call) checkGrant(g *grant) *rest.Refusal {
	var seen []int64
	for _, given := range c.In.Items("auth_detail_list") {
		id := given.Num("auth_detail_id", 0)
		if g.detail(id) == nil || slices.Contains(seen, id) {
			return rest.BadParameter("the authorization has no detail %d", id)
		}
		seen = append(seen, id)
	}
	if !c.Fits("agency_id", demoAgency) {
		return rest.BadParameter("there is no agency %s", c.In.Text("agency_id"))
	}
	return nil
}

func (g *grant) fill(details []rest.Values) {
	for _, given := range details {
		d := g.detail(given.Num("auth_detail_id", 0))
		d.port, d.account, d.password = given.Num("port", d.port), given.Text("account"), given.Text("password")
	}
}

// updateAuthorizations is PUT /v2/servicerequest/authorizations/{authorization_id}/action.
func updateAuthorizations(_ context.Context, c *call) (any, *rest.Refusal) {
	action := c.In.Text("action_id")
	if action != "reject" && action != "cancel" {
		return nil, rest.BadParameter("action_id is neither reject nor cancel")
	}
	g, no := c.grant()
	if no != nil {
		return nil, no
	}
	if action == "reject" && g.status != grantPending || action == "cancel" && g.status != grantActive {
		return nil, wrongState()
	}
	if action == "reject" {
		g.status, g.reason = grantRejected, c.In.Text("reject_reason")
		c.grantMoved(g, logGrantRejected, "authorization_rejected")
		return acknowledged{}, nil
	}
	g.status = grantCancelled
	g.erase()
	c.grantMoved(g, logGrantCancelled, "authorization_cancelled")
	return acknowledged{}, nil
}

func (c *call) grantMoved(g *grant, kind int, effect string) {
	what := map[int]rest.Text{
		logGrantConfirmed: {"确认授权", "Authorization confirmed"},
		logGrantRejected:  {"拒绝授权", "Authorization rejected"},
		logGrantCancelled: {"取消授权", "Authorization cancelled"},
	}
	c.desk.note(g.ticket, c.entry(kind, what[kind]))
	c.Done(rest.Effect{Kind: effect, CaseID: g.ticket.id, Parts: map[string]string{"authorization_id": g.id}})
}

// checkHosts is POST …/authorization-details/{authorization_detail_id}/verify-host: every
// demo host knows one account.
func checkHosts(_ context.Context, c *call) (any, *rest.Refusal) {
	id := c.In.Num("authorization_detail_id", 0)
	for _, g := range c.desk.grants {
		d := g.detail(id)
		if d == nil {
			continue
		}
		switch {
		case !c.mayUse(g.ticket):
			return nil, notAllowed()
		case !d.host:
			return nil, rest.BadParameter("the resource is no host")
		case c.In.Text("account") != demo.HostAccount || c.In.Text("password") != demo.HostPassword:
			return nil, rest.OSMRefusal(osmHostAccount, "The account and the password of the host do not match.")
		}
		return acknowledged{}, nil
	}
	return nil, rest.BadParameter("there is no authorization detail %d", id)
}
