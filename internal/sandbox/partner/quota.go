package partner

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

// The kinds and states of a coupon quota.
const (
	quotaCoupon = 0
	quotaFlexi  = 1

	quotaNormal    = 0
	quotaEnded     = 3
	quotaAdjusting = 4
	quotaFrozen    = 5
	quotaReclaimed = 6
)

// The operations on quotas, and how they end.
const (
	quotaIssued    = "10"
	quotaTakenBack = "11"
	resultFine     = "0"
)

// couponQuota is the money out of which a partner issues coupons.
type couponQuota struct {
	id               string
	kind, state      int
	created, updated time.Time
	value, balance   rest.Money
	effective        time.Time
	expire           time.Time
	services         []string // that the quota is limited to
	products         []string
	parent           *couponQuota // of an indirect partner's quota
	owner            *reseller
}

// quotaRecord is one grant of a quota to an indirect partner, or its reclaim.
type quotaRecord struct {
	id, operation, remark string
	quota                 *couponQuota
	amount                rest.Money
	at                    time.Time
}

func (q *couponQuota) status(now time.Time) int {
	if q.state == quotaNormal && !now.Before(q.expire) {
		return quotaEnded
	}
	return q.state
}

func (p *Partnership) quota(id string) *couponQuota {
	for _, r := range p.all() {
		for _, q := range r.quotas {
			if q.id == id {
				return q
			}
		}
	}
	return nil
}

type pairView struct {
	Value1 string `json:"value1"`
	Value2 string `json:"value2,omitempty"`
}

type quotaLimitView struct {
	Key    string     `json:"limit_key"`
	Values []pairView `json:"limit_values"`
}

type quotaView struct {
	ID         string           `json:"quota_id"`
	Kind       int              `json:"quota_type"`
	CreateTime string           `json:"create_time"`
	UpdateTime string           `json:"last_update_time"`
	Value      json.Number      `json:"quota_value"`
	Status     int              `json:"quota_status"`
	Balance    json.Number      `json:"balance"`
	MeasureID  int              `json:"measure_id"`
	Currency   string           `json:"currency"`
	Effective  string           `json:"effective_time"`
	Expire     string           `json:"expire_time"`
	Limits     []quotaLimitView `json:"limit_infos"`
	OwnerID    string           `json:"indirect_partner_id,omitempty"`
	OwnerLogin string           `json:"indirect_partner_account_name,omitempty"`
	OwnerName  string           `json:"indirect_partner_name,omitempty"`
	ParentID   string           `json:"parent_quota_id,omitempty"`
}

type quotasAnswer struct {
	TotalCount int         `json:"total_count"`
	Quotas     []quotaView `json:"quotas"`
}

const limitProduct = "productId"

func (c *call) quotaView(q *couponQuota) quotaView {
	v := quotaView{
		ID: q.id, Kind: q.kind, CreateTime: rest.Stamp(q.created), UpdateTime: rest.Stamp(q.updated), Value: q.value.Number(),
		Status: q.status(c.Now), Balance: q.balance.Number(), MeasureID: rest.MeasureMain, Currency: c.Currency,
		Effective: rest.Stamp(q.effective), Expire: rest.Stamp(q.expire), Limits: []quotaLimitView{},
	}
	if len(q.services) > 0 {
		v.Limits = append(v.Limits, quotaLimitView{wallet.LimitService, c.servicePairs(q.services)})
	}
	if len(q.products) > 0 {
		pairs := make([]pairView, 0, len(q.products))
		for _, id := range q.products {
			pairs = append(pairs, pairView{Value1: id})
		}
		v.Limits = append(v.Limits, quotaLimitView{limitProduct, pairs})
	}
	return v
}

// servicePairs are services by code and name.
func (c *call) servicePairs(codes []string) []pairView {
	out := make([]pairView, 0, len(codes))
	for _, code := range codes {
		pair := pairView{Value1: code}
		for _, k := range c.partner.shop.Kinds() {
			if k.Service.Code == code {
				pair.Value2 = k.Service.Name.In(c.English)
			}
		}
		out = append(out, pair)
	}
	return out
}

