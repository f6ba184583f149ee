package partner

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// The operations on partner coupons.
const (
	couponIssuing     = "1"
	couponTakingBack  = "2"
	couponRunningOut  = "4"
	couponFailed      = "-1"
	fetchIssued       = 3
	tradeActivation   = "SOURCE_OPERAIION_PRIZE"
	tradeCancellation = "SOURCE_OPERATION_COUPONCANCEL"
)

// issuedCoupon is a coupon that a partner gave to a customer; the coupon itself is in the customer's wallet.
type issuedCoupon struct {
	coupon *wallet.Coupon
	owner  *subCustomer
	quota  *couponQuota
	giver  *reseller
}

// couponRecord is one operation on the coupons that a partner issued.
type couponRecord struct {
	id, operation, result, remark string
	quota                         *couponQuota
	coupon, customer              string
	amount                        rest.Money
	at                            time.Time
}

type customerCoupon struct {
	ID       string `json:"id"`
	CouponID string `json:"coupon_id"`
}

type couponsIssuedAnswer struct {
	Errors  []itemError      `json:"error_details"`
	Coupons []customerCoupon `json:"coupon_infos"`
}

// createPartnerCoupons is POST /v2/promotions/benefits/partner-coupons: one coupon for each customer, or a line about why not.
func createPartnerCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	quota := c.partner.quota(c.In.Text("quota_id"))
	if no := c.usableQuota(quota, r); no != nil {
		return nil, no
	}
	face, err := rest.ParseMoney(c.In.Text("face_value"))
	if err != nil {
		return nil, rest.BadParameter("face_value is malformed")
	}
	model, no := c.couponModel(quota)
	if no != nil {
		return nil, no
	}
	model.Face, model.Balance = face, face
	answer := couponsIssuedAnswer{Errors: []itemError{}, Coupons: []customerCoupon{}}
	for _, id := range c.In.Texts("customer_ids") {
		s := r.customer(id)
		no := c.mayIssue(s, quota, face)
		if no != nil {
			answer.Errors = append(answer.Errors, failedItem(no, id))
			r.record(c.partner, couponRecord{operation: couponIssuing, result: couponFailed, quota: quota, customer: id, amount: face, at: c.Now, remark: no.Code})
			continue
		}
		i := c.partner.issueCoupon(&issuedCoupon{coupon: model.Clone(), owner: s, quota: quota, giver: r}, c.Now, c.In.Text("memo"))
		answer.Coupons = append(answer.Coupons, customerCoupon{s.id, i.coupon.ID})
		c.Done(rest.Effect{
			Kind: "partner_coupon_issued", CustomerID: s.id, Amount: face.String(),
			Parts: map[string]string{"coupon_id": i.coupon.ID, "quota_id": quota.id},
		})
	}
	return answer, nil
}

func (c *call) mayIssue(s *subCustomer, quota *couponQuota, face rest.Money) *rest.Refusal {
	switch {
	case s == nil:
		return unknownAccount()
	case face > quota.balance:
		return wallet.NoFunds()
	}
	return nil
}

// couponModel is the coupon that a call asks for, without its value.
func (c *call) couponModel(quota *couponQuota) (*wallet.Coupon, *rest.Refusal) {
	k := &wallet.Coupon{Kind: wallet.CouponCash, Effective: quota.effective, Expire: quota.expire}
	if quota.kind == quotaFlexi {
		k.Kind = wallet.CouponFlexi
	}
	if c.In.Has("valid_time") {
		k.Effective = c.In.Instant("valid_time")
	}
	if c.In.Has("expire_time") {
		k.Expire = c.In.Instant("expire_time")
	}
	if k.Effective.Before(quota.effective) || k.Expire.After(quota.expire) || !k.Expire.After(k.Effective) || !k.Expire.After(c.Now) {
		return nil, rest.BadParameter("the coupon is not valid within its quota's validity")
	}
	services, products := c.In.Texts("cloud_service_types"), c.In.Texts("product_ids")
	if no := c.knownGoods(services, products); no != nil {
		return nil, no
	}
	if !narrows(services, quota.services) || !narrows(products, quota.products) {
		return nil, rest.BadParameter("the coupon is for more than its quota")
	}
	if len(services) == 0 {
		services = quota.services
	}
	if len(products) == 0 {
		products = quota.products
	}
	k.Limits = limitsTo(services, products)
	return k, nil
}

func (c *call) knownGoods(services, products []string) *rest.Refusal {
	kinds := c.partner.shop.Kinds()
	for _, code := range services {
		if !slices.ContainsFunc(kinds, func(k shop.KindOf) bool { return k.Service.Code == code }) {
			return rest.Refuse(http.StatusBadRequest, "CBC.50000055", "The cloud service type does not exist.")
		}
	}
	for _, id := range products {
		if c.partner.shop.Product(id) == nil {
			return rest.Refuse(http.StatusBadRequest, "CBC.50000054", "The product does not exist.")
		}
	}
	return nil
}

