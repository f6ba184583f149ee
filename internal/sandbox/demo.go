package sandbox

import "github.com/ocegate/ocegate/internal/sandbox/demo"

// The ids and keys of the demo data stand in the package demo, each with what it shows;
// who uses the emulator finds them here.

// DemoAccessKey and DemoSecretKey are the permanent key pair of the demo account's root user.
const (
	DemoAccessKey = demo.AccessKey
	DemoSecretKey = demo.SecretKey
)

// DemoTemporaryAccessKey, DemoTemporarySecretKey and DemoSecurityToken are a temporary key: the pair is only valid together with its token in X-Security-Token.
const (
	DemoTemporaryAccessKey = demo.TemporaryAccessKey
	DemoTemporarySecretKey = demo.TemporarySecretKey
	DemoSecurityToken      = demo.SecurityToken
)

// DemoViewerAccessKey is an IAM user of the demo account that may neither pay orders (403 CBC.0151) nor see discounts (left out silently).
const (
	DemoViewerAccessKey = demo.ViewerAccessKey
	DemoViewerSecretKey = demo.ViewerSecretKey
)

// DemoPartnerAccessKey belongs to a partner, who may not pay or cancel (403 CBC.0155) and has to name the customer in refund queries.
const (
	DemoPartnerAccessKey = demo.PartnerAccessKey
	DemoPartnerSecretKey = demo.PartnerSecretKey
)

// DemoMemberAccessKey belongs to a unified-accounting member account, which may call next to nothing: its master owns the state.
const (
	DemoMemberAccessKey = demo.MemberAccessKey
	DemoMemberSecretKey = demo.MemberSecretKey
)

// DemoForeignAccessKey belongs to an account of the other site, which every operation refuses with 403 CBC.0156.
const (
	DemoForeignAccessKey = demo.ForeignAccessKey
	DemoForeignSecretKey = demo.ForeignSecretKey
)

// DemoChinaAccessKey and DemoInternationalAccessKey are at home on one site; on the other every operation refuses them with 403 CBC.0150.
const (
	DemoChinaAccessKey         = demo.ChinaAccessKey
	DemoChinaSecretKey         = demo.ChinaSecretKey
	DemoInternationalAccessKey = demo.InternationalAccessKey
	DemoInternationalSecretKey = demo.InternationalSecretKey
)

// DemoToken stands for the demo account's root user in X-Auth-Token, instead of a signature.
const DemoToken = demo.Token

// DemoDomainID is the account id of the demo customer, DemoMemberID that of a member account whose orders it pays.
const (
	DemoDomainID = demo.DomainID
	DemoMemberID = demo.MemberID
)

// The demo account's money at the first instant, in the site's currency; the same for every seed.
const (
	DemoCashBalance   = demo.CashBalance
	DemoCreditBalance = demo.CreditBalance
)

// Orders that exist with the same id, amount and status for every seed on both sites.
const (
	DemoPayableOrder    = demo.PayableOrder
	DemoCancelOrder     = demo.CancelOrder
	DemoLargeOrder      = demo.LargeOrder
	DemoCombinedOrder   = demo.CombinedOrder
	DemoCombinedChildA  = demo.CombinedChildA
	DemoCombinedChildB  = demo.CombinedChildB
	DemoExpensiveOrder  = demo.ExpensiveOrder
	DemoRefundOrder     = demo.RefundOrder
	DemoDowngradeOrder  = demo.DowngradeOrder
	DemoCouponOrder     = demo.CouponOrder
	DemoAdjustedOrder   = demo.AdjustedOrder
	DemoQuotaOrder      = demo.QuotaOrder
	DemoBudgetOrder     = demo.BudgetOrder
	DemoCompletedOrder  = demo.CompletedOrder
	DemoCancelledOrder  = demo.CancelledOrder
	DemoProcessingOrder = demo.ProcessingOrder
	DemoRefundingOrder  = demo.RefundingOrder
	DemoMemberOrder     = demo.MemberOrder
	DemoLateOrder       = demo.LateOrder
	DemoExpiredOrder    = demo.ExpiredOrder
)

