package customer

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// MethodMember asks for the member accounts of the caller instead of itself.
const MethodMember = "sub_customer"

const oldestFirst = "createtime"

type orderListAnswer struct {
	TotalCount int         `json:"total_count"`
	OrderInfos []orderView `json:"order_infos"`
}

// listCustomerOrders is GET /v2/orders/customer-orders.
func listCustomerOrders(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.matchingOrders()
	if !strings.EqualFold(c.In.Text("order_by"), oldestFirst) {
		slices.Reverse(rows)
	}
	view := c.viewer(false)
	return orderListAnswer{TotalCount: len(rows), OrderInfos: rest.Views(rest.Page(c.Call, rows), view.order)}, nil
}

// matchingOrders narrows by the id or the creation window first, both of which have an index.
func (c *call) matchingOrders() []*Order {
	begin, end := c.In.Instant("create_time_begin"), c.In.Instant("create_time_end")
	var candidates []*Order
	if !c.In.Has("order_id") {
		candidates = c.account.createdBetween(begin, end)
	} else if o := c.account.order(c.In.Text("order_id")); o != nil && o.parent == nil && rest.InWindow(o.created, begin, end) {
		candidates = []*Order{o}
	}
	out := rest.Keep(candidates, c.listed)
	return out
}

// createdBetween are the orders of a window that includes both ends; a zero end is open.
func (st *Account) createdBetween(begin, end time.Time) []*Order {
	byCreation := func(o *Order, at time.Time) int { return o.created.Compare(at) }
	lo, hi := 0, len(st.ByTime)
	if !begin.IsZero() {
		lo, _ = slices.BinarySearchFunc(st.ByTime, begin, byCreation)
	}
	if !end.IsZero() {
		hi, _ = slices.BinarySearchFunc(st.ByTime, end.Add(time.Nanosecond), byCreation)
	}
	return st.ByTime[lo:max(lo, hi)]
}

func (c *call) listed(o *Order) bool {
	member := c.In.Text("method") == MethodMember
	return member == (o.CustomerID != c.account.Owner) && c.Fits("customer_id", o.CustomerID) &&
		c.FitsFold("service_type_code", o.service.Code) && c.FitsNumber("status", o.Status) &&
		c.FitsNumber("order_type", o.Kind) && c.Within(o.Paid, "payment_time_begin", "payment_time_end")
}

type orderDetailsAnswer struct {
	TotalCount int        `json:"total_count"`
	OrderInfo  orderView  `json:"order_info"`
	Lines      []lineView `json:"order_line_items"`
}

// showCustomerOrderDetails is GET /v2/orders/customer-orders/details/{order_id}.
func showCustomerOrderDetails(_ context.Context, c *call) (any, *rest.Refusal) {
	o := c.account.order(c.In.Text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	view := c.viewer(true)
	lines := o.AllLines()
	shown := rest.Views(rest.Page(c.Call, lines), func(l *Line) lineView { return view.line(l, o.Kind) })
	return orderDetailsAnswer{TotalCount: len(lines), OrderInfo: view.order(o), Lines: shown}, nil
}

func unknownOrder() *rest.Refusal {
	return rest.Refuse(400, "CBC.30000010", "Invalid order. The order may not exist.")
}

type refundView struct {
	ID               string      `json:"id"`
	Amount           json.Number `json:"amount"`
	MeasureID        string      `json:"measure_id"`
	CustomerID       string      `json:"customer_id"`
	ResourceTypeCode string      `json:"resource_type_code"`
	ResourceTypeName string      `json:"resource_type_name"`
	ServiceTypeCode  string      `json:"service_type_code"`
	ServiceTypeName  string      `json:"service_type_name"`
	RegionCode       string      `json:"region_code"`
	BaseOrderID      string      `json:"base_order_id,omitempty"`
}

type refundListAnswer struct {
	TotalCount  int          `json:"total_count"`
	RefundInfos []refundView `json:"refund_infos"`
}

// showRefundOrderDetails is GET /v2/orders/customer-orders/refund-orders.
func showRefundOrderDetails(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.Who.Partner && !c.In.Has("customer_id") {
		return nil, rest.BadParameter("a partner has to name the customer_id")
	}
	o := c.account.order(c.In.Text("order_id"))
	if o == nil || !c.Fits("customer_id", o.CustomerID) {
		return nil, unknownOrder()
	}
	if len(o.Refunds) == 0 {
		return nil, rest.Refuse(400, "CBC.99005026", "The order is neither a downgrade order nor an unsubscription order.")
	}
	return refundListAnswer{TotalCount: len(o.Refunds), RefundInfos: rest.Views(o.Refunds, func(r refund) refundView {
		return refundView{
			ID: r.id, Amount: r.amount.Number(), MeasureID: strconv.Itoa(rest.MeasureMain), CustomerID: o.CustomerID,
			ResourceTypeCode: r.resource.Code, ResourceTypeName: r.resource.Name.In(c.English),
			ServiceTypeCode: r.service.Code, ServiceTypeName: r.service.Name.In(c.English),
			RegionCode: r.region, BaseOrderID: r.baseID,
		}
	})}, nil
}
