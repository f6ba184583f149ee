package gateway_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

func TestQueryReachesTheRPC(t *testing.T) {
	t.Parallel()
	customer := "a b&c"
	want := &ordersv1.ListOrdersRequest{
		CustomerId: &customer, PageSize: 20, PageToken: "t",
		Status:           ordersv1.OrderStatus_ORDER_STATUS_PENDING_PAYMENT,
		PaymentTimeBegin: &timestamppb.Timestamp{Seconds: 1793433600},
	}
	for _, query := range []string{
		"customer_id=a%20b%26c&page_size=20&page_token=t&status=ORDER_STATUS_PENDING_PAYMENT&payment_time_begin=2026-10-31T08:00:00Z",
		"customerId=a+b%26c&pageSize=20&pageToken=t&status=6&paymentTimeBegin=2026-10-31T16:00:00%2B08:00",
	} {
		var got proto.Message
		h := door(t, &orders{list: func(_ context.Context, r *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
			got = r
			return &ordersv1.ListOrdersResponse{}, nil
		}})
		if answer := send(t, h, http.MethodGet, "/v1/orders?"+query, ""); answer.status != http.StatusOK || !proto.Equal(got, want) {
			t.Errorf("%s: status %d, got %v", query, answer.status, got)
		}
	}
}

func TestBodyReachesTheRPC(t *testing.T) {
	t.Parallel()
	full := &ordersv1.PayOrderRequest{
		OrderId: "1",
		Coupons: []*ordersv1.PaymentCoupon{{CouponId: "c", Type: ordersv1.PaymentCouponType_PAYMENT_COUPON_TYPE_CASH_COUPON}},
	}
	const body = `{"coupons":[{"coupon_id":"c","type":"PAYMENT_COUPON_TYPE_CASH_COUPON"}]}`
	cases := []struct {
		body, content string
		want          proto.Message
	}{
		{body, "application/json", full},
		{body, "application/json; charset=UTF-8", full},
		{body, "Application/JSON", full},
		{"", "", &ordersv1.PayOrderRequest{OrderId: "1"}},
		{"", "text/plain", &ordersv1.PayOrderRequest{OrderId: "1"}},
		{" \n", "application/json", &ordersv1.PayOrderRequest{OrderId: "1"}},
		{"{}", "application/json", &ordersv1.PayOrderRequest{OrderId: "1"}},
	}
	for _, c := range cases {
		var got proto.Message
		h := door(t, &orders{pay: func(_ context.Context, r *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
			got = r
			return &ordersv1.PayOrderResponse{}, nil
		}})
		answer := send(t, h, http.MethodPost, "/v1/orders/1:pay", c.body, "Content-Type", c.content)
		if answer.status != http.StatusOK || !proto.Equal(got, c.want) || answer.body != "{}" {
			t.Errorf("%q: status %d, body %s, got %v", c.body, answer.status, answer.body, got)
		}
	}
}

