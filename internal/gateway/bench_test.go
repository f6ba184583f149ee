package gateway_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// sink takes answers without keeping them, so that only the door is measured.
type sink struct{ header http.Header }

func (s *sink) Header() http.Header          { return s.header }
func (*sink) Write(text []byte) (int, error) { return len(text), nil }
func (*sink) WriteHeader(int)                {}

func benchmark(b *testing.B, o *orders, target string) {
	b.Helper()
	h := door(b, o)
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "http://localhost"+target, http.NoBody)
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("User-Agent", "bench")
	s := &sink{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(s, r)
	}
}

// BenchmarkEmpty is what the door itself costs: routing, reading, the call and
// an empty answer.
func BenchmarkEmpty(b *testing.B) { benchmark(b, &orders{}, "/v1/orders") }

// BenchmarkQuery adds the reading of six parameters.
func BenchmarkQuery(b *testing.B) {
	benchmark(b, &orders{}, "/v1/orders?page_size=10&status=ORDER_STATUS_PENDING_PAYMENT&customerId=1&paymentTimeBegin=2026-10-31T08:00:00Z&scope=ORDER_SCOPE_OWN&sort=1")
}

// BenchmarkNoRoute is a path that no domain has.
func BenchmarkNoRoute(b *testing.B) { benchmark(b, &orders{}, "/v1/nothing") }

// Benchmark100Rows is a page of 100 orders.
func Benchmark100Rows(b *testing.B) {
	benchmark(b, &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return someOrders(100), nil
	}}, "/v1/orders")
}
