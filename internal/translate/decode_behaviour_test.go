package translate

import (
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// oneOrder decodes a list of one order with the given members.
func oneOrder(t *testing.T, members string) *ordersv1.Order {
	t.Helper()
	out, _, err := decodeOrders(t, `{"order_infos":[{`+members+`}]}`)
	if err != nil {
		t.Fatal(err)
	}
	return out.GetOrders()[0]
}

func TestNullAndEmptyAreAbsent(t *testing.T) {
	t.Parallel()
	names := []string{
		"order_id", "source_type", "status", "official_amount", "create_time", "amount_info", "enterprise_projects",
		"sub_order_infos", "agent_pay_info", "currency", "measure_id", "unheard_of",
	}
	want := &ordersv1.Order{}
	for _, name := range names {
		if got := oneOrder(t, `"`+name+`":null`); !proto.Equal(got, want) {
			t.Errorf("%s null became %v", name, got)
		}
	}
	for _, name := range []string{"source_type", "status", "official_amount", "create_time", "currency", "measure_id", "order_id"} {
		if got := oneOrder(t, `"`+name+`":""`); !proto.Equal(got, want) {
			t.Errorf("%s empty became %v", name, got)
		}
	}
}

func TestPresenceOfAnOptionalField(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_GetOrder_FullMethodName)
	for text, want := range map[string]*int32{
		`null`: nil, `""`: nil, `0`: proto.Int32(0), `"0"`: proto.Int32(0), `12`: proto.Int32(12), `1.20e1`: proto.Int32(12),
	} {
		out := &ordersv1.GetOrderResponse{}
		if _, err := plan.Into(out).Decode([]byte(`{"order_info":{"order_id":"x"},"order_line_items":[{"period_num":` + text + `}]}`)); err != nil {
			t.Fatal(err)
		}
		got := out.GetLineItems()[0].PeriodCount
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("period_num %s became %v", text, got)
		}
	}
}

func TestUnknownIsCounted(t *testing.T) {
	t.Parallel()
	out, answer, err := decodeOrders(t, `{"total_count":2,"new":{"a":[1]},"order_infos":[{"status":99,"order_type":"x","new":1},{"status":"7","new":null}]}`)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Answer{Rows: 2, UnknownFields: 3, UnknownCodes: 3}); answer != want {
		t.Errorf("%+v, want %+v", answer, want)
	}
	if got := out.GetOrders(); got[0].GetStatus() != 99 || got[0].GetType() != 0 || got[1].GetStatus() != 7 {
		t.Errorf("%v", got)
	}
}

func TestUnknownWordIsKept(t *testing.T) {
	t.Parallel()
	plan := planFor(t, couponsv1.CouponService_ListCouponTransactions_FullMethodName)
	out := &couponsv1.ListCouponTransactionsResponse{}
	body := `{"records":[{"revenue_expense_type":"EXPENSE"},{"revenue_expense_type":"BARTER"},{"revenue_expense_type":"2"},{"revenue_expense_type":null}]}`
	answer, err := plan.Into(out).Decode([]byte(body))
	if err != nil || answer.UnknownCodes != 2 {
		t.Fatalf("%+v, %v", answer, err)
	}
	rows := out.GetTransactions()
	for i, want := range []*couponsv1.CouponTransaction{
		{Direction: typev1.LedgerDirection_LEDGER_DIRECTION_EXPENSE}, {DirectionCode: "BARTER"}, {DirectionCode: "2"}, {},
	} {
		if !proto.Equal(rows[i], want) {
			t.Errorf("row %d is %v, want %v", i, rows[i], want)
		}
	}
}

func TestRemappedCodes(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_GetOrder_FullMethodName)
	out := &ordersv1.GetOrderResponse{}
	body := `{"order_info":{"order_id":"x"},"order_line_items":[{"period_type":0},{"period_type":"0"},{"period_type":100},{"period_type":2},{"period_type":9}]}`
	answer, err := plan.Into(out).Decode([]byte(body))
	if err != nil || answer.UnknownCodes != 2 || answer.Rows != 5 {
		t.Fatalf("%+v, %v", answer, err)
	}
	for i, want := range []ordersv1.PeriodUnit{ordersv1.PeriodUnit_PERIOD_UNIT_DAY, ordersv1.PeriodUnit_PERIOD_UNIT_DAY, 0, ordersv1.PeriodUnit_PERIOD_UNIT_MONTH, 9} {
		if got := out.GetLineItems()[i].GetPeriodUnit(); got != want {
			t.Errorf("line %d is %v, want %v", i, got, want)
		}
	}
}

func TestTextsThatAreNotClean(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"\"order_id\":\"a\xffb\"":            "a\uFFFDb",
		"\"order_id\":\"a\xe5\xbc\"":         "a\uFFFD",
		`"order_id":"a\ud83d"`:               "a\uFFFD",
		`"order_id":"\ude00\ud83d"`:          "\uFFFD\uFFFD",
		`"order_id":"\ud83d\ude00"`:          "\U0001F600",
		`"order_id":"\u0000"`:                "\x00",
		`"order_id":"\"\\\/\b\f\n\r\t"`:      "\"\\/\b\f\n\r\t",
		`"order_id":12345678901234567890.50`: "12345678901234567890.50",
		`"order_id":-0`:                      "-0",
	} {
		if got := oneOrder(t, body).GetOrderId(); got != want {
			t.Errorf("%s became %q, want %q", body, got, want)
		}
	}
	out, _, err := decodeOrders(t, "\uFEFF{\"order_infos\":[{\"order_id\":\"x\"}]}")
	if err != nil || out.GetOrders()[0].GetOrderId() != "x" {
		t.Errorf("behind a byte order mark: %v, %v", out, err)
	}
	if _, _, err := decodeOrders(t, "\uFEFF\uFEFF{}"); err == nil {
		t.Error("two byte order marks were accepted")
	}
}

