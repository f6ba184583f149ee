package attack_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

const (
	hanging   = `{"operation":"PayOrders","kind":"latency","latency_ms":110000}`
	payable   = "CSDEMO0001PAYABLE"
	unknown   = "OUTCOME_UNKNOWN"
	aLongStop = 60 * time.Second
)

// reasonOf is the reason of a gRPC error of ours; empty for any other, which a
// caller must take for an unknown outcome.
func reasonOf(err error) string {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == "ocegate" {
			return info.GetReason()
		}
	}
	return ""
}

// tally counts what callers heard.
type tally struct {
	mu    sync.Mutex
	heard map[string]int
}

func (c *tally) note(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.heard == nil {
		c.heard = map[string]int{}
	}
	c.heard[what]++
}

// pay makes payments at once, over each door; what their callers hear is in the
// tally when the group is done.
func pay(t *testing.T, p *process, each int, into *tally) *sync.WaitGroup {
	t.Helper()
	var callers sync.WaitGroup
	orders, c := ordersv1.NewOrderServiceClient(dial(t, p)), client(t)
	for range each {
		callers.Go(func() {
			_, err := orders.PayOrder(t.Context(), &ordersv1.PayOrderRequest{OrderId: payable})
			into.note("grpc " + reasonOf(err))
		})
		callers.Go(func() {
			got, err := try(t, c, http.MethodPost, "http://"+p.http+"/v1/orders/"+payable+":pay", "")
			if err != nil {
				into.note("http broken")
				return
			}
			into.note("http " + got.reason())
		})
	}
	return &callers
}

// hurry signals once more, when the stop has begun: two signals at once are one.
func (p *process) hurry() {
	p.t.Helper()
	eventually(p.t, "the stop has begun", func() bool { return strings.Contains(p.log(), `"stopping"`) })
	p.terminate()
}

// TestStopTellsPayments: whoever waits for a payment that was sent hears of the
// unknown outcome before a stop cuts connections, at the end of the drain and at
// a second signal alike. Nobody is cut off, so the exit code is that of a success.
func TestStopTellsPayments(t *testing.T) {
	t.Parallel()
	const each = 50
	for name, c := range map[string]struct {
		args    []string
		signals int
	}{
		"the drain is nearly over": {[]string{"--drain-timeout=10s", "--drain-margin=9s"}, 1},
		"a second signal":          {[]string{"--drain-timeout=100s", "--drain-margin=20s"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, launch{args: c.args})
			p.plan(hanging)
			var heard tally
			callers := pay(t, p, each, &heard)
			eventually(t, "all payments are sent", func() bool { return p.seen("PayOrders") == 2*each })
			p.terminate()
			if c.signals > 1 {
				p.hurry()
			}
			callers.Wait()
			if code := p.wait(aLongStop); code != 0 {
				t.Errorf("exit code %d\n%s", code, p.log())
			}
			if heard.heard["grpc "+unknown] != each || heard.heard["http "+unknown] != each {
				t.Errorf("of %d payments over each door: %v", each, heard.heard)
			}
		})
	}
}