// Discounts that DemoCouponOrder offers; DemoAdjustedOrder offers Adjustment.
const (
	DemoPromotionDiscount  = demo.PromotionDiscount
	DemoCommercialDiscount = demo.CommercialDiscount
	DemoPartnerDiscount    = demo.PartnerDiscount
	DemoContractDiscount   = demo.ContractDiscount
	DemoAdjustment         = demo.Adjustment
)

// Coupons and cards that exist for every seed. The international site has the cash coupons only.
const (
	DemoCashCoupon       = demo.CashCoupon
	DemoDiscountCoupon   = demo.DiscountCoupon
	DemoFlexiCoupon      = demo.FlexiCoupon
	DemoNoPromoCoupon    = demo.NoPromoCoupon
	DemoNoContractCoupon = demo.NoContractCoupon
	DemoNoPartnerCoupon  = demo.NoPartnerCoupon
	DemoMinRatioCoupon   = demo.MinRatioCoupon
	DemoMarketCoupon     = demo.MarketCoupon
	DemoDedicatedCoupon  = demo.DedicatedCoupon
	DemoLockedCoupon     = demo.LockedCoupon
	DemoUsedCoupon       = demo.UsedCoupon
	DemoExpiredCoupon    = demo.ExpiredCoupon
	DemoReclaimedCoupon  = demo.ReclaimedCoupon
	DemoInactiveCoupon   = demo.InactiveCoupon
	DemoProductCoupon    = demo.ProductCoupon
	DemoSingleUseCoupon  = demo.SingleUseCoupon
	DemoElsewhereCoupon  = demo.ElsewhereCoupon
	DemoHardwareCoupon   = demo.HardwareCoupon
	DemoFutureCoupon     = demo.FutureCoupon
	DemoFrozenCoupon     = demo.FrozenCoupon
	DemoRenewalCoupon    = demo.RenewalCoupon
	DemoUsableCard       = demo.UsableCard
	DemoUsedUpCard       = demo.UsedUpCard
)

// Yearly/monthly resources that exist for every seed on both sites. Those behind
// DemoSpecialPrefix refuse what their names say.
const (
	DemoServer          = demo.Server
	DemoServerDisk      = demo.ServerDisk
	DemoServerAddress   = demo.ServerAddress
	DemoServerBandwidth = demo.ServerBandwidth
	DemoRenewing        = demo.Renewing
	DemoExpired         = demo.Expired
	DemoFrozen          = demo.Frozen
	DemoClosed          = demo.Closed
	DemoPrepaid         = demo.Prepaid
	DemoFresh           = demo.Fresh
	DemoUnpaidRenewal   = demo.UnpaidRenewal
	DemoRunningChange   = demo.RunningChange
	DemoBundle          = demo.Bundle
	DemoWholeMachine    = demo.WholeMachine
	DemoWholeDisk       = demo.WholeDisk
	DemoYearly          = demo.Yearly
	DemoAudited         = demo.Audited
	DemoToOnDemand      = demo.ToOnDemand
	DemoShared          = demo.Shared
	DemoSharedAddress   = demo.SharedAddress
	DemoDeleteAtExpiry  = demo.DeleteAtExpiry
	DemoFreezeAtExpiry  = demo.FreezeAtExpiry
	DemoSpecialPrefix   = demo.SpecialPrefix
)

// Member accounts, organizations and numbers that exist for every seed; DemoMemberID is a usable member too.
const (
	DemoRootOrganization = demo.RootOrganization
	DemoOrganization     = demo.Organization
	DemoCustodyMember    = demo.CustodyMember
	DemoAlienMember      = demo.AlienMember
	DemoOverdueMember    = demo.OverdueMember
	DemoUnsharedMember   = demo.UnsharedMember
	DemoClosedMember     = demo.ClosedMember
	DemoDeadPhone        = demo.DeadPhone
	DemoVendorPhone      = demo.VendorPhone
	DemoMemberPhone      = demo.MemberPhone
)

// Items of resource packages that exist for every seed.
const (
	DemoMonthlyItem  = demo.MonthlyItem
	DemoNaturalItem  = demo.NaturalItem
	DemoInstanceItem = demo.InstanceItem
	DemoRenewedItem  = demo.RenewedItem
	DemoUsedUpItem   = demo.UsedUpItem
	DemoProjectItem  = demo.ProjectItem
)

