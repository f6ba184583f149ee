package customer

import (
	"encoding/json"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
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

func (c *call) viewer(details bool) viewer {
	return viewer{currency: c.Currency, english: c.English, details: details}
}

func (v viewer) order(o *Order) orderView {
	out := orderView{
		OrderID: o.ID, CustomerID: o.CustomerID,
		ServiceTypeCode: o.service.Code, ServiceTypeName: o.service.Name.In(v.english),
		SourceType: o.source, Status: o.Status, OrderType: o.Kind,
		AmountAfter: o.payable.Number(), OfficialAmount: o.official.Number(), MeasureID: rest.MeasureMain,
		CreateTime: rest.Stamp(o.created), PaymentTime: rest.Stamp(o.Paid), Currency: v.currency,
		ContractID: o.contractID, AmountInfo: v.amounts(o.paidBy, o.Kind),
	}
	if v.details {
		out.UserName, out.PendingPaymentEnd = o.user.In(v.english), rest.Stamp(o.deadline)
	} else {
		out.Projects = v.projects(o)
	}
	for _, child := range o.children {
		out.SubOrders = append(out.SubOrders, v.order(child))
	}
	if !v.details && o.agentPaid {
		out.AgentPayInfo = &agentPayView{PayingAgentID: demo.DomainID, IsAgentPay: true}
	}
	return out
}

func (v viewer) projects(o *Order) []projectView {
	out := make([]projectView, 0, len(o.Projects))
	for _, p := range o.Projects {
		out = append(out, projectView{ID: p.ID, Name: p.Name.In(v.english)})
	}
	return out
}

func (v viewer) amounts(a amounts, kind int) *amountView {
	out := &amountView{
		Discounts: []discountView{}, Flexi: a.Flexi.Number(),
		Coupon: a.Coupons.Number(), StoredCard: a.Cards.Number(),
	}
	for _, d := range a.discounts {
		out.Discounts = append(out.Discounts, discountView{Type: d.code, Amount: d.amount.Number()})
	}
	if kind == TypeUnsubscribe {
		out.Commission, out.Consumed = a.commission.Number(), a.consumed.Number()
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

func (v viewer) line(l *Line, kind int) lineView {
	out := lineView{
		ID: l.ID, ServiceTypeCode: l.Service.Code, ServiceTypeName: l.Service.Name.In(v.english),
		ProductID: l.ProductID, ProductSpecDesc: l.Spec.In(v.english), PeriodType: l.Period,
		EffectiveTime: rest.Stamp(l.Effective), ExpireTime: rest.Stamp(l.Expire), SubscriptionNum: l.count,
		AmountAfter: l.Payable.Number(), OfficialAmount: l.Official.Number(),
		AmountInfo: v.amounts(l.PaidBy, kind), Currency: v.currency, CategoryCode: categoryCode,
		ProductOwner: l.Service.Code, Commercial: l.Resource.Code, OrderID: l.OrderID,
	}
	if l.Periods > 0 {
		out.PeriodNum = &l.Periods
	}
	if l.base != nil {
		out.BaseProduct = &baseView{
			ProductID: l.base.ProductID, ProductSpecDesc: l.base.Spec.In(v.english), CategoryCode: categoryCode,
			ProductOwner: l.base.Service.Code, Commercial: l.base.Resource.Code,
		}
	}
	return out
}
