package customer

import (
	"context"
	"encoding/json"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

type orderCouponView struct {
	CouponID      string             `json:"coupon_id"`
	CouponCode    string             `json:"coupon_code"`
	Status        int                `json:"status"`
	CouponType    int                `json:"coupon_type"`
	MeasureID     int                `json:"measure_id"`
	FaceValue     json.Number        `json:"face_value"`
	EffectiveTime string             `json:"effective_time"`
	ExpireTime    string             `json:"expire_time"`
	PlanName      string             `json:"plan_name"`
	PlanDesc      string             `json:"plan_desc"`
	UseLimits     []wallet.LimitView `json:"use_limits"`
	ActiveTime    string             `json:"active_time,omitempty"`
	LastUsedTime  string             `json:"last_used_time,omitempty"`
	CreateTime    string             `json:"create_time"`
	CouponVersion int                `json:"coupon_version"`
	Balance       json.Number        `json:"balance,omitempty"`
	UsedByOrderID string             `json:"used_by_order_id,omitempty"`
	CouponUsage   string             `json:"coupon_usage"`
	CouponGroup   int                `json:"coupon_group"`
}

type orderCouponsAnswer struct {
	Count       int               `json:"count"`
	UserCoupons []orderCouponView `json:"user_coupons"`
	MaxUse      []maxUse          `json:"coupon_max_use_quantity"`
}

// listOrderCouponsByOrderID lists what an order could be paid with; what another order has reserved is left out.
func listOrderCouponsByOrderID(_ context.Context, c *call) (any, *rest.Refusal) {
	o := c.account.order(c.In.Text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	o = o.root()
	answer := orderCouponsAnswer{UserCoupons: []orderCouponView{}, MaxUse: maxUses()}
	if o.Status == StatusPayment {
		for _, row := range c.account.Coupons.Sorted {
			open := row.Status == wallet.CouponUsable || row.Status == wallet.CouponInactive
			if open && !row.Frozen && row.PayType() != 0 && row.Fits(o.purchase()) && (row.LockedBy == "" || row.LockedBy == o.ID) {
				answer.UserCoupons = append(answer.UserCoupons, c.orderCoupon(row))
			}
		}
		for _, row := range c.account.cards {
			if row.Status() == wallet.CardUsable && c.Now.Before(row.Expire) {
				answer.UserCoupons = append(answer.UserCoupons, c.orderCard(row))
			}
		}
	}
	answer.Count = len(answer.UserCoupons)
	return answer, nil
}

func (c *call) orderCoupon(row *wallet.Coupon) orderCouponView {
	v := orderCouponView{
		CouponID: row.ID, CouponCode: row.Code, Status: row.Status, CouponType: row.PayType(),
		MeasureID: rest.MeasureMain, FaceValue: row.Face.Number(),
		EffectiveTime: rest.Stamp(row.Effective), ExpireTime: rest.Stamp(row.Expire),
		PlanName: row.Plan.In(c.English), PlanDesc: row.PlanDesc.In(c.English), UseLimits: wallet.LimitViews(row),
		ActiveTime: rest.Stamp(row.Activated), LastUsedTime: rest.Stamp(row.LastUsed), CreateTime: rest.Stamp(row.Created),
		CouponVersion: row.Version, CouponUsage: couponUsage, CouponGroup: row.Group,
	}
	if row.Version == wallet.CouponReusable {
		v.Balance, v.UsedByOrderID = row.Balance.Number(), row.LockedBy
	}
	return v
}

func (c *call) orderCard(row *wallet.Card) orderCouponView {
	return orderCouponView{
		CouponID: row.ID, CouponCode: row.ID, Status: wallet.CouponUsable, CouponType: wallet.PayCard, MeasureID: rest.MeasureMain,
		FaceValue: row.Face.Number(), Balance: row.Balance.Number(),
		EffectiveTime: rest.Stamp(row.Effective), ExpireTime: rest.Stamp(row.Expire),
		PlanName: row.Name.In(c.English), PlanDesc: row.Name.In(c.English), UseLimits: []wallet.LimitView{},
		CreateTime: rest.Stamp(row.Effective), CouponVersion: wallet.CouponReusable, CouponUsage: couponUsage,
	}
}

type offerView struct {
	DiscountID    string      `json:"discount_id"`
	DiscountValue string      `json:"discount_value"`
	DiscountType  int         `json:"discount_type"`
	Orders        []cutOrders `json:"orders"`
}

type cutOrders struct {
	OrderID string    `json:"order_id"`
	Items   []cutView `json:"order_line_items"`
}

type cutView struct {
	LineIDs        []string    `json:"order_line_item_ids"`
	DiscountMode   int         `json:"discount_mode"`
	DiscountAmount json.Number `json:"discount_amount"`
	DiscountRatio  json.Number `json:"discount_ratio"`
}

type offersAnswer struct {
	Discounts []offerView `json:"discounts"`
}

// listOrderDiscounts lists the discounts an unpaid order can be paid with; a user
// without the discount right gets an empty list and no error.
func listOrderDiscounts(_ context.Context, c *call) (any, *rest.Refusal) {
	o := c.account.order(c.In.Text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	o = o.root()
	answer := offersAnswer{Discounts: []offerView{}}
	if c.Who.Viewer || o.Status != StatusPayment {
		return answer, nil
	}
	for i := range o.offers {
		f := &o.offers[i]
		if f.kind == discountPromotion && !f.ends.IsZero() && c.Now.After(f.ends) {
			continue
		}
		answer.Discounts = append(answer.Discounts, f.view())
	}
	return answer, nil
}

// view groups the cuts by order; cuts of one order stand side by side.
func (f *offer) view() offerView {
	v := offerView{DiscountID: f.id, DiscountValue: f.value, DiscountType: f.kind, Orders: []cutOrders{}}
	for _, cut := range f.cuts {
		item := cutView{
			LineIDs: rest.Views(cut.lines, func(l *Line) string { return l.ID }), DiscountMode: cut.mode, DiscountAmount: cut.amount.Number(),
			DiscountRatio: json.Number(cut.ratio.Text()),
		}
		if n := len(v.Orders); n > 0 && v.Orders[n-1].OrderID == cut.orderID {
			v.Orders[n-1].Items = append(v.Orders[n-1].Items, item)
			continue
		}
		v.Orders = append(v.Orders, cutOrders{OrderID: cut.orderID, Items: []cutView{item}})
	}
	return v
}