func TestUnreadableRequests(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, method, target, body string
		headers                    []string
		status                     int
		want                       []string
	}{
		{name: "all at once", method: "GET", target: "/v1/orders?page_size=x&colour=red&status=PAID", status: 400, want: []string{
			"page_size must be a whole number", "colour is not a known parameter",
			"status must be one of ORDER_STATUS_UNSPECIFIED, ORDER_STATUS_PENDING_APPROVAL, ORDER_STATUS_PENDING_REFUND, ORDER_STATUS_PROCESSING, ORDER_STATUS_CANCELLED, ORDER_STATUS_COMPLETED, ORDER_STATUS_PENDING_PAYMENT, ORDER_STATUS_PENDING_CONFIRMATION, ORDER_STATUS_PENDING_SHIPMENT, ORDER_STATUS_PENDING_RECEIPT, ORDER_STATUS_PENDING_PICKUP, ORDER_STATUS_BEING_REPLACED",
		}},
		{name: "twice", method: "GET", target: "/v1/orders?pageSize=1&page_size=1", status: 400, want: []string{"page_size is given twice"}},
		{name: "path variable in the query", method: "GET", target: "/v1/orders/1?order_id=2", status: 400, want: []string{"order_id is given in the path already"}},
		{name: "path variable in the query, camel", method: "GET", target: "/v1/orders/1?orderId=2", status: 400, want: []string{"orderId is given in the path already"}},
		{name: "path variable in the body", method: "POST", target: "/v1/orders/1:pay", body: `{"orderId":"2"}`, status: 400, want: []string{"orderId is given in the path already"}},
		{name: "query beside a body", method: "POST", target: "/v1/orders/1:pay?coupons=1", body: `{}`, status: 400, want: []string{"coupons is not a known parameter: this call takes its input from the body"}},
		{name: "query and body", method: "POST", target: "/v1/orders/1:pay?x=1", body: `{"y":1}`, status: 400, want: []string{"x is not a known parameter: this call takes its input from the body", "y is not a known field"}},
		{name: "nested", method: "POST", target: "/v1/orders/1:pay", body: `{"coupons":[{},{"couponId":5}]}`, status: 400, want: []string{"coupons[1].couponId must be a text"}},
		{name: "syntax", method: "POST", target: "/v1/orders/1:pay", body: "{\n  'coupons': []}", status: 400, want: []string{"body is not valid JSON at line 2, column 3: a name in double quotes is expected"}},
		{name: "media type", method: "POST", target: "/v1/orders/1:pay", body: `{}`, headers: []string{"Content-Type", "application/x-www-form-urlencoded"}, status: 415, want: []string{"body must be JSON in UTF-8, with the header Content-Type: application/json"}},
		{name: "no media type", method: "POST", target: "/v1/orders/1:pay", body: `{}`, headers: []string{"Content-Type", ""}, status: 415, want: []string{"body must be JSON in UTF-8, with the header Content-Type: application/json"}},
		{name: "character set", method: "POST", target: "/v1/orders/1:pay", body: `{}`, headers: []string{"Content-Type", "application/json; charset=gbk"}, status: 415, want: []string{"body must be JSON in UTF-8, with the header Content-Type: application/json"}},
		{name: "compressed", method: "POST", target: "/v1/orders/1:pay", body: `{}`, headers: []string{"Content-Encoding", "gzip"}, status: 415, want: []string{"body must not be compressed"}},
		{name: "body of a GET", method: "GET", target: "/v1/orders/1", body: `{}`, status: 400, want: []string{"body must be empty: this call takes none"}},
		{name: "too large", method: "POST", target: "/v1/orders/1:pay", body: `{"x":"` + strings.Repeat("a", 1<<20) + `"}`, status: 413},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			handled := false
			o := &orders{pay: func(context.Context, *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
				handled = true
				return &ordersv1.PayOrderResponse{}, nil
			}}
			got := send(t, door(t, o), c.method, c.target, c.body, c.headers...)
			if got.status != c.status || handled {
				t.Errorf("status %d, handled %v, body %s", got.status, handled, got.body)
			}
			if found := violations(t, got); !slices.Equal(found, c.want) {
				t.Errorf("got %q, want %q", found, c.want)
			}
		})
	}
}

// TestLargestBody is the twin of "too large": one byte less is read.
func TestLargestBody(t *testing.T) {
	t.Parallel()
	frame := len(`{"x":""}`)
	got := send(t, door(t, &orders{}), http.MethodPost, "/v1/orders/1:pay", `{"x":"`+strings.Repeat("a", 1<<20-frame)+`"}`)
	if found := violations(t, got); !slices.Equal(found, []string{"x is not a known field"}) {
		t.Errorf("got %q", found)
	}
}

// TestRefusalsPassTheChain shows that what cannot be read is still seen by every
// interceptor, as an empty message of the right method, and that the handler
// behind them is not reached.
func TestRefusalsPassTheChain(t *testing.T) {
	t.Parallel()
	var method string
	var seen any
	var ended error
	watch := func(ctx context.Context, request any, info *grpc.UnaryServerInfo, next grpc.UnaryHandler) (any, error) {
		method, seen = info.FullMethod, request
		answer, err := next(ctx, request)
		ended = err
		return answer, err
	}
	got := send(t, door(t, &orders{}, watch), http.MethodGet, "/v1/orders?page_size=x", "")
	_, empty := seen.(*emptypb.Empty)
	if got.status != http.StatusBadRequest || method != ordersv1.OrderService_ListOrders_FullMethodName || !empty || ended == nil {
		t.Errorf("status %d, method %q, request %T, error %v", got.status, method, seen, ended)
	}
}

// guarded is a body that somebody in front of the door has ended, which ends the
// request's context too.
type guarded struct{ leave context.CancelFunc }

func (g guarded) Read([]byte) (int, error) {
	g.leave()
	return 0, &fault.RefusalError{Reason: fault.ServerBusy}
}

// TestGivenUpReading: who is refused because this server reads no further is told
// that, and not that he has left.
func TestGivenUpReading(t *testing.T) {
	t.Parallel()
	chain, logs := realChain(t)
	h := door(t, &orders{}, chain...)
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/v1/orders/1:pay", guarded{leave})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), string(fault.ServerBusy)) || logs.Len() != 1 {
		t.Errorf("%d %s, %v", w.Code, w.Body, logs.All())
	}
}
