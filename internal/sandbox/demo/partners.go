package demo

// Partners, customers and coupon quotas that exist for every seed.
const (
	PartnerID         = "70718293a4b5c6d7e8f90a1b2c3d4e5f"
	PartnerPlatform   = "OCEGATE_DEMO_PLATFORM"            // the xaccount_type of the partner
	IndirectPartner   = "8071829394b5c6d7e8f90a1b2c3d4e5f" // has customers, money and coupon quotas of its own
	SecondIndirect    = "9071829394a5c6d7e8f90a1b2c3d4e5f" // has nothing
	SubCustomer       = "a0718293a4b5c6d7e8f90a1b2c3d4e5f" // authenticated enterprise with money
	PersonalCustomer  = "b0718293a4b5c6d7e8f90a1b2c3d4e5f" // authenticated person
	NamelessCustomer  = "c0718293a4b5c6d7e8f90a1b2c3d4e5f" // without real-name authentication
	ReviewedCustomer  = "d0718293a4b5c6d7e8f90a1b2c3d4e5f" // in review until 20 minutes after the first instant
	RejectedCustomer  = "e0718293a4b5c6d7e8f90a1b2c3d4e5f" // the review failed
	UnknownCustomer   = "b1718293a4b5c6d7e8f90a1b2c3d4e5f" // without real-name authentication too
	FrozenCustomer    = "f0718293a4b5c6d7e8f90a1b2c3d4e5f" // account frozen
	IndirectsCustomer = "a1718293a4b5c6d7e8f90a1b2c3d4e5f" // of IndirectPartner
	PartnerPhone      = "13600000001"                      // of SubCustomer

	CouponQuota  = "CQDEMO0001PLAIN"    // 10000.00 for anything
	LimitedQuota = "CQDEMO0002SERVICES" // 500.00 for two services and two products
	EndedQuota   = "CQDEMO0003ENDED"    // ran out
	HeldQuota    = "CQDEMO0004ADJUSTED" // being adjusted
	ColdQuota    = "CQDEMO0005FROZEN"   // frozen
	FlexiQuota   = "CQDEMO0006FLEXI"    // 1000.00 of flexi-purchase coupons
)
