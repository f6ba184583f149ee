package upstream_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/upstream"
)

// answer is a server that gives every call the same reply.
func answer(t *testing.T, status int, body string, header ...string) string {
	t.Helper()
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("X-Request-Id", "req-7")
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

func failure(t *testing.T, err error) *upstream.Error {
	t.Helper()
	var failed *upstream.Error
	if !errors.As(err, &failed) {
		t.Fatalf("not an *upstream.Error: %v", err)
	}
	return failed
}

// do calls and gives the failure, nil for a success.
func do(t *testing.T, client *upstream.Client, req *upstream.Request) *upstream.Error {
	t.Helper()
	resp, err := client.Do(t.Context(), req)
	if err == nil {
		resp.Release()
		return nil
	}
	if resp != nil {
		t.Error("an error came with a response")
	}
	return failure(t, err)
}

func TestShapes(t *testing.T) {
	t.Parallel()
	const refusal = `{"error_code":"CBC.30000010","error_msg":"invalid order"}`
	for _, test := range []struct {
		shape   upstream.Shape
		status  int
		body    string
		kind    upstream.Kind // 0 for success
		outcome upstream.Outcome
		code    string
	}{
		{shape: upstream.ShapeBody, status: 200, body: `{}`},
		{shape: upstream.ShapeBody, status: 200, body: refusal}, // the decoding room's to find
		{shape: upstream.ShapeBody, status: 200, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBody, status: 200, body: " \r\n\t", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBody, status: 204, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBody, status: 201, body: `{}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBody, status: 206, body: `{}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeCodeInBody, status: 200, body: `{"error_code":"CBC.0000"}`},
		{shape: upstream.ShapeCodeInBody, status: 200, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeCodeInBody, status: 204, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeAcknowledged, status: 200, body: `{}`},
		{shape: upstream.ShapeAcknowledged, status: 200, body: `{"error_code":"OSM.01010013"}`}, // the decoding room's to find
		{shape: upstream.ShapeAcknowledged, status: 200, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeAcknowledged, status: 200, body: "\n", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeAcknowledged, status: 204, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeAcknowledged, status: 201, body: `{}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBodyOrEmpty, status: 200, body: `{}`},
		{shape: upstream.ShapeBodyOrEmpty, status: 204, body: ""},
		{shape: upstream.ShapeBodyOrEmpty, status: 200, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBodyOrEmpty, status: 202, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeBodyOrEmpty, status: 201, body: `{}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 204, body: ""},
		{shape: upstream.ShapeEmpty, status: 200, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 202, body: "", kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `{}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"order_ids":[]}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 201, body: `{}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":"CBC.0000"}`},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":"cbc.0000","error_msg":"success","tradeNo":"T1","x":null}`},
		{shape: upstream.ShapeEmpty, status: 202, body: `{"error_code":"CBC.0000"}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":"CBC.0000","fail_infos":[{"id":"1"}]}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":"CBC.0000","errorCode":"CBC.0100"}`, kind: upstream.KindRefused, outcome: upstream.OutcomeUnknown, code: "CBC.0100"},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":"CBC.0000","error_code":"CBC.0100"}`, kind: upstream.KindRefused, outcome: upstream.OutcomeUnknown, code: "CBC.0100"},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"a":{"error_code":"CBC.0000"}}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":""}`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: `<html>`, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 202, body: refusal, kind: upstream.KindUnreadable},
		{shape: upstream.ShapeEmpty, status: 200, body: refusal, kind: upstream.KindRefused, outcome: upstream.OutcomeRefused, code: "CBC.30000010"},
		{shape: upstream.ShapeEmpty, status: 200, body: `{"error_code":"CBC.0999"}`, kind: upstream.KindRefused, code: "CBC.0999"},
	} {
		t.Run(fmt.Sprintf("%v %d %s", test.shape, test.status, test.body), func(t *testing.T) {
			t.Parallel()
			req := pay()
			req.Shape = test.shape
			failed := do(t, newClient(t, answer(t, test.status, test.body), nil), req)
			if test.kind == 0 {
				if failed != nil {
					t.Errorf("failed: %v", failed)
				}
				return
			}
			if failed == nil {
				t.Fatal("taken for a success")
			}
			if failed.Kind != test.kind || failed.Outcome != test.outcome || failed.Code != test.code ||
				failed.HTTPStatus != test.status || failed.RequestID != "req-7" {
				t.Errorf("got %+v", failed)
			}
		})
	}
}

