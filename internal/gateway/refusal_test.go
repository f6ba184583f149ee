package gateway_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// still is a clock that stands, so that no test waits for a second to pass.
type still struct{ zapcore.Clock }

// Now implements zapcore.Clock.
func (still) Now() time.Time { return time.Unix(1_790_000_000, 0) }

// recorded is the door of the transfers with the server's own record of what it
// turns away: its lines, and its counts by reason.
func recorded(t *testing.T) (http.Handler, *observer.ObservedLogs, func() map[string]int) {
	t.Helper()
	core, lines := observer.New(zapcore.InfoLevel)
	registry := prometheus.NewRegistry()
	metrics, err := interceptor.NewMetrics(registry, nil)
	if err != nil {
		t.Fatal(err)
	}
	logger := zap.New(core, zap.WithClock(still{}))
	h := transferHandler(t, &transfers{}, func(c *gateway.Config) {
		c.Refusals = interceptor.NewRefusals(interceptor.DoorHTTP, metrics, logger)
	})
	return h, lines, func() map[string]int { return refusalCounts(t, registry) }
}

func refusalCounts(t *testing.T, registry *prometheus.Registry) map[string]int {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, family := range families {
		if family.GetName() != "ocegate_door_refusals_total" {
			continue
		}
		for _, metric := range family.GetMetric() {
			for _, label := range metric.GetLabel() {
				if label.GetName() == "reason" {
					counts[label.GetValue()] += int(metric.GetCounter().GetValue())
				}
			}
		}
	}
	return counts
}

// TestDoorRefusalsLeaveATrace: what reaches no RPC is one line and one count, and
// neither has a word of the caller's.
func TestDoorRefusalsLeaveATrace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method, target, reason string
		status                 int
		near                   string
		headers                []string
	}{
		{"GET", "/v1/canary", "ROUTE_UNKNOWN", 404, "/v1/", nil},
		{"GET", "/prefix-canary/v1/tickets", "ROUTE_UNKNOWN", 404, "/", nil},
		{"CANARY", "/v1/tickets/attachments/canary/image", "METHOD_UNKNOWN", 405, "/v1/tickets/attachments/*/image", nil},
		{"GET", "/v1/tickets/attachments:upload", "METHOD_UNKNOWN", 405, "/v1/tickets/attachments:upload", nil},
		{"GET", "/v1/tickets/attachments/canary/image", "ORIGIN_UNTRUSTED", 403, "/v1/tickets/attachments/*/image", []string{"Origin", "https://canary.example"}},
		{"GET", "/v1/tickets/attachments:download?x=canary", "REQUEST_INVALID", 400, "/v1/tickets/attachments:download", []string{"Grpc-Timeout", "canary"}},
	} {
		h, lines, counts := recorded(t)
		got := send(t, h, c.method, c.target, "", c.headers...)
		failure(t, got)
		all, counted := lines.TakeAll(), counts()
		if got.status != c.status || len(counted) != 1 || counted[c.reason] != 1 || len(all) != 1 {
			t.Fatalf("%s %s: %d, counted %v, lines %v", c.method, c.target, got.status, counted, all)
		}
		fields := all[0].ContextMap()
		if all[0].Level != zapcore.InfoLevel || fields["near"] != c.near || fields["door"] != "http" || fields["reason"] != c.reason ||
			fields["status"] != int64(c.status) || fields["request_id"] != got.header.Get("X-Request-Id") {
			t.Errorf("%s %s: %v", c.method, c.target, fields)
		}
		if strings.Contains(strings.ToLower(fmt.Sprint(fields)), "canary") {
			t.Errorf("%s %s: the log holds the caller's words: %v", c.method, c.target, fields)
		}
	}
}

// TestKnockingDoesNotFillTheLog: whoever asks for nothing again and again is
// counted each time, and gets few lines in a second.
func TestKnockingDoesNotFillTheLog(t *testing.T) {
	t.Parallel()
	const knocks, most = 1000, 50
	h, lines, counts := recorded(t)
	for range knocks {
		send(t, h, http.MethodGet, "/v1/nothing", "")
	}
	if counted := counts()["ROUTE_UNKNOWN"]; counted != knocks || lines.Len() == 0 || lines.Len() > most {
		t.Errorf("%d counted, %d lines", counted, lines.Len())
	}
}
