package demo

// Member accounts, organizations and numbers that exist for every seed; MemberID is a usable member too.
const (
	RootOrganization = "1000"
	Organization     = "1100"
	CustodyMember    = "2c3d4e5f60718293a4b5c6d7e8f90a1b" // unified accounting
	AlienMember      = "3d4e5f60718293a4b5c6d7e8f90a1b2c" // of another legal person
	OverdueMember    = "4e5f60718293a4b5c6d7e8f90a1b2c3d" // owes money
	UnsharedMember   = "5f60718293a4b5c6d7e8f90a1b2c3d4e" // without the permission to share credit
	ClosedMember     = "60718293a4b5c6d7e8f90a1b2c3d4e5f" // status 4
	DeadPhone        = "13800000000"                      // no code arrives there (CBC.99004003)
	VendorPhone      = "13900000000"                      // registered to the vendor (CBC.99000051)
	MemberPhone      = "13700000001"                      // belongs to a member (CBC.99000029)
)
