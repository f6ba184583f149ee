package sandbox

// Yearly/monthly resources that exist for every seed on both sites. Those behind
// DemoSpecialPrefix refuse what their names say.
const (
	DemoServer          = "rs-demo-0001-server"           // in use for 20 more days, primary of the next three, auto-renewal off
	DemoServerDisk      = "rs-demo-0001-server-disk"      // secondary
	DemoServerAddress   = "rs-demo-0001-server-address"   // secondary
	DemoServerBandwidth = "rs-demo-0001-server-bandwidth" // secondary
	DemoRenewing        = "rs-demo-0002-renewing"         // auto-renewal by the month, 12 days left
	DemoExpired         = "rs-demo-0003-expired"          // status 5, since three days
	DemoFrozen          = "rs-demo-0004-frozen"           // status 4, expired 20 days ago
	DemoClosed          = "rs-demo-0005-closed"           // status 3
	DemoPrepaid         = "rs-demo-0006-prepaid"          // has a renewed month that is not in effect yet
	DemoFresh           = "rs-demo-0007-fresh"            // bought two days ago: full refund
	DemoUnpaidRenewal   = "rs-demo-0008-unpaid"           // contained in DemoCancelOrder, which is unpaid
	DemoRunningChange   = "rs-demo-0009-running"          // contained in DemoProcessingOrder
	DemoBundle          = "rs-demo-0010-bundle"           // promotional bundle, renewed alone only
	DemoWholeMachine    = "rs-demo-0011-whole"            // bought as a whole machine with a disk
	DemoWholeDisk       = "rs-demo-0011-whole-disk"       // its secondary
	DemoYearly          = "rs-demo-0012-yearly"           // sold by the year only, marketplace
	DemoAudited         = "rs-demo-0013-audited"          // turning it to on-demand needs an approval
	DemoToOnDemand      = "rs-demo-0014-ondemand"         // set to on-demand at expiry, one day left
	DemoShared          = "rs-demo-0015-shared"           // shared bandwidth, primary of the next
	DemoSharedAddress   = "rs-demo-0015-shared-address"   // secondary
	DemoDeleteAtExpiry  = "rs-demo-0016-delete"           // deleted at expiry, two days left
	DemoFreezeAtExpiry  = "rs-demo-0017-freeze"           // frozen at expiry, two days left
	DemoSpecialPrefix   = "rs-demo-special-"              // trial, invoiced, solution, devcloud, package, violation, police, account, savings, addon, unrenewable, fixed, kept; pond is paid in installments
)
