package demo

// Yearly/monthly resources that exist for every seed on both sites. Those behind
// SpecialPrefix refuse what their names say.
const (
	Server          = "rs-demo-0001-server"           // in use for 20 more days, primary of the next three, auto-renewal off
	ServerDisk      = "rs-demo-0001-server-disk"      // secondary
	ServerAddress   = "rs-demo-0001-server-address"   // secondary
	ServerBandwidth = "rs-demo-0001-server-bandwidth" // secondary
	Renewing        = "rs-demo-0002-renewing"         // auto-renewal by the month, 12 days left
	Expired         = "rs-demo-0003-expired"          // status 5, since three days
	Frozen          = "rs-demo-0004-frozen"           // status 4, expired 20 days ago
	Closed          = "rs-demo-0005-closed"           // status 3
	Prepaid         = "rs-demo-0006-prepaid"          // has a renewed month that is not in effect yet
	Fresh           = "rs-demo-0007-fresh"            // bought two days ago: full refund
	UnpaidRenewal   = "rs-demo-0008-unpaid"           // contained in CancelOrder, which is unpaid
	RunningChange   = "rs-demo-0009-running"          // contained in ProcessingOrder
	Bundle          = "rs-demo-0010-bundle"           // promotional bundle, renewed alone only
	WholeMachine    = "rs-demo-0011-whole"            // bought as a whole machine with a disk
	WholeDisk       = "rs-demo-0011-whole-disk"       // its secondary
	Yearly          = "rs-demo-0012-yearly"           // sold by the year only, marketplace
	Audited         = "rs-demo-0013-audited"          // turning it to on-demand needs an approval
	ToOnDemand      = "rs-demo-0014-ondemand"         // set to on-demand at expiry, one day left
	Shared          = "rs-demo-0015-shared"           // shared bandwidth, primary of the next
	SharedAddress   = "rs-demo-0015-shared-address"   // secondary
	DeleteAtExpiry  = "rs-demo-0016-delete"           // deleted at expiry, two days left
	FreezeAtExpiry  = "rs-demo-0017-freeze"           // frozen at expiry, two days left
	SpecialPrefix   = "rs-demo-special-"              // trial, invoiced, solution, devcloud, package, violation, police, account, savings, addon, unrenewable, fixed, kept; pond is paid in installments
)
