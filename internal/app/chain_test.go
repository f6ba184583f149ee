package app

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// refusing is an upstream that refuses everything, and quotes what it should not.
func refusing(t *testing.T, code int, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "up-1")
		w.WriteHeader(code)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// lines are the log's lines about calls.
func (r *running) lines(t *testing.T) []map[string]any {
	t.Helper()
	var found []map[string]any
	for line := range strings.Lines(r.log.String()) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatalf("%q is not a line of JSON: %v", line, err)
		}
		if fields["msg"] == "call" {
			found = append(found, fields)
		}
	}
	return found
}

// TestLogOfARefusal pins the exact fields of the line about a call that the
// upstream refused, over both doors: none of them holds what the caller or the
// upstream wrote.
func TestLogOfARefusal(t *testing.T) {
	t.Parallel()
	url := refusing(t, http.StatusBadRequest, `{"error_code":"CBC.99000029","error_msg":"phone 13912345678 of a@example.com, key s3cret-key"}`)
	r := start(t, "--bss-endpoint="+url)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer 13912345678")
	_, err := ordersv1.NewOrderServiceClient(dial(t, r.App)).GetOrder(ctx, &ordersv1.GetOrderRequest{OrderId: "CS13912345678"})
	if status.Code(err) != codes.AlreadyExists {
		t.Errorf("%v", err)
	}
	if code, body := get(t, client(t), "http://"+r.HTTPAddr().String()+"/v1/orders/CS13912345678"); code != http.StatusConflict {
		t.Errorf("%d %s", code, body)
	}
	want := []string{
		"cause", "code", "door", "duration", "level", "method", "msg", "peer", "reason", "request_id", "time",
		"upstream_code", "upstream_operation", "upstream_request_id", "upstream_status",
	}
	r.stop(t) // which writes the last lines
	lines := r.lines(t)
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, fields := range lines {
		if got := slices.Sorted(maps.Keys(fields)); !slices.Equal(got, want) {
			t.Errorf("fields %v, want %v", got, want)
		}
		if fields["upstream_code"] != "CBC.99000029" || fields["upstream_request_id"] != "up-1" || fields["reason"] != "PHONE_ALREADY_REGISTERED" {
			t.Errorf("%v", fields)
		}
	}
	for _, leak := range []string{"13912345678", "example.com", "s3cret"} {
		if strings.Contains(r.log.String(), leak) {
			t.Errorf("the log holds %s: %s", leak, r.log)
		}
	}
}

// TestLostPayment: the answer to a payment that got lost says that the outcome
// is unknown, within the caller's own deadline, and the log is loud about it.
func TestLostPayment(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]int{"broken": http.StatusBadGateway, "odd": http.StatusAccepted} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := start(t, "--bss-endpoint="+refusing(t, code, "<html>"))
			_, err := ordersv1.NewOrderServiceClient(dial(t, r.App)).PayOrder(t.Context(), &ordersv1.PayOrderRequest{OrderId: "CS1"})
			if status.Code(err) != codes.Unknown || !strings.Contains(err.Error(), "GetOrder") {
				t.Errorf("%v", err)
			}
			r.stop(t) // which writes the last lines
			if lines := r.lines(t); len(lines) != 1 || lines[0]["level"] != "error" || lines[0]["reason"] != "OUTCOME_UNKNOWN" {
				t.Errorf("%v", lines)
			}
		})
	}
}

// TestRejectedKeys: what the upstream thinks of our keys is no business of the
// caller's identity, and the log says it loudly.
func TestRejectedKeys(t *testing.T) {
	t.Parallel()
	r := start(t, "--bss-endpoint="+refusing(t, http.StatusUnauthorized, `{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail"}`))
	if code, body := get(t, client(t), "http://"+r.HTTPAddr().String()+"/v1/orders/1"); code != http.StatusInternalServerError || !strings.Contains(body, "UPSTREAM_CREDENTIALS_REJECTED") {
		t.Errorf("%d %s", code, body)
	}
	r.stop(t) // which writes the last lines
	if lines := r.lines(t); len(lines) != 1 || lines[0]["level"] != "error" {
		t.Errorf("%v", lines)
	}
}
