package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// methodMember asks for the member accounts of the caller instead of itself.
const methodMember = "sub_customer"

const oldestFirst = "createtime"

type orderListAnswer struct {
	TotalCount int         `json:"total_count"`
	OrderInfos []orderView `json:"order_infos"`
}

func listOrders(_ context.Context, c *customerCall) (any, *refusal) {
	rows := c.matchingOrders()
	if !strings.EqualFold(c.in.text("order_by"), oldestFirst) {
		slices.Reverse(rows)
	}
	view := c.viewer(false)
	answer := orderListAnswer{TotalCount: len(rows), OrderInfos: []orderView{}}
	for _, o := range page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.OrderInfos = append(answer.OrderInfos, view.order(o))
	}
	return answer, nil
}

// matchingOrders narrows by the id or the creation window first, both of which have an index.
func (c *customerCall) matchingOrders() []*order {
	begin, end := c.in.instant("create_time_begin"), c.in.instant("create_time_end")
	var candidates []*order
	if !c.in.has("order_id") {
		candidates = c.st.createdBetween(begin, end)
	} else if o := c.st.order(c.in.text("order_id")); o != nil && o.parent == nil && inWindow(o.created, begin, end) {
		candidates = []*order{o}
	}
	var out []*order
	for _, o := range candidates {
		if c.listed(o) {
			out = append(out, o)
		}
	}
	return out
}

// createdBetween are the orders of a window that includes both ends; a zero end is open.
func (st *state) createdBetween(begin, end time.Time) []*order {
	byCreation := func(o *order, at time.Time) int { return o.created.Compare(at) }
	lo, hi := 0, len(st.byTime)
	if !begin.IsZero() {
		lo, _ = slices.BinarySearchFunc(st.byTime, begin, byCreation)
	}
	if !end.IsZero() {
		hi, _ = slices.BinarySearchFunc(st.byTime, end.Add(time.Nanosecond), byCreation)
	}
	return st.byTime[lo:max(lo, hi)]
}

func (c *customerCall) listed(o *order) bool {
	in := c.in
	member := in.text("method") == methodMember
	if member != (o.customerID != c.st.owner) {
		return false
	}
	if in.has("customer_id") && in.text("customer_id") != o.customerID {
		return false
	}
	if in.has("service_type_code") && !strings.EqualFold(in.text("service_type_code"), o.service.code) {
		return false
	}
	if in.has("status") && int(in.num("status", 0)) != o.status {
		return false
	}
	if in.has("order_type") && in.text("order_type") != strconv.Itoa(o.kind) {
		return false
	}
	return inWindow(o.paid, in.instant("payment_time_begin"), in.instant("payment_time_end"))
}

type orderDetailsAnswer struct {
	TotalCount int        `json:"total_count"`
	OrderInfo  orderView  `json:"order_info"`
	Lines      []lineView `json:"order_line_items"`
}

func showOrder(_ context.Context, c *customerCall) (any, *refusal) {
	o := c.st.order(c.in.text("order_id"))
	if o == nil {
		return nil, unknownOrder()
	}
	view := c.viewer(true)
	lines := o.allLines()
	answer := orderDetailsAnswer{TotalCount: len(lines), OrderInfo: view.order(o), Lines: []lineView{}}
	for _, l := range page(lines, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.Lines = append(answer.Lines, view.line(l, o.kind))
	}
	return answer, nil
}

func unknownOrder() *refusal {
	return refuse(400, "CBC.30000010", "Invalid order. The order may not exist.")
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

func listRefunds(_ context.Context, c *customerCall) (any, *refusal) {
	if c.who.partner && !c.in.has("customer_id") {
		return nil, badParameter("a partner has to name the customer_id")
	}
	o := c.st.order(c.in.text("order_id"))
	if o == nil || c.in.has("customer_id") && c.in.text("customer_id") != o.customerID {
		return nil, unknownOrder()
	}
	if len(o.refunds) == 0 {
		return nil, refuse(400, "CBC.99005026", "The order is neither a downgrade order nor an unsubscription order.")
	}
	answer := refundListAnswer{TotalCount: len(o.refunds), RefundInfos: []refundView{}}
	for i := range o.refunds {
		r := &o.refunds[i]
		answer.RefundInfos = append(answer.RefundInfos, refundView{
			ID: r.id, Amount: r.amount.number(), MeasureID: strconv.Itoa(measureMain), CustomerID: o.customerID,
			ResourceTypeCode: r.resource.code, ResourceTypeName: r.resource.name.in(c.english),
			ServiceTypeCode: r.service.code, ServiceTypeName: r.service.name.in(c.english),
			RegionCode: r.region, BaseOrderID: r.baseID,
		})
	}
	return answer, nil
}
