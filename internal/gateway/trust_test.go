package gateway_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

// trusting is a door that answers to the names, and to pages of the origins.
func trusting(t *testing.T, names, origins []string) http.Handler {
	t.Helper()
	hosts, err := gateway.NewHosts(names)
	if err != nil {
		t.Fatal(err)
	}
	conn := gateway.NewConn(nil, nil)
	ordersv1.RegisterOrderServiceServer(conn, &orders{})
	g, err := gateway.New(gateway.Config{
		Conn: conn, Services: gateway.Services()[:1], Hosts: hosts, Origins: origins, Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute,
	})
	if err != nil {
		t.Fatal(err)
	}
	return g.Handler()
}

// ask sends a request to a host.
func askHost(t *testing.T, h http.Handler, method, path, host string, headers ...string) reply {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, http.NoBody)
	r.Host = host
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return reply{status: w.Code, header: w.Header(), body: w.Body.String()}
}

// TestHosts keeps out pages that give their own name the address of this server,
// and lets in whoever cannot be one.
func TestHosts(t *testing.T) {
	t.Parallel()
	for host, status := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST.:1": 200, "a.localhost": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "[::1]": 200,
		"10.0.0.1": 200, "10.0.0.1:8080": 200, "[fd00::1]:8080": 200, // no name can be taken over: a pod's probe
		"":             200, // no browser, which always sends one
		"evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1.": 421,
		"ocegate": 200, "OCEGATE.:8080": 200, "xocegate": 421, "ocegate.evil.example": 421,
		"ocegate.billing.svc": 200, "a.b.SVC:1": 200, ".svc": 421, "svc": 421, "ocegate.billing.svc.evil.example": 421,
	} {
		got := askHost(t, trusting(t, []string{"ocegate", "*.svc"}, nil), http.MethodGet, "/v1/orders", host)
		if got.status != status {
			t.Errorf("%q: %d, want %d", host, got.status, status)
		}
		if status != 200 {
			if body := failure(t, got); body.Error.Status != "PERMISSION_DENIED" || body.Error.Details[0]["reason"] != "HOST_UNTRUSTED" || !strings.Contains(body.Error.Message, "--http-hosts") {
				t.Errorf("%q: %s", host, got.body)
			}
		}
	}
	for _, bad := range []string{"", "*", "*svc", "a:80", "http://a", "a b"} {
		if _, err := gateway.NewHosts([]string{bad}); err == nil {
			t.Errorf("%q is no name", bad)
		}
	}
}

