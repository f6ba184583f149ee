package desk

import (
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The states of a ticket.
const (
	ticketWaiting    = 0
	ticketProcessing = 1
	ticketAnswered   = 2
	ticketCompleted  = 3
	ticketWithdrawn  = 4
	ticketPaused     = 5
	ticketInvalid    = 12
	ticketDeleted    = 13
	ticketFeedback   = 17
)

// ticketStates are all states in the order of their codes.
func ticketStates() []int {
	return []int{
		ticketWaiting, ticketProcessing, ticketAnswered, ticketCompleted, ticketWithdrawn,
		ticketPaused, ticketInvalid, ticketDeleted, ticketFeedback,
	}
}

// The kinds of entries of a ticket's operation log.
const (
	logCreated        = 0
	logUrged          = 2
	logClosed         = 3
	logWithdrawn      = 4
	logScored         = 5
	logDeleted        = 13
	logGrantConfirmed = 73
	logGrantRejected  = 74
	logGrantCancelled = 83
	logExported       = 84
	logReplied        = 85
	logContact        = 114
)

// ticket is a service ticket with all that happened to it.
type ticket struct {
	id, owner, group string
	status           int
	round            int // grows with every move, so that steps planned before it are void
	problem          problem
	region           ticketRegion
	severity         severity
	description      string
	created          time.Time
	confirmed        time.Time
	resolved         time.Time
	urged            time.Time
	rootCause        rest.Text
	resolution       rest.Text
	asked            bool // the engineer has asked for details
	contact          ticketContact
	ownership        int
	bySubUser        bool // it has a sub-user, of whom the emulator knows one
	judgement        string
	scores           []ticketScore
	messages         []*ticketMessage // by time
	read             int              // serial of the last message that was marked read
	labels           []*label
	related          []*ticket
	log              []ticketLog // by time
	extends          map[string]any
}

// ticketContact is where the customer wants to be reached.
type ticketContact struct {
	area, mobile, mail, hours, copies, commodity string
}

// ticketScore is the customer's verdict in one dimension.
type ticketScore struct {
	dimension dimension
	points    int64
}

// ticketLog is one entry of the operation log.
type ticketLog struct {
	id   string
	kind int
	by   string
	what rest.Text
	at   time.Time
}

// desk is the service desk: tickets and what belongs to them.
type desk struct {
	*rest.World
	tables      *Tables
	owner       string                   // the account
	members     func() []rest.SubAccount // of the account's enterprise
	tickets     []*ticket                // newest first
	byID        map[string]*ticket
	labels      []*label // by id
	attachments map[string]*attachment
	uploaded    map[string]int // bytes per day
	grants      []*grant       // newest first
	codes       rest.Codes
	contacts    []*verifiedContact
	signed      map[int64]int64 // record of the signature by agreement
	privileges  map[string]bool
	jobs        []*diagnosis // newest first
	serials     map[string]int
	opened      time.Time // when the account began to use the desk
}

func newDesk(w *rest.World, tables *Tables, owner string) *desk {
	return &desk{
		World: w, tables: tables, owner: owner, members: func() []rest.SubAccount { return nil },
		byID: map[string]*ticket{}, attachments: map[string]*attachment{}, uploaded: map[string]int{},
		codes: rest.Codes{}, signed: map[int64]int64{}, serials: map[string]int{},
		privileges: map[string]bool{"export": true, "createCase": true},
	}
}

// next is the next running number of a kind of thing.
func (d *desk) next(kind string) int {
	d.serials[kind]++
	return d.serials[kind]
}

// file puts a ticket where its creation belongs.
func (d *desk) file(t *ticket) {
	d.byID[t.id] = t
	at := slices.IndexFunc(d.tickets, func(other *ticket) bool { return !other.created.After(t.created) })
	if at < 0 {
		at = len(d.tickets)
	}
	d.tickets = slices.Insert(d.tickets, at, t)
}

// ended tells whether nobody works on the ticket any more.
func (t *ticket) ended() bool {
	switch t.status {
	case ticketCompleted, ticketWithdrawn, ticketInvalid, ticketDeleted:
		return true
	}
	return false
}

// move changes the state; whatever was planned for the old one does not happen.
func (t *ticket) move(status int) {
	t.status = status
	t.round++
}

// note adds an entry to the operation log.
func (d *desk) note(t *ticket, entry ticketLog) {
	entry.id = rest.Numbered("LOG", d.next("log"))
	t.log = append(t.log, entry)
}

// ticket finds a ticket that a call names, as far as the caller may see it.
func (c *call) ticket(id string) (*ticket, *rest.Refusal) {
	t := c.desk.byID[id]
	if t == nil || t.status == ticketDeleted {
		return nil, rest.OSMRefusal(osmNoTicket, "The ticket does not exist.")
	}
	if !c.mayUse(t) {
		return nil, notAllowed()
	}
	return t, nil
}

// mayUse tells whether the ticket is the caller's: its own, for the root user all of
// the account, and those of its group when the call names the group.
func (c *call) mayUse(t *ticket) bool {
	return !c.Who.Viewer || t.owner == c.user() || t.group != "" && t.group == c.In.Text("group_id")
}

// user is the name of the caller's user.
func (c *call) user() string {
	if c.Who.Viewer {
		return ticketViewer
	}
	return ticketRoot
}

func notAllowed() *rest.Refusal {
	return rest.OSMRefusal(rest.OSMPermission, "No operation permission.")
}

// wrongState is the refusal of what a ticket's state does not allow.
func wrongState() *rest.Refusal {
	return rest.OSMRefusal(rest.OSMPermission, "No operation permission: the state of the ticket does not allow it.")
}

// entry is a log entry of the caller.
func (c *call) entry(kind int, what rest.Text) ticketLog {
	return ticketLog{kind: kind, by: c.user(), what: what, at: c.Now}
}