// listQuotaCoupons is POST /v2/partners/coupon-quotas/query.
func listQuotaCoupons(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	rows := rest.Keep(r.quotas, func(q *couponQuota) bool {
		return c.FitsList("quota_ids", q.id) && c.FitsList("quota_status_list", rest.Quoted(q.status(c.Now))) &&
			int64(q.kind) == c.In.Num("quota_type", quotaCoupon) &&
			c.Within(q.created, "create_time_begin", "create_time_end") &&
			c.Within(q.effective, "effective_time_begin", "effective_time_end") &&
			c.Within(q.expire, "expire_time_begin", "expire_time_end")
	})
	return quotasAnswer{TotalCount: len(rows), Quotas: rest.Views(rest.Page(c.Call, rest.Newest(rows)), c.quotaView)}, nil
}

// listIssuedCouponQuotas is GET /v2/partners/issued-coupon-quotas: the quotas of the indirect partners.
func listIssuedCouponQuotas(_ context.Context, c *call) (any, *rest.Refusal) {
	var rows []*couponQuota
	for _, r := range c.partner.indirect {
		for _, q := range r.quotas {
			if q.parent != nil && c.Fits("quota_id", q.id) && c.Fits("indirect_partner_id", r.id) && c.Fits("parent_quota_id", q.parent.id) {
				rows = append(rows, q)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *couponQuota) int { return a.created.Compare(b.created) })
	return quotasAnswer{TotalCount: len(rows), Quotas: rest.Views(rest.Page(c.Call, rest.Newest(rows)), func(q *couponQuota) quotaView {
		v := c.quotaView(q)
		v.OwnerID, v.OwnerLogin, v.OwnerName = q.owner.id, q.owner.account, q.owner.company.In(c.English)
		v.ParentID = q.parent.id
		return v
	})}, nil
}

type quotaRecordView struct {
	ID         string      `json:"id"`
	Operator   string      `json:"operator"`
	Operation  string      `json:"operation_type"`
	QuotaID    string      `json:"quota_id"`
	ParentID   string      `json:"parent_quota_id"`
	Amount     json.Number `json:"amount"`
	Time       string      `json:"operation_time"`
	Result     string      `json:"result"`
	OwnerLogin string      `json:"indirect_partner_account_name"`
	OwnerID    string      `json:"indirect_partner_id"`
	OwnerName  string      `json:"indirect_partner_name"`
	Remark     string      `json:"remark,omitempty"`
}

type quotaRecordsAnswer struct {
	TotalCount int               `json:"total_count"`
	Records    []quotaRecordView `json:"records"`
}

// listCouponQuotasRecords is GET /v2/partners/coupon-quotas/records; an unknown operation_type filters nothing.
func listCouponQuotasRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	operation := c.In.Text("operation_type")
	every := operation != quotaIssued && operation != quotaTakenBack
	rows := rest.Keep(c.partner.grants, func(r quotaRecord) bool {
		q := r.quota
		return (every || operation == r.operation) && c.Fits("quota_id", q.id) && c.Fits("indirect_partner_id", q.owner.id) &&
			c.Fits("parent_quota_id", q.parent.id) && c.Within(r.at, "operation_time_begin", "operation_time_end")
	})
	return quotaRecordsAnswer{TotalCount: len(rows), Records: rest.Views(rest.Page(c.Call, rest.Newest(rows)), c.quotaRecord)}, nil
}

func (c *call) quotaRecord(r quotaRecord) quotaRecordView {
	owner := r.quota.owner
	return quotaRecordView{
		ID: r.id, Operator: c.partner.own.account, Operation: r.operation, QuotaID: r.quota.id, ParentID: r.quota.parent.id,
		Amount: r.amount.Number(), Time: rest.Stamp(r.at), Result: resultFine, OwnerLogin: owner.account, OwnerID: owner.id,
		OwnerName: owner.company.In(c.English), Remark: r.remark,
	}
}

type idPair struct {
	ID      string `json:"id"`
	QuotaID string `json:"quota_id"`
}

type quotaGrantsAnswer struct {
	Errors []itemError `json:"error_details"`
	Quotas []idPair    `json:"simple_quota_infos"`
}

