package upstream_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
)

func leaks(text string) bool {
	for _, secret := range []string{testAccessKey, testSecretKey, testToken} {
		if strings.Contains(text, secret) {
			return true
		}
	}
	return false
}

func secretCredentials() upstream.Credentials {
	return upstream.Credentials{AccessKey: testAccessKey, SecretKey: testSecretKey, SecurityToken: testToken, DomainID: "domain-1"}
}

// document is what an encoder without a method of its own would meet.
type document struct{ C upstream.Credentials }

func TestCredentialsPrintNothing(t *testing.T) {
	t.Parallel()
	c := secretCredentials()
	if !leaks(fmt.Sprint(struct{ AccessKey string }{c.AccessKey})) {
		t.Fatal("the check itself sees nothing")
	}
	config := upstream.Config{Credentials: c}
	client := newClient(t, "http://127.0.0.1:1", func(config *upstream.Config) { config.Credentials = c })
	texts := []string{c.String(), c.GoString()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
		texts = append(texts, fmt.Sprintf(verb, c), fmt.Sprintf(verb, &c), fmt.Sprintf(verb, config), fmt.Sprintf(verb, []any{c}))
	}
	asJSON, err := json.Marshal(map[string]any{"a": c, "b": &c})
	if err != nil {
		t.Fatal(err)
	}
	asXML, err := xml.Marshal(document{c})
	if err != nil {
		t.Fatal(err)
	}
	var logged strings.Builder
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "c", c)
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "c", c)
	texts = append(texts, string(asJSON), string(asXML), logged.String(), fmt.Sprint(client), fmt.Sprintf("%+v %#v", client, client))
	for _, text := range texts {
		if leaks(text) {
			t.Errorf("leaks: %s", text)
		}
	}
}

func TestCredentialsValidate(t *testing.T) {
	t.Parallel()
	if err := secretCredentials().Validate(); err != nil {
		t.Error(err)
	}
	for _, bad := range []upstream.Credentials{
		{},
		{AccessKey: testAccessKey},
		{SecretKey: testSecretKey},
		{AccessKey: testAccessKey + "\n", SecretKey: testSecretKey},
		{AccessKey: testAccessKey, SecretKey: testSecretKey + " "},
		{AccessKey: testAccessKey, SecretKey: testSecretKey, SecurityToken: testToken + "\r\nX: y"},
		{AccessKey: testAccessKey, SecretKey: testSecretKey, DomainID: "dömain"},
	} {
		err := bad.Validate()
		if err == nil || leaks(err.Error()) {
			t.Errorf("%v: %v", bad, err)
		}
		if _, err := upstream.New(upstream.Config{Site: upstream.SiteChina, Credentials: bad}); err == nil || leaks(err.Error()) {
			t.Errorf("New: %v", err)
		}
	}
}

// TestErrorsHoldNoSecret: upstream echoes the keys in every place it has.
func TestErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	echo := "ak:" + testAccessKey + " sk:" + testSecretKey + " t:" + testToken
	for _, body := range []string{
		`{"error_code":"APIGW.0301","error_msg":"` + echo + `","request_id":"r"}`,
		`{"error_code":"` + testAccessKey + `","error_msg":"x","more":{"a":["` + echo + `"]}}`,
		`{"error":{"code":401,"message":"` + echo + `"}}`,
		`{"fail_check_items":["` + echo + `"]}`,
		`<html>` + echo + `</html>`,
		`"` + echo + `"`,
	} {
		url := answer(t, http.StatusUnauthorized, body)
		client := newClient(t, url, func(c *upstream.Config) { c.Credentials = secretCredentials() })
		failed := do(t, client, pay())
		if failed == nil {
			t.Fatal("taken for a success")
		}
		if text := fmt.Sprintf("%v %+v %#v %s", failed, *failed, *failed, failed.Details); leaks(text) {
			t.Errorf("leaks: %s", text)
		}
		if failed.Message == "" {
			t.Errorf("%s: no message", body)
		}
	}
}

// TestErrorsHoldNoQuery: parameters may be customers' data.
func TestErrorsHoldNoQuery(t *testing.T) {
	t.Parallel()
	req := read()
	req.Query = []restcall.Param{{Name: "mobile", Value: "13800000000"}}
	client := newClient(t, "http://127.0.0.1:1", func(c *upstream.Config) { c.Doer = wrapped{c.Doer} })
	failed := do(t, client, req)
	if failed == nil || strings.Contains(failed.Error(), "13800000000") {
		t.Errorf("%v", failed)
	}
}

func TestRequestsThatCannotBeSent(t *testing.T) {
	t.Parallel()
	client := newClient(t, "http://127.0.0.1:1", nil)
	for name, edit := range map[string]func(*upstream.Request){
		"method":             func(r *upstream.Request) { r.Method = "get" },
		"connect":            func(r *upstream.Request) { r.Method = "CONNECT" },
		"service":            func(r *upstream.Request) { r.Service = "smn" },
		"shape":              func(r *upstream.Request) { r.Shape = 0 },
		"no path":            func(r *upstream.Request) { r.Path = "" },
		"relative path":      func(r *upstream.Request) { r.Path = "v2/orders" },
		"raw plus":           func(r *upstream.Request) { r.Path = "/v2/a+b" },
		"query in path":      func(r *upstream.Request) { r.Path = "/v2?a=1" },
		"lower hex":          func(r *upstream.Request) { r.Path = "/v2/%2f" },
		"needless escape":    func(r *upstream.Request) { r.Path = "/v2/%41" },
		"broken escape":      func(r *upstream.Request) { r.Path = "/v2/%2" },
		"dot dot":            func(r *upstream.Request) { r.Path = "/v2/../v3" },
		"dot dot at end":     func(r *upstream.Request) { r.Path = "/v2/.." },
		"dot":                func(r *upstream.Request) { r.Path = "/v2/./orders" },
		"line break":         func(r *upstream.Request) { r.Path = "/v2\r\nHost: x" },
		"nameless parameter": func(r *upstream.Request) { r.Query = []restcall.Param{{Value: "x"}} },
		"GET with body":      func(r *upstream.Request) { r.Body = []byte("{}") },
		"header name":        func(r *upstream.Request) { r.Header = []restcall.Param{{Name: "X Y", Value: "x"}} },
		"no header name":     func(r *upstream.Request) { r.Header = []restcall.Param{{Value: "x"}} },
		"header value":       func(r *upstream.Request) { r.Header = []restcall.Param{{Name: "X-Language", Value: "x\r\nA: b"}} },
		"twice": func(r *upstream.Request) {
			r.Header = []restcall.Param{{Name: "X-A", Value: "1"}, {Name: "x-a", Value: "2"}}
		},
		"authorization":   func(r *upstream.Request) { r.Header = []restcall.Param{{Name: "authorization", Value: "x"}} },
		"token":           func(r *upstream.Request) { r.Header = []restcall.Param{{Name: "X-Auth-Token", Value: "x"}} },
		"host":            func(r *upstream.Request) { r.Header = []restcall.Param{{Name: "Host", Value: "x"}} },
		"leave to repeat": func(r *upstream.Request) { r.Header = []restcall.Param{{Name: "Idempotency-Key", Value: "x"}} },
	} {
		req := read()
		edit(req)
		failed := do(t, client, req)
		if failed == nil || failed.Kind != upstream.KindRequest || failed.Outcome != upstream.OutcomeNotSent {
			t.Errorf("%s: %+v", name, failed)
		}
	}
}
