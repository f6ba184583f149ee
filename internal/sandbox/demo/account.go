package demo

// AccessKey and SecretKey are the permanent key pair of the demo account's root user.
const (
	AccessKey = "OCEGATESANDBOXAK"
	SecretKey = "ocegate-sandbox-secret-key"
)

// TemporaryAccessKey, TemporarySecretKey and SecurityToken are a temporary key: the pair is only valid together with its token in X-Security-Token.
const (
	TemporaryAccessKey = "OCEGATESANDBOXTEMPAK"
	TemporarySecretKey = "ocegate-sandbox-temporary-secret-key"
	SecurityToken      = "ocegate-sandbox-security-token"
)

// ViewerAccessKey is an IAM user of the demo account that may neither pay orders (403 CBC.0151) nor see discounts (left out silently).
const (
	ViewerAccessKey = "OCEGATESANDBOXVIEWERAK"
	ViewerSecretKey = "ocegate-sandbox-viewer-secret-key"
)

// PartnerAccessKey belongs to a partner, who may not pay or cancel (403 CBC.0155) and has to name the customer in refund queries.
const (
	PartnerAccessKey = "OCEGATESANDBOXPARTNERAK"
	PartnerSecretKey = "ocegate-sandbox-partner-secret-key"
)

// MemberAccessKey belongs to a unified-accounting member account, which may call next to nothing: its master owns the state.
const (
	MemberAccessKey = "OCEGATESANDBOXMEMBERAK"
	MemberSecretKey = "ocegate-sandbox-member-secret-key"
)

// ForeignAccessKey belongs to an account of the other site, which every operation refuses with 403 CBC.0156.
const (
	ForeignAccessKey = "OCEGATESANDBOXFOREIGNAK"
	ForeignSecretKey = "ocegate-sandbox-foreign-secret-key"
)

// ChinaAccessKey and InternationalAccessKey are at home on one site; on the other every operation refuses them with 403 CBC.0150.
const (
	ChinaAccessKey         = "OCEGATESANDBOXCHINAAK"
	ChinaSecretKey         = "ocegate-sandbox-china-secret-key"
	InternationalAccessKey = "OCEGATESANDBOXINTLAK"
	InternationalSecretKey = "ocegate-sandbox-international-secret-key"
)

// Token stands for the demo account's root user in X-Auth-Token, instead of a signature.
const Token = "ocegate-sandbox-token"

// DomainID is the account id of the demo customer, MemberID that of a member account whose orders it pays.
const (
	DomainID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
	MemberID = "1b2c3d4e5f60718293a4b5c6d7e8f90a"
)

// The demo account's money at the first instant, in the site's currency; the same for every seed.
const (
	CashBalance   = "5000.00"
	CreditBalance = "2000.00"
)

// Orders that exist with the same id, amount and status for every seed on both sites.
const (
	PayableOrder    = "CSDEMO0001PAYABLE"    // status 6, 260.00, no coupon bound, promotion and commercial discount on offer
	CancelOrder     = "CSDEMO0002CANCEL"     // status 6, 88.50, holds a lock on ElsewhereCoupon
	LargeOrder      = "CSDEMO0003LARGE"      // status 5, 260 lines
	CombinedOrder   = "CSDEMO0004COMBINED"   // status 6, 150.00 over two sub orders
	CombinedChildA  = "CSDEMO0004CHILDA"     // 100.00, refuses to be operated alone (CBC.99000089)
	CombinedChildB  = "CSDEMO0004CHILDB"     // 50.00, the same
	ExpensiveOrder  = "CSDEMO0005EXPENSIVE"  // status 6, 999999.99: more than cash and credit together (CBC.99005003)
	RefundOrder     = "CSDEMO0006REFUND"     // status 5, type 4 (unsubscription) with refund rows
	DowngradeOrder  = "CSDEMO0007DOWNGRADE"  // status 5, type 3 (change) with refund rows
	CouponOrder     = "CSDEMO0008COUPON"     // status 6, 1000.00, every discount kind, deadline moved to the end of LockedCoupon
	AdjustedOrder   = "CSDEMO0009ADJUSTED"   // status 6, 300.00, carries the price adjustment 609 that must be used
	QuotaOrder      = "CSDEMO0010QUOTA"      // status 6, its resources are short of quota (CBC.99003141)
	BudgetOrder     = "CSDEMO0011BUDGET"     // status 6, its enterprise project has no budget (CBC.99003155)
	CompletedOrder  = "CSDEMO0012COMPLETED"  // status 5, paid partly with UsedCoupon
	CancelledOrder  = "CSDEMO0013CANCELLED"  // status 4, cancelled by the customer
	ProcessingOrder = "CSDEMO0014PROCESSING" // status 3, completes 30 minutes after the first instant
	RefundingOrder  = "CSDEMO0015REFUNDING"  // status 2, type 4, refunded one hour after the first instant
	MemberOrder     = "CSDEMO0016MEMBER"     // status 6, belongs to MemberID, listed by method=sub_customer
	LateOrder       = "CSDEMO0017LATE"       // status 6, its configured effective time has passed (CBC.99003162)
	ExpiredOrder    = "CSDEMO0018EXPIRED"    // status 4, its payment deadline passed (CBC.99003110)
)