// Partners, customers and coupon quotas that exist for every seed.
const (
	DemoPartnerID         = demo.PartnerID
	DemoPartnerPlatform   = demo.PartnerPlatform
	DemoIndirectPartner   = demo.IndirectPartner
	DemoSecondIndirect    = demo.SecondIndirect
	DemoSubCustomer       = demo.SubCustomer
	DemoPersonalCustomer  = demo.PersonalCustomer
	DemoNamelessCustomer  = demo.NamelessCustomer
	DemoReviewedCustomer  = demo.ReviewedCustomer
	DemoRejectedCustomer  = demo.RejectedCustomer
	DemoUnknownCustomer   = demo.UnknownCustomer
	DemoFrozenCustomer    = demo.FrozenCustomer
	DemoIndirectsCustomer = demo.IndirectsCustomer
	DemoPartnerPhone      = demo.PartnerPhone
	DemoCouponQuota       = demo.CouponQuota
	DemoLimitedQuota      = demo.LimitedQuota
	DemoEndedQuota        = demo.EndedQuota
	DemoHeldQuota         = demo.HeldQuota
	DemoColdQuota         = demo.ColdQuota
	DemoFlexiQuota        = demo.FlexiQuota
)

// Tickets that exist with the same id and state for every seed on both sites. They
// stand still until a caller acts on them.
const (
	DemoWaitingTicket    = demo.WaitingTicket
	DemoProcessingTicket = demo.ProcessingTicket
	DemoAnsweredTicket   = demo.AnsweredTicket
	DemoCompletedTicket  = demo.CompletedTicket
	DemoWithdrawnTicket  = demo.WithdrawnTicket
	DemoPausedTicket     = demo.PausedTicket
	DemoInvalidTicket    = demo.InvalidTicket
	DemoDeletedTicket    = demo.DeletedTicket
	DemoFeedbackTicket   = demo.FeedbackTicket
	DemoFaultTicket      = demo.FaultTicket
	DemoGroupTicket      = demo.GroupTicket
	DemoPartnerTicket    = demo.PartnerTicket
	DemoUrgedTicket      = demo.UrgedTicket
	DemoTalkTicket       = demo.TalkTicket
	DemoViewerTicket     = demo.ViewerTicket
)

// DemoTicketGroup is the IAM group that shares DemoGroupTicket.
const DemoTicketGroup = demo.TicketGroup

// Attachments of the demo tickets, and one that belongs to none.
const (
	DemoTextAttachment   = demo.TextAttachment
	DemoImageAttachment  = demo.ImageAttachment
	DemoUnusedAttachment = demo.UnusedAttachment
)

// Authorizations of DemoFaultTicket.
const (
	DemoInitialGrant   = demo.InitialGrant
	DemoPendingGrant   = demo.PendingGrant
	DemoActiveGrant    = demo.ActiveGrant
	DemoRejectedGrant  = demo.RejectedGrant
	DemoExpiredGrant   = demo.ExpiredGrant
	DemoWithdrawnGrant = demo.WithdrawnGrant
	DemoCancelledGrant = demo.CancelledGrant
	DemoReviewGrant    = demo.ReviewGrant
	DemoRefusedGrant   = demo.RefusedGrant
	DemoPartnerGrant   = demo.PartnerGrant
	DemoSecondGrant    = demo.SecondGrant
)

// DemoHostAccount and DemoHostPassword open every host of the demo authorizations.
const (
	DemoHostAccount  = demo.HostAccount
	DemoHostPassword = demo.HostPassword
)

// DemoTicketMobile and DemoTicketMail are the account's registered contacts, which need no verification.
const (
	DemoTicketMobile = demo.TicketMobile
	DemoTicketMail   = demo.TicketMail
)

// DemoPeakResource is one of them for the service vpc; the last digit runs from 1 to 3.
const DemoPeakResource = demo.PeakResource

// DemoUnknownProject is a cloud project that does not exist (CBC.99006073).
const DemoUnknownProject = demo.UnknownProject

// DemoCustodyOrder is an unpaid order of DemoCustodyMember over 120.00. The master
// sees it when the member has asked for its payment.
const DemoCustodyOrder = demo.CustodyOrder
