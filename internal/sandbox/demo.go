package sandbox

// DemoAccessKey and DemoSecretKey are the permanent key pair of the demo account's root user.
const (
	DemoAccessKey = "OCEGATESANDBOXAK"
	DemoSecretKey = "ocegate-sandbox-secret-key"
)

// DemoTemporaryAccessKey, DemoTemporarySecretKey and DemoSecurityToken are a temporary key: the pair is only valid together with its token in X-Security-Token.
const (
	DemoTemporaryAccessKey = "OCEGATESANDBOXTEMPAK"
	DemoTemporarySecretKey = "ocegate-sandbox-temporary-secret-key"
	DemoSecurityToken      = "ocegate-sandbox-security-token"
)

// DemoViewerAccessKey is an IAM user of the demo account that may neither pay orders (403 CBC.0151) nor see discounts (left out silently).
const (
	DemoViewerAccessKey = "OCEGATESANDBOXVIEWERAK"
	DemoViewerSecretKey = "ocegate-sandbox-viewer-secret-key"
)

// DemoPartnerAccessKey belongs to a partner, who may not pay or cancel (403 CBC.0155) and has to name the customer in refund queries.
const (
	DemoPartnerAccessKey = "OCEGATESANDBOXPARTNERAK"
	DemoPartnerSecretKey = "ocegate-sandbox-partner-secret-key"
)

// DemoMemberAccessKey belongs to a unified-accounting member account, which may call next to nothing: its master owns the state.
const (
	DemoMemberAccessKey = "OCEGATESANDBOXMEMBERAK"
	DemoMemberSecretKey = "ocegate-sandbox-member-secret-key"
)

// DemoForeignAccessKey belongs to an account of the other site, which every operation refuses with 403 CBC.0156.
const (
	DemoForeignAccessKey = "OCEGATESANDBOXFOREIGNAK"
	DemoForeignSecretKey = "ocegate-sandbox-foreign-secret-key"
)

// DemoChinaAccessKey and DemoInternationalAccessKey are at home on one site; on the other every operation refuses them with 403 CBC.0150.
const (
	DemoChinaAccessKey         = "OCEGATESANDBOXCHINAAK"
	DemoChinaSecretKey         = "ocegate-sandbox-china-secret-key"
	DemoInternationalAccessKey = "OCEGATESANDBOXINTLAK"
	DemoInternationalSecretKey = "ocegate-sandbox-international-secret-key"
)

// DemoToken stands for the demo account's root user in X-Auth-Token, instead of a signature.
const DemoToken = "ocegate-sandbox-token"

// DemoDomainID is the account id of the demo customer, DemoMemberID that of a member account whose orders it pays.
const (
	DemoDomainID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
	DemoMemberID = "1b2c3d4e5f60718293a4b5c6d7e8f90a"
)

// The demo account's money at the first instant, in the site's currency; the same for every seed.
const (
	DemoCashBalance   = "5000.00"
	DemoCreditBalance = "2000.00"
)

// Orders that exist with the same id, amount and status for every seed on both sites.
const (
	DemoPayableOrder    = "CSDEMO0001PAYABLE"    // status 6, 260.00, no coupon bound, promotion and commercial discount on offer
	DemoCancelOrder     = "CSDEMO0002CANCEL"     // status 6, 88.50, holds a lock on DemoElsewhereCoupon
	DemoLargeOrder      = "CSDEMO0003LARGE"      // status 5, 260 lines
	DemoCombinedOrder   = "CSDEMO0004COMBINED"   // status 6, 150.00 over two sub orders
	DemoCombinedChildA  = "CSDEMO0004CHILDA"     // 100.00, refuses to be operated alone (CBC.99000089)
	DemoCombinedChildB  = "CSDEMO0004CHILDB"     // 50.00, the same
	DemoExpensiveOrder  = "CSDEMO0005EXPENSIVE"  // status 6, 999999.99: more than cash and credit together (CBC.99005003)
	DemoRefundOrder     = "CSDEMO0006REFUND"     // status 5, type 4 (unsubscription) with refund rows
	DemoDowngradeOrder  = "CSDEMO0007DOWNGRADE"  // status 5, type 3 (change) with refund rows
	DemoCouponOrder     = "CSDEMO0008COUPON"     // status 6, 1000.00, every discount kind, deadline moved to the end of DemoLockedCoupon
	DemoAdjustedOrder   = "CSDEMO0009ADJUSTED"   // status 6, 300.00, carries the price adjustment 609 that must be used
	DemoQuotaOrder      = "CSDEMO0010QUOTA"      // status 6, its resources are short of quota (CBC.99003141)
	DemoBudgetOrder     = "CSDEMO0011BUDGET"     // status 6, its enterprise project has no budget (CBC.99003155)
	DemoCompletedOrder  = "CSDEMO0012COMPLETED"  // status 5, paid partly with DemoUsedCoupon
	DemoCancelledOrder  = "CSDEMO0013CANCELLED"  // status 4, cancelled by the customer
	DemoProcessingOrder = "CSDEMO0014PROCESSING" // status 3, completes 30 minutes after the first instant
	DemoRefundingOrder  = "CSDEMO0015REFUNDING"  // status 2, type 4, refunded one hour after the first instant
	DemoMemberOrder     = "CSDEMO0016MEMBER"     // status 6, belongs to DemoMemberID, listed by method=sub_customer
	DemoLateOrder       = "CSDEMO0017LATE"       // status 6, its configured effective time has passed (CBC.99003162)
	DemoExpiredOrder    = "CSDEMO0018EXPIRED"    // status 4, its payment deadline passed (CBC.99003110)
)