// narrows tells whether a wish stays within what is allowed; nothing allowed means everything.
func narrows(wish, allowed []string) bool {
	return len(allowed) == 0 || !slices.ContainsFunc(wish, func(one string) bool { return !slices.Contains(allowed, one) })
}

func limitsTo(services, products []string) []wallet.Limit {
	out := make([]wallet.Limit, 0, len(services)+len(products))
	for _, code := range services {
		out = append(out, wallet.Limit{Key: wallet.LimitService, Value1: code})
	}
	for _, id := range products {
		out = append(out, wallet.Limit{Key: limitProduct, Value1: id})
	}
	return out
}

// issueCoupon takes the value off the quota and puts the coupon into the customer's wallet.
func (p *Partnership) issueCoupon(i *issuedCoupon, at time.Time, memo string) *issuedCoupon {
	n := p.number()
	k := i.coupon
	k.ID, k.Code = rest.Numbered("PC", n), rest.Numbered("PCODE", n)
	k.Status, k.Version, k.Media, k.Fetch = wallet.CouponUsable, wallet.CouponReusable, 1, fetchIssued
	k.Created, k.Activated, k.SourceID, k.ByPartner = at, at, i.giver.id, true
	k.PlanID, k.PromotionID = "PP-"+i.quota.id, "PM-"+i.quota.id
	k.Plan, k.PlanDesc = rest.Text{"伙伴代金券", "Partner coupon"}, rest.Text{"由合作伙伴发放", "Issued by the partner"}
	i.quota.balance -= k.Face
	i.quota.updated = at
	i.owner.wallet.Add(k)
	i.owner.wallet.Book(k, wallet.Entry{At: at, Trade: wallet.TradeAdjust, Detail: tradeActivation, TradeID: k.ID, Amount: k.Face}, wallet.Revenue)
	i.giver.issued = append(i.giver.issued, i)
	i.giver.record(p, i.entry(couponIssuing, k.Face, at, memo))
	p.Timeline.Plan(k.Expire, func(at time.Time) { p.endIssued(i, at) })
	return i
}

func (i *issuedCoupon) entry(operation string, amount rest.Money, at time.Time, remark string) couponRecord {
	return couponRecord{
		operation: operation, result: resultFine, quota: i.quota, coupon: i.coupon.ID, customer: i.owner.id, amount: amount, at: at,
		remark: remark,
	}
}

func (r *reseller) record(p *Partnership, e couponRecord) {
	e.id = rest.Numbered("CR", p.number())
	r.records = append(r.records, e)
}

// giveBack returns what is left of a coupon to its quota.
func (p *Partnership) giveBack(i *issuedCoupon, status int, e wallet.Entry) rest.Money {
	k := i.coupon
	e.Amount, e.TradeID = k.Balance, k.ID
	k.Status, k.Balance, k.LockedBy = status, 0, ""
	i.quota.balance += e.Amount
	i.quota.updated = e.At
	if e.Amount > 0 {
		i.owner.wallet.Book(k, e, wallet.Expense)
	}
	return e.Amount
}

// endIssued lets a coupon run out.
func (p *Partnership) endIssued(i *issuedCoupon, at time.Time) {
	k := i.coupon
	if k.Status != wallet.CouponUsable && k.Status != wallet.CouponInactive {
		return
	}
	left := p.giveBack(i, wallet.CouponExpired, wallet.Entry{At: at, Trade: wallet.TradeExpired, Detail: "SOURCE_OPERAIION_EXPIRECLEAR"})
	i.giver.record(p, i.entry(couponRunningOut, left, at, ""))
	p.Happened(at, rest.Effect{Kind: "coupon_expired", CouponID: k.ID, CustomerID: i.owner.id, Amount: left.String()})
}

// reclaimPartnerCoupons is POST /v2/promotions/benefits/partner-coupons/reclaim.
func reclaimPartnerCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	at := slices.IndexFunc(r.issued, func(i *issuedCoupon) bool { return i.coupon.ID == c.In.Text("coupon_id") })
	if at < 0 {
		return nil, rest.BadParameter("the partner issued no coupon of this id")
	}
	i := r.issued[at]
	switch {
	case i.coupon.Status == wallet.CouponUsed || i.coupon.LockedBy != "":
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.99003112", "The coupon has been used.")
	case i.coupon.Status != wallet.CouponUsable && i.coupon.Status != wallet.CouponInactive:
		return nil, rest.BadParameter("the coupon has expired or was reclaimed")
	}
	left := c.partner.giveBack(i, wallet.CouponReclaimed, wallet.Entry{At: c.Now, Trade: wallet.TradeReclaim, Detail: tradeCancellation})
	r.record(c.partner, i.entry(couponTakingBack, left, c.Now, ""))
	c.Done(rest.Effect{
		Kind: "partner_coupon_reclaimed", CustomerID: i.owner.id, Amount: left.String(),
		Parts: map[string]string{"coupon_id": i.coupon.ID, "quota_id": i.quota.id},
	})
	return nil, nil
}

