package gateway_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

// recorder is an interceptor that notes which RPC was reached and ends there.
func recorder(reached *string) grpc.UnaryServerInterceptor {
	return func(_ context.Context, _ any, info *grpc.UnaryServerInfo, _ grpc.UnaryHandler) (any, error) {
		*reached = info.FullMethod
		return nil, context.Canceled
	}
}

// recording is a door that notes which RPC a request reaches, call or stream.
func recording(t *testing.T, reached *string) http.Handler {
	t.Helper()
	streams := func(_ any, _ grpc.ServerStream, info *grpc.StreamServerInfo, _ grpc.StreamHandler) error {
		*reached = info.FullMethod
		return context.Canceled
	}
	return doorOn(t, gateway.NewConn([]grpc.UnaryServerInterceptor{recorder(reached)}, []grpc.StreamServerInterceptor{streams}), &orders{})
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	const o, a, c = "/ocegate.orders.v1.OrderService/", "/ocegate.accounts.v1.AccountService/", "/ocegate.coupons.v1.CouponService/"
	cases := append(slices.Concat(customerRoutes(), ticketRoutes(), supportRoutes(), partnerRoutes()), []route{
		{"GET", "/v1/orders", o + "ListOrders"},
		{"HEAD", "/v1/orders", o + "ListOrders"},
		{"GET", "/v1/orders?page_size=5", o + "ListOrders"},
		{"GET", "/v1/orders/1", o + "GetOrder"},
		{"GET", "/v1/orders/1/coupons", o + "ListOrderCoupons"},
		{"GET", "/v1/orders/1/discounts", o + "ListOrderDiscounts"},
		{"GET", "/v1/orders/1/refunds", o + "ListOrderRefunds"},
		{"POST", "/v1/orders/1:pay", o + "PayOrder"},
		{"POST", "/v1/orders/1:cancel", o + "CancelOrder"},
		{"POST", "/v1/orders/a:b:cancel", o + "CancelOrder"},
		{"GET", "/v1/account/balances", a + "GetBalances"},
		{"GET", "/v1/account/transactions", a + "ListAccountTransactions"},
		{"GET", "/v1/account/storedValueCards", a + "ListStoredValueCards"},
		{"GET", "/v1/account/expenditureQuota", a + "GetExpenditureQuota"},
		{"GET", "/v1/coupons", c + "ListCoupons"},
		{"GET", "/v1/coupons/transactions", c + "ListCouponTransactions"},
	}...)
	seen := map[string]bool{}
	for _, each := range cases {
		var reached string
		send(t, recording(t, &reached), each.method, each.path, "")
		if reached != each.want {
			t.Errorf("%s %s reached %q, want %s", each.method, each.path, reached, each.want)
		}
		seen[each.want] = true
	}
	for _, s := range gateway.Services() {
		for i := range s.Descriptor.Methods().Len() {
			name := "/" + string(s.Descriptor.FullName()) + "/" + string(s.Descriptor.Methods().Get(i).Name())
			if !seen[name] {
				t.Errorf("%s has no case here", name)
			}
		}
	}
}

// TestServicesAreComplete finds a service whose line in services.go is missing.
func TestServicesAreComplete(t *testing.T) {
	t.Parallel()
	var listed, linked []string
	for _, s := range gateway.Services() {
		listed = append(listed, string(s.Descriptor.FullName()))
	}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		for i := range f.Services().Len() {
			s := f.Services().Get(i)
			if f.Package().Parent().Parent() == "ocegate" && routed(s) {
				linked = append(linked, string(s.FullName()))
			}
		}
		return true
	})
	slices.Sort(listed)
	slices.Sort(linked)
	if !slices.Equal(listed, linked) || len(linked) == 0 {
		t.Errorf("listed %q, linked %q", listed, linked)
	}
}

func routed(s protoreflect.ServiceDescriptor) bool {
	for i := range s.Methods().Len() {
		if proto.HasExtension(s.Methods().Get(i).Options(), annotations.E_Http) {
			return true
		}
	}
	return false
}