func TestFlagsAndTexts(t *testing.T) {
	t.Parallel()
	plan := planFor(t, couponsv1.CouponService_ListCoupons_FullMethodName)
	for text, want := range map[string]bool{`"1"`: true, `1`: true, `1.0`: true, `1e0`: true, `"1.0"`: true, `0.0`: false, `true`: true, `"0"`: false, `0`: false, `false`: false, `""`: false, `null`: false} {
		out := &couponsv1.ListCouponsResponse{}
		if _, err := plan.Into(out).Decode([]byte(`{"user_coupons":[{"is_frozen":` + text + `}]}`)); err != nil || out.GetCoupons()[0].GetFrozen() != want {
			t.Errorf("is_frozen %s became %v, %v", text, out, err)
		}
	}
	for _, text := range []string{`2`, `"yes"`, `"YES"`, `1.5`, `2.0`, `{}`} {
		if _, err := plan.Into(&couponsv1.ListCouponsResponse{}).Decode([]byte(`{"user_coupons":[{"is_frozen":` + text + `}]}`)); err == nil {
			t.Errorf("is_frozen %s was accepted", text)
		}
	}
}

func TestListsOfScalars(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrderDiscounts_FullMethodName)
	decode := func(ids string) (*ordersv1.ListOrderDiscountsResponse, error) {
		out := &ordersv1.ListOrderDiscountsResponse{}
		_, err := plan.Into(out).Decode([]byte(`{"discounts":[{"discount_id":"D1","orders":[{"order_line_items":[{"order_line_item_ids":` + ids + `}]}]}]}`))
		return out, err
	}
	out, err := decode(`["a","",12]`)
	if err != nil {
		t.Fatal(err)
	}
	got := out.GetDiscounts()[0].GetOrders()[0].GetLineItems()[0].GetOrderLineItemIds()
	if fmt.Sprintf("%q", got) != `["a" "" "12"]` {
		t.Errorf("%q", got)
	}
	const path = "discounts[0].orders[0].line_items[0].order_line_item_ids[1] <- discounts[0].orders[0].order_line_items[0].order_line_item_ids[1]: "
	for ids, want := range map[string]string{`["a",null]`: "null in a list", `["a",{}]`: "not a text or number", `["a",[]]`: "not a text or number", `["a" "b"]`: ""} {
		if _, err := decode(ids); err == nil || want != "" && !strings.HasSuffix(err.Error(), path+want) {
			t.Errorf("%s: %v", ids, err)
		}
	}
}

func TestPagesAddUp(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_GetOrder_FullMethodName)
	out := &ordersv1.GetOrderResponse{}
	for page, count := range []int{3, 40, 0, 2} {
		var rows []string
		for i := range count {
			rows = append(rows, fmt.Sprintf(`{"order_line_item_id":"%d-%d","amount_after_discount":%d}`, page, i, i))
		}
		answer, err := plan.Into(out).Decode([]byte(`{"total_count":45,"order_info":{"order_id":"x"},"order_line_items":[` + strings.Join(rows, ",") + `]}`))
		if err != nil || answer.Rows != count {
			t.Fatalf("page %d: %+v, %v", page, answer, err)
		}
	}
	lines := out.GetLineItems()
	if len(lines) != 45 || lines[0].GetOrderLineItemId() != "0-0" || lines[3].GetOrderLineItemId() != "1-0" || lines[44].GetOrderLineItemId() != "3-1" {
		t.Errorf("%d lines: %v", len(lines), lines)
	}
	if total, ok := plan.Total(out); total != 45 || !ok {
		t.Errorf("total %d, %t", total, ok)
	}
}

// TestDecodersShareNothing reads answers of all kinds at once: pooled decoders
// must not leak one answer into another.
func TestDecodersShareNothing(t *testing.T) {
	t.Parallel()
	w := newTwins(t)
	for worker := range uint64(4) {
		t.Run(fmt.Sprint("worker ", worker), func(t *testing.T) {
			t.Parallel()
			own := w.alone()
			for round := range uint64(40) {
				method := own.methods[int(worker+round)%len(own.methods)]
				own.compare(t, method, []byte(newAuthor(worker*1000+round, 25).document(method.Output())))
			}
		})
	}
}

// TestResultsOutliveTheBody overwrites the body after decoding.
func TestResultsOutliveTheBody(t *testing.T) {
	t.Parallel()
	body := []byte(`{"order_infos":[{"order_id":"CS1","official_amount":12.5,"currency":"USD"}]}`)
	out := &ordersv1.ListOrdersResponse{}
	if _, err := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName).Into(out).Decode(body); err != nil {
		t.Fatal(err)
	}
	want := proto.Clone(out)
	for i := range body {
		body[i] = 'x'
	}
	if !proto.Equal(out, want) || out.GetOrders()[0].GetOfficialAmount().GetAmount() != "12.5" {
		t.Errorf("%v", out)
	}
}
