package attack_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// mute opens a connection, says so much, and waits.
func mute(t *testing.T, address, begin string) net.Conn {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, begin); err != nil {
		t.Fatal(err)
	}
	return conn
}

// rest is what the other side still says, up to the end.
func rest(conn net.Conn) string {
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	text, _ := io.ReadAll(conn) // what came before a reset counts too
	return string(text)
}

// connectionsOf is how many sockets the process has open.
func connectionsOf(p *process) int {
	p.t.Helper()
	folder := p.procFile("fd")
	entries, err := os.ReadDir(folder)
	if err != nil {
		p.t.Fatal(err)
	}
	const listening = 4
	sockets := -listening
	for _, entry := range entries {
		if to, err := os.Readlink(filepath.Join(folder, entry.Name())); err == nil && strings.HasPrefix(to, "socket:") {
			sockets++
		}
	}
	return sockets
}

// quiet is a body that begins and then says nothing until it is closed.
type quiet struct {
	begin io.Reader
	said  func() // called when the beginning has been taken; may be nil
	end   chan struct{}
	close func()
}

func quietAfter(begin io.Reader, said func()) *quiet {
	end := make(chan struct{})
	return &quiet{begin: begin, said: said, end: end, close: sync.OnceFunc(func() { close(end) })}
}

// Read implements io.Reader.
func (q *quiet) Read(into []byte) (int, error) {
	if n, err := q.begin.Read(into); n > 0 || err == nil {
		return n, nil
	}
	if q.said != nil {
		q.said()
	}
	<-q.end
	return 0, io.ErrUnexpectedEOF
}

// Close implements io.Closer.
func (q *quiet) Close() error {
	q.close()
	return nil
}

func plainHTTP2() *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetUnencryptedHTTP2(true)
	return &http.Transport{Protocols: protocols}
}

// silentCall begins a unary call and sends no message; it gives the gRPC status
// that it ends with. Another call goes before it over its connection, and then
// there is called: a connection that has not spoken carries no call, and a stop
// closes it at once.
func silentCall(ctx context.Context, address string, there func()) string {
	transport := plainHTTP2()
	defer transport.CloseIdleConnections()
	holdCall(ctx, transport, address, http.NoBody)
	there()
	return holdCall(ctx, transport, address, quietAfter(strings.NewReader(""), nil))
}

func holdCall(ctx context.Context, transport *http.Transport, address string, body io.Reader) string {
	url := "http://" + address + "/ocegate.orders.v1.OrderService/ListOrders"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, body)
	if err != nil {
		return err.Error()
	}
	request.Header.Set("Content-Type", "application/grpc")
	request.Header.Set("Te", "trailers")
	response, err := transport.RoundTrip(request)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(io.Discard, response.Body) // the trailer says how it ended
	return response.Trailer.Get("Grpc-Status")
}

// TestSilentRequestsEnd: over gRPC as over JSON, a request that is not sent has an
// end, and its caller hears of it.
func TestSilentRequestsEnd(t *testing.T) {
	t.Parallel()
	p := start(t, launch{args: []string{"--receive-timeout=200ms"}})
	if got := silentCall(t.Context(), p.grpc, func() {}); got != "4" { // DEADLINE_EXCEEDED
		t.Errorf("status %q", got)
	}
	eventually(t, "the line of the call", func() bool { return strings.Contains(p.log(), "REQUEST_INCOMPLETE") })
}

// TestUnfinishedRequestsTakeLittle: large messages that do not end share a
// budget, whatever their number, and small calls go on beside them.
func TestUnfinishedRequestsTakeLittle(t *testing.T) {
	t.Parallel()
	streams, most := 150, int64(230<<20)
	if full() {
		streams, most = 700, 330<<20
	}
	p := start(t, launch{args: []string{"--receive-timeout=1m"}, env: []string{memoryLimit}})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	transport := plainHTTP2()
	defer transport.CloseIdleConnections()
	var holding sync.WaitGroup
	var heard tally
	var held atomic.Int64
	for range streams {
		holding.Go(func() {
			heard.note(holdCall(ctx, transport, p.grpc, quietAfter(megabyteThatLacksOne(), func() { held.Add(1) })))
		})
	}
	refused := func() int {
		heard.mu.Lock()
		defer heard.mu.Unlock()
		return heard.heard["8"] // RESOURCE_EXHAUSTED
	}
	const fit = 67 // of a megabyte into the budget
	eventually(t, "what is above the budget is refused, and the rest is sent", func() bool {
		return refused() >= streams-fit && held.Load() >= fit
	})
	if _, err := ordersv1.NewOrderServiceClient(dial(t, p)).ListOrders(t.Context(), &ordersv1.ListOrdersRequest{}); err != nil {
		t.Errorf("a small call beside them: %v", err)
	}
	peak := p.usage().peak
	t.Logf("%d streams: %d refused, peak %d MiB", streams, refused(), peak>>20)
	if peak > most {
		t.Errorf("%d MiB at most", peak>>20)
	}
	cancel()
	holding.Wait()
}

type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

// TestDoorsAreBounded: who comes when the places are taken is refused in our
// words, and the admin door answers whatever the others hold.
func TestDoorsAreBounded(t *testing.T) {
	t.Parallel()
	p := start(t, launch{args: []string{"--max-calls=3", "--max-connections=6"}})
	p.plan(hanging)
	var heard tally
	callers := pay(t, p, 3, &heard)
	eventually(t, "the places are taken", func() bool { return p.seen("PayOrders") == 6 })
	c := client(t)
	if got := call(t, c, http.MethodGet, "http://"+p.http+"/v1/orders", ""); got.status != http.StatusServiceUnavailable || got.reason() != "SERVER_BUSY" || got.header.Get("Retry-After") == "" {
		t.Errorf("a call too many over JSON: %d %s", got.status, got.body)
	}
	_, err := ordersv1.NewOrderServiceClient(dial(t, p)).ListOrders(t.Context(), &ordersv1.ListOrdersRequest{})
	if status.Code(err) != codes.ResourceExhausted || reasonOf(err) != "SERVER_BUSY" {
		t.Errorf("a call too many over gRPC: %v", err)
	}
	for range 2 { // beside the three payments and the client's one
		mute(t, p.http, "")
	}
	eventually(t, "the connections are taken", func() bool {
		return strings.Contains(rest(mute(t, p.http, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")), "SERVER_BUSY")
	})
	for _, path := range []string{"/livez", "/readyz", "/metrics"} {
		got := call(t, client(t), http.MethodGet, "http://"+p.admin+path, "")
		if got.status != http.StatusOK {
			t.Errorf("%s: %d", path, got.status)
		}
		if path == "/metrics" && !strings.Contains(got.body, `ocegate_door_refusals_total{door="http",reason="SERVER_BUSY"`) {
			t.Error("the refusals are not counted")
		}
	}
	p.terminate()
	p.hurry()
	callers.Wait()
}