func TestNoRoute(t *testing.T) {
	t.Parallel()
	cases := []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/v1", 404, ""},
		{"GET", "/v1/", 404, ""},
		{"GET", "/nothing", 404, ""},
		{"GET", "/v1/nothing", 404, ""},
		{"GET", "/v2/orders", 404, ""},
		{"GET", "/v1/ordersx", 404, ""},
		{"GET", "//v1/orders", 404, ""},
		{"GET", "/v1//orders", 404, ""},
		{"GET", "/v1/orders/", 404, ""},
		{"GET", "/v1/orders//coupons", 404, ""},
		{"GET", "/v1/orders/1/coupons/", 404, ""},
		{"GET", "/v1/orders/1/nothing", 404, ""},
		{"GET", "/v1/%6Frders%2F", 404, ""},
		{"POST", "/v1/orders/:pay", 404, ""},
		{"GET", "/v1/orders/:pay", 404, ""},
		{"PUT", "/v1/orders/1%3Apay", 405, "GET, HEAD, POST"},
		{"POST", "/v1/orders/1%3Apays", 405, "GET, HEAD"},
		{"GET", "/v1/orders/1:pay", 405, "POST"},
		{"POST", "/v1/orders", 405, "GET, HEAD"},
		{"DELETE", "/v1/orders/1", 405, "GET, HEAD"},
		{"OPTIONS", "/v1/orders/1", 405, "GET, HEAD"},
		{"PATCH", "/v1/orders/1:pay", 405, "POST"},
		{"BREW", "/v1/coupons", 405, "GET, HEAD"},
		{"POST", "/v1/orders:batch", 404, ""},
		{"GET", "/docs/nothing.js", 404, ""},
		{"GET", "/docs/../openapi.json", 404, ""},
		{"POST", "/openapi.json", 405, "GET, HEAD"},
	}
	var reached string
	h := door(t, &orders{}, recorder(&reached))
	for _, c := range cases {
		got := send(t, h, c.method, c.path, "")
		if got.status != c.status || got.header.Get("Allow") != c.allow {
			t.Errorf("%s %s: status %d, Allow %q, want %d, %q", c.method, c.path, got.status, got.header.Get("Allow"), c.status, c.allow)
		}
		want := map[int]string{404: "NOT_FOUND", 405: "UNIMPLEMENTED"}[c.status]
		if body := failure(t, got); body.Error.Status != want {
			t.Errorf("%s %s: %s", c.method, c.path, got.body)
		}
	}
	if reached != "" {
		t.Errorf("%s was reached", reached)
	}
}

// TestMethodOverride shows that a header cannot turn one call into another.
func TestMethodOverride(t *testing.T) {
	t.Parallel()
	var reached string
	h := door(t, &orders{}, recorder(&reached))
	for _, content := range []string{"application/x-www-form-urlencoded", "application/json"} {
		got := send(t, h, http.MethodPost, "/v1/orders", "", "X-HTTP-Method-Override", "GET", "Content-Type", content)
		if got.status != http.StatusMethodNotAllowed || reached != "" {
			t.Errorf("status %d, reached %q", got.status, reached)
		}
	}
}

// TestVariables follows a path variable into the RPC: unescaped once, never a
// separator.
func TestVariables(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"plain":           "plain",
		"a%2Fb":           "a/b",
		"a%2fb":           "a/b",
		"a%252Fb":         "a%2Fb",
		"%2E%2E":          "..",
		"..":              "..",
		"..%2F..%2Fx":     "../../x",
		"a%20b":           "a b",
		"a+b":             "a+b",
		"%C3%A9%E2%82%AC": "é€",
		"a%3Fb%23c":       "a?b#c",
		"a%3Apay":         "a:pay",
		"a:b":             "a:b",
		"1%2Fcoupons":     "1/coupons",
		"a%26b=c;d":       "a&b=c;d",
	} {
		var got string
		h := door(t, &orders{get: func(_ context.Context, r *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
			got = r.GetOrderId()
			return &ordersv1.GetOrderResponse{}, nil
		}})
		answer := send(t, h, http.MethodGet, "/v1/orders/"+path, "")
		if answer.status != http.StatusOK || got != want {
			t.Errorf("%s: status %d, order %q, want %q", path, answer.status, got, want)
		}
	}
	var paid string
	h := door(t, &orders{pay: func(_ context.Context, r *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
		paid = r.GetOrderId()
		return &ordersv1.PayOrderResponse{}, nil
	}})
	if answer := send(t, h, http.MethodPost, "/v1/orders/a%2Fb%3Apay:pay", ""); answer.status != http.StatusOK || paid != "a/b:pay" {
		t.Errorf("status %d, order %q", answer.status, paid)
	}
}

// TestPathIsUTF8 refuses escapes that are no text.
func TestPathIsUTF8(t *testing.T) {
	t.Parallel()
	got := violations(t, send(t, door(t, &orders{}), http.MethodGet, "/v1/orders/%FF", ""))
	if !slices.Equal(got, []string{"orderId must be UTF-8"}) {
		t.Errorf("got %q", got)
	}
}

// TestHead shows over a real connection that HEAD has the length of GET and no
// body.
func TestHead(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(door(t, &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return someOrders(3), nil
	}}))
	defer server.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodHead, server.URL+"/v1/orders", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := answer.Body.Close(); err != nil {
			t.Error(err)
		}
	}()
	get := send(t, server.Config.Handler, http.MethodGet, "/v1/orders", "")
	if answer.StatusCode != http.StatusOK || answer.ContentLength != int64(len(get.body)) || get.body == "" {
		t.Errorf("status %d, length %d, want %d", answer.StatusCode, answer.ContentLength, len(get.body))
	}
}
