package gateway_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/translate"
)

// TestEscapedPaths: an escape that says the same leads to the same place, and one
// that does not stays part of the variable.
func TestEscapedPaths(t *testing.T) {
	t.Parallel()
	var got string
	h := door(t, &orders{
		get: func(_ context.Context, r *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
			got = "get " + r.GetOrderId()
			return &ordersv1.GetOrderResponse{}, nil
		},
		pay: func(_ context.Context, r *ordersv1.PayOrderRequest) (*ordersv1.PayOrderResponse, error) {
			got = "pay " + r.GetOrderId()
			return &ordersv1.PayOrderResponse{}, nil
		},
	})
	for target, want := range map[string]string{
		"POST /v1/orders/X%3Apay":         "pay X",
		"POST /v1/orders/X%3apay":         "pay X",
		"POST /v1/orders/X%3Apay:pay":     "pay X:pay",
		"POST /v1/orders/X%3Ay%3Apay":     "pay X:y",
		"POST /v1/orders/a%2Fb%3Apay":     "pay a/b",
		"GET /v1/orders/X%3Apay":          "get X:pay", // an order may be called so, and reading one does no harm
		"GET /v1/%6Frders/1":              "get 1",
		"GET /%76%31/orders/%31%2f%2E%2e": "get 1/..",
		"GET /v1/%70artner%2Fx":           "",
		"POST /v1/%6Frders/x{y:%70ay":     "pay x{y",
		"POST /v1/orders/x%2Fy{z:pay":     "pay x/y{z", // not the path /v1/orders/x/y{z
		"POST /v1/orders/%253Apay":        "",
		"POST /v1/orders/%3Apay":          "",
		"POST /v1/orders/X%3Apay/coupons": "",
	} {
		got = ""
		method, path, _ := strings.Cut(target, " ")
		if answer := send(t, h, method, path, ""); got != want || (answer.status == http.StatusOK) != (want != "") {
			t.Errorf("%s: %d %q, want %q", target, answer.status, got, want)
		}
	}
}

// TestPagesTakeReads: what is only there to be read takes nothing else.
func TestPagesTakeReads(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for _, path := range []string{"/", "/docs", "/docs/", "/openapi.json"} {
		for _, method := range []string{"POST", "PUT", "DELETE"} {
			if got := send(t, h, method, path, ""); got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d %v", method, path, got.status, got.header)
			}
		}
	}
}

// TestSpelling: an error names a field as the caller sent it, whoever found it.
func TestSpelling(t *testing.T) {
	t.Parallel()
	chain, _ := realChain(t)
	h := door(t, &orders{get: func(context.Context, *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		return nil, &translate.Error{Kind: translate.KindRequest, Field: "order_id", Reason: "must not hold control characters"}
	}}, chain...)
	for _, c := range []struct {
		method, target, body string
		want                 []string
	}{
		{"GET", "/v1/orders?page_size=-1", "", []string{"page_size must be at least 0"}},
		{"GET", "/v1/orders?pageSize=-1", "", []string{"pageSize must be at least 0"}},
		{"GET", "/v1/orders/a%00b", "", []string{"orderId must not hold"}},
		{"GET", "/v1/orders/%ff", "", []string{"orderId must be UTF-8"}},
		{"POST", "/v1/orders/1:pay", `{"coupons":[{"coupon_id":""}],"x_y":"coupon_id"}`, []string{"x_y is not a known field"}},
	} {
		got := violations(t, send(t, h, c.method, c.target, c.body))
		if len(got) != len(c.want) || !strings.HasPrefix(got[0], strings.SplitAfter(c.want[0], " ")[0]) {
			t.Errorf("%s %s: %q, want %q", c.method, c.target, got, c.want)
		}
	}
	for body, want := range map[string]string{
		`{"amount":{"currency_code":"CNY","amount":"1"},"transaction_id":""}`: "transaction_id",
		`{"amount":{"currencyCode":"CNY","amount":"1"},"transactionId" : ""}`: "transactionId",
	} {
		reworded := ""
		for _, field := range violations(t, send(t, h, http.MethodPost, "/v1/enterprise/memberAccounts/1:transferBalance", body)) {
			reworded += field + "\n"
		}
		if !strings.Contains(reworded, want+" ") {
			t.Errorf("%s: %q, want %s", body, reworded, want)
		}
	}
}

// TestVariablesInOrder: faults of a path are told in its order, every time.
func TestVariablesInOrder(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for range 20 {
		got := violations(t, send(t, h, http.MethodGet, "/v1/tickets/cases/%ff/messages?limit=x&x=1", ""))
		if len(got) < 2 || !strings.HasPrefix(got[0], "caseId ") {
			t.Fatalf("%q", got)
		}
	}
}

