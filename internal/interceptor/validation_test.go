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

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
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
