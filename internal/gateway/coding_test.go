package gateway_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
)

// TestCodings: who gets gzip, by RFC 9110 section 12.5.3, and that it is the same
// answer.
func TestCodings(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return someOrders(100), nil
	}})
	plain := send(t, h, http.MethodGet, "/v1/orders", "")
	for coding, want := range map[string]bool{
		"gzip": true, "GZIP": true, "x-gzip": true, "gzip, deflate, br, zstd": true, "br;q=1.0, gzip;q=0.001": true, "*": true, "gzip;Q=1.000": true,
		"gzip ; q=0.5 , identity;q=0.4": true, "gzip;q=0, *": false,
		"": false, "gzip;q=0": false, "gzip;q=0.0": false, "gzip; q=0.000": false, "*;q=0": false, "br": false, "identity": false,
		"gzip;q=0.3, identity;q=0.5": false, "gzip;q=x": false, "gzip;q=2": false, "gzip;level=9": false, "gzipped": false, "gzip;q=0.0001": false,
	} {
		for _, path := range []string{"/v1/orders", "/openapi.json", "/docs/swagger-ui.css", "/docs/"} {
			got := send(t, h, http.MethodGet, path, "", "Accept-Encoding", coding)
			if packed := got.header.Get("Content-Encoding") == "gzip"; packed != want || got.header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%q, %s: %v", coding, path, got.header)
			}
			if path == "/v1/orders" && want && (unzip(t, got.body) != plain.body || len(got.body) > len(plain.body)/5) {
				t.Errorf("%q: another answer, or of %d bytes instead of %d", coding, len(got.body), len(plain.body))
			}
		}
	}
}

// TestNotWorthPacking: small answers and errors stay as they are, and so does
// everything when the operator says so.
func TestNotWorthPacking(t *testing.T) {
	t.Parallel()
	long := &fault.RefusalError{Reason: fault.SiteUnsupported, Where: strings.Repeat("long ", 2000)}
	h := door(t, &orders{
		list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
			return someOrders(2), nil
		},
		pay: func(context.Context, *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) { return nil, long },
	})
	for _, target := range []string{"GET /v1/orders", "POST /v1/orders/1:pay", "GET /v1/nothing"} {
		method, path, _ := strings.Cut(target, " ")
		got := send(t, h, method, path, "", "Accept-Encoding", "gzip")
		if got.header.Get("Content-Encoding") != "" || !strings.HasPrefix(got.body, "{") {
			t.Errorf("%s: %v", target, got.header)
		}
	}
}
