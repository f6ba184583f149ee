package sandbox

// Tickets that exist with the same id and state for every seed on both sites. They
// stand still until a caller acts on them.
const (
	DemoWaitingTicket    = "TS-DEMO-0001-WAITING"    // 0, can be withdrawn
	DemoProcessingTicket = "TS-DEMO-0002-PROCESSING" // 1, with an attachment, two labels and a relation to DemoAnsweredTicket
	DemoAnsweredTicket   = "TS-DEMO-0003-ANSWERED"   // 2, with an unread answer
	DemoCompletedTicket  = "TS-DEMO-0004-COMPLETED"  // 3, scored
	DemoWithdrawnTicket  = "TS-DEMO-0005-WITHDRAWN"  // 4
	DemoPausedTicket     = "TS-DEMO-0006-PAUSED"     // 5
	DemoInvalidTicket    = "TS-DEMO-0007-INVALID"    // 12
	DemoDeletedTicket    = "TS-DEMO-0008-DELETED"    // 13, in no list
	DemoFeedbackTicket   = "TS-DEMO-0009-FEEDBACK"   // 17, a fault whose engineer asked for details
	DemoFaultTicket      = "TS-DEMO-0010-FAULT"      // 1, a fault with authorizations of every state
	DemoGroupTicket      = "TS-DEMO-0011-GROUP"      // 1, of another user: the viewer needs group_id DemoTicketGroup
	DemoPartnerTicket    = "TS-DEMO-0012-PARTNER"    // 3, of a sub-user, handled by a partner
	DemoUrgedTicket      = "TS-DEMO-0013-URGED"      // 1, urged at the first instant (OSM.01010004)
	DemoTalkTicket       = "TS-DEMO-0014-TALK"       // 1, with forty messages
	DemoViewerTicket     = "TS-DEMO-0015-VIEWER"     // 0, of the viewer key's user
)

// DemoTicketGroup is the IAM group that shares DemoGroupTicket.
const DemoTicketGroup = "group-demo-0001"

// Attachments of the demo tickets, and one that belongs to none.
const (
	DemoTextAttachment   = "ATT-DEMO-0001-TEXT"   // of DemoProcessingTicket
	DemoImageAttachment  = "ATT-DEMO-0002-IMAGE"  // of DemoProcessingTicket, a picture
	DemoUnusedAttachment = "ATT-DEMO-0003-UNUSED" // can be deleted or used
)

// Authorizations of DemoFaultTicket.
const (
	DemoInitialGrant   = "AU-DEMO-0001-INITIAL"   // -1
	DemoPendingGrant   = "AU-DEMO-0002-PENDING"   // 0, details 2001 (host) and 2002 (console)
	DemoActiveGrant    = "AU-DEMO-0003-ACTIVE"    // 1, detail 3001 with a session 9001
	DemoRejectedGrant  = "AU-DEMO-0004-REJECTED"  // 2
	DemoExpiredGrant   = "AU-DEMO-0005-EXPIRED"   // 3
	DemoWithdrawnGrant = "AU-DEMO-0006-WITHDRAWN" // 4
	DemoCancelledGrant = "AU-DEMO-0007-CANCELLED" // 5
	DemoReviewGrant    = "AU-DEMO-0008-REVIEW"    // 6
	DemoRefusedGrant   = "AU-DEMO-0009-REFUSED"   // 7
	DemoPartnerGrant   = "AU-DEMO-0010-PARTNER"   // 2, of DemoPartnerTicket
	DemoSecondGrant    = "AU-DEMO-0011-SECOND"    // 0, details 11001 and 11002
)

// DemoHostAccount and DemoHostPassword open every host of the demo authorizations.
const (
	DemoHostAccount  = "root"
	DemoHostPassword = "ocegate-sandbox-host"
)

// DemoTicketMobile and DemoTicketMail are the account's registered contacts, which need no verification.
const (
	DemoTicketMobile = "10000000001"
	DemoTicketMail   = "ops@example.com"
)