// Discounts that CouponOrder offers; AdjustedOrder offers Adjustment.
const (
	PromotionDiscount  = "DCDEMO0001PROMOTION"  // type 0, 10 % off
	CommercialDiscount = "DCDEMO0002COMMERCIAL" // type 2, 15 % off
	PartnerDiscount    = "DCDEMO0003PARTNER"    // type 3, 200.00 off
	ContractDiscount   = "DCDEMO0004CONTRACT"   // type 1, fixed price 700.00; on the international site only
	Adjustment         = "DCDEMO0005ADJUSTMENT" // type 609, 60.00 off
)

// Coupons and cards that exist for every seed. The international site has the cash coupons only.
const (
	CashCoupon       = "CPDEMO0001CASH"       // cash coupon 100.00, reusable
	DiscountCoupon   = "CPDEMO0002DISCOUNT"   // discount coupon, pay 0.90
	FlexiCoupon      = "CPDEMO0003FLEXI"      // flexi-purchase coupon 50.00
	NoPromoCoupon    = "CPDEMO0004NOPROMO"    // cash coupon, not with promotion discounts
	NoContractCoupon = "CPDEMO0005NOCONTRACT" // cash coupon, not with commercial or contract discounts
	NoPartnerCoupon  = "CPDEMO0006NOPARTNER"  // cash coupon, not with partner-granted discounts
	MinRatioCoupon   = "CPDEMO0007MINRATIO"   // cash coupon, refuses discounts whose ratio is below 0.90 on every line
	MarketCoupon     = "CPDEMO0008MARKET"     // cash coupon of the marketplace group
	DedicatedCoupon  = "CPDEMO0009DEDICATED"  // cash coupon of the dedicated group
	LockedCoupon     = "CPDEMO0010LOCKED"     // cash coupon locked by CouponOrder, ends three days after the first instant
	UsedCoupon       = "CPDEMO0011USED"       // status 3
	ExpiredCoupon    = "CPDEMO0012EXPIRED"    // status 4
	ReclaimedCoupon  = "CPDEMO0013RECLAIMED"  // status 5
	InactiveCoupon   = "CPDEMO0014INACTIVE"   // status 1
	ProductCoupon    = "CPDEMO0015PRODUCT"    // product coupon
	SingleUseCoupon  = "CPDEMO0016SINGLE"     // cash coupon of version 1: 80.00, usable once, for a new purchase
	ElsewhereCoupon  = "CPDEMO0017ELSEWHERE"  // cash coupon locked by CancelOrder
	HardwareCoupon   = "CPDEMO0018HARDWARE"   // cash coupon of the hardware group
	FutureCoupon     = "CPDEMO0019FUTURE"     // cash coupon that becomes effective one day after the first instant
	FrozenCoupon     = "CPDEMO0020FROZEN"     // cash coupon that is frozen
	RenewalCoupon    = "CPDEMO0021RENEWAL"    // cash coupon for renewals
	UsableCard       = "SVDEMO0001USABLE"     // stored-value card, balance 500.00 of 1000.00
	UsedUpCard       = "SVDEMO0002USEDUP"     // stored-value card, balance 0.00
)
