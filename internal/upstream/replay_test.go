package upstream_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/ocegate/ocegate/internal/upstream"
)

// hangsUp answers the first request of its first connection, then reads a
// second one whole and closes without a word: the moment when an idle
// connection times out as a request is on its way. Other connections answer.
func hangsUp(closeConn func(*rawConn)) func(*rawConn) {
	return func(c *rawConn) {
		for i := 0; c.request(); i++ {
			if c.n == 0 && i == 1 {
				closeConn(c)
				return
			}
			c.reply(rawOK)
		}
	}
}

func closings() map[string]func(*rawConn) {
	return map[string]func(*rawConn){
		"closed": func(c *rawConn) { _ = c.Close() },
		"reset":  (*rawConn).reset,
	}
}

func write(method string, effect upstream.Effect, body string) *upstream.Request {
	req := &upstream.Request{
		Operation: "Write", Service: upstream.ServiceBSS, Method: method, Path: "/write",
		Effect: effect, Shape: upstream.ShapeBody,
	}
	if body != "" {
		req.Body = []byte(body)
	}
	return req
}

// TestWriteIsSentOnce: on a connection that dies with the request on it, what
// changes something fails with an unknown outcome and is never sent again.
func TestWriteIsSentOnce(t *testing.T) {
	t.Parallel()
	for closing, closeConn := range closings() {
		for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectUnsafe, upstream.EffectIdempotent} {
			for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE"} {
				for _, body := range []string{"", `{"a":1}`} {
					if method == "GET" && body != "" {
						continue
					}
					t.Run(closing+" "+effect.String()+" "+method+" "+body, func(t *testing.T) {
						t.Parallel()
						checkSentOnce(t, closeConn, write(method, effect, body))
					})
				}
			}
		}
	}
}

func checkSentOnce(t *testing.T, closeConn func(*rawConn), req *upstream.Request) {
	t.Helper()
	server := serveRaw(t, func(c *rawConn) {
		if c.request() {
			closeConn(c)
		}
	})
	_, err := newClient(t, server.url(), nil).Do(t.Context(), req)
	var failed *upstream.Error
	if !errors.As(err, &failed) {
		t.Fatalf("error %v, requests %v", err, server.seen())
	}
	if failed.Outcome != upstream.OutcomeUnknown || failed.Kind != upstream.KindUnreachable {
		t.Errorf("outcome %v, kind %v", failed.Outcome, failed.Kind)
	}
	if got := server.seen(); !slices.Equal(got, []string{req.Method + " /write"}) {
		t.Errorf("upstream got %q", got)
	}
}

// TestWriteSparesStaleConnection: what changes something does not go out on a
// connection that somebody may be closing. The same server fails it when it does,
// as TestReplayControl shows.
func TestWriteSparesStaleConnection(t *testing.T) {
	t.Parallel()
	for closing, closeConn := range closings() {
		for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectUnsafe, upstream.EffectIdempotent} {
			t.Run(closing+" "+effect.String(), func(t *testing.T) {
				t.Parallel()
				server := serveRaw(t, hangsUp(closeConn))
				client := newClient(t, server.url(), nil)
				warm(t, client, write("POST", upstream.EffectRead, "{}"))
				for range 3 {
					warm(t, client, write("POST", effect, "{}"))
				}
				if got := server.seen(); len(got) != 4 {
					t.Errorf("upstream got %q", got)
				}
			})
		}
	}
}

// warm leaves the server's first connection idle in the pool that serves req.
func warm(t *testing.T, client *upstream.Client, req *upstream.Request) {
	t.Helper()
	first := *req
	first.Path = "/warm"
	resp, err := client.Do(t.Context(), &first)
	if err != nil {
		t.Fatal(err)
	}
	resp.Release()
}

// TestReadSurvivesStaleConnection: a read in the same place is sent again, be
// it a GET or a POST with a filter.
func TestReadSurvivesStaleConnection(t *testing.T) {
	t.Parallel()
	for closing, closeConn := range closings() {
		for _, method := range []string{"GET", "POST"} {
			t.Run(closing+" "+method, func(t *testing.T) {
				t.Parallel()
				server := serveRaw(t, hangsUp(closeConn))
				client := newClient(t, server.url(), nil)
				req := write(method, upstream.EffectRead, "")
				if method == "POST" {
					req.Body = []byte(`{}`)
				}
				warm(t, client, req)
				resp, err := client.Do(t.Context(), req)
				if err != nil {
					t.Fatalf("%v, requests %q", err, server.seen())
				}
				resp.Release()
				if got, want := server.seen(), []string{method + " /warm", method + " /write", method + " /write"}; !slices.Equal(got, want) {
					t.Errorf("upstream got %q", got)
				}
			})
		}
	}
}

// TestReplayControl shows that the server above does provoke net/http: the
// same POST, once marked as repeatable, arrives twice.
func TestReplayControl(t *testing.T) {
	t.Parallel()
	server := serveRaw(t, hangsUp(func(c *rawConn) { _ = c.Close() }))
	transport := upstream.NewTransport(upstream.TransportConfig{})
	defer transport.CloseIdleConnections()
	for range 2 {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.url()+"/write", bytes.NewReader([]byte(`{}`)))
		if err != nil {
			t.Fatal(err)
		}
		req.Header["Idempotency-Key"] = nil
		res, err := transport.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
	}
	if got := server.seen(); len(got) != 3 {
		t.Errorf("upstream got %q, so the test server proves nothing", got)
	}
}
