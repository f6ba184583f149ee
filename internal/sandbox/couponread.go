package sandbox

import (
	"context"
	"encoding/json"
	"time"
)

type couponView struct {
	CouponID        string      `json:"coupon_id"`
	CouponCode      string      `json:"coupon_code"`
	Status          int         `json:"status"`
	CustomerID      string      `json:"customer_id"`
	CouponType      int         `json:"coupon_type"`
	MeasureID       int         `json:"measure_id"`
	FaceValue       json.Number `json:"face_value"`
	ValidTime       string      `json:"valid_time"`
	ExpireTime      string      `json:"expire_time"`
	OrderID         string      `json:"order_id,omitempty"`
	PromotionPlanID string      `json:"promotion_plan_id"`
	PlanName        string      `json:"plan_name"`
	PlanDesc        string      `json:"plan_desc"`
	MediaType       int         `json:"media_type"`
	FetchMethod     int         `json:"fetch_method"`
	UseLimits       []limitView `json:"use_limits"`
	ActiveTime      string      `json:"active_time,omitempty"`
	ReserveTime     string      `json:"reserve_time,omitempty"`
	PromotionID     string      `json:"promotion_id"`
	CreateTime      string      `json:"create_time"`
	CouponVersion   int         `json:"coupon_version"`
	Balance         json.Number `json:"balance,omitempty"`
	LockOrderID     string      `json:"lock_order_id,omitempty"`
	CouponUsage     string      `json:"coupon_usage"`
	IsFrozen        string      `json:"is_frozen"`
	Currency        string      `json:"currency"`
	ExtendParam1    string      `json:"extend_param1"`
	SourceID        string      `json:"source_id"`
}

const couponUsage = "ORDER"

func (c *customerCall) coupon(row *coupon) couponView {
	v := couponView{
		CouponID: row.id, CouponCode: row.code, Status: row.status, CustomerID: c.st.owner,
		CouponType: row.kind, MeasureID: measureMain, FaceValue: row.face.number(),
		ValidTime: stamp(row.effective), ExpireTime: stamp(row.expire), OrderID: row.usedBy,
		PromotionPlanID: row.planID, PlanName: row.plan.in(c.english), PlanDesc: row.planDesc.in(c.english),
		MediaType: row.media, FetchMethod: row.fetch, UseLimits: limitViews(row),
		ActiveTime: stamp(row.activated), ReserveTime: stamp(row.lastUsed), PromotionID: row.promotionID,
		CreateTime: stamp(row.created), CouponVersion: row.version, CouponUsage: couponUsage,
		IsFrozen: "0", Currency: c.st.currency, ExtendParam1: row.code, SourceID: row.sourceID,
	}
	if row.frozen {
		v.IsFrozen = "1"
	}
	if row.version == couponReusable {
		v.Balance, v.LockOrderID = row.balance.number(), row.lockedBy
	}
	return v
}

type couponsAnswer struct {
	Count       int          `json:"count"`
	UserCoupons []couponView `json:"user_coupons"`
}

func listCoupons(_ context.Context, c *customerCall) (any, *refusal) {
	var rows []*coupon
	for _, row := range c.st.coupons.sorted {
		if c.couponListed(row) {
			rows = append(rows, row)
		}
	}
	answer := couponsAnswer{Count: len(rows), UserCoupons: []couponView{}}
	for _, row := range page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.UserCoupons = append(answer.UserCoupons, c.coupon(row))
	}
	return answer, nil
}

func (c *customerCall) couponListed(row *coupon) bool {
	for name, own := range map[string]string{
		"coupon_id": row.id, "order_id": row.usedBy, "promotion_plan_id": row.planID, "source_id": row.sourceID,
	} {
		if c.in.has(name) && c.in.text(name) != own {
			return false
		}
	}
	if int(c.in.num("coupon_type", int64(row.kind))) != row.kind || int(c.in.num("status", int64(row.status))) != row.status {
		return false
	}
	if row.ended().Before(c.now.AddDate(-1, 0, 0)) {
		return false
	}
	return inWindow(row.activated, c.in.instant("active_start_time"), c.in.instant("active_end_time"))
}

type couponChangeView struct {
	CouponID           string `json:"coupon_id"`
	TradeDetailType    string `json:"trade_detail_type"`
	TradeTime          string `json:"trade_time"`
	TradeID            string `json:"trade_id"`
	ChangeAmount       string `json:"change_amount"`
	BalanceAfterChange string `json:"balance_after_change"`
	RevenueExpenseType string `json:"revenue_expense_type"`
	BillCycle          string `json:"bill_cycle"`
	AccountName        string `json:"account_name"`
	ServiceName        string `json:"cloud_service_type_name,omitempty"`
	ResourceName       string `json:"resource_type_name,omitempty"`
}

type couponChangesAnswer struct {
	TotalCount int                `json:"total_count"`
	Currency   string             `json:"currency"`
	Records    []couponChangeView `json:"records"`
}

func listCouponChanges(_ context.Context, c *customerCall) (any, *refusal) {
	rows, no := changes(c.call, c.st.coupons.bookings, func(b *booking) bool {
		return !c.in.has("coupon_id") || c.in.text("coupon_id") == b.couponID
	})
	if no != nil {
		return nil, no
	}
	answer := couponChangesAnswer{TotalCount: len(rows), Currency: c.st.currency, Records: []couponChangeView{}}
	rows = page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit))
	for i := range rows {
		b := &rows[i]
		answer.Records = append(answer.Records, couponChangeView{
			CouponID: b.couponID, TradeDetailType: b.detail, TradeTime: stamp(b.at), TradeID: b.tradeID,
			ChangeAmount: b.amount.String(), BalanceAfterChange: b.after.String(), RevenueExpenseType: b.sign,
			BillCycle: billCycle(b.at), AccountName: accountName().in(c.english),
			ServiceName: b.service.name.in(c.english), ResourceName: b.resource.name.in(c.english),
		})
	}
	return answer, nil
}

// expireCoupon ends a coupon at its time and clears its balance.
func (st *state) expireCoupon(c *coupon, at time.Time) {
	if c.status != couponUsable && c.status != couponInactive {
		return
	}
	left := c.balance
	c.status, c.balance, c.lockedBy = couponExpired, 0, ""
	if left > 0 {
		st.coupons.book(c, entry{
			at: at, trade: tradeExpired, detail: "SOURCE_OPERAIION_EXPIRECLEAR", tradeID: c.id, amount: left,
		}, expense)
	}
	st.journal.add(Effect{
		Time: at, Operation: byItself, Kind: "coupon_expired", CouponID: c.id,
		Amount: left.String(), Currency: st.currency,
	})
}
