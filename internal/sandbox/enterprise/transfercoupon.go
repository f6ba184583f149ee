package enterprise

import (
	"context"
	"slices"
	"strconv"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

type givenCouponView struct {
	CouponID      string             `json:"coupon_id"`
	PlanName      string             `json:"plan_name"`
	SubCouponID   string             `json:"sub_coupon_id,omitempty"`
	Balance       string             `json:"balance"`
	EffectiveTime string             `json:"effective_time"`
	ExpireTime    string             `json:"expire_time"`
	UseLimits     []wallet.LimitView `json:"use_limits"`
}

type transferCouponsAnswer struct {
	TotalCount int               `json:"total_count"`
	Coupons    []givenCouponView `json:"avail_transfer_coupons"`
}

type retrieveCouponsAnswer struct {
	TotalCount int               `json:"total_count"`
	Coupons    []givenCouponView `json:"avail_retrieve_coupons"`
}

func (c *call) givenView(k *wallet.Coupon, balance rest.Money) givenCouponView {
	return givenCouponView{
		CouponID: k.ID, PlanName: k.Plan.In(c.English), Balance: balance.String(),
		EffectiveTime: rest.Stamp(k.Effective), ExpireTime: rest.Stamp(k.Expire), UseLimits: wallet.LimitViews(k),
	}
}

// listMultiAccountTransferCoupons is GET /v2/enterprises/multi-accounts/transfer-coupons.
func listMultiAccountTransferCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.enterprise.account.Coupons.Sorted, (*wallet.Coupon).Transferable)
	return transferCouponsAnswer{TotalCount: len(rows), Coupons: rest.Views(rest.Page(c.Call, rows), func(k *wallet.Coupon) givenCouponView {
		return c.givenView(k, k.Balance)
	})}, nil
}

// listMultiAccountRetrieveCoupons is GET /v2/enterprises/multi-accounts/retrieve-coupons.
func listMultiAccountRetrieveCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	m, no := c.knownMember("sub_customer_id")
	if no != nil {
		return nil, no
	}
	return retrieveCouponsAnswer{TotalCount: len(m.coupons), Coupons: rest.Views(rest.Page(c.Call, m.coupons), func(sub *subCoupon) givenCouponView {
		v := c.givenView(sub.coupon, sub.balance)
		v.SubCouponID = sub.id
		return v
	})}, nil
}

type subCouponAnswer struct {
	ID string `json:"sub_coupon_id"`
}

// claimEnterpriseMultiAccountCoupon is POST /v2/enterprises/multi-accounts/transfer-coupon.
func claimEnterpriseMultiAccountCoupon(ctx context.Context, c *call) (any, *rest.Refusal) {
	if _, _, no := c.planCoupon(); no != nil {
		return nil, no
	}
	c.occupy(ctx)
	m, k, no := c.planCoupon()
	if no != nil {
		return nil, no
	}
	e := c.movementEntry(m, couponGiven())
	k.Balance -= m.amount
	if k.Balance == 0 {
		k.Status, k.LastUsed = wallet.CouponUsed, c.Now
	}
	c.enterprise.account.Coupons.Book(k, e, wallet.Expense)
	sub := &subCoupon{id: k.ID + "-S" + strconv.Itoa(c.enterprise.serial), coupon: k, balance: m.amount}
	m.member.coupons = append(m.member.coupons, sub)
	c.moved("coupon_transferred", m, e)
	return subCouponAnswer{sub.id}, nil
}

func (c *call) planCoupon() (*movement, *wallet.Coupon, *rest.Refusal) {
	m, no := c.mover()
	if no != nil {
		return nil, nil, no
	}
	k := c.enterprise.account.Coupons.ByID[c.In.Text("coupon_id")]
	switch {
	case k == nil:
		return nil, nil, rest.BadParameter("there is no coupon %s", c.In.Text("coupon_id"))
	case len(m.member.vouchers) > 0:
		return nil, nil, failedChecks(m.member.vouchers...)
	case k.Kind != wallet.CouponCash || k.Version != wallet.CouponReusable || k.ByPartner:
		return nil, nil, failedChecks("ONLY_CASH_COUPON_CAN_TRANSFER")
	case !k.Transferable() || m.amount > k.Balance:
		return nil, nil, failedChecks("COUPON_BALANCE_NOT_ENOUGH")
	}
	return m, k, nil
}

type reclaimedAnswer struct {
	Amount string `json:"real_retrieve_amout"` // the upstream's spelling
}

// reclaimEnterpriseMultiAccountCoupon is POST /v2/enterprises/multi-accounts/retrieve-coupon: the whole rest comes back.
func reclaimEnterpriseMultiAccountCoupon(ctx context.Context, c *call) (any, *rest.Refusal) {
	if _, _, no := c.planCouponBack(); no != nil {
		return nil, no
	}
	c.occupy(ctx)
	m, at, no := c.planCouponBack()
	if no != nil {
		return nil, no
	}
	sub := m.member.coupons[at]
	m.member.coupons = slices.Delete(m.member.coupons, at, at+1)
	m.amount = sub.balance
	e := c.movementEntry(m, couponTaken())
	sub.coupon.Balance += sub.balance
	if sub.coupon.Status == wallet.CouponUsed {
		sub.coupon.Status = wallet.CouponUsable
	}
	c.enterprise.account.Coupons.Book(sub.coupon, e, wallet.Revenue)
	c.moved("coupon_reclaimed", m, e)
	return reclaimedAnswer{sub.balance.String()}, nil
}

func (c *call) planCouponBack() (*movement, int, *rest.Refusal) {
	m, no := c.mover()
	if no != nil {
		return nil, 0, no
	}
	at := slices.IndexFunc(m.member.coupons, func(s *subCoupon) bool {
		return s.id == c.In.Text("sub_coupon_id") && s.coupon.ID == c.In.Text("coupon_id")
	})
	switch {
	case len(m.member.vouchers) > 0:
		return nil, 0, failedChecks(m.member.vouchers...)
	case at < 0:
		return nil, 0, rest.BadParameter("the member holds no such coupon")
	case m.member.coupons[at].coupon.Status == wallet.CouponExpired:
		return nil, 0, failedChecks("COUPON_BALANCE_NOT_ENOUGH")
	}
	return m, at, nil
}
