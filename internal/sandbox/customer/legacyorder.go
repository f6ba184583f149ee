package customer

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
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

// listOrdersV1 is GET /v1.0/{domain_id}/common/order-mgr/orders/detail, newest
// first unless sorted otherwise; the marker of success stands in its envelope.
func listOrdersV1(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.account.createdBetween(c.In.Instant("create_time_begin"), c.In.Instant("create_time_end")), c.oldListed)
	if !strings.EqualFold(c.In.Text("sort"), oldestFirst) {
		slices.Reverse(rows)
	}
	size, index := c.In.Num("page_size", rest.DefaultLimit), c.In.Num("page_index", 1)
	data := oldOrdersData{PageSize: size, PageIndex: index, TotalSize: len(rows), Orders: rest.Views(rest.PageNumber(rows, index, size), c.oldOrder)}
	return oldOrdersAnswer{"CBC.0000", "success", data}, nil
}

func (c *call) oldListed(o *Order) bool {
	owner := c.account.Owner
	if c.In.Has("customer_id") {
		owner = c.In.Text("customer_id")
	}
	return o.CustomerID == owner && (!c.In.Has("order_id") || strings.EqualFold(c.In.Text("order_id"), o.ID)) &&
		(!c.In.Has("service_type") || strings.EqualFold(c.In.Text("service_type"), o.service.Code)) &&
		c.Fits("status", strconv.Itoa(o.Status)) && c.Fits("order_type", strconv.Itoa(o.Kind)) &&
		c.Within(o.Paid, "payment_time_begin", "payment_time_end")
}

func (c *call) oldOrder(o *Order) oldOrderView {
	v := oldOrderView{
		ID: o.ID, BeID: "BE-DEMO", CustomerID: o.CustomerID, Source: o.source, Status: o.Status, Kind: o.Kind,
		Amount: o.official.Number(), After: o.payable.Number(), Official: o.official.Number(), CurrencyCode: c.Currency,
		MeasureID: rest.MeasureMain, MeasureName: c.account.Shop.UnitName(rest.MeasureMain, c.English), CreateTime: rest.Stamp(o.created),
		PaymentTime: rest.Stamp(o.Paid), UpdateTime: rest.Stamp(rest.Later(o.created, o.Paid)), NeedAudit: o.Status == StatusApproval,
		ContractID: o.contractID, ServiceType: o.service.Code, Paid: oldPaid(o.paidBy),
	}
	if len(o.Refunds) > 0 {
		v.BaseID = o.Refunds[0].baseID
	}
	return v
}

func oldPaid(a amounts) oldPaidView {
	out := oldPaidView{
		Discounts: rest.Views(a.discounts, func(d discountItem) oldDiscountView { return oldDiscountView{d.code, d.amount.Number()} }),
		Flexi:     a.Flexi.Number(), Coupon: a.Coupons.Number(), Card: a.Cards.Number(),
		Commission: a.commission.Number(), Consumed: a.consumed.Number(),
	}
	return out
}

// payOrdersV2 is POST /v2/orders/customer-orders/pay, whose lists stand without
// the switches of its successor; the clients that still call it send them.
func payOrdersV2(ctx context.Context, c *call) (any, *rest.Refusal) {
	for use, infos := range map[string]string{"use_coupon": "coupon_infos", "use_discount": "discount_infos"} {
		if !c.In.Has(use) && len(c.In.Items(infos)) > 0 {
			c.In[use] = rest.Value{Text: chosenYes}
		}
	}
	return payOrders(ctx, c)
}
