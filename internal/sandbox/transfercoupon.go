package sandbox

import (
	"context"
	"slices"
	"strconv"
)

type givenCouponView struct {
	CouponID      string      `json:"coupon_id"`
	PlanName      string      `json:"plan_name"`
	SubCouponID   string      `json:"sub_coupon_id,omitempty"`
	Balance       string      `json:"balance"`
	EffectiveTime string      `json:"effective_time"`
	ExpireTime    string      `json:"expire_time"`
	UseLimits     []limitView `json:"use_limits"`
}

type transferCouponsAnswer struct {
	TotalCount int               `json:"total_count"`
	Coupons    []givenCouponView `json:"avail_transfer_coupons"`
}

type retrieveCouponsAnswer struct {
	TotalCount int               `json:"total_count"`
	Coupons    []givenCouponView `json:"avail_retrieve_coupons"`
}

func (c *enterpriseCall) givenView(k *coupon, balance money) givenCouponView {
	return givenCouponView{
		CouponID: k.id, PlanName: k.plan.in(c.english), Balance: balance.String(),
		EffectiveTime: stamp(k.effective), ExpireTime: stamp(k.expire), UseLimits: limitViews(k),
	}
}

// listTransferCoupons is GET /v2/enterprises/multi-accounts/transfer-coupons.
func listTransferCoupons(_ context.Context, c *enterpriseCall) (any, *refusal) {
	var rows []givenCouponView
	for _, k := range c.st.account.coupons.sorted {
		if k.transferable() {
			rows = append(rows, c.givenView(k, k.balance))
		}
	}
	return transferCouponsAnswer{
		TotalCount: len(rows), Coupons: page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)),
	}, nil
}

// listRetrieveCoupons is GET /v2/enterprises/multi-accounts/retrieve-coupons.
func listRetrieveCoupons(_ context.Context, c *enterpriseCall) (any, *refusal) {
	m, no := c.knownMember("sub_customer_id")
	if no != nil {
		return nil, no
	}
	var rows []givenCouponView
	for _, sub := range m.coupons {
		v := c.givenView(sub.coupon, sub.balance)
		v.SubCouponID = sub.id
		rows = append(rows, v)
	}
	return retrieveCouponsAnswer{
		TotalCount: len(rows), Coupons: page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)),
	}, nil
}

type subCouponAnswer struct {
	ID string `json:"sub_coupon_id"`
}

// transferCoupon is POST /v2/enterprises/multi-accounts/transfer-coupon.
func transferCoupon(ctx context.Context, c *enterpriseCall) (any, *refusal) {
	if _, _, no := c.planCoupon(); no != nil {
		return nil, no
	}
	c.occupy(ctx)
	m, k, no := c.planCoupon()
	if no != nil {
		return nil, no
	}
	e := c.movementEntry(m, couponGiven())
	k.balance -= m.amount
	if k.balance == 0 {
		k.status, k.lastUsed = couponUsed, c.now
	}
	c.st.account.coupons.book(k, e, expense)
	sub := &subCoupon{id: k.id + "-S" + strconv.Itoa(c.st.serial), coupon: k, balance: m.amount}
	m.member.coupons = append(m.member.coupons, sub)
	c.moved("coupon_transferred", m, e)
	return subCouponAnswer{sub.id}, nil
}

func (c *enterpriseCall) planCoupon() (*movement, *coupon, *refusal) {
	m, no := c.mover()
	if no != nil {
		return nil, nil, no
	}
	k := c.st.account.coupons.byID[c.in.text("coupon_id")]
	switch {
	case k == nil:
		return nil, nil, badParameter("there is no coupon %s", c.in.text("coupon_id"))
	case len(m.member.vouchers) > 0:
		return nil, nil, failedChecks(m.member.vouchers...)
	case k.kind != couponCash || k.version != couponReusable || k.byPartner:
		return nil, nil, failedChecks("ONLY_CASH_COUPON_CAN_TRANSFER")
	case !k.transferable() || m.amount > k.balance:
		return nil, nil, failedChecks("COUPON_BALANCE_NOT_ENOUGH")
	}
	return m, k, nil
}

type reclaimedAnswer struct {
	Amount string `json:"real_retrieve_amout"` // the upstream's spelling
}

// reclaimCoupon is POST /v2/enterprises/multi-accounts/retrieve-coupon: the whole rest comes back.
func reclaimCoupon(ctx context.Context, c *enterpriseCall) (any, *refusal) {
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
	sub.coupon.balance += sub.balance
	if sub.coupon.status == couponUsed {
		sub.coupon.status = couponUsable
	}
	c.st.account.coupons.book(sub.coupon, e, revenue)
	c.moved("coupon_reclaimed", m, e)
	return reclaimedAnswer{sub.balance.String()}, nil
}

func (c *enterpriseCall) planCouponBack() (*movement, int, *refusal) {
	m, no := c.mover()
	if no != nil {
		return nil, 0, no
	}
	at := slices.IndexFunc(m.member.coupons, func(s *subCoupon) bool {
		return s.id == c.in.text("sub_coupon_id") && s.coupon.id == c.in.text("coupon_id")
	})
	switch {
	case len(m.member.vouchers) > 0:
		return nil, 0, failedChecks(m.member.vouchers...)
	case at < 0:
		return nil, 0, badParameter("the member holds no such coupon")
	case m.member.coupons[at].coupon.status == couponExpired:
		return nil, 0, failedChecks("COUPON_BALANCE_NOT_ENOUGH")
	}
	return m, at, nil
}
