package sandbox

import (
	"encoding/json"
)

// The answers' shapes follow the catalogue; amounts are decimal texts written as JSON numbers.

type orderView struct {
	OrderID           string        `json:"order_id"`
	CustomerID        string        `json:"customer_id"`
	ServiceTypeCode   string        `json:"service_type_code"`
	ServiceTypeName   string        `json:"service_type_name"`
	SourceType        int           `json:"source_type"`
	Status            int           `json:"status"`
	OrderType         int           `json:"order_type"`
	AmountAfter       json.Number   `json:"amount_after_discount"`
	OfficialAmount    json.Number   `json:"official_amount"`
	MeasureID         int           `json:"measure_id"`
	CreateTime        string        `json:"create_time"`
	PaymentTime       string        `json:"payment_time,omitempty"`
	Currency          string        `json:"currency"`
	ContractID        string        `json:"contract_id,omitempty"`
	AmountInfo        *amountView   `json:"amount_info,omitempty"`
	UserName          string        `json:"user_name,omitempty"`
	PendingPaymentEnd string        `json:"pending_payment_end_time,omitempty"`
	Projects          []projectView `json:"enterprise_projects,omitempty"`
	SubOrders         []orderView   `json:"sub_order_infos,omitempty"`
	AgentPayInfo      *agentPayView `json:"agent_pay_info,omitempty"`
}

type amountView struct {
	Discounts  []discountView `json:"discounts"`
	Flexi      json.Number    `json:"flexipurchase_coupon_amount"`
	Coupon     json.Number    `json:"coupon_amount"`
	StoredCard json.Number    `json:"stored_card_amount"`
	Commission json.Number    `json:"commission_amount,omitempty"`
	Consumed   json.Number    `json:"consumed_amount,omitempty"`
}

type discountView struct {
	Type   string      `json:"discount_type"`
	Amount json.Number `json:"discount_amount"`
}

type projectView struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type agentPayView struct {
	PayingAgentID string `json:"paying_agent_id"`
	IsAgentPay    bool   `json:"is_agent_pay"`
}

// viewer renders orders in the caller's language; details carry other members than lists.
type viewer struct {
	currency string
	english  bool
	details  bool
}

func (c *customerCall) viewer(details bool) viewer {
	return viewer{currency: c.st.currency, english: c.english, details: details}
}

func (v viewer) order(o *order) orderView {
	out := orderView{
		OrderID: o.id, CustomerID: o.customerID,
		ServiceTypeCode: o.service.code, ServiceTypeName: o.service.name.in(v.english),
		SourceType: o.source, Status: o.status, OrderType: o.kind,
		AmountAfter: o.payable.number(), OfficialAmount: o.official.number(), MeasureID: measureMain,
		CreateTime: stamp(o.created), PaymentTime: stamp(o.paid), Currency: v.currency,
		ContractID: o.contractID, AmountInfo: v.amounts(o.paidBy, o.kind),
	}
	if v.details {
		out.UserName, out.PendingPaymentEnd = o.user.in(v.english), stamp(o.deadline)
	} else {
		out.Projects = v.projects(o)
	}
	for _, child := range o.children {
		out.SubOrders = append(out.SubOrders, v.order(child))
	}
	if !v.details && o.agentPaid {
		out.AgentPayInfo = &agentPayView{PayingAgentID: DemoDomainID, IsAgentPay: true}
	}
	return out
}

func (v viewer) projects(o *order) []projectView {
	out := make([]projectView, 0, len(o.projects))
	for _, p := range o.projects {
		out = append(out, projectView{ID: p.id, Name: p.name.in(v.english)})
	}
	return out
}

func (v viewer) amounts(a amounts, kind int) *amountView {
	out := &amountView{
		Discounts: []discountView{}, Flexi: a.flexi.number(),
		Coupon: a.coupons.number(), StoredCard: a.cards.number(),
	}
	for _, d := range a.discounts {
		out.Discounts = append(out.Discounts, discountView{Type: d.code, Amount: d.amount.number()})
	}
	if kind == typeUnsubscribe {
		out.Commission, out.Consumed = a.commission.number(), a.consumed.number()
	}
	return out
}

type lineView struct {
	ID              string      `json:"order_line_item_id"`
	ServiceTypeCode string      `json:"service_type_code"`
	ServiceTypeName string      `json:"service_type_name"`
	ProductID       string      `json:"product_id"`
	ProductSpecDesc string      `json:"product_spec_desc"`
	PeriodType      int         `json:"period_type"`
	PeriodNum       *int        `json:"period_num"`
	EffectiveTime   string      `json:"effective_time,omitempty"`
	ExpireTime      string      `json:"expire_time,omitempty"`
	SubscriptionNum int         `json:"subscription_num"`
	AmountAfter     json.Number `json:"amount_after_discount"`
	OfficialAmount  json.Number `json:"official_amount"`
	AmountInfo      *amountView `json:"amount_info"`
	Currency        string      `json:"currency"`
	CategoryCode    string      `json:"category_code"`
	ProductOwner    string      `json:"product_owner_service"`
	Commercial      string      `json:"commercial_resource"`
	BaseProduct     *baseView   `json:"base_product_info,omitempty"`
	OrderID         string      `json:"order_id"`
}

type baseView struct {
	ProductID       string `json:"product_id"`
	ProductSpecDesc string `json:"product_spec_desc"`
	CategoryCode    string `json:"category_code"`
	ProductOwner    string `json:"product_owner_service"`
	Commercial      string `json:"commercial_resource"`
}

const categoryCode = "CLOUD_SERVICE"

func (v viewer) line(l *line, kind int) lineView {
	out := lineView{
		ID: l.id, ServiceTypeCode: l.service.code, ServiceTypeName: l.service.name.in(v.english),
		ProductID: l.productID, ProductSpecDesc: l.spec.in(v.english), PeriodType: l.period,
		EffectiveTime: stamp(l.effective), ExpireTime: stamp(l.expire), SubscriptionNum: l.count,
		AmountAfter: l.payable.number(), OfficialAmount: l.official.number(),
		AmountInfo: v.amounts(l.paidBy, kind), Currency: v.currency, CategoryCode: categoryCode,
		ProductOwner: l.service.code, Commercial: l.resource.code, OrderID: l.orderID,
	}
	if l.periods > 0 {
		out.PeriodNum = &l.periods
	}
	if l.base != nil {
		out.BaseProduct = &baseView{
			ProductID: l.base.productID, ProductSpecDesc: l.base.spec.in(v.english), CategoryCode: categoryCode,
			ProductOwner: l.base.service.code, Commercial: l.base.resource.code,
		}
	}
	return out
}