// updateCouponQuotas is POST /v2/partners/coupon-quotas/indirect-partner-adjust: each
// indirect partner gets a quota of its own out of the partner's.
func updateCouponQuotas(_ context.Context, c *call) (any, *rest.Refusal) {
	amount, err := rest.ParseMoney(c.In.Text("quota_amount"))
	if err != nil {
		return nil, rest.BadParameter("quota_amount is malformed")
	}
	from := c.partner.quota(c.In.Text("quota_id"))
	if no := c.usableQuota(from, c.partner.own); no != nil {
		return nil, no
	}
	answer := quotaGrantsAnswer{Errors: []itemError{}, Quotas: []idPair{}}
	for _, id := range c.In.Texts("indirect_partner_ids") {
		r := c.partner.find(id)
		switch {
		case r == nil:
			no := rest.Refuse(http.StatusBadRequest, "CBC.99000037", "There is no permission to operate this cloud reseller.")
			answer.Errors = append(answer.Errors, failedItem(no, id))
		case amount > from.balance:
			answer.Errors = append(answer.Errors, failedItem(wallet.NoFunds(), id))
		default:
			q := c.partner.issue(from, r, amount, c.Now)
			answer.Quotas = append(answer.Quotas, idPair{r.id, q.id})
			c.Done(rest.Effect{Kind: "quota_issued", CustomerID: r.id, Amount: amount.String(), Parts: map[string]string{"quota_id": q.id, "parent_quota_id": from.id}})
		}
	}
	return answer, nil
}

// usableQuota tells whether a partner may issue from a quota.
func (c *call) usableQuota(q *couponQuota, owner *reseller) *rest.Refusal {
	switch {
	case q == nil || q.owner != owner:
		return rest.BadParameter("there is no coupon quota of this id")
	case q.status(c.Now) != quotaNormal || c.Now.Before(q.effective):
		return rest.BadParameter("the coupon quota cannot be used now")
	}
	return nil
}

// issue makes a quota of an indirect partner out of the partner's.
func (p *Partnership) issue(from *couponQuota, to *reseller, amount rest.Money, at time.Time) *couponQuota {
	from.balance -= amount
	from.updated = at
	q := &couponQuota{
		id: rest.Numbered("CQ", p.number()), kind: from.kind, created: at, updated: at, value: amount, balance: amount,
		effective: at, expire: from.expire, services: from.services, products: from.products, parent: from, owner: to,
	}
	to.quotas = append(to.quotas, q)
	p.grants = append(p.grants, quotaRecord{id: rest.Numbered("QR", p.number()), operation: quotaIssued, quota: q, amount: amount, at: at})
	return q
}

type quotaRestView struct {
	ID      string      `json:"quota_id"`
	Balance json.Number `json:"quota_balance"`
}

type quotaReclaimsAnswer struct {
	Errors []itemError     `json:"error_details"`
	Quotas []quotaRestView `json:"simple_quota_infos"`
}

// reclaimCouponQuotas is POST /v2/partners/coupon-quotas/indirect-partner-reclaim: all that is left goes back to where it came from.
func reclaimCouponQuotas(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := quotaReclaimsAnswer{Errors: []itemError{}, Quotas: []quotaRestView{}}
	for _, id := range c.In.Texts("quota_ids") {
		q := c.partner.quota(id)
		if q == nil || q.parent == nil || q.state == quotaReclaimed {
			answer.Errors = append(answer.Errors, failedItem(rest.BadParameter("there is no issued coupon quota of this id"), id))
			continue
		}
		amount := c.partner.takeBack(q, c.In.Text("remark"), c.Now)
		answer.Quotas = append(answer.Quotas, quotaRestView{q.id, q.balance.Number()})
		c.Done(rest.Effect{
			Kind: "quota_reclaimed", CustomerID: q.owner.id, Amount: amount.String(),
			Parts: map[string]string{"quota_id": q.id, "parent_quota_id": q.parent.id},
		})
	}
	return answer, nil
}

func (p *Partnership) takeBack(q *couponQuota, remark string, at time.Time) rest.Money {
	amount := q.balance
	q.parent.balance += amount
	q.parent.updated = at
	q.balance, q.state, q.updated = 0, quotaReclaimed, at
	p.grants = append(p.grants, quotaRecord{
		id: rest.Numbered("QR", p.number()), operation: quotaTakenBack, quota: q, amount: amount, at: at, remark: remark,
	})
	return amount
}