// TestMediaTypes: JSON is UTF-8, however a client writes that, and a byte order
// mark is called by its name.
func TestMediaTypes(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{})
	for media, want := range map[string]int{
		"application/json; charset=UTF8": 200, `application/json; charset="utf-8"`: 200, "application/json;charset=Utf-8": 200,
		"application/json; charset=latin1": 415, "application/json; charset=utf-16": 415,
	} {
		if got := send(t, h, http.MethodPost, "/v1/orders/1:pay", "{}", "Content-Type", media); got.status != want {
			t.Errorf("%s: %d %s", media, got.status, got.body)
		}
	}
	got := violations(t, send(t, h, http.MethodPost, "/v1/orders/1:pay", "\uFEFF{}"))
	if len(got) != 1 || !strings.Contains(got[0], "byte order mark") {
		t.Errorf("%q", got)
	}
}

// TestLogHasNoNamesOfCallers: names in bodies and queries are what a caller wrote;
// only those of known fields reach the log.
func TestLogHasNoNamesOfCallers(t *testing.T) {
	t.Parallel()
	chain, logs := realChain(t)
	h := door(t, &orders{}, chain...)
	for target, c := range map[string]struct{ body, known string }{
		"GET /v1/orders?LOGCANARY3_my_secret_is_x=1":       {"", ""},
		"GET /v1/orders?%E5%AF%86%E7%A0%81LOGCANARY=1":     {"", ""},
		"GET /v1/orders?page_size=LOGCANARY&LOGCANARY=%zz": {"", "page_size"},
		"POST /v1/orders/1:pay":                            {`{"password is LOGCANARY2 hunter2":1}`, ""},
		"POST /v1/orders/2:pay":                            {`{"LOGCANARY":1,"LOGCANARY":1}`, "body"},
		"POST /v1/orders/3:pay":                            {`{"coupons":[{"LOGCANARY":1,"coupon_id":2}]}`, "coupon_id"},
		"POST /v1/orders/4:pay?LOGCANARY":                  {`{}`, ""},
	} {
		method, path, _ := strings.Cut(target, " ")
		if got := send(t, h, method, path, c.body); got.status != http.StatusBadRequest || !strings.Contains(got.body, "LOGCANARY") && !strings.Contains(target, "LOGCANARY") {
			t.Errorf("%s: %d %s", target, got.status, got.body)
		}
		for _, line := range logs.TakeAll() {
			cause, _ := line.ContextMap()["cause"].(string)
			if strings.Contains(fmt.Sprint(line.ContextMap()), "LOGCANARY") || !strings.Contains(cause, "violations") || !strings.Contains(cause, c.known) {
				t.Errorf("%s: %v", target, line.ContextMap())
			}
		}
	}
}

// TestUploadSpeaksOfTheForm: errors of an upload name the parts of the form, and
// tell who put the file first why a text did not count.
func TestUploadSpeaksOfTheForm(t *testing.T) {
	t.Parallel()
	config, logs := realConfig(t)
	var got taken
	url := transferDoor(t, &transfers{upload: collect(&got)}, nil, interceptor.Stream(config)...)
	purpose := part{name: "purpose", content: "ATTACHMENT_PURPOSE_CASE"}
	file := part{"file", "a.txt", "content"}
	for name, c := range map[string]struct {
		parts []part
		want  []string
	}{
		"file first":        {[]part{file, purpose}, []string{"purpose must be set to one of the values of the API reference, in a part before the file"}},
		"no purpose":        {[]part{file}, []string{"purpose must be set to one of the values of the API reference, in a part before the file"}},
		"purpose zero":      {[]part{{name: "purpose", content: "0"}, file}, []string{"purpose must be set to one of the values of the API reference"}},
		"name with a path":  {[]part{purpose, {"fileName", "", `a\b.txt`}, file}, []string{"fileName "}},
		"the same in snake": {[]part{purpose, {"file_name", "", `a\b.txt`}, file}, []string{"file_name "}},
		"name not UTF-8":    {[]part{purpose, {"file", "a\xff.txt", "x"}}, []string{"file has a file name that is not UTF-8"}},
		"two texts missing": {[]part{{"sizeBytes", "", "-1"}, file}, []string{"purpose ", "sizeBytes "}},
	} {
		answer := post(t, url, c.parts...)
		found := violations(t, answer)
		slices.Sort(found)
		ok := len(found) == len(c.want)
		for i := range min(len(found), len(c.want)) {
			ok = ok && strings.HasPrefix(found[i], c.want[i]) && (strings.HasSuffix(c.want[i], " ") || found[i] == c.want[i])
		}
		if !ok || answer.status != http.StatusBadRequest {
			t.Errorf("%s: %d %q, want %q", name, answer.status, found, c.want)
		}
	}
	for _, line := range logs.TakeAll() {
		if cause, _ := line.ContextMap()["cause"].(string); strings.Contains(cause, `a\b`) {
			t.Errorf("%s", cause)
		}
	}
}