// TestStatusOutcomes is the truth table for calls that change something.
func TestStatusOutcomes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		status  int
		code    string
		kind    upstream.Kind
		outcome upstream.Outcome
	}{
		{400, "CBC.0100", upstream.KindRefused, upstream.OutcomeRefused},
		{401, "APIGW.0301", upstream.KindRefused, upstream.OutcomeRefused},
		{403, "CBC.0151", upstream.KindRefused, upstream.OutcomeRefused},
		{404, "APIGW.0101", upstream.KindRefused, upstream.OutcomeRefused},
		{400, "cbc.0100", upstream.KindRefused, upstream.OutcomeRefused},
		{400, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{400, "X.1", upstream.KindRefused, upstream.OutcomeUnknown},
		{400, "APIGW.x", upstream.KindRefused, upstream.OutcomeUnknown},
		{403, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{409, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{429, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{429, "apig.0308", upstream.KindRefused, upstream.OutcomeRefused},
		{408, "APIGW.0201", upstream.KindRefused, upstream.OutcomeUnknown},
		{400, "cbc.0999", upstream.KindRefused, upstream.OutcomeUnknown},
		{429, "APIGW.0308", upstream.KindRefused, upstream.OutcomeRefused},
		{494, "APIGW.0201", upstream.KindRefused, upstream.OutcomeRefused},
		{503, "APIGW.0613", upstream.KindRefused, upstream.OutcomeRefused},
		{503, "APIG.0613", upstream.KindRefused, upstream.OutcomeRefused},
		{408, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{499, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{400, "CBC.99000088", upstream.KindRefused, upstream.OutcomeUnknown},
		{400, "CBC.30050006", upstream.KindRefused, upstream.OutcomeUnknown},
		{500, "CBC.0999", upstream.KindRefused, upstream.OutcomeUnknown},
		{500, "CBC.7004", upstream.KindRefused, upstream.OutcomeUnknown},
		{502, "APIGW.0201", upstream.KindRefused, upstream.OutcomeUnknown},
		{503, "", upstream.KindRefused, upstream.OutcomeUnknown},
		{504, "APIGW.0201", upstream.KindRefused, upstream.OutcomeUnknown},
		{301, "", upstream.KindRedirect, upstream.OutcomeUnknown},
		{304, "", upstream.KindRedirect, upstream.OutcomeUnknown},
		{307, "", upstream.KindRedirect, upstream.OutcomeUnknown},
		{308, "", upstream.KindRedirect, upstream.OutcomeUnknown},
	} {
		t.Run(fmt.Sprintf("%d %s", test.status, test.code), func(t *testing.T) {
			t.Parallel()
			body := `{"error_code":"` + test.code + `","error_msg":"no","request_id":"in-body","more":[1]}`
			url := answer(t, test.status, body, "Location", "/elsewhere", "Retry-After", "7")
			for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectUnsafe} {
				req := pay()
				req.Effect = effect
				failed := do(t, newClient(t, url, nil), req)
				if failed == nil {
					t.Fatal("taken for a success")
				}
				want := upstream.Error{
					Operation: "PayOrder", HTTPStatus: test.status, RequestID: "req-7", RetryAfter: 7 * time.Second,
					Kind: test.kind, Outcome: test.outcome,
				}
				if test.kind == upstream.KindRefused {
					want.Code, want.Message, want.Details = test.code, "no", []byte(`{"more":[1]}`)
				}
				if fmt.Sprint(describe(failed)) != fmt.Sprint(describe(&want)) {
					t.Errorf("got  %v\nwant %v", describe(failed), describe(&want))
				}
			}
		})
	}
}

// describe is an error's fields without its cause.
func describe(e *upstream.Error) []any {
	return []any{e.Operation, e.HTTPStatus, e.Code, e.Message, e.RequestID, e.RetryAfter, e.Kind, e.Outcome, string(e.Details)}
}

// TestRedirectsAreNotFollowed: not even by a client that would.
func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	var followed atomic.Bool
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/elsewhere" {
			followed.Store(true)
			_, _ = io.WriteString(w, "{}")
			return
		}
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	})
	eager := &http.Client{Transport: &http.Transport{}}
	defer eager.CloseIdleConnections()
	for name, doer := range map[string]upstream.Doer{"http.Client": eager, "wrapped http.Client": wrapped{eager}} {
		client := newClient(t, url, func(c *upstream.Config) { c.Doer = doer })
		failed := do(t, client, read())
		if failed == nil || failed.Outcome != upstream.OutcomeUnknown {
			t.Errorf("%s: %+v", name, failed)
		}
		if name == "http.Client" && (followed.Load() || failed.Kind != upstream.KindRedirect) {
			t.Errorf("%s: followed %t, %v", name, followed.Load(), failed)
		}
		followed.Store(false)
	}
}

