package interceptor

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

func TestMetricNames(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorHTTP)
	for _, method := range []string{listOrders, listOrders, "/made.Up/One", "/made.Up/Two"} {
		_, _ = r.call(r.context(t), method, &ordersv1.ListOrdersRequest{}, succeed)
	}
	want := `
# HELP ocegate_calls_total Calls answered, by method, door and canonical code.
# TYPE ocegate_calls_total counter
ocegate_calls_total{code="OK",door="http",method="ocegate.orders.v1.OrderService/ListOrders"} 2
ocegate_calls_total{code="OK",door="http",method="unknown"} 2
`
	if err := testutil.GatherAndCompare(r.registry, strings.NewReader(want), "ocegate_calls_total"); err != nil {
		t.Error(err)
	}
	if problems, err := testutil.GatherAndLint(r.registry); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	if got := testutil.ToFloat64(r.config.Metrics.inFlight.WithLabelValues("http")); got != 0 {
		t.Errorf("%v calls still in flight", got)
	}
}

func TestMetricsRegisterOnce(t *testing.T) {
	t.Parallel()
	r := newRig(t, DoorGRPC)
	if _, err := NewMetrics(r.registry, nil); err == nil {
		t.Error("registered twice without an error")
	}
}

func TestCodeNames(t *testing.T) {
	t.Parallel()
	if codeName(99) != "UNKNOWN" {
		t.Error(codeName(99))
	}
}
