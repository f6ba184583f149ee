package sandbox

// Member accounts, organizations and numbers that exist for every seed; DemoMemberID is a usable member too.
const (
	DemoRootOrganization = "1000"
	DemoOrganization     = "1100"
	DemoCustodyMember    = "2c3d4e5f60718293a4b5c6d7e8f90a1b" // unified accounting
	DemoAlienMember      = "3d4e5f60718293a4b5c6d7e8f90a1b2c" // of another legal person
	DemoOverdueMember    = "4e5f60718293a4b5c6d7e8f90a1b2c3d" // owes money
	DemoUnsharedMember   = "5f60718293a4b5c6d7e8f90a1b2c3d4e" // without the permission to share credit
	DemoClosedMember     = "60718293a4b5c6d7e8f90a1b2c3d4e5f" // status 4
	DemoDeadPhone        = "13800000000"                      // no code arrives there (CBC.99004003)
	DemoVendorPhone      = "13900000000"                      // registered to the vendor (CBC.99000051)
	DemoMemberPhone      = "13700000001"                      // belongs to a member (CBC.99000029)
)
