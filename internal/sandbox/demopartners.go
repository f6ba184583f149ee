package sandbox

// Partners, customers and coupon quotas that exist for every seed.
const (
	DemoPartnerID         = "70718293a4b5c6d7e8f90a1b2c3d4e5f"
	DemoPartnerPlatform   = "OCEGATE_DEMO_PLATFORM"            // the xaccount_type of the partner
	DemoIndirectPartner   = "8071829394b5c6d7e8f90a1b2c3d4e5f" // has customers, money and coupon quotas of its own
	DemoSecondIndirect    = "9071829394a5c6d7e8f90a1b2c3d4e5f" // has nothing
	DemoSubCustomer       = "a0718293a4b5c6d7e8f90a1b2c3d4e5f" // authenticated enterprise with money
	DemoPersonalCustomer  = "b0718293a4b5c6d7e8f90a1b2c3d4e5f" // authenticated person
	DemoNamelessCustomer  = "c0718293a4b5c6d7e8f90a1b2c3d4e5f" // without real-name authentication
	DemoReviewedCustomer  = "d0718293a4b5c6d7e8f90a1b2c3d4e5f" // in review until 20 minutes after the first instant
	DemoRejectedCustomer  = "e0718293a4b5c6d7e8f90a1b2c3d4e5f" // the review failed
	DemoUnknownCustomer   = "b1718293a4b5c6d7e8f90a1b2c3d4e5f" // without real-name authentication too
	DemoFrozenCustomer    = "f0718293a4b5c6d7e8f90a1b2c3d4e5f" // account frozen
	DemoIndirectsCustomer = "a1718293a4b5c6d7e8f90a1b2c3d4e5f" // of DemoIndirectPartner
	DemoPartnerPhone      = "13600000001"                      // of DemoSubCustomer

	DemoCouponQuota  = "CQDEMO0001PLAIN"    // 10000.00 for anything
	DemoLimitedQuota = "CQDEMO0002SERVICES" // 500.00 for two services and two products
	DemoEndedQuota   = "CQDEMO0003ENDED"    // ran out
	DemoHeldQuota    = "CQDEMO0004ADJUSTED" // being adjusted
	DemoColdQuota    = "CQDEMO0005FROZEN"   // frozen
	DemoFlexiQuota   = "CQDEMO0006FLEXI"    // 1000.00 of flexi-purchase coupons
)
