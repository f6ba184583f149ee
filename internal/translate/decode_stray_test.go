package translate

import (
	"strings"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// TestErrorCodesInOtherPlaces: an error in another spelling, or one level down,
// is not an empty list; what belongs to an item, or says success, is no error.
func TestErrorCodesInOtherPlaces(t *testing.T) {
	t.Parallel()
	plan := planFor(t, ordersv1.OrderService_ListOrders_FullMethodName)
	for member, want := range map[string]string{
		`"Error_Code":"CBC.0150"`:                                            "CBC.0150",
		`"ERROR_CODE":"CBC.0150"`:                                            "CBC.0150",
		`"error-code":150`:                                                   "150",
		`"data":{"error_code":"CBC.0150"}`:                                   "CBC.0150",
		`"error":{"x":[1],"errorCode":"CBC.0150","error_msg":"x"}`:           "CBC.0150",
		`"Error_Code":"\u0043BC.0150"`:                                       "CBC.0150",
		`"Error_Code":""`:                                                    "",
		`"Error_Code":null`:                                                  "",
		`"Error_Code":{"a":1}`:                                               "",
		`"Error_Code":"cbc.0000"`:                                            "",
		`"data":{"error_code":"CBC.0000"}`:                                   "",
		`"data":{"a":{"error_code":"CBC.0150"}}`:                             "",
		`"data":[{"error_code":"CBC.0150"}]`:                                 "",
		`"order_infos":[{"order_id":"1","Error_Code":"CBC.0150"}]`:           "",
		`"data":{"error_code":"CBC.0150","x":"` + long(5000) + `"}`:          "",
		`"Error_Codes":"CBC.0150","error":"x","Error":1,"my_error_code":"x"`: "",
	} {
		out := &ordersv1.ListOrdersResponse{}
		answer, err := plan.Into(out).Decode([]byte(`{"total_count":0,` + member + `}`))
		if err != nil || answer.Code != want {
			t.Errorf("%.80s: %q, %v", member, answer.Code, err)
		}
	}
}

func long(n int) string { return strings.Repeat("x", n) }
