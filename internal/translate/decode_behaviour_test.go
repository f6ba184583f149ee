package translate

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
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
		if _, err := plan.Decode([]byte(`{"order_info":{"order_id":"x"},"order_line_items":[{"period_num":`+text+`}]}`), out); err != nil {
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
	answer, err := plan.Decode([]byte(body), out)
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
	answer, err := plan.Decode([]byte(body), out)
	if err != nil || answer.UnknownCodes != 2 || answer.Rows != 5 {
		t.Fatalf("%+v, %v", answer, err)
	}
	for i, want := range []ordersv1.PeriodUnit{ordersv1.PeriodUnit_PERIOD_UNIT_DAY, ordersv1.PeriodUnit_PERIOD_UNIT_DAY, 0, ordersv1.PeriodUnit_PERIOD_UNIT_MONTH, 9} {
		if got := out.GetLineItems()[i].GetPeriodUnit(); got != want {
			t.Errorf("line %d is %v, want %v", i, got, want)
		}
	}
}

// TestRefusalsNameThePlace pins the wording that support reads.
func TestRefusalsNameThePlace(t *testing.T) {
	t.Parallel()
	three := `{"order_infos":[{},{},{},`
	for _, c := range []struct{ body, want string }{
		{three + `{"amount_after_discount":"12,5"}]}`, "orders[3].amount_after_discount <- order_infos[3].amount_after_discount: not a decimal"},
		{three + `{"amount_info":{"discounts":[{},{"discount_amount":true}]}}]}`, "orders[3].amount_details.discounts[1].amount <- order_infos[3].amount_info.discounts[1].discount_amount: not a decimal"},
		{three + `{"amount_info":{"discounts":[{"discount_amount":{}}]}}]}`, "orders[3].amount_details.discounts[0].amount <- order_infos[3].amount_info.discounts[0].discount_amount: not a text or number"},
		{three + `{"create_time":"31.10.2026"}]}`, "orders[3].create_time <- order_infos[3].create_time: not an instant (yyyy-MM-dd'T'HH:mm:ss'Z')"},
		{three + `{"order_id":"1","order_id":"2"}]}`, "orders[3].order_id <- order_infos[3].order_id: stands twice"},
		{three + `{"order_id":"1","order\u005fid":"2"}]}`, "orders[3].order_id <- order_infos[3].order_id: stands twice"},
		{three + `{"currency":"CNY","currency":"USD"}]}`, "orders[3] <- order_infos[3].currency: stands twice"},
		{three + `{"official_amount":1,"measure_id":4}]}`, `orders[3] <- order_infos[3]: the unit "4" of an amount is not known`},
		{three + `{"official_amount":1,"currency":[]}]}`, "orders[3] <- order_infos[3].currency: not a text or number"},
		{three + `{"agent_pay_info":{"is_agent_pay":"yes"}}]}`, "orders[3].agent_payment.paid_by_agent <- order_infos[3].agent_pay_info.is_agent_pay: not true or false"},
		{three + `{"agent_pay_info":[]}]}`, "orders[3].agent_payment <- order_infos[3].agent_pay_info: not an object"},
		{three + `{"order_id":true}]}`, "orders[3].order_id <- order_infos[3].order_id: not a text"},
		{three + `null]}`, "orders[3] <- order_infos[3]: not an object"},
		{three + `"x"]}`, "orders[3] <- order_infos[3]: not an object"},
		{`{"order_infos":{}}`, "orders <- order_infos: not a list"},
		{`{"order_infos":""}`, "orders <- order_infos: not a list"},
		{`{"total_count":1.5,"order_infos":[]}`, "total_size <- total_count: not a whole number of 32 bits"},
		{`{"total_count":2147483648,"order_infos":[]}`, "total_size <- total_count: not a whole number of 32 bits"},
		{`{"error_code":{},"order_infos":[]}`, " <- error_code: not a text or number"},
		{`{}`, "none of the documented members is there"},
		{`{"total_count":null,"order_infos":null}`, "none of the documented members is there"},
		{`{"total_count":""}`, "none of the documented members is there"},
		{`[]`, "not a JSON object"},
		{`"x"`, "not a JSON object"},
		{``, "JSON ends too early"},
		{`  `, "JSON ends too early"},
		{`{"order_infos":[{"order_id":"CS2`, "orders[0].order_id <- order_infos[0].order_id: JSON ends too early"},
		{`{"order_infos":[]`, "JSON ends too early"},
		{`{"order_infos":[]} {}`, "data after the JSON value"},
		{`{"order_infos":[]}x`, "data after the JSON value"},
		{`{"order_infos":[]}` + "\x00", "data after the JSON value"},
		{`{"order_infos":[],}`, "not a valid JSON string"},
		{`{"order_infos":[{}{}]}`, "orders <- order_infos: not valid JSON"},
		{`{"total_count":nul}`, "total_size <- total_count: not valid JSON"},
		{`{"total_count":01}`, "total_size <- total_count: not a valid JSON number"},
		{"{\"order_infos\":[{\"order_id\":\"a\nb\"}]}", "orders[0].order_id <- order_infos[0].order_id: not a valid JSON string"},
	} {
		_, _, err := decodeOrders(t, c.body)
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Kind != KindAnswer || refusal.Operation != "ListCustomerOrders" {
			t.Errorf("%s: %v", c.body, err)
			continue
		}
		want := "ListCustomerOrders: " + c.want
		if strings.HasPrefix(c.want, " <- ") {
			want = "ListCustomerOrders" + c.want // a member without a field here
		}
		if err.Error() != want {
			t.Errorf("%s\ngot  %v\nwant %s", c.body, err, want)
		}
	}
}

