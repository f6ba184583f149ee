package customer

import (
	"context"
	"encoding/json"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

type couponView struct {
	CouponID        string             `json:"coupon_id"`
	CouponCode      string             `json:"coupon_code"`
	Status          int                `json:"status"`
	CustomerID      string             `json:"customer_id"`
	CouponType      int                `json:"coupon_type"`
	MeasureID       int                `json:"measure_id"`
	FaceValue       json.Number        `json:"face_value"`
	ValidTime       string             `json:"valid_time"`
	ExpireTime      string             `json:"expire_time"`
	OrderID         string             `json:"order_id,omitempty"`
	PromotionPlanID string             `json:"promotion_plan_id"`
	PlanName        string             `json:"plan_name"`
	PlanDesc        string             `json:"plan_desc"`
	MediaType       int                `json:"media_type"`
	FetchMethod     int                `json:"fetch_method"`
	UseLimits       []wallet.LimitView `json:"use_limits"`
	ActiveTime      string             `json:"active_time,omitempty"`
	ReserveTime     string             `json:"reserve_time,omitempty"`
	PromotionID     string             `json:"promotion_id"`
	CreateTime      string             `json:"create_time"`
	CouponVersion   int                `json:"coupon_version"`
	Balance         json.Number        `json:"balance,omitempty"`
	LockOrderID     string             `json:"lock_order_id,omitempty"`
	CouponUsage     string             `json:"coupon_usage"`
	IsFrozen        string             `json:"is_frozen"`
	Currency        string             `json:"currency"`
	ExtendParam1    string             `json:"extend_param1"`
	SourceID        string             `json:"source_id"`
}

const couponUsage = "ORDER"

func (c *call) coupon(row *wallet.Coupon) couponView {
	v := couponView{
		CouponID: row.ID, CouponCode: row.Code, Status: row.Status, CustomerID: c.account.Owner,
		CouponType: row.Kind, MeasureID: rest.MeasureMain, FaceValue: row.Face.Number(),
		ValidTime: rest.Stamp(row.Effective), ExpireTime: rest.Stamp(row.Expire), OrderID: row.UsedBy,
		PromotionPlanID: row.PlanID, PlanName: row.Plan.In(c.English), PlanDesc: row.PlanDesc.In(c.English),
		MediaType: row.Media, FetchMethod: row.Fetch, UseLimits: wallet.LimitViews(row),
		ActiveTime: rest.Stamp(row.Activated), ReserveTime: rest.Stamp(row.LastUsed), PromotionID: row.PromotionID,
		CreateTime: rest.Stamp(row.Created), CouponVersion: row.Version, CouponUsage: couponUsage,
		IsFrozen: "0", Currency: c.Currency, ExtendParam1: row.Code, SourceID: row.SourceID,
	}
	if row.Frozen {
		v.IsFrozen = "1"
	}
	if row.Version == wallet.CouponReusable {
		v.Balance, v.LockOrderID = row.Balance.Number(), row.LockedBy
	}
	return v
}

type couponsAnswer struct {
	Count       int          `json:"count"`
	UserCoupons []couponView `json:"user_coupons"`
}

// listSubCustomerCoupons is GET /v2/promotions/benefits/coupons.
func listSubCustomerCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.account.Coupons.Sorted, c.couponListed)
	return couponsAnswer{Count: len(rows), UserCoupons: rest.Views(rest.Page(c.Call, rows), c.coupon)}, nil
}

func (c *call) couponListed(row *wallet.Coupon) bool {
	for name, own := range map[string]string{
		"coupon_id": row.ID, "order_id": row.UsedBy, "promotion_plan_id": row.PlanID, "source_id": row.SourceID,
	} {
		if c.In.Has(name) && c.In.Text(name) != own {
			return false
		}
	}
	if int(c.In.Num("coupon_type", int64(row.Kind))) != row.Kind || int(c.In.Num("status", int64(row.Status))) != row.Status {
		return false
	}
	if row.Ended().Before(c.Now.AddDate(-1, 0, 0)) {
		return false
	}
	return rest.InWindow(row.Activated, c.In.Instant("active_start_time"), c.In.Instant("active_end_time"))
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

// listCustomerCouponChangeRecords is GET /v2/promotions/benefits/account-change-records.
func listCustomerCouponChangeRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	rows, no := wallet.Changes(c.Call, c.account.Coupons.Bookings, func(b *wallet.Booking) bool {
		return c.Fits("coupon_id", b.CouponID)
	})
	if no != nil {
		return nil, no
	}
	records := rest.Views(rest.Page(c.Call, rows), func(b wallet.Booking) couponChangeView {
		return couponChangeView{
			CouponID: b.CouponID, TradeDetailType: b.Detail, TradeTime: rest.Stamp(b.At), TradeID: b.TradeID,
			ChangeAmount: b.Amount.String(), BalanceAfterChange: b.After.String(), RevenueExpenseType: b.Sign,
			BillCycle: wallet.BillCycle(b.At), AccountName: shop.AccountName().In(c.English),
			ServiceName: b.Service.Name.In(c.English), ResourceName: b.Resource.Name.In(c.English),
		}
	})
	return couponChangesAnswer{TotalCount: len(rows), Currency: c.Currency, Records: records}, nil
}

// expireCoupon ends a coupon at its time and clears its balance.
func (st *Account) expireCoupon(c *wallet.Coupon, at time.Time) {
	if c.Status != wallet.CouponUsable && c.Status != wallet.CouponInactive {
		return
	}
	left := c.Balance
	c.Status, c.Balance, c.LockedBy = wallet.CouponExpired, 0, ""
	if left > 0 {
		st.Coupons.Book(c, wallet.Entry{
			At: at, Trade: wallet.TradeExpired, Detail: "SOURCE_OPERAIION_EXPIRECLEAR", TradeID: c.ID, Amount: left,
		}, wallet.Expense)
	}
	st.Happened(at, rest.Effect{Kind: "coupon_expired", CouponID: c.ID, Amount: left.String()})
}
