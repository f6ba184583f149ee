package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

type oldDiscountView struct {
	Type   string      `json:"discountType"`
	Amount json.Number `json:"discountAmount"`
}

type oldPaidView struct {
	Discounts  []oldDiscountView `json:"discountList"`
	Flexi      json.Number       `json:"cashcouponAmount"`
	Coupon     json.Number       `json:"couponAmount"`
	Card       json.Number       `json:"cardAmount"`
	Commission json.Number       `json:"commissionAmount"`
	Consumed   json.Number       `json:"consumedAmount"`
}

type oldOrderView struct {
	ID           string      `json:"orderId"`
	BaseID       string      `json:"baseOrderId,omitempty"`
	BeID         string      `json:"beId"`
	CustomerID   string      `json:"customerId"`
	Source       int         `json:"sourceType"`
	Status       int         `json:"status"`
	Kind         int         `json:"orderType"`
	Amount       json.Number `json:"currency"` // a number under this name; the code is in currencyType
	After        json.Number `json:"currencyAfterDiscount"`
	Official     json.Number `json:"currencyOfficial"`
	CurrencyCode string      `json:"currencyType"`
	MeasureID    int         `json:"measureId"`
	MeasureName  string      `json:"measureName"`
	CreateTime   string      `json:"createTime"`
	PaymentTime  string      `json:"paymentTime,omitempty"`
	UpdateTime   string      `json:"lastUpdateTime"`
	NeedAudit    bool        `json:"needAudit"`
	ContractID   string      `json:"contractId,omitempty"`
	ServiceType  string      `json:"serviceType"`
	Paid         oldPaidView `json:"amountInfo"`
}

type oldOrdersData struct {
	PageSize  int64          `json:"pageSize"`
	PageIndex int64          `json:"pageIndex"`
	TotalSize int            `json:"totalSize"`
	Orders    []oldOrderView `json:"orderInfos"`
}

type oldOrdersAnswer struct {
	Code    string        `json:"error_code"`
	Message string        `json:"error_msg"`
	Data    oldOrdersData `json:"data"`
}

// listOldOrders is GET /v1.0/{domain_id}/common/order-mgr/orders/detail, newest
// first unless sorted otherwise; the marker of success stands in its envelope.
func listOldOrders(_ context.Context, c *customerCall) (any, *refusal) {
	var rows []*order
	for _, o := range c.st.createdBetween(c.in.instant("create_time_begin"), c.in.instant("create_time_end")) {
		if c.oldListed(o) {
			rows = append(rows, o)
		}
	}
	if !strings.EqualFold(c.in.text("sort"), oldestFirst) {
		slices.Reverse(rows)
	}
	size, index := c.in.num("page_size", defaultLimit), c.in.num("page_index", 1)
	data := oldOrdersData{PageSize: size, PageIndex: index, TotalSize: len(rows), Orders: []oldOrderView{}}
	for _, o := range page(rows, (index-1)*size, size) {
		data.Orders = append(data.Orders, c.oldOrder(o))
	}
	return oldOrdersAnswer{"CBC.0000", "success", data}, nil
}

func (c *customerCall) oldListed(o *order) bool {
	owner := c.st.owner
	if c.in.has("customer_id") {
		owner = c.in.text("customer_id")
	}
	return o.customerID == owner && (!c.in.has("order_id") || strings.EqualFold(c.in.text("order_id"), o.id)) &&
		(!c.in.has("service_type") || strings.EqualFold(c.in.text("service_type"), o.service.code)) &&
		c.fits("status", strconv.Itoa(o.status)) && c.fits("order_type", strconv.Itoa(o.kind)) &&
		c.within(o.paid, "payment_time_begin", "payment_time_end")
}

func (c *customerCall) oldOrder(o *order) oldOrderView {
	v := oldOrderView{
		ID: o.id, BeID: "BE-DEMO", CustomerID: o.customerID, Source: o.source, Status: o.status, Kind: o.kind,
		Amount: o.official.number(), After: o.payable.number(), Official: o.official.number(), CurrencyCode: c.st.currency,
		MeasureID: measureMain, MeasureName: unitName(measureMain, c.english), CreateTime: stamp(o.created),
		PaymentTime: stamp(o.paid), UpdateTime: stamp(later(o.created, o.paid)), NeedAudit: o.status == statusApproval,
		ContractID: o.contractID, ServiceType: o.service.code, Paid: oldPaid(o.paidBy),
	}
	if len(o.refunds) > 0 {
		v.BaseID = o.refunds[0].baseID
	}
	return v
}

func oldPaid(a amounts) oldPaidView {
	out := oldPaidView{
		Discounts: []oldDiscountView{}, Flexi: a.flexi.number(), Coupon: a.coupons.number(), Card: a.cards.number(),
		Commission: a.commission.number(), Consumed: a.consumed.number(),
	}
	for _, d := range a.discounts {
		out.Discounts = append(out.Discounts, oldDiscountView{d.code, d.amount.number()})
	}
	return out
}

// payOldOrder is POST /v2/orders/customer-orders/pay, whose lists stand without
// the switches of its successor; the clients that still call it send them.
func payOldOrder(ctx context.Context, c *customerCall) (any, *refusal) {
	for use, infos := range map[string]string{"use_coupon": "coupon_infos", "use_discount": "discount_infos"} {
		if !c.in.has(use) && len(c.in.items(infos)) > 0 {
			c.in[use] = value{text: chosenYes}
		}
	}
	return payOrder(ctx, c)
}