// TestOrigins: which pages may call, by what a browser says of them.
func TestOrigins(t *testing.T) {
	t.Parallel()
	h := trusting(t, []string{"portal.corp", "api.corp"}, []string{"https://App.corp", "http://localhost:3000"})
	for name, c := range map[string]struct {
		method, host, origin, site string
		allowed                    bool
	}{
		"no page":                          {"POST", "portal.corp", "", "", true},
		"own page":                         {"POST", "portal.corp:8080", "http://portal.corp:8080", "same-origin", true},
		"typed":                            {"GET", "portal.corp", "", "none", true},
		"own page behind a proxy":          {"POST", "ocegate.invalid.localhost", "https://portal.corp", "same-origin", true},
		"case":                             {"POST", "PORTAL.corp", "http://portal.corp", "", true},
		"own port":                         {"POST", "portal.corp:80", "http://portal.corp", "", true},
		"own port of https":                {"POST", "portal.corp:443", "https://portal.corp", "", true},
		"other port":                       {"POST", "portal.corp:81", "http://portal.corp", "", false},
		"port of the other scheme":         {"POST", "portal.corp:443", "http://portal.corp", "", false},
		"foreign":                          {"POST", "portal.corp", "https://evil.example", "cross-site", false},
		"foreign, old browser":             {"POST", "portal.corp", "https://evil.example", "", false},
		"foreign read":                     {"GET", "portal.corp", "https://evil.example", "cross-site", false},
		"foreign image":                    {"GET", "portal.corp", "", "cross-site", false},
		"foreign head":                     {"HEAD", "portal.corp", "", "cross-site", false},
		"foreign read, old browser":        {"GET", "portal.corp", "https://evil.example", "", false},
		"sibling":                          {"POST", "portal.corp", "https://other.corp", "same-site", false},
		"read of a sibling":                {"GET", "portal.corp", "https://other.corp", "same-site", true},
		"hidden":                           {"POST", "portal.corp", "null", "cross-site", false},
		"hidden, old browser":              {"POST", "portal.corp", "null", "", false},
		"trusted":                          {"POST", "api.corp", "https://app.corp", "cross-site", true},
		"trusted, port written":            {"POST", "api.corp", "https://app.corp:443", "same-site", true},
		"trusted, other scheme":            {"POST", "api.corp", "http://app.corp", "cross-site", false},
		"trusted, development":             {"GET", "localhost:8080", "http://localhost:3000", "same-site", true},
		"trusted by a name that is longer": {"POST", "api.corp", "https://app.corp.evil.example", "cross-site", false},
	} {
		path := "/v1/orders"
		if c.method == http.MethodPost {
			path = "/v1/orders/1:pay"
		}
		got := askHost(t, h, c.method, path, c.host, "Origin", c.origin, "Sec-Fetch-Site", c.site)
		if (got.status == http.StatusOK) != c.allowed || !c.allowed && got.status != http.StatusForbidden {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
		trusted := got.header.Get("Access-Control-Allow-Origin")
		if want := strings.HasPrefix(name, "trusted") && c.allowed; (trusted == c.origin && trusted != "") != want || !slices.Contains(got.header.Values("Vary"), "Origin") {
			t.Errorf("%s: allowed origin %q, vary %q", name, trusted, got.header.Values("Vary"))
		}
		if !c.allowed && c.method != http.MethodHead {
			if body := failure(t, got); body.Error.Status != "PERMISSION_DENIED" || body.Error.Details[0]["reason"] != "ORIGIN_UNTRUSTED" || !strings.Contains(body.Error.Message, "--http-origins") {
				t.Errorf("%s: %s", name, got.body)
			}
		}
	}
}

// TestPreflight: a browser asks before it sends what a page wants to send; only
// trusted origins get leave.
func TestPreflight(t *testing.T) {
	t.Parallel()
	h := trusting(t, nil, []string{"https://app.corp"})
	ask := func(path, origin string) reply {
		return askHost(t, h, http.MethodOptions, path, "127.0.0.1:8080", "Origin", origin, "Sec-Fetch-Site", "cross-site",
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
	}
	got := ask("/v1/orders/1:pay", "https://app.corp")
	if got.status != http.StatusNoContent || got.body != "" || got.header.Get("Access-Control-Allow-Origin") != "https://app.corp" ||
		got.header.Get("Access-Control-Allow-Methods") != "POST" || !strings.Contains(got.header.Get("Access-Control-Allow-Headers"), "Content-Type") {
		t.Errorf("%+v", got)
	}
	if got := ask("/v1/orders/1:pay", "https://evil.example"); got.status != http.StatusMethodNotAllowed || got.header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%+v", got)
	}
	if got := ask("/v1/nothing", "https://app.corp"); got.status != http.StatusNotFound {
		t.Errorf("%+v", got)
	}
	if got := askHost(t, h, http.MethodOptions, "/v1/orders", "127.0.0.1", "Origin", "https://app.corp"); got.status != http.StatusMethodNotAllowed {
		t.Errorf("not a preflight: %+v", got)
	}
	for _, bad := range []string{"*", "app.corp", "https://app.corp/path"} {
		conn := gateway.NewConn(nil, nil)
		ordersv1.RegisterOrderServiceServer(conn, &orders{})
		if _, err := gateway.New(gateway.Config{Conn: conn, Services: gateway.Services()[:1], Origins: []string{bad}, Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute}); err == nil {
			t.Errorf("%q is no origin", bad)
		}
	}
}