// wrapped hides what kind of Doer it holds.
type wrapped struct{ upstream.Doer }

// TestErrorText pins what ends in logs.
func TestErrorText(t *testing.T) {
	t.Parallel()
	failed := do(t, newClient(t, answer(t, 403, `{"error_code":"CBC.0151","error_msg":"denied,\r\n  sorry"}`), nil), pay())
	if want := "upstream PayOrder: refused: HTTP 403: CBC.0151: denied, sorry (request id req-7)"; failed.Error() != want {
		t.Errorf("got  %s\nwant %s", failed, want)
	}
	failed = do(t, newClient(t, answer(t, 200, "x"), nil), pay())
	if want := "upstream PayOrder: unreadable reply: HTTP 200: status 200 with 1 bytes where an empty 204 was due (request id req-7)"; failed.Error() != want {
		t.Errorf("got  %s\nwant %s", failed, want)
	}
}

// TestAnswerError is what the decoding room builds from a 2xx with a code.
func TestAnswerError(t *testing.T) {
	t.Parallel()
	req := read()
	resp, err := newClient(t, answer(t, 200, `{}`, "Retry-After", "3"), nil).Do(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Release()
	failed := req.AnswerError(resp, "OSM.01010015", "no such\nticket of "+testAccessKey, []byte(`{"a":1,"error_code":"OSM.01010015","error_msg":"x"}`))
	want := upstream.Error{
		Operation: "ListOrders", HTTPStatus: 200, Code: "OSM.01010015", Message: "no such ticket of ***", RequestID: "req-7",
		RetryAfter: 3 * time.Second, Kind: upstream.KindRefused, Outcome: upstream.OutcomeRefused, Details: []byte(`{"a":1}`),
	}
	if fmt.Sprint(describe(failed)) != fmt.Sprint(describe(&want)) {
		t.Errorf("got  %v\nwant %v", describe(failed), describe(&want))
	}
	if got := req.AnswerError(resp, "OSM.01010014", "internal", nil).Outcome; got != upstream.OutcomeUnknown {
		t.Errorf("an internal fault is %v", got)
	}
	cause := errors.New("orders[3]: not a decimal")
	unreadable := req.UnreadableError(resp, cause)
	if unreadable.Kind != upstream.KindUnreadable || unreadable.Outcome != upstream.OutcomeUnknown || !errors.Is(unreadable, cause) {
		t.Errorf("got %+v", unreadable)
	}
	if got := req.AnswerError(resp, "X.1", strings.Repeat("long ", 1000), nil); len(got.Error()) > 1100 {
		t.Errorf("an error of %d bytes", len(got.Error()))
	}
}