func TestRefusalHasNoValue(t *testing.T) {
	t.Parallel()
	const secret = "13800138000"
	for _, body := range []string{
		`{"order_infos":[{"create_time":"` + secret + `"}]}`, `{"order_infos":[{"official_amount":"` + secret + `x"}]}`, `{"total_count":"` + secret + `"}`,
	} {
		if _, _, err := decodeOrders(t, body); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestNestingOfAnswers(t *testing.T) {
	t.Parallel()
	nested := func(depth int) string {
		return `{"order_infos":[` + strings.Repeat(`{"sub_order_infos":[`, depth) + strings.Repeat(`]}`, depth) + `]}`
	}
	// Every level of orders is an object in a list, the answer itself the first.
	if _, _, err := decodeOrders(t, nested(maxDepth/2-1)); err != nil {
		t.Errorf("the deepest answer: %v", err)
	}
	for _, body := range []string{nested(maxDepth / 2), nested(1 << 16), `{"order_infos":[],"x":` + strings.Repeat("[", 1<<20)} {
		if _, _, err := decodeOrders(t, body); err == nil || !strings.Contains(err.Error(), tooDeep) {
			t.Errorf("an answer of %d bytes: %.200v", len(body), err)
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

func TestSiblings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ members, amount, currency string }{
		{`"currency":"USD","measure_id":1,"official_amount":12.50`, "12.50", "USD"},
		{`"official_amount":12.50,"measure_id":1,"currency":"USD"`, "12.50", "USD"},
		{`"official_amount":12.50,"currency":"USD"`, "12.50", "USD"},
		{`"official_amount":12.50`, "12.50", "CNY"},
		{`"official_amount":12.50,"currency":null,"measure_id":null`, "12.50", "CNY"},
		{`"official_amount":12.50,"currency":"","measure_id":""`, "12.50", "CNY"},
		{`"official_amount":1250,"measure_id":3`, "12.50", "CNY"},
		{`"measure_id":"3","official_amount":1250`, "12.50", "CNY"},
		{`"measure_id":2,"official_amount":"125"`, "12.5", "CNY"},
		{`"official_amount":-5,"measure_id":3`, "-0.05", "CNY"},
		{`"official_amount":-0.0,"measure_id":3`, "0.000", "CNY"},
		{`"official_amount":1.5e3,"measure_id":2`, "150.0", "CNY"},
	} {
		got := oneOrder(t, c.members).GetOfficialAmount()
		if got.GetAmount() != c.amount || got.GetCurrencyCode() != c.currency {
			t.Errorf("%s became %v", c.members, got)
		}
	}
}

func TestSiblingsFurtherOut(t *testing.T) {
	t.Parallel()
	deep := `"amount_info":{"coupon_amount":700,"discounts":[{"discount_amount":500},{"discount_amount":"1"}]}`
	for _, members := range []string{`"measure_id":3,"currency":"USD",` + deep, deep + `,"currency":"USD","measure_id":3`, `"currency":"USD",` + deep + `,"measure_id":"3"`} {
		details := oneOrder(t, members).GetAmountDetails()
		for got, want := range map[*typev1.Money]string{
			details.GetCouponAmount(): "7.00", details.GetDiscounts()[0].GetAmount(): "5.00", details.GetDiscounts()[1].GetAmount(): "0.01",
		} {
			if got.GetAmount() != want || got.GetCurrencyCode() != "USD" {
				t.Errorf("%s: %v, want %s", members, got, want)
			}
		}
	}
}

// TestSiblingsOfSubOrders keeps the unit of an order from reaching into the
// orders inside it, which have their own.
func TestSiblingsOfSubOrders(t *testing.T) {
	t.Parallel()
	order := oneOrder(t, `"measure_id":3,"currency":"USD","official_amount":100,"sub_order_infos":[`+
		`{"official_amount":100,"amount_info":{"coupon_amount":100}},`+
		`{"official_amount":100,"measure_id":2,"currency":"EUR","amount_info":{"coupon_amount":100}}]`)
	subs := order.GetSubOrders()
	for i, c := range []struct {
		got              *typev1.Money
		amount, currency string
	}{
		{order.GetOfficialAmount(), "1.00", "USD"},
		{subs[0].GetOfficialAmount(), "100", "CNY"},
		{subs[0].GetAmountDetails().GetCouponAmount(), "100", "CNY"},
		{subs[1].GetOfficialAmount(), "10.0", "EUR"},
		{subs[1].GetAmountDetails().GetCouponAmount(), "10.0", "EUR"},
	} {
		if c.got.GetAmount() != c.amount || c.got.GetCurrencyCode() != c.currency {
			t.Errorf("amount %d is %v, want %s %s", i, c.got, c.amount, c.currency)
		}
	}
}

// TestSiblingsAboveARecursiveMessage climbs from an order inside an order into
// the one around it.
func TestSiblingsAboveARecursiveMessage(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, ordersv1.OrderService_ListOrders_FullMethodName, func(s *schema) {
		s.option("ocegate.orders.v1.AppliedDiscount", "amount", func(o *upstreamv1.Field) { o.Currency = "../../../settlement" })
	})
	const discount = `"amount_info":{"discounts":[{"discount_amount":1}]}`
	out := &ordersv1.ListOrdersResponse{}
	body := `{"order_infos":[{` + discount + `,"sub_order_infos":[{` + discount + `}],"settlement":"EUR"}],"settlement":"USD"}`
	if _, err := plan.Decode([]byte(body), out); err != nil {
		t.Fatal(err)
	}
	for want, order := range map[string]*ordersv1.Order{"USD": out.GetOrders()[0], "EUR": out.GetOrders()[0].GetSubOrders()[0]} {
		if got := order.GetAmountDetails().GetDiscounts()[0].GetAmount().GetCurrencyCode(); got != want {
			t.Errorf("the currency is %s, want %s", got, want)
		}
	}
}

// TestHollowObjectsAreNoEvidence keeps an order without a word in it from being
// an order.
func TestHollowObjectsAreNoEvidence(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_GetOrder_FullMethodName)
	for body, proven := range map[string]bool{
		`{}`: false, `{"x":1}`: false, `{"status":null}`: false, `{"status":"","amount_info":{}}`: false, `{"amount_info":{"x":{"order_id":"1"}}}`: false,
		`{"order_id":"CS1"}`: true, `{"amount_info":{"coupon_amount":0}}`: true, `{"sub_order_infos":[]}`: true,
	} {
		if _, err := plan.Decode([]byte(`{"order_info":`+body+`}`), &ordersv1.GetOrderResponse{}); (err == nil) != proven {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestCurrencyOfAWholeList(t *testing.T) {
	t.Parallel()
	plan := planFor(t, accountsv1.AccountService_ListAccountTransactions_FullMethodName)
	for _, body := range []string{
		`{"currency":"USD","records":[{"change_amount":"1"},{"change_amount":"2"}]}`,
		`{"records":[{"change_amount":"1"},{"change_amount":"2"}],"currency":"USD"}`,
	} {
		out := &accountsv1.ListAccountTransactionsResponse{}
		if _, err := plan.Decode([]byte(body), out); err != nil {
			t.Fatal(err)
		}
		for _, row := range out.GetTransactions() {
			if row.GetAmount().GetCurrencyCode() != "USD" || out.GetCurrencyCode() != "USD" {
				t.Errorf("%s: %v", body, row)
			}
		}
	}
}

func TestCurrencyOfTheSite(t *testing.T) {
	t.Parallel()
	for site, want := range map[upstreamv1.Site]string{upstreamv1.Site_SITE_CN: "CNY", upstreamv1.Site_SITE_INTL: "USD"} {
		out := &ordersv1.ListOrderRefundsResponse{}
		plan := compileAll(t, site).Plan(ordersv1.OrderService_ListOrderRefunds_FullMethodName)
		if _, err := plan.Decode([]byte(`{"refund_infos":[{"amount":-1.5,"measure_id":"1"}]}`), out); err != nil {
			t.Fatal(err)
		}
		if got := out.GetRefunds()[0].GetAmount(); got.GetCurrencyCode() != want || got.GetAmount() != "-1.5" {
			t.Errorf("%s: %v", site, got)
		}
	}
}

func TestFlagsAndTexts(t *testing.T) {
	t.Parallel()
	plan := planFor(t, couponsv1.CouponService_ListCoupons_FullMethodName)
	for text, want := range map[string]bool{`"1"`: true, `1`: true, `true`: true, `"0"`: false, `0`: false, `false`: false, `""`: false, `null`: false} {
		out := &couponsv1.ListCouponsResponse{}
		if _, err := plan.Decode([]byte(`{"user_coupons":[{"is_frozen":`+text+`}]}`), out); err != nil || out.GetCoupons()[0].GetFrozen() != want {
			t.Errorf("is_frozen %s became %v, %v", text, out, err)
		}
	}
	for _, text := range []string{`2`, `"yes"`, `"YES"`, `1.0`, `{}`} {
		if _, err := plan.Decode([]byte(`{"user_coupons":[{"is_frozen":`+text+`}]}`), &couponsv1.ListCouponsResponse{}); err == nil {
			t.Errorf("is_frozen %s was accepted", text)
		}
	}
}

func TestListsOfScalars(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrderDiscounts_FullMethodName)
	decode := func(ids string) (*ordersv1.ListOrderDiscountsResponse, error) {
		out := &ordersv1.ListOrderDiscountsResponse{}
		_, err := plan.Decode([]byte(`{"discounts":[{"orders":[{"order_line_items":[{"order_line_item_ids":`+ids+`}]}]}]}`), out)
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
		answer, err := plan.Decode([]byte(`{"total_count":45,"order_info":{"order_id":"x"},"order_line_items":[`+strings.Join(rows, ",")+`]}`), out)
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

func TestErrorsInsideAnswers(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]Answer{
		`{"error_code":"CBC.0100","error_msg":"wrong"}`:           {Code: "CBC.0100", Message: "wrong"},
		`{"error_code":"CBC.0100","order_infos":[]}`:              {Code: "CBC.0100"},
		`{"order_infos":[],"error_code":500}`:                     {Code: "500"},
		`{"error_code":"CBC.0000","order_infos":[]}`:              {Succeeded: true},
		`{"error_code":"","error_msg":"Success","total_count":0}`: {Message: "Success"},
		`{"error_code":null,"total_count":0}`:                     {},
	} {
		if _, answer, err := decodeOrders(t, body); err != nil || answer != want {
			t.Errorf("%s: %+v, %v", body, answer, err)
		}
	}
}

// TestCodeInBody is the shape of operations that answer success by a code.
func TestCodeInBody(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, ordersv1.OrderService_CancelOrder_FullMethodName, func(s *schema) {
		s.operation("CancelOrder", func(o *upstreamv1.Operation) { o.Shape = upstreamv1.Shape_SHAPE_CODE_IN_BODY })
	})
	for body, success := range map[string]bool{
		`{"error_code":"CBC.0000","error_msg":"Success"}`: true, `{}`: false, `{"error_msg":"Success"}`: false,
		`{"error_code":""}`: false, `{"error_code":null}`: false, `{"error_code":"CBC.0100"}`: false, `{"errorCode":"CBC.0000"}`: false,
	} {
		answer, err := plan.Decode([]byte(body), &ordersv1.CancelOrderResponse{})
		if (err == nil && answer.Code == "") != success {
			t.Errorf("%s: %+v, %v", body, answer, err)
		}
	}
}

func TestDecodeOfAnotherType(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	var missing *ordersv1.ListOrdersResponse
	for _, message := range []proto.Message{&ordersv1.GetOrderResponse{}, missing} {
		if _, err := plan.Decode([]byte(`{"order_infos":[]}`), message); err == nil {
			t.Errorf("decoded into a %T", message)
		}
	}
	if _, ok := plan.Total(&ordersv1.GetOrderResponse{}); ok {
		t.Error("another message has a total")
	}
	plan.SetNextPage(&ordersv1.GetOrderResponse{}, "x")
	if size, token := plan.Page(&ordersv1.GetOrderRequest{}); size != 0 || token != "" {
		t.Error("another message has a page")
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
	if _, err := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName).Decode(body, out); err != nil {
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
