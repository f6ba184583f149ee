package upstream_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
)

func TestDoSendsWhatItSigned(t *testing.T) {
	t.Parallel()
	type sent struct {
		line, host, body string
		header           http.Header
	}
	seen := make(chan sent, 1)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		seen <- sent{r.Method + " " + r.RequestURI, r.Host, string(body), r.Header}
		w.Header().Set("X-Request-Id", "req-1")
		_, _ = io.WriteString(w, `{"total_count":0}`)
	})
	client := newClient(t, url, func(c *upstream.Config) {
		c.Credentials.SecurityToken, c.Credentials.DomainID = testToken, "domain-1"
	})
	req := read()
	req.Method = http.MethodPost
	req.Body = []byte(`{"a":1}`)
	req.Path = "/v2/orders/" + restcall.EscapeSegment("a/+ é")
	req.Query = []restcall.Param{{Name: "b", Value: "x y+z"}, {Name: "empty"}, {Name: "a+", Value: "2"}, {Name: "b", Value: "1"}}
	req.Header = []restcall.Param{{Name: "X-Language", Value: "zh_CN"}}
	resp, err := client.Do(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if resp.RequestID() != "req-1" || string(resp.Body) != `{"total_count":0}` || resp.Status != 200 {
		t.Errorf("reply: %+v", resp)
	}
	resp.Release()
	resp.Release()
	if resp.Body != nil {
		t.Error("the body outlived Release")
	}
	got := <-seen
	if want := "POST /v2/orders/a%2F%2B%20%C3%A9?a%2B=2&b=1&b=x%20y%2Bz&empty"; got.line != want {
		t.Errorf("sent %s\nwant %s", got.line, want)
	}
	want := upstream.NewSigner(testAccessKey, testSecretKey).Sign(&upstream.Message{
		Method: "POST", Path: req.Path, Query: req.Query, Body: req.Body, Time: fixedClock(),
		Header: []restcall.Param{
			{Name: "Host", Value: got.host},
			{Name: "X-Language", Value: "zh_CN"},
			{Name: "X-Domain-Id", Value: "domain-1"},
			{Name: "X-Security-Token", Value: testToken},
		},
	})
	for name, value := range map[string]string{
		"Authorization": want.Authorization, "X-Sdk-Date": "20261031T120000Z", "X-Language": "zh_CN",
		"X-Domain-Id": "domain-1", "X-Security-Token": testToken, "User-Agent": "ocegate",
		"Content-Type": "application/json", "Content-Length": "7",
	} {
		if got.header.Get(name) != value {
			t.Errorf("header %s: %q, want %q", name, got.header.Get(name), value)
		}
	}
	if got.body != `{"a":1}` {
		t.Errorf("body %q", got.body)
	}
	if _, present := got.header["Idempotency-Key"]; present {
		t.Error("Idempotency-Key reached the wire")
	}
	if _, present := got.header["Accept-Encoding"]; present {
		t.Error("asked for compression")
	}
}
