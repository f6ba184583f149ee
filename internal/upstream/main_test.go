package upstream_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/ocegate/ocegate/internal/upstream"
)

func TestMain(m *testing.M) {
	if os.Getenv(stubVariable) != "" {
		runStub()
		return
	}
	goleak.VerifyTestMain(m)
}

const (
	testAccessKey = "TESTACCESSKEY0001"
	testSecretKey = "test-secret-key-never-printed"
	testToken     = "test-security-token-never-printed"
)

func fixedClock() time.Time { return time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC) }

// published stands for the table of codes.
func published(code string) bool {
	return strings.HasPrefix(strings.ToUpper(code), "CBC.") || strings.HasPrefix(code, "OSM.")
}

// newClient makes a client of the server at url. The edit may change the
// configuration first.
func newClient(t testing.TB, url string, edit func(*upstream.Config)) *upstream.Client {
	t.Helper()
	endpoints, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{BSS: url, OSM: url, IAM: url})
	if err != nil {
		t.Fatal(err)
	}
	doer := upstream.NewTransport(upstream.TransportConfig{})
	t.Cleanup(doer.CloseIdleConnections)
	config := upstream.Config{
		Endpoints:   endpoints,
		Credentials: upstream.Credentials{AccessKey: testAccessKey, SecretKey: testSecretKey},
		Doer:        doer,
		Clock:       fixedClock,
		Published:   published,
	}
	if edit != nil {
		edit(&config)
	}
	client, err := upstream.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// serve starts a plain server on loopback.
func serve(t testing.TB, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func read() *upstream.Request {
	return &upstream.Request{
		Operation: "ListOrders", Service: upstream.ServiceBSS, Method: http.MethodGet,
		Path: "/v2/orders/customer-orders", Effect: upstream.EffectRead, Shape: upstream.ShapeBody,
	}
}

func pay() *upstream.Request {
	return &upstream.Request{
		Operation: "PayOrder", Service: upstream.ServiceBSS, Method: http.MethodPost,
		Path: "/v3/orders/customer-orders/pay", Body: []byte(`{"order_id":"CS1"}`),
		Effect: upstream.EffectMoney, Shape: upstream.ShapeEmpty,
	}
}

func mustInt(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
