package upstream

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

func TestParseEnvelope(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ body, code, message, requestID, details string }{
		{`{"error_code":"CBC.0100","error_msg":"bad"}`, "CBC.0100", "bad", "", ""},
		{`{"error_msg":"no","error_code":"APIGW.0301","request_id":"r1"}`, "APIGW.0301", "no", "r1", ""},
		{`{"error_code":"CBC.0151","error_msg":"denied","encoded_authorization_message":""}`, "CBC.0151", "denied", "", ""},
		{`{"status_code":429,"error_code":"APIGW.0308","error_message":"slow down"}`, "APIGW.0308", "slow down", "", `{"status_code":429}`},
		{`{"code":"X.1","message":"m"}`, "X.1", "m", "", ""},
		{`{"error_code":400,"error_msg":"m"}`, "400", "m", "", ""},
		{`{"errorCode":"E","errorMsg":"m","requestId":"r"}`, "E", "m", "r", ""},
		{
			`{"error":{"code":401,"message":"wrong","title":"Unauthorized"}}`, "401", "wrong", "",
			`{"error":{"code":401,"message":"wrong","title":"Unauthorized"}}`,
		},
		{`{"error":"invalid_grant"}`, "", "invalid_grant", "", `{"error":"invalid_grant"}`},
		{`{"message":"outer","error":{"code":"E","message":"inner"}}`, "E", "inner", "", `{"error":{"code":"E","message":"inner"}}`},
		{`{"message":"outer","a":{"b":1}}`, "", "outer", "", `{"a":{"b":1}}`},
		{`{"a":{"message":"deep"},"b":{"code":"B"}}`, "B", "", "", `{"a":{"message":"deep"},"b":{"code":"B"}}`},
		{`{"a":{"message":"deep"}}`, "", "deep", "", `{"a":{"message":"deep"}}`},
		{
			`{"fail_resource_infos":[{"resource_id":"1","error_code":"CBC.1","error_msg":"m"},{"error_code":"CBC.2"}]}`, "CBC.1", "m", "",
			`{"fail_resource_infos":[{"error_code":"CBC.1","error_msg":"m","resource_id":"1"},{"error_code":"CBC.2"}]}`,
		},
		{
			`{"error_code":"CBC.99007004","error_msg":"checks","fail_check_items":["a","b"]}`, "CBC.99007004", "checks", "",
			`{"fail_check_items":["a","b"]}`,
		},
		{`{"failCheckItems":["a","b"]}`, "", "failed checks: a, b", "", `{"failCheckItems":["a","b"]}`},
		{
			`{"error_code":"CBC.1","error_msg":"m","quota_infos":[{"q":1}],"enterprise_project_auth_result":[],"n":null}`, "CBC.1", "m", "",
			`{"enterprise_project_auth_result":[],"quota_infos":[{"q":1}]}`,
		},
		{`{"Error_Code":"E","ERROR-MSG":"m","RequestID":"r"}`, "E", "m", "r", ""},
		{"\xef\xbb\xbf" + `{"error_code":"E"}`, "E", "", "", ""},
		{`{"error_code":null,"code":"C"}`, "C", "", "", ""},
		{`<html>502</html>`, "", "<html>502</html>", "", ""},
		{`{"error_code":"CBC.0100"`, "", `{"error_code":"CBC.0100"`, "", ""},
		{`null`, "", "null", "", ""},
		{`[{"error_code":"E"}]`, "", `[{"error_code":"E"}]`, "", ""},
		{`{}`, "", "{}", "", ""},
		{``, "", "", "", ""},
	} {
		got := parseEnvelope([]byte(test.body))
		if got.code != test.code || got.message != test.message || got.requestID != test.requestID || string(new(redactor).object(got.rest)) != test.details {
			t.Errorf("%s\ngot %q %q %q %s", test.body, got.code, got.message, got.requestID, new(redactor).object(got.rest))
		}
	}
}

// TestDetailsAreCapped: the largest members go first, and what stays is whole.
func TestDetailsAreCapped(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("x", n) }
	rest := func(body string) json.RawMessage { return new(redactor).object(parseEnvelope([]byte(body)).rest) }
	got := rest(`{"error_code":"E","a":"` + long(7000) + `","b":"` + long(6000) + `","c":1}`)
	if want := `{"b":"` + long(6000) + `","c":1}`; string(got) != want {
		t.Errorf("got %d bytes, want %d", len(got), len(want))
	}
	if got := rest(`{"error_code":"E","a":"` + long(9000) + `"}`); got != nil {
		t.Errorf("got %d bytes", len(got))
	}
	large := parseEnvelope([]byte(`{"error_code":"E","a":"` + long(maxEnvelope) + `"}`))
	if large.code != "" || large.whole || len(large.message) > maxRedacted+1 {
		t.Errorf("a body of %d bytes was taken apart", maxEnvelope)
	}
}