type issuedView struct {
	ID          string             `json:"coupon_id"`
	Status      int                `json:"status"`
	CustomerID  string             `json:"customer_id"`
	Kind        int                `json:"coupon_type"`
	MeasureID   int                `json:"measure_id"`
	Face        json.Number        `json:"face_value"`
	Effective   string             `json:"effective_time"`
	Expire      string             `json:"expire_time"`
	OrderID     string             `json:"order_id,omitempty"`
	PlanID      string             `json:"promotion_plan_id"`
	PlanName    string             `json:"promotion_plan_name"`
	PlanDesc    string             `json:"promotion_plan_desc"`
	MediaType   int                `json:"media_type"`
	FetchMethod int                `json:"fetch_method"`
	UseLimits   []wallet.LimitView `json:"use_limits"`
	ActiveTime  string             `json:"active_time"`
	LastUsed    string             `json:"last_used_time,omitempty"`
	PromotionID string             `json:"promotion_id"`
	CreateTime  string             `json:"create_time"`
	Balance     json.Number        `json:"balance"`
	LockOrderID string             `json:"lock_order_id,omitempty"`
	IsFrozen    string             `json:"is_frozen"`
}

type issuedAnswer struct {
	TotalCount int          `json:"total_count"`
	Coupons    []issuedView `json:"user_coupons"`
}

// listIssuedPartnerCoupons is GET /v2/promotions/benefits/partner-coupons.
func listIssuedPartnerCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	var rows []*issuedCoupon
	for _, i := range r.issued {
		k := i.coupon
		if c.Fits("coupon_id", k.ID) && c.Fits("customer_id", i.owner.id) && c.Fits("order_id", k.UsedBy) &&
			c.FitsNumber("coupon_type", k.Kind) && c.FitsNumber("status", k.Status) &&
			c.Within(k.Created, "create_time_begin", "create_time_end") &&
			c.Within(k.Effective, "effective_time_begin", "effective_time_end") &&
			c.Within(k.Expire, "expire_time_begin", "expire_time_end") {
			rows = append(rows, i)
		}
	}
	shown := rest.Page(c.Call, rest.Newest(rows))
	return issuedAnswer{TotalCount: len(rows), Coupons: rest.Views(shown, func(i *issuedCoupon) issuedView { return i.view(c) })}, nil
}

func (i *issuedCoupon) view(c *call) issuedView {
	k := i.coupon
	v := issuedView{
		ID: k.ID, Status: k.Status, CustomerID: i.owner.id, Kind: k.Kind, MeasureID: rest.MeasureMain, Face: k.Face.Number(),
		Effective: rest.Stamp(k.Effective), Expire: rest.Stamp(k.Expire), OrderID: k.UsedBy, PlanID: k.PlanID,
		PlanName: k.Plan.In(c.English), PlanDesc: k.PlanDesc.In(c.English), MediaType: k.Media, FetchMethod: k.Fetch,
		UseLimits: wallet.LimitViews(k), ActiveTime: rest.Stamp(k.Activated), LastUsed: rest.Stamp(k.LastUsed), PromotionID: k.PromotionID,
		CreateTime: rest.Stamp(k.Created), Balance: k.Balance.Number(), LockOrderID: k.LockedBy, IsFrozen: "0",
	}
	if k.Frozen {
		v.IsFrozen = "1"
	}
	return v
}

type couponRecordView struct {
	ID         string      `json:"id"`
	Operation  string      `json:"operation_type"`
	QuotaID    string      `json:"quota_id"`
	QuotaKind  int         `json:"quota_type"`
	CouponID   string      `json:"coupon_id,omitempty"`
	CustomerID string      `json:"customer_id"`
	Amount     json.Number `json:"operation_amount"`
	Time       string      `json:"operation_time"`
	Result     string      `json:"result"`
	Remark     string      `json:"remark,omitempty"`
}

type couponRecordsAnswer struct {
	TotalCount int                `json:"total_count"`
	Records    []couponRecordView `json:"records"`
}

// listPartnerCouponsRecord is GET /v2/promotions/benefits/partner-coupons/records/query; an unknown result filters nothing.
func listPartnerCouponsRecord(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	result := c.In.Text("result")
	every := result != resultFine && result != couponFailed
	rows := rest.Keep(r.records, func(e couponRecord) bool {
		return (every || result == e.result) && c.FitsList("operation_types", e.operation) && c.Fits("quota_id", e.quota.id) &&
			c.FitsNumber("quota_type", e.quota.kind) && c.FitsList("coupon_ids", e.coupon) && c.Fits("customer_id", e.customer) &&
			c.Within(e.at, "operation_time_begin", "operation_time_end")
	})
	return couponRecordsAnswer{TotalCount: len(rows), Records: rest.Views(rest.Page(c.Call, rest.Newest(rows)), func(e couponRecord) couponRecordView {
		return couponRecordView{
			ID: e.id, Operation: e.operation, QuotaID: e.quota.id, QuotaKind: e.quota.kind, CouponID: e.coupon, CustomerID: e.customer,
			Amount: e.amount.Number(), Time: rest.Stamp(e.at), Result: e.result, Remark: e.remark,
		}
	})}, nil
}
