package sandbox_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// client is a caller of the emulator with a signer of its own: it shares no code
// with the verifier, so that one mistake cannot hide on both sides.
type client struct {
	t       testing.TB
	box     *sandbox.Sandbox
	handler http.Handler
	clock   *clock

	ak, sk, token string
	site          string // what X-Site says about tickets
}

// clock is the real clock of a test, moved by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) read() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func firstInstant() time.Time { return time.Date(2026, 11, 23, 4, 5, 6, 0, time.UTC) }

func newClient(tb testing.TB, change ...func(*sandbox.Config)) *client {
	tb.Helper()
	ck := &clock{now: firstInstant()}
	cfg := sandbox.Config{Site: "cn", Seed: 1, Start: firstInstant(), Clock: ck.read}
	for _, f := range change {
		f(&cfg)
	}
	box, err := sandbox.New(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return &client{
		t: tb, box: box, handler: box.Handler(), clock: ck,
		ak: sandbox.DemoAccessKey, sk: sandbox.DemoSecretKey, site: map[string]string{"cn": "0", "intl": "1"}[cfg.Site],
	}
}

func international(cfg *sandbox.Config) { cfg.Site = "intl" }

func throttled(cfg *sandbox.Config) { cfg.Throttle = true }

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// code is the error code of the answer, empty for a success.
func (a answer) code() string {
	var e struct {
		Code string `json:"error_code"`
	}
	_ = json.Unmarshal([]byte(a.body), &e)
	return e.Code
}

// as decodes the answer's body.
func as[T any](tb testing.TB, a answer) T {
	tb.Helper()
	var out T
	if a.status != http.StatusOK {
		tb.Fatalf("status %d: %s", a.status, a.body)
	}
	d := json.NewDecoder(strings.NewReader(a.body))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		tb.Fatalf("%v in %s", err, a.body)
	}
	return out
}

func (c *client) get(target string) answer { return c.send(c.request(http.MethodGet, target, "")) }

func (c *client) post(target, body string) answer {
	return c.send(c.request(http.MethodPost, target, body))
}

func (c *client) put(target, body string) answer {
	return c.send(c.request(http.MethodPut, target, body))
}

// pay pays an order; choice is further members of the body.
func (c *client) pay(order, choice string) answer {
	if choice == "" {
		choice = `"use_coupon":"NO","use_discount":"NO"`
	}
	return c.post("/v3/orders/customer-orders/pay", `{"order_id":"`+order+`",`+choice+`}`)
}

func (c *client) cancel(order string) answer {
	return c.put("/v2/orders/customer-orders/cancel", `{"order_id":"`+order+`"}`)
}

// request makes a signed request.
func (c *client) request(method, target, body string) *http.Request {
	r := c.unsigned(method, target, body)
	c.sign(r, body)
	return r
}

func (c *client) unsigned(method, target, body string) *http.Request {
	r := httptest.NewRequest(method, "http://bss.example.test"+target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if strings.Contains(target, "/servicerequest/") || strings.HasPrefix(target, "/osm/") {
		r.Header.Set("X-Site", c.site)
	}
	return r
}

// sign follows the published steps of SDK-HMAC-SHA256.
func (c *client) sign(r *http.Request, body string) {
	r.Header.Set("X-Sdk-Date", c.clock.read().UTC().Format("20060102T150405Z"))
	if c.token != "" {
		r.Header.Set("X-Security-Token", c.token)
	}
	var names []string
	for name := range r.Header {
		lower := strings.ToLower(name)
		if !strings.HasPrefix(lower, "content-type") && lower != "authorization" {
			names = append(names, lower)
		}
	}
	sort.Strings(names)
	headers := ""
	for _, name := range names {
		headers += name + ":" + strings.TrimSpace(r.Header.Get(name)) + "\n"
	}
	payload := r.Header.Get("X-Sdk-Content-Sha256")
	if payload == "" {
		payload = sha(body)
	}
	list := strings.Join(names, ";")
	canonical := strings.Join([]string{
		r.Method, wireEscape(r.URL.Path, "/") + "/", sortedQuery(r.URL.RawQuery), headers, list, payload,
	}, "\n")
	mac := hmac.New(sha256.New, []byte(c.sk))
	mac.Write([]byte("SDK-HMAC-SHA256\n" + r.Header.Get("X-Sdk-Date") + "\n" + sha(canonical)))
	r.Header.Set("Authorization", "SDK-HMAC-SHA256 Access="+c.ak+", SignedHeaders="+list+
		", Signature="+hex.EncodeToString(mac.Sum(nil)))
}

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// wireEscape is the query escape with %20, keeping the characters of keep.
func wireEscape(s, keep string) string {
	out := strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
	for _, k := range keep {
		out = strings.ReplaceAll(out, url.QueryEscape(string(k)), string(k))
	}
	return out
}

func sortedQuery(raw string) string {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return raw
	}
	var names []string
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	var parts []string
	for _, name := range names {
		sort.Strings(values[name])
		for _, v := range values[name] {
			parts = append(parts, wireEscape(name, "")+"="+wireEscape(v, ""))
		}
	}
	return strings.Join(parts, "&")
}

func (c *client) send(r *http.Request) answer {
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return answer{status: w.Code, header: w.Header(), body: w.Body.String()}
}

// admin calls the administration API.
func (c *client) admin(method, target, body string) answer {
	return c.send(c.adminRequest(method, target, body))
}

func (c *client) adminRequest(method, target, body string) *http.Request {
	return c.unsigned(method, "/_sandbox/"+target, body)
}

func itoa(n int) string { return strconv.Itoa(n) }

// refused fails unless the answer is this refusal.
func (c *client) refused(what string, a answer, status int, code string) {
	c.t.Helper()
	if a.status != status || a.code() != code {
		c.t.Errorf("%s: got %d %s, want %d %s: %s", what, a.status, a.code(), status, code, a.body)
	}
}

func (c *client) fine(what string, a answer) {
	c.t.Helper()
	if a.status != http.StatusOK && a.status != http.StatusNoContent {
		c.t.Errorf("%s: %d %s", what, a.status, a.body)
	}
}
