package demo

// Tickets that exist with the same id and state for every seed on both sites. They
// stand still until a caller acts on them.
const (
	WaitingTicket    = "TS-DEMO-0001-WAITING"    // 0, can be withdrawn
	ProcessingTicket = "TS-DEMO-0002-PROCESSING" // 1, with an attachment, two labels and a relation to AnsweredTicket
	AnsweredTicket   = "TS-DEMO-0003-ANSWERED"   // 2, with an unread answer
	CompletedTicket  = "TS-DEMO-0004-COMPLETED"  // 3, scored
	WithdrawnTicket  = "TS-DEMO-0005-WITHDRAWN"  // 4
	PausedTicket     = "TS-DEMO-0006-PAUSED"     // 5
	InvalidTicket    = "TS-DEMO-0007-INVALID"    // 12
	DeletedTicket    = "TS-DEMO-0008-DELETED"    // 13, in no list
	FeedbackTicket   = "TS-DEMO-0009-FEEDBACK"   // 17, a fault whose engineer asked for details
	FaultTicket      = "TS-DEMO-0010-FAULT"      // 1, a fault with authorizations of every state
	GroupTicket      = "TS-DEMO-0011-GROUP"      // 1, of another user: the viewer needs group_id TicketGroup
	PartnerTicket    = "TS-DEMO-0012-PARTNER"    // 3, of a sub-user, handled by a partner
	UrgedTicket      = "TS-DEMO-0013-URGED"      // 1, urged at the first instant (OSM.01010004)
	TalkTicket       = "TS-DEMO-0014-TALK"       // 1, with forty messages
	ViewerTicket     = "TS-DEMO-0015-VIEWER"     // 0, of the viewer key's user
)

// TicketGroup is the IAM group that shares GroupTicket.
const TicketGroup = "group-demo-0001"

// Attachments of the demo tickets, and one that belongs to none.
const (
	TextAttachment   = "ATT-DEMO-0001-TEXT"   // of ProcessingTicket
	ImageAttachment  = "ATT-DEMO-0002-IMAGE"  // of ProcessingTicket, a picture
	UnusedAttachment = "ATT-DEMO-0003-UNUSED" // can be deleted or used
)

// Authorizations of FaultTicket.
const (
	InitialGrant   = "AU-DEMO-0001-INITIAL"   // -1
	PendingGrant   = "AU-DEMO-0002-PENDING"   // 0, details 2001 (host) and 2002 (console)
	ActiveGrant    = "AU-DEMO-0003-ACTIVE"    // 1, detail 3001 with a session 9001
	RejectedGrant  = "AU-DEMO-0004-REJECTED"  // 2
	ExpiredGrant   = "AU-DEMO-0005-EXPIRED"   // 3
	WithdrawnGrant = "AU-DEMO-0006-WITHDRAWN" // 4
	CancelledGrant = "AU-DEMO-0007-CANCELLED" // 5
	ReviewGrant    = "AU-DEMO-0008-REVIEW"    // 6
	RefusedGrant   = "AU-DEMO-0009-REFUSED"   // 7
	PartnerGrant   = "AU-DEMO-0010-PARTNER"   // 2, of PartnerTicket
	SecondGrant    = "AU-DEMO-0011-SECOND"    // 0, details 11001 and 11002
)

// HostAccount and HostPassword open every host of the demo authorizations.
const (
	HostAccount  = "root"
	HostPassword = "ocegate-sandbox-host"
)

// TicketMobile and TicketMail are the account's registered contacts, which need no verification.
const (
	TicketMobile = "10000000001"
	TicketMail   = "ops@example.com"
)
