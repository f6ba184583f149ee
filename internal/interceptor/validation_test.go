package interceptor

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// violations sends a request through the chain of a door.
func violations(t *testing.T, door Door, method string, req proto.Message) []string {
	t.Helper()
	r := newRig(t, door)
	_, err := r.call(r.context(t), method, req, succeed)
	var found []string
	for _, d := range status.Convert(err).Details() {
		if bad, ok := d.(*errdetails.BadRequest); ok {
			for _, v := range bad.GetFieldViolations() {
				found = append(found, v.GetField()+": "+v.GetDescription()+" ["+v.GetReason()+"]")
			}
		}
	}
	slices.Sort(found)
	return found
}

func TestViolations(t *testing.T) {
	t.Parallel()
	at := func(year int) *timestamppb.Timestamp {
		return timestamppb.New(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	list := &ordersv1.ListOrdersRequest{
		OrderId: proto.String(""), CustomerId: proto.String(strings.Repeat("9", 65)), PageSize: -1, Type: 999, Status: 2,
		CreateTimeBegin: at(2024), CreateTimeEnd: at(2026), PaymentTimeBegin: at(2026), PaymentTimeEnd: at(2025),
	}
	window := "must not be before %, nor more than one year after it"
	want := []string{
		"create_time_end: " + strings.Replace(window, "%", "create_time_begin", 1) + " [CREATE_TIME_END_WINDOW]",
		"customer_id: must have at most 64 characters [STRING_MAX_LEN]",
		"order_id: must not be empty [STRING_MIN_LEN]",
		"page_size: must be at least 0 [INT32_GTE]",
		"payment_time_end: " + strings.Replace(window, "%", "payment_time_begin", 1) + " [PAYMENT_TIME_END_WINDOW]",
		"status: must be one of the values that this field takes [ENUM_IN]",
		"type: must be one of the values of the API reference [ENUM_DEFINED_ONLY]",
	}
	if got := violations(t, DoorGRPC, listOrders, list); !slices.Equal(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	pay := &ordersv1.PayOrderRequest{OrderId: "CS1", Coupons: []*ordersv1.PaymentCoupon{{}, {}, {}, {}}}
	for _, line := range violations(t, DoorGRPC, "/ocegate.orders.v1.OrderService/PayOrder", pay) {
		if strings.HasPrefix(line, "coupons:") && line != "coupons: must have at most 3 items [REPEATED_MAX_ITEMS]" {
			t.Error(line)
		}
		if strings.Contains(line, ": value") {
			t.Errorf("not our words: %s", line)
		}
	}
}

// TestMoneyViolations: what is wrong with an amount is said in its own words.
func TestMoneyViolations(t *testing.T) {
	t.Parallel()
	const currency = "amount.currency_code: must be an ISO 4217 code such as CNY: an amount without its currency could mean another [CURRENCY]"
	for amount, want := range map[string][]string{
		"1.00":                  nil,
		strings.Repeat("9", 29): nil,
		strings.Repeat("9", 38): {"amount.amount: must have 29 digits in front of the point at most [DIGITS]"},
		"01.0":                  {"amount.amount: must be a decimal number without leading zeros, such as 12.50 [DECIMAL]"},
	} {
		for code, also := range map[string][]string{"CNY": nil, "": {currency}, "cny": {currency}} {
			request := &enterprisesv1.TransferBalanceRequest{MemberAccountId: "m-1", Amount: &typev1.Money{CurrencyCode: code, Amount: amount}}
			want := slices.Concat(want, also)
			if got := violations(t, DoorGRPC, enterprisesv1.EnterpriseService_TransferBalance_FullMethodName, request); !slices.Equal(got, want) {
				t.Errorf("%q %s: %q, want %q", code, amount, got, want)
			}
		}
	}
}

// TestJSONSpelling: callers of the JSON door write createTimeEnd.
func TestJSONSpelling(t *testing.T) {
	t.Parallel()
	got := violations(t, DoorHTTP, getOrder, &ordersv1.GetOrderRequest{})
	if !slices.Equal(got, []string{"orderId: must not be empty [STRING_MIN_LEN]"}) {
		t.Errorf("%v", got)
	}
}

// TestViolationsNameNoValue: what was wrong may be a secret in the wrong field.
func TestViolationsNameNoValue(t *testing.T) {
	t.Parallel()
	secret := strings.Repeat("s3cret", 20)
	for _, line := range violations(t, DoorGRPC, getOrder, &ordersv1.GetOrderRequest{OrderId: secret}) {
		if strings.Contains(line, "s3cret") {
			t.Error(line)
		}
	}
}