// TestManyMembersTakeLittle: the work for an error body grows with its length
// alone. Were it with the square, as it is when the largest member is looked for
// again and again, these would take many minutes.
func TestManyMembersTakeLittle(t *testing.T) {
	t.Parallel()
	var members, objects strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&members, `,"a%d":1`, i)
		fmt.Fprintf(&objects, `,"%d":[{"":{}}]`, i)
	}
	done := make(chan envelope, 2)
	for _, text := range []string{members.String(), objects.String()} {
		body := []byte(`{"error_code":"E"` + text[:min(len(text), strings.LastIndexByte(text[:min(len(text), maxEnvelope-100)], ','))] + "}")
		go func() { done <- parseEnvelope(body) }()
	}
	for range 2 {
		select {
		case e := <-done:
			if e.code != "E" || !e.whole || size(e.rest) > maxDetails || size(e.rest) < maxDetails/2 {
				t.Errorf("%q, whole %t, %d bytes stay", e.code, e.whole, size(e.rest))
			}
		case <-time.After(30 * time.Second): // a thousand times what it takes
			t.Fatal("an error body is still being taken apart")
		}
	}
}

// answered is a reply without a network.
func answered(status int, credentials Credentials) *Response {
	return &Response{Status: status, client: &Client{
		redactor: newRedactor(credentials), clock: time.Now, published: func(string) bool { return false },
	}}
}

func FuzzParseEnvelope(f *testing.F) {
	for _, seed := range []string{
		`{"error_code":"CBC.0100","error_msg":"bad","request_id":"r","x":[1]}`, `{"error":{"code":401,"message":"wrong"}}`,
		`{"a":{"a":{"a":{"a":{"a":{"code":"x"}}}}}}`, `{"fail_check_items":["a"]}`, "\x00\xff\u202e<html>", `{"error_msg":"\u0000\u001b[31m"}`,
		`{"":""}`, `[[[[`, `{"code":1e999}`, strings.Repeat(`{"a":`, 10000), `{"error_code":"` + strings.Repeat("x", 5000) + `"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		e := answered(500, Credentials{AccessKey: "AAAAAAAA", SecretKey: "SSSSSSSS"}).refused(&Request{Operation: "Op"}, parseEnvelope(body))
		if len(e.Code) > maxCode || len(e.Message) > maxMessage || len(e.RequestID) > maxRequestID || len(e.Details) > maxDetails*3 {
			t.Errorf("too long: %+v", e)
		}
		if e.Details != nil && !json.Valid(e.Details) {
			t.Errorf("details are not JSON: %q", e.Details)
		}
		for _, text := range []string{e.Code, e.Message, e.RequestID, e.Error()} {
			checkPrintable(t, text)
		}
		if len(e.Error()) > maxErrorText {
			t.Errorf("%d bytes: %s", len(e.Error()), e.Error())
		}
	})
}

func checkPrintable(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("not UTF-8: %q", text)
	}
	for _, r := range text {
		if !unicode.IsPrint(r) {
			t.Errorf("unprintable %U in %q", r, text)
		}
	}
}

func TestParseRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "5": 5 * time.Second, " 5 ": 5 * time.Second, "-5": 0, "5.5": 0, "+5": 0, "5s": 0, "x": 0,
		"86400": 24 * time.Hour, "86401": 24 * time.Hour, "99999999999999999999999999": 24 * time.Hour,
		"Sat, 31 Oct 2026 12:01:00 GMT":    time.Minute,
		"Saturday, 31-Oct-26 12:00:30 GMT": 30 * time.Second,
		"Sat Oct 31 12:00:02 2026":         2 * time.Second,
		"Sat, 31 Oct 2026 12:00:00 GMT":    0,
		"Sat, 31 Oct 2026 11:00:00 GMT":    0,
		"Fri, 31 Oct 2099 12:00:00 GMT":    24 * time.Hour,
		"Sat, 31 Oct 2026 12:01:00 CST":    0,
	} {
		if got := parseRetryAfter(value, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

func FuzzParseRetryAfter(f *testing.F) {
	for _, seed := range []string{"5", "Sat, 31 Oct 2026 12:01:00 GMT", "-1", "999999999999", "\x00"} {
		f.Add(seed)
	}
	now := time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		if got := parseRetryAfter(value, now); got < 0 || got > maxRetryAfter {
			t.Errorf("%q: %v", value, got)
		}
	})
}

func FuzzSanitize(f *testing.F) {
	for _, seed := range []string{"", " ", "a  b", "a\r\nb", "\xff\xfe", "订单", strings.Repeat("€", 300), "a\u202eb", strings.Repeat("x", 64)} {
		f.Add(seed, 64)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = 8 + (limit&0xfff)%1000
		got := sanitize(s, limit)
		checkPrintable(t, got)
		if len(got) > limit {
			t.Errorf("%d bytes of %d: %q", len(got), limit, got)
		}
		if again := sanitize(got, limit); again != got {
			t.Errorf("not stable: %q, then %q", got, again)
		}
	})
}
