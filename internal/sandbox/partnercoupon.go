package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"
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
	coupon *coupon
	owner  *subCustomer
	quota  *couponQuota
	giver  *reseller
}

// couponRecord is one operation on the coupons that a partner issued.
type couponRecord struct {
	id, operation, result, remark string
	quota                         *couponQuota
	coupon, customer              string
	amount                        money
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

// issueCoupons is POST /v2/promotions/benefits/partner-coupons: one coupon for each customer, or a line about why not.
func issueCoupons(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	quota := c.st.quota(c.in.text("quota_id"))
	if no := c.usableQuota(quota, r); no != nil {
		return nil, no
	}
	face, err := parseMoney(c.in.text("face_value"))
	if err != nil {
		return nil, badParameter("face_value is malformed")
	}
	model, no := c.couponModel(quota)
	if no != nil {
		return nil, no
	}
	model.face, model.balance = face, face
	answer := couponsIssuedAnswer{Errors: []itemError{}, Coupons: []customerCoupon{}}
	for _, id := range c.in.texts("customer_ids") {
		s := r.customer(id)
		no := c.mayIssue(s, quota, face)
		if no != nil {
			answer.Errors = append(answer.Errors, failedItem(no, id))
			r.record(c.st, couponRecord{operation: couponIssuing, result: couponFailed, quota: quota, customer: id, amount: face, at: c.now, remark: no.Code})
			continue
		}
		i := c.st.issueCoupon(&issuedCoupon{coupon: model.clone(), owner: s, quota: quota, giver: r}, c.now, c.in.text("memo"))
		answer.Coupons = append(answer.Coupons, customerCoupon{s.id, i.coupon.id})
		c.partnerMoney("partner_coupon_issued", s.id, face, map[string]string{"coupon_id": i.coupon.id, "quota_id": quota.id})
	}
	return answer, nil
}

func (c *partnerCall) mayIssue(s *subCustomer, quota *couponQuota, face money) *refusal {
	switch {
	case s == nil:
		return unknownAccount()
	case face > quota.balance:
		return noFunds()
	}
	return nil
}

// couponModel is the coupon that a call asks for, without its value.
func (c *partnerCall) couponModel(quota *couponQuota) (*coupon, *refusal) {
	k := &coupon{kind: couponCash, effective: quota.effective, expire: quota.expire}
	if quota.kind == quotaFlexi {
		k.kind = couponFlexi
	}
	if c.in.has("valid_time") {
		k.effective = c.in.instant("valid_time")
	}
	if c.in.has("expire_time") {
		k.expire = c.in.instant("expire_time")
	}
	if k.effective.Before(quota.effective) || k.expire.After(quota.expire) || !k.expire.After(k.effective) || !k.expire.After(c.now) {
		return nil, badParameter("the coupon is not valid within its quota's validity")
	}
	services, products := c.in.texts("cloud_service_types"), c.in.texts("product_ids")
	if no := c.knownGoods(services, products); no != nil {
		return nil, no
	}
	if !narrows(services, quota.services) || !narrows(products, quota.products) {
		return nil, badParameter("the coupon is for more than its quota")
	}
	if len(services) == 0 {
		services = quota.services
	}
	if len(products) == 0 {
		products = quota.products
	}
	k.limits = limitsTo(services, products)
	return k, nil
}

func (c *partnerCall) knownGoods(services, products []string) *refusal {
	kinds := c.st.shop.kinds()
	for _, code := range services {
		if !slices.ContainsFunc(kinds, func(k kindOf) bool { return k.service.code == code }) {
			return refuse(http.StatusBadRequest, "CBC.50000055", "The cloud service type does not exist.")
		}
	}
	for _, id := range products {
		if c.st.shop.product(id) == nil {
			return refuse(http.StatusBadRequest, "CBC.50000054", "The product does not exist.")
		}
	}
	return nil
}

// narrows tells whether a wish stays within what is allowed; nothing allowed means everything.
func narrows(wish, allowed []string) bool {
	return len(allowed) == 0 || !slices.ContainsFunc(wish, func(one string) bool { return !slices.Contains(allowed, one) })
}

func limitsTo(services, products []string) []limit {
	out := make([]limit, 0, len(services)+len(products))
	for _, code := range services {
		out = append(out, limit{key: limitService, value1: code})
	}
	for _, id := range products {
		out = append(out, limit{key: limitProduct, value1: id})
	}
	return out
}

// issueCoupon takes the value off the quota and puts the coupon into the customer's wallet.
func (p *partnership) issueCoupon(i *issuedCoupon, at time.Time, memo string) *issuedCoupon {
	n := p.number()
	k := i.coupon
	k.id, k.code = numbered("PC", n), numbered("PCODE", n)
	k.status, k.version, k.media, k.fetch = couponUsable, couponReusable, 1, fetchIssued
	k.created, k.activated, k.sourceID, k.byPartner = at, at, i.giver.id, true
	k.planID, k.promotionID = "PP-"+i.quota.id, "PM-"+i.quota.id
	k.plan, k.planDesc = text{"伙伴代金券", "Partner coupon"}, text{"由合作伙伴发放", "Issued by the partner"}
	i.quota.balance -= k.face
	i.quota.updated = at
	i.owner.wallet.add(k)
	i.owner.wallet.book(k, entry{at: at, trade: tradeAdjust, detail: tradeActivation, tradeID: k.id, amount: k.face}, revenue)
	i.giver.issued = append(i.giver.issued, i)
	i.giver.record(p, i.entry(couponIssuing, k.face, at, memo))
	p.timeline.plan(k.expire, func(at time.Time) { p.endIssued(i, at) })
	return i
}

func (i *issuedCoupon) entry(operation string, amount money, at time.Time, remark string) couponRecord {
	return couponRecord{
		operation: operation, result: resultFine, quota: i.quota, coupon: i.coupon.id, customer: i.owner.id, amount: amount, at: at,
		remark: remark,
	}
}

func (r *reseller) record(p *partnership, e couponRecord) {
	e.id = numbered("CR", p.number())
	r.records = append(r.records, e)
}

// giveBack returns what is left of a coupon to its quota.
func (p *partnership) giveBack(i *issuedCoupon, status int, e entry) money {
	k := i.coupon
	e.amount, e.tradeID = k.balance, k.id
	k.status, k.balance, k.lockedBy = status, 0, ""
	i.quota.balance += e.amount
	i.quota.updated = e.at
	if e.amount > 0 {
		i.owner.wallet.book(k, e, expense)
	}
	return e.amount
}

// endIssued lets a coupon run out.
func (p *partnership) endIssued(i *issuedCoupon, at time.Time) {
	k := i.coupon
	if k.status != couponUsable && k.status != couponInactive {
		return
	}
	left := p.giveBack(i, couponExpired, entry{at: at, trade: tradeExpired, detail: "SOURCE_OPERAIION_EXPIRECLEAR"})
	i.giver.record(p, i.entry(couponRunningOut, left, at, ""))
	p.journal.add(Effect{
		Time: at, Operation: byItself, Kind: "coupon_expired", CouponID: k.id, CustomerID: i.owner.id,
		Amount: left.String(), Currency: p.currency,
	})
}

// reclaimPartnerCoupon is POST /v2/promotions/benefits/partner-coupons/reclaim.
func reclaimPartnerCoupon(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	at := slices.IndexFunc(r.issued, func(i *issuedCoupon) bool { return i.coupon.id == c.in.text("coupon_id") })
	if at < 0 {
		return nil, badParameter("the partner issued no coupon of this id")
	}
	i := r.issued[at]
	switch {
	case i.coupon.status == couponUsed || i.coupon.lockedBy != "":
		return nil, refuse(http.StatusBadRequest, "CBC.99003112", "The coupon has been used.")
	case i.coupon.status != couponUsable && i.coupon.status != couponInactive:
		return nil, badParameter("the coupon has expired or was reclaimed")
	}
	left := c.st.giveBack(i, couponReclaimed, entry{at: c.now, trade: tradeReclaim, detail: tradeCancellation})
	r.record(c.st, i.entry(couponTakingBack, left, c.now, ""))
	c.partnerMoney("partner_coupon_reclaimed", i.owner.id, left, map[string]string{"coupon_id": i.coupon.id, "quota_id": i.quota.id})
	return nil, nil
}

type issuedView struct {
	ID          string      `json:"coupon_id"`
	Status      int         `json:"status"`
	CustomerID  string      `json:"customer_id"`
	Kind        int         `json:"coupon_type"`
	MeasureID   int         `json:"measure_id"`
	Face        json.Number `json:"face_value"`
	Effective   string      `json:"effective_time"`
	Expire      string      `json:"expire_time"`
	OrderID     string      `json:"order_id,omitempty"`
	PlanID      string      `json:"promotion_plan_id"`
	PlanName    string      `json:"promotion_plan_name"`
	PlanDesc    string      `json:"promotion_plan_desc"`
	MediaType   int         `json:"media_type"`
	FetchMethod int         `json:"fetch_method"`
	UseLimits   []limitView `json:"use_limits"`
	ActiveTime  string      `json:"active_time"`
	LastUsed    string      `json:"last_used_time,omitempty"`
	PromotionID string      `json:"promotion_id"`
	CreateTime  string      `json:"create_time"`
	Balance     json.Number `json:"balance"`
	LockOrderID string      `json:"lock_order_id,omitempty"`
	IsFrozen    string      `json:"is_frozen"`
}

type issuedAnswer struct {
	TotalCount int          `json:"total_count"`
	Coupons    []issuedView `json:"user_coupons"`
}

// listIssuedCoupons is GET /v2/promotions/benefits/partner-coupons.
func listIssuedCoupons(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	var rows []*issuedCoupon
	for _, i := range r.issued {
		k := i.coupon
		if c.fits("coupon_id", k.id) && c.fits("customer_id", i.owner.id) && c.fits("order_id", k.usedBy) &&
			c.fitsNumber("coupon_type", k.kind) && c.fitsNumber("status", k.status) &&
			c.within(k.created, "create_time_begin", "create_time_end") &&
			c.within(k.effective, "effective_time_begin", "effective_time_end") &&
			c.within(k.expire, "expire_time_begin", "expire_time_end") {
			rows = append(rows, i)
		}
	}
	answer := issuedAnswer{TotalCount: len(rows), Coupons: []issuedView{}}
	for _, i := range newestFirst(c.call, rows) {
		answer.Coupons = append(answer.Coupons, i.view(c))
	}
	return answer, nil
}

func (i *issuedCoupon) view(c *partnerCall) issuedView {
	k := i.coupon
	v := issuedView{
		ID: k.id, Status: k.status, CustomerID: i.owner.id, Kind: k.kind, MeasureID: measureMain, Face: k.face.number(),
		Effective: stamp(k.effective), Expire: stamp(k.expire), OrderID: k.usedBy, PlanID: k.planID,
		PlanName: k.plan.in(c.english), PlanDesc: k.planDesc.in(c.english), MediaType: k.media, FetchMethod: k.fetch,
		UseLimits: limitViews(k), ActiveTime: stamp(k.activated), LastUsed: stamp(k.lastUsed), PromotionID: k.promotionID,
		CreateTime: stamp(k.created), Balance: k.balance.number(), LockOrderID: k.lockedBy, IsFrozen: "0",
	}
	if k.frozen {
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

// listCouponRecords is GET /v2/promotions/benefits/partner-coupons/records/query; an unknown result filters nothing.
func listCouponRecords(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	result := c.in.text("result")
	every := result != resultFine && result != couponFailed
	var rows []couponRecord
	for _, e := range r.records {
		if (every || result == e.result) && c.fitsList("operation_types", e.operation) && c.fits("quota_id", e.quota.id) &&
			c.fitsNumber("quota_type", e.quota.kind) && c.fitsList("coupon_ids", e.coupon) && c.fits("customer_id", e.customer) &&
			c.within(e.at, "operation_time_begin", "operation_time_end") {
			rows = append(rows, e)
		}
	}
	answer := couponRecordsAnswer{TotalCount: len(rows), Records: []couponRecordView{}}
	for _, e := range newestFirst(c.call, rows) {
		answer.Records = append(answer.Records, couponRecordView{
			ID: e.id, Operation: e.operation, QuotaID: e.quota.id, QuotaKind: e.quota.kind, CouponID: e.coupon, CustomerID: e.customer,
			Amount: e.amount.number(), Time: stamp(e.at), Result: e.result, Remark: e.remark,
		})
	}
	return answer, nil
}
