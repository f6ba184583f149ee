package app

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/sandbox"
)

// exchange is one request of the JSON door and its answer.
type exchange struct {
	method, url, body string
	header            map[string]string
}

// head is what an answer begins with.
type head struct {
	status int
	header http.Header
}

func (e exchange) do(t *testing.T, c *http.Client) (answer head, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), e.method, e.url, strings.NewReader(e.body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range e.header {
		request.Header.Set(name, value)
		if name == "Host" {
			request.Host = value
		}
	}
	response, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return head{response.StatusCode, response.Header}, string(content)
}

// TestKeysThatAreNotHonoured: over both doors a payment with an idempotency key is
// refused before anything is sent, and the same payment without one is made.
func TestKeysThatAreNotHonoured(t *testing.T) {
	t.Parallel()
	r := start(t, "--sandbox ")
	defer r.stop(t)
	origin := "http://" + r.HTTPAddr().String()
	pay := exchange{method: http.MethodPost, url: origin + "/v1/orders/" + sandbox.DemoPayableOrder + ":pay", header: map[string]string{"Idempotency-Key": "11111111-2222"}}
	ctx := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "11111111-2222")
	orders := ordersv1.NewOrderServiceClient(dial(t, r.App))
	if _, err := orders.PayOrder(ctx, &ordersv1.PayOrderRequest{OrderId: sandbox.DemoPayableOrder}); status.Code(err) != codes.InvalidArgument {
		t.Errorf("%v", err)
	}
	c := client(t)
	for _, key := range []string{"11111111-2222", "", "\xd0\xba", "\xff"} { // also what metadata cannot hold
		pay.header["Idempotency-Key"] = key
		if answer, body := pay.do(t, c); answer.status != http.StatusBadRequest || !strings.Contains(body, "IDEMPOTENCY_KEY_UNSUPPORTED") {
			t.Errorf("%q: %d %s", key, answer.status, body)
		}
	}
	transfer := exchange{
		method: http.MethodPost, url: origin + "/v1/enterprise/memberAccounts/1b2c3d4e5f60718293a4b5c6d7e8f90a:transferBalance",
		body:   `{"amount":{"currencyCode":"CNY","amount":"1.50"}}`,
		header: map[string]string{"Idempotency-Key": "k", "Content-Type": "application/json"},
	}
	if answer, body := transfer.do(t, c); answer.status != http.StatusBadRequest || !strings.Contains(body, "transactionId") {
		t.Errorf("%d %s", answer.status, body)
	}
	read := exchange{method: http.MethodGet, url: origin + "/v1/orders/" + sandbox.DemoPayableOrder, header: pay.header}
	if answer, body := read.do(t, c); answer.status != http.StatusOK {
		t.Errorf("%d %s", answer.status, body)
	}
	pay.header = nil
	if answer, body := pay.do(t, c); answer.status != http.StatusOK {
		t.Errorf("the order was paid before: %d %s", answer.status, body)
	}
}

// TestNames: the admin door answers to the same names as the JSON door, beyond
// loopback too, and probes and scrapes come by address.
func TestNames(t *testing.T) {
	t.Parallel()
	r := start(t, "--insecure-allow-unauthenticated --sandbox --http-hosts=ocegate,*.svc --http-origins=https://portal.corp ")
	defer r.stop(t)
	c := client(t)
	for _, url := range []string{"http://" + r.AdminAddr().String() + "/metrics", "http://" + r.HTTPAddr().String() + "/v1/account/balances"} {
		for host, want := range map[string]int{"evil.example": 421, "ocegate": 200, "ocegate.billing.svc:8080": 200, "10.1.2.3:8081": 200, "localhost": 200} {
			e := exchange{method: http.MethodGet, url: url, header: map[string]string{"Host": host}}
			if answer, body := e.do(t, c); answer.status != want {
				t.Errorf("%s by %s: %d %.200s", url, host, answer.status, body)
			}
		}
	}
	pay := exchange{method: http.MethodPost, url: "http://" + r.HTTPAddr().String() + "/v1/orders/" + sandbox.DemoPayableOrder + ":pay"}
	for _, c2 := range []struct {
		host, origin string
		want         int
	}{
		{"evil.example:8080", "http://evil.example:8080", 421}, {"ocegate", "http://evil.example", 403}, {"ocegate", "https://portal.corp", 200},
	} {
		pay.header = map[string]string{"Host": c2.host, "Origin": c2.origin}
		if answer, body := pay.do(t, c); answer.status != c2.want {
			t.Errorf("%v: %d %s", c2, answer.status, body)
		}
	}
}

// TestIdleConnectionsStay: a proxy keeps connections longer than most servers, and a
// payment that it writes onto one that is being closed has no answer.
func TestIdleConnectionsStay(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]time.Duration{"--sandbox ": 65 * time.Minute, "--sandbox --http-idle-timeout=3h ": 3 * time.Hour} {
		r := start(t, args)
		for name, server := range map[string]*httpServer{"JSON": r.doors.http, "admin": r.admin} {
			if got := server.server.IdleTimeout; got != want {
				t.Errorf("%s%s: %v, want %v", args, name, got, want)
			}
		}
		r.stop(t)
	}
}