// TestStopSparesReads: a read that the stop ends is refused for sure.
func TestStopSparesReads(t *testing.T) {
	t.Parallel()
	p := start(t, launch{args: []string{"--drain-timeout=10s", "--drain-margin=9s"}})
	p.plan(`{"operation":"ListCustomerOrders","kind":"latency","latency_ms":110000}`)
	heard := make(chan error, 1)
	go func() {
		_, err := ordersv1.NewOrderServiceClient(dial(t, p)).ListOrders(t.Context(), &ordersv1.ListOrdersRequest{})
		heard <- err
	}()
	eventually(t, "the read is sent", func() bool { return p.seen("ListCustomerOrders") == 1 })
	p.terminate()
	if err := <-heard; status.Code(err) != codes.Unavailable || reasonOf(err) != "SERVER_STOPPING" {
		t.Errorf("%v", err)
	}
	if code := p.wait(aLongStop); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// repeating is what many clients have as their usual policy.
const repeating = `{"methodConfig":[{"name":[{}],"retryPolicy":{"maxAttempts":4,"initialBackoff":"0.1s","maxBackoff":"1s","backoffMultiplier":2,"retryableStatusCodes":["UNAVAILABLE"]}}]}`

// TestRestartPaysNothingTwice: a client that repeats what was UNAVAILABLE pays
// each order once at most, although its server is restarted in the middle.
func TestRestartPaysNothingTwice(t *testing.T) {
	t.Parallel()
	const orders = 5
	p := start(t, launch{args: []string{"--drain-timeout=100s", "--drain-margin=20s"}})
	p.plan(hanging)
	conn := ordersv1.NewOrderServiceClient(dial(t, p, grpc.WithDefaultServiceConfig(repeating)))
	var heard tally
	var callers sync.WaitGroup
	for range orders {
		callers.Go(func() {
			_, err := conn.PayOrder(t.Context(), &ordersv1.PayOrderRequest{OrderId: payable})
			heard.note(reasonOf(err))
		})
	}
	eventually(t, "all payments are sent", func() bool { return p.seen("PayOrders") == orders })
	p.terminate()
	p.hurry()
	p.wait(aLongStop)
	again := start(t, launch{args: []string{"--grpc-addr=" + p.grpc}})
	callers.Wait()
	if heard.heard[unknown] != orders || again.seen("PayOrders") != 0 {
		t.Errorf("callers heard %v, and %d payments were made again", heard.heard, again.seen("PayOrders"))
	}
}

// TestStopWaitsForNobodyWhoIsSilent: requests that are not complete, and
// connections without any, neither hold a stop up nor count as its losses.
func TestStopWaitsForNobodyWhoIsSilent(t *testing.T) {
	t.Parallel()
	p := start(t, launch{args: []string{"--receive-timeout=10m"}}) // and the default drain
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for _, address := range []string{p.grpc, p.http} {
		mute(t, address, "")
	}
	mute(t, p.http, "POST /v1/prices:onDemand HTTP/1.1\r\nHost: localhost\r\n")
	slow := mute(t, p.http, "POST /v1/prices:onDemand HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{")
	form := mute(t, p.http, formOf(""))
	stream, there := make(chan string, 1), make(chan struct{})
	go func() { stream <- silentCall(ctx, p.grpc, func() { close(there) }) }()
	<-there
	eventually(t, "the requests have come in", func() bool { return connectionsOf(p) >= 6 })
	begun := time.Now()
	p.terminate()
	if code := p.wait(aLongStop); code != 0 {
		t.Errorf("exit code %d\n%s", code, p.log())
	}
	t.Logf("stopped after %s", time.Since(begun))
	if got := <-stream; got != "14" { // UNAVAILABLE
		t.Errorf("the silent stream ended with status %q", got)
	}
	for name, conn := range map[string]net.Conn{"body": slow, "form": form} {
		if got := rest(conn); !strings.Contains(got, "503") || !strings.Contains(got, "SERVER_STOPPING") {
			t.Errorf("the slow %s was answered with %q", name, got)
		}
	}
}

// formOf is the beginning of an upload.
func formOf(parts string) string {
	return "POST /v1/tickets/attachments:upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n" + parts
}

// TestStopEndsStalledFiles: a file on its way in is a call in flight, which is waited
// for. One that never comes to its end is ended with the others, and is no loss.
func TestStopEndsStalledFiles(t *testing.T) {
	t.Parallel()
	p := start(t, launch{args: []string{"--drain-timeout=4s", "--drain-margin=2s"}})
	file := mute(t, p.http, formOf("--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nATTACHMENT_PURPOSE_CASE\r\n"+
		"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nabc"))
	eventually(t, "the call has begun", func() bool {
		figures := call(t, client(t), http.MethodGet, "http://"+p.admin+"/metrics", "").body
		return strings.Contains(figures, `ocegate_calls_in_flight{door="http"} 1`)
	})
	p.terminate()
	if code := p.wait(patience); code != 0 || !strings.Contains(p.log(), "ended the calls in flight") {
		t.Errorf("exit code %d\n%s", code, p.log())
	}
	if got := rest(file); !strings.Contains(got, "503") || !strings.Contains(got, "SERVER_STOPPING") {
		t.Errorf("answered with %q", got)
	}
}
