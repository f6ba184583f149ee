package translate

import (
	"errors"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// TestRefusalsNameThePlace pins the wording that support reads.
func TestRefusalsNameThePlace(t *testing.T) {
	t.Parallel()
	three := `{"order_infos":[{},{},{},`
	for _, c := range []struct{ body, want string }{
		{three + `{"amount_after_discount":"12,5"}]}`, "orders[3].amount_after_discount <- order_infos[3].amount_after_discount: not a decimal"},
		{three + `{"amount_info":{"discounts":[{},{"discount_amount":true}]}}]}`, "orders[3].amount_details.discounts[1].amount <- order_infos[3].amount_info.discounts[1].discount_amount: not a decimal"},
		{three + `{"amount_info":{"discounts":[{"discount_amount":{}}]}}]}`, "orders[3].amount_details.discounts[0].amount <- order_infos[3].amount_info.discounts[0].discount_amount: not a text or number"},
		{three + `{"payment_time":"31.10.2026"}]}`, "orders[3].payment_time <- order_infos[3].payment_time: not an instant (yyyy-MM-dd'T'HH:mm:ss'Z')"},
		{three + `{"order_id":"1","order_id":"2"}]}`, "orders[3].order_id <- order_infos[3].order_id: stands twice"},
		{three + `{"order_id":"1","order\u005fid":"2"}]}`, "orders[3].order_id <- order_infos[3].order_id: stands twice"},
		{three + `{"currency":"CNY","currency":"USD"}]}`, "orders[3] <- order_infos[3].currency: stands twice"},
		{three + `{"official_amount":1,"measure_id":4}]}`, `orders[3] <- order_infos[3].measure_id: the unit "4" of an amount is not known`},
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
		`{"order_infos":[{"payment_time":"` + secret + `"}]}`, `{"order_infos":[{"official_amount":"` + secret + `x"}]}`, `{"total_count":"` + secret + `"}`,
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

// TestHollowObjectsAreNoEvidence keeps an order without a word in it from being
// an order.
func TestHollowObjectsAreNoEvidence(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_GetOrder_FullMethodName)
	for body, proven := range map[string]bool{
		`{}`: false, `{"x":1}`: false, `{"status":null}`: false, `{"status":"","amount_info":{}}`: false, `{"amount_info":{"x":{"order_id":"1"}}}`: false,
		`{"order_id":"CS1"}`: true, `{"amount_info":{"coupon_amount":0}}`: true, `{"sub_order_infos":[]}`: true,
	} {
		if _, err := plan.Into(&ordersv1.GetOrderResponse{}).Decode([]byte(`{"order_info":` + body + `}`)); (err == nil) != proven {
			t.Errorf("%s: %v", body, err)
		}
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
		answer, err := plan.Into(&ordersv1.CancelOrderResponse{}).Decode([]byte(body))
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
		if _, err := plan.Into(message).Decode([]byte(`{"order_infos":[]}`)); err == nil {
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
