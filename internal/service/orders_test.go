package service_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// orderOf is an upstream that holds one order with so many lines and hands them
// out in pages.
type orderOf struct {
	lines    int
	total    string // the total that it states, empty for none
	ignores  bool   // its offset
	calls    atomic.Int64
	offsets  []string
	mostRows int // on a page
}

func (o *orderOf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.calls.Add(1)
	query := r.URL.Query()
	o.offsets = append(o.offsets, query.Get("offset")+"/"+query.Get("limit"))
	offset, _ := strconv.Atoi(query.Get("offset")) // absent is zero
	limit, err := strconv.Atoi(query.Get("limit"))
	if err != nil || limit < 1 || limit > 100 || !strings.HasSuffix(r.URL.Path, "/details/CS1") {
		reply(http.StatusBadRequest, `{"error_code":"CBC.0100"}`)(w, r)
		return
	}
	if o.ignores {
		offset = 0
	}
	if o.mostRows > 0 {
		limit = min(limit, o.mostRows)
	}
	rows := []map[string]any{}
	for i := offset; i < min(o.lines, offset+limit); i++ {
		rows = append(rows, map[string]any{"order_line_item_id": fmt.Sprint("L", i), "amount_after_discount": json.Number(fmt.Sprint(i, ".50"))})
	}
	answer := map[string]any{"order_info": map[string]any{"order_id": "CS1"}, "order_line_items": rows}
	if o.total != "" {
		answer["total_count"] = json.Number(o.total)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	reply(http.StatusOK, string(body))(w, r)
}

func getOrder(t *testing.T, o *orderOf) (*ordersv1.GetOrderResponse, error) {
	t.Helper()
	w := newWorld(t, upstream.SiteChina, o.ServeHTTP)
	out, err := w.call(t, t.Context(), ordersv1.OrderService_GetOrder_FullMethodName, &ordersv1.GetOrderRequest{OrderId: "CS1"})
	if err != nil {
		return nil, err
	}
	order, ok := out.(*ordersv1.GetOrderResponse)
	if !ok {
		t.Fatalf("GetOrder answered a %T", out)
	}
	return order, nil
}

func TestGetOrderReturnsEveryLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		order *orderOf
		calls int64
	}{
		{"none", &orderOf{lines: 0, total: "0"}, 1},
		{"one", &orderOf{lines: 1, total: "1"}, 1},
		{"a page", &orderOf{lines: 100, total: "100"}, 1},
		{"a page and one", &orderOf{lines: 101, total: "101"}, 2},
		{"three pages", &orderOf{lines: 250, total: "250"}, 3},
		{"a thousand", &orderOf{lines: 1000, total: "1000"}, 10},
		{"small pages", &orderOf{lines: 250, total: "250", mostRows: 30}, 9},
		{"no total", &orderOf{lines: 42}, 1},
		{"no total, a page", &orderOf{lines: 100}, 2},
		{"no total, three pages", &orderOf{lines: 250}, 3},
		{"a negative total", &orderOf{lines: 2, total: "-1"}, 1},
		{"a total of less", &orderOf{lines: 2, total: "1"}, 1},
		{"a total of less, three pages", &orderOf{lines: 250, total: "1"}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			order, err := getOrder(t, c.order)
			if err != nil {
				t.Fatal(err)
			}
			lines := order.GetLineItems()
			if len(lines) != c.order.lines || c.order.calls.Load() != c.calls || order.GetOrder().GetOrderId() != "CS1" {
				t.Fatalf("%d lines by %d calls (%v), want %d by %d", len(lines), c.order.calls.Load(), c.order.offsets, c.order.lines, c.calls)
			}
			if total := int(order.GetTotalSize()); total != 0 && total < len(lines) {
				t.Errorf("a total of %d is handed on", total)
			}
			for i, line := range lines {
				if line.GetOrderLineItemId() != fmt.Sprint("L", i) || line.GetAmountAfterDiscount().GetAmount() != fmt.Sprint(i, ".50") {
					t.Fatalf("line %d is %v", i, line)
				}
			}
		})
	}
}

// TestGetOrderRefusesAnIncompleteList never hands out part of an order.
func TestGetOrderRefusesAnIncompleteList(t *testing.T) {
	t.Parallel()
	for name, order := range map[string]*orderOf{
		"nothing":     {lines: 0, total: "3"},
		"short":       {lines: 99, total: "100"},
		"second page": {lines: 100, total: "250"},
		"third page":  {lines: 200, total: "250"},
		"same page":   {lines: 100, total: "250", ignores: true},
	} {
		got, err := getOrder(t, order)
		var fault *upstream.Error
		if !errors.As(err, &fault) || fault.Kind != upstream.KindUnreadable || fault.Operation != "ShowCustomerOrderDetails" {
			t.Errorf("%s: %d lines, %v", name, len(got.GetLineItems()), err)
		}
	}
}

// TestGetOrderStopsAtAFault keeps the first pages from passing for the order.
func TestGetOrderStopsAtAFault(t *testing.T) {
	t.Parallel()
	order := &orderOf{lines: 250, total: "250"}
	w := newWorld(t, upstream.SiteChina, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("offset") == "200" {
			reply(http.StatusInternalServerError, `{"error_code":"CBC.0999"}`)(w, r)
			return
		}
		order.ServeHTTP(w, r)
	})
	out, err := w.call(t, t.Context(), ordersv1.OrderService_GetOrder_FullMethodName, &ordersv1.GetOrderRequest{OrderId: "CS1"})
	var fault *upstream.Error
	if !errors.As(err, &fault) || fault.HTTPStatus != http.StatusInternalServerError {
		t.Errorf("%v, %v", out, err)
	}
}
