package gateway_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// realChain is the chain of the running server.
func realChain(t *testing.T) ([]grpc.UnaryServerInterceptor, *observer.ObservedLogs) {
	t.Helper()
	config, logs := realConfig(t)
	return interceptor.Unary(config), logs
}

func realConfig(t *testing.T) (interceptor.Config, *observer.ObservedLogs) {
	t.Helper()
	var services []protoreflect.ServiceDescriptor
	for _, s := range gateway.Services() {
		services = append(services, s.Descriptor)
	}
	metrics, err := interceptor.NewMetrics(prometheus.NewRegistry(), services)
	if err != nil {
		t.Fatal(err)
	}
	validator, err := interceptor.NewValidator(services)
	if err != nil {
		t.Fatal(err)
	}
	core, logs := observer.New(zapcore.DebugLevel)
	config := interceptor.Config{Door: interceptor.DoorHTTP, Logger: zap.New(core), Metrics: metrics, Validator: validator, DefaultTimeout: 30 * time.Second, MaxTimeout: 2 * time.Minute}
	if err := config.Check(); err != nil {
		t.Fatal(err)
	}
	return config, logs
}

// TestWithTheRealChain shows that every kind of refusal has one shape, one log
// line and the caller's request id, whoever refuses.
func TestWithTheRealChain(t *testing.T) {
	t.Parallel()
	chain, logs := realChain(t)
	h := door(t, &orders{
		get: func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) { panic("secret") },
		pay: func(context.Context, *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
			return nil, &fault.RefusalError{Reason: fault.SiteUnsupported}
		},
	}, chain...)
	for _, c := range []struct {
		name, method, target, body string
		status, lines              int
		want                       []string
	}{
		{"read", "GET", "/v1/orders?page_size=x", "", 400, 1, []string{"page_size must be a whole number"}},
		{"read, other spelling", "GET", "/v1/orders?pageSize=x", "", 400, 1, []string{"pageSize must be a whole number"}},
		{"rule", "GET", "/v1/orders?page_size=-1", "", 400, 1, []string{"page_size must be at least 0"}},
		{"rule on an instant", "GET", "/v1/orders?status=77", "", 400, 1, []string{"status must be one of the values that this field takes"}},
		{"not on this site", "POST", "/v1/orders/1:pay", "", 501, 1, nil},
		{"panic", "GET", "/v1/orders/1", "", 500, 1, nil},
		{"success", "GET", "/v1/orders", "", 200, 1, nil},
		{"no route", "GET", "/v1/nothing", "", 404, 0, nil},
	} {
		before := logs.Len()
		got := send(t, h, c.method, c.target, c.body, "X-Request-Id", "the-id")
		if got.status != c.status || got.header.Get("X-Request-Id") != "the-id" {
			t.Errorf("%s: %d %v %s", c.name, got.status, got.header, got.body)
		}
		if lines := logs.Len() - before; lines != c.lines {
			t.Errorf("%s: %d log lines", c.name, lines)
		}
		if c.status == http.StatusOK {
			continue
		}
		if found := violations(t, got); !slices.Equal(found, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, found, c.want)
		}
		var id any
		for _, detail := range failure(t, got).Error.Details {
			if detail["@type"] == "type.googleapis.com/google.rpc.RequestInfo" {
				id = detail["requestId"]
			}
		}
		if id != "the-id" {
			t.Errorf("%s: request id %v in %s", c.name, id, got.body)
		}
	}
}

// TestOwnRequestID replaces ids that would do harm in a log or a header.
func TestOwnRequestID(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for _, id := range []string{"", "a b", "a\nb", string(make([]byte, 65))} {
		if got := send(t, h, http.MethodGet, "/v1/nothing", "", "X-Request-Id", id); got.header.Get("X-Request-Id") == id || len(got.header.Get("X-Request-Id")) != 26 {
			t.Errorf("%q became %q", id, got.header.Get("X-Request-Id"))
		}
	}
}
