package sandbox

import (
	"context"
	"encoding/json"
)

type orderCouponView struct {
	CouponID      string      `json:"coupon_id"`
	CouponCode    string      `json:"coupon_code"`
	Status        int         `json:"status"`
	CouponType    int         `json:"coupon_type"`
	MeasureID     int         `json:"measure_id"`
	FaceValue     json.Number `json:"face_value"`
	EffectiveTime string      `json:"effective_time"`
	ExpireTime    string      `json:"expire_time"`
	PlanName      string      `json:"plan_name"`
	PlanDesc      string      `json:"plan_desc"`
	UseLimits     []limitView `json:"use_limits"`
	ActiveTime    string      `json:"active_time,omitempty"`
	LastUsedTime  string      `json:"last_used_time,omitempty"`
	CreateTime    string      `json:"create_time"`
	CouponVersion int         `json:"coupon_version"`
	Balance       json.Number `json:"balance,omitempty"`
	UsedByOrderID string      `json:"used_by_order_id,omitempty"`
	CouponUsage   string      `json:"coupon_usage"`
	CouponGroup   int         `json:"coupon_group"`
}

type orderCouponsAnswer struct {
	Count       int               `json:"count"`
	UserCoupons []orderCouponView `json:"user_coupons"`
	MaxUse      []maxUse          `json:"coupon_max_use_quantity"`
}

// listOrderCoupons lists what an order could be paid with; what another order has reserved is left out.
func listOrderCoupons(_ context.Context, c *customerCall) (any, *refusal) {
	o := c.st.order(c.in.text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	o = o.root()
	answer := orderCouponsAnswer{UserCoupons: []orderCouponView{}, MaxUse: maxUses()}
	if o.status == statusPayment {
		for _, row := range c.st.coupons.sorted {
			open := row.status == couponUsable || row.status == couponInactive
			if open && !row.frozen && row.payType() != 0 && row.fits(o.purchase()) && (row.lockedBy == "" || row.lockedBy == o.id) {
				answer.UserCoupons = append(answer.UserCoupons, c.orderCoupon(row))
			}
		}
		for _, row := range c.st.cards {
			if row.status() == cardUsable && c.now.Before(row.expire) {
				answer.UserCoupons = append(answer.UserCoupons, c.orderCard(row))
			}
		}
	}
	answer.Count = len(answer.UserCoupons)
	return answer, nil
}

func (c *customerCall) orderCoupon(row *coupon) orderCouponView {
	v := orderCouponView{
		CouponID: row.id, CouponCode: row.code, Status: row.status, CouponType: row.payType(),
		MeasureID: measureMain, FaceValue: row.face.number(),
		EffectiveTime: stamp(row.effective), ExpireTime: stamp(row.expire),
		PlanName: row.plan.in(c.english), PlanDesc: row.planDesc.in(c.english), UseLimits: limitViews(row),
		ActiveTime: stamp(row.activated), LastUsedTime: stamp(row.lastUsed), CreateTime: stamp(row.created),
		CouponVersion: row.version, CouponUsage: couponUsage, CouponGroup: row.group,
	}
	if row.version == couponReusable {
		v.Balance, v.UsedByOrderID = row.balance.number(), row.lockedBy
	}
	return v
}

func (c *customerCall) orderCard(row *card) orderCouponView {
	return orderCouponView{
		CouponID: row.id, CouponCode: row.id, Status: couponUsable, CouponType: payCard, MeasureID: measureMain,
		FaceValue: row.face.number(), Balance: row.balance.number(),
		EffectiveTime: stamp(row.effective), ExpireTime: stamp(row.expire),
		PlanName: row.name.in(c.english), PlanDesc: row.name.in(c.english), UseLimits: []limitView{},
		CreateTime: stamp(row.effective), CouponVersion: couponReusable, CouponUsage: couponUsage,
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
func listOrderDiscounts(_ context.Context, c *customerCall) (any, *refusal) {
	o := c.st.order(c.in.text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	o = o.root()
	answer := offersAnswer{Discounts: []offerView{}}
	if c.who.viewer || o.status != statusPayment {
		return answer, nil
	}
	for i := range o.offers {
		f := &o.offers[i]
		if f.kind == discountPromotion && !f.ends.IsZero() && c.now.After(f.ends) {
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
			LineIDs: []string{}, DiscountMode: cut.mode, DiscountAmount: cut.amount.number(),
			DiscountRatio: json.Number(cut.ratio.text()),
		}
		for _, l := range cut.lines {
			item.LineIDs = append(item.LineIDs, l.id)
		}
		if n := len(v.Orders); n > 0 && v.Orders[n-1].OrderID == cut.orderID {
			v.Orders[n-1].Items = append(v.Orders[n-1].Items, item)
			continue
		}
		v.Orders = append(v.Orders, cutOrders{OrderID: cut.orderID, Items: []cutView{item}})
	}
	return v
}