// Discounts that DemoCouponOrder offers; DemoAdjustedOrder offers DemoAdjustment.
const (
	DemoPromotionDiscount  = "DCDEMO0001PROMOTION"  // type 0, 10 % off
	DemoCommercialDiscount = "DCDEMO0002COMMERCIAL" // type 2, 15 % off
	DemoPartnerDiscount    = "DCDEMO0003PARTNER"    // type 3, 200.00 off
	DemoContractDiscount   = "DCDEMO0004CONTRACT"   // type 1, fixed price 700.00; on the international site only
	DemoAdjustment         = "DCDEMO0005ADJUSTMENT" // type 609, 60.00 off
)

// Coupons and cards that exist for every seed. The international site has the cash coupons only.
const (
	DemoCashCoupon       = "CPDEMO0001CASH"       // cash coupon 100.00, reusable
	DemoDiscountCoupon   = "CPDEMO0002DISCOUNT"   // discount coupon, pay 0.90
	DemoFlexiCoupon      = "CPDEMO0003FLEXI"      // flexi-purchase coupon 50.00
	DemoNoPromoCoupon    = "CPDEMO0004NOPROMO"    // cash coupon, not with promotion discounts
	DemoNoContractCoupon = "CPDEMO0005NOCONTRACT" // cash coupon, not with commercial or contract discounts
	DemoNoPartnerCoupon  = "CPDEMO0006NOPARTNER"  // cash coupon, not with partner-granted discounts
	DemoMinRatioCoupon   = "CPDEMO0007MINRATIO"   // cash coupon, refuses discounts whose ratio is below 0.90 on every line
	DemoMarketCoupon     = "CPDEMO0008MARKET"     // cash coupon of the marketplace group
	DemoDedicatedCoupon  = "CPDEMO0009DEDICATED"  // cash coupon of the dedicated group
	DemoLockedCoupon     = "CPDEMO0010LOCKED"     // cash coupon locked by DemoCouponOrder, ends three days after the first instant
	DemoUsedCoupon       = "CPDEMO0011USED"       // status 3
	DemoExpiredCoupon    = "CPDEMO0012EXPIRED"    // status 4
	DemoReclaimedCoupon  = "CPDEMO0013RECLAIMED"  // status 5
	DemoInactiveCoupon   = "CPDEMO0014INACTIVE"   // status 1
	DemoProductCoupon    = "CPDEMO0015PRODUCT"    // product coupon
	DemoSingleUseCoupon  = "CPDEMO0016SINGLE"     // cash coupon of version 1: 80.00, usable once, for a new purchase
	DemoElsewhereCoupon  = "CPDEMO0017ELSEWHERE"  // cash coupon locked by DemoCancelOrder
	DemoHardwareCoupon   = "CPDEMO0018HARDWARE"   // cash coupon of the hardware group
	DemoFutureCoupon     = "CPDEMO0019FUTURE"     // cash coupon that becomes effective one day after the first instant
	DemoFrozenCoupon     = "CPDEMO0020FROZEN"     // cash coupon that is frozen
	DemoRenewalCoupon    = "CPDEMO0021RENEWAL"    // cash coupon for renewals
	DemoUsableCard       = "SVDEMO0001USABLE"     // stored-value card, balance 500.00 of 1000.00
	DemoUsedUpCard       = "SVDEMO0002USEDUP"     // stored-value card, balance 0.00
)
