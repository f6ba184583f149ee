package upstream_test

import (
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/upstream"
)

const rawRefused = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 29\r\n\r\n{\"error_code\":\"CBC.99003106\"}"

// endings are the ways in which an upstream ends a connection that it seemed to
// keep, or says more on it than it was asked.
func endings() map[string]func(*rawConn) {
	return map[string]func(*rawConn){
		"closes a moment after": func(c *rawConn) {
			for c.request() {
				c.reply(rawEmpty)
				time.AfterFunc(5*time.Millisecond, func() { _ = c.Close() })
			}
		},
		"closes right after": func(c *rawConn) {
			if c.request() {
				c.reply(rawEmpty)
			}
		},
		"stray body": func(c *rawConn) {
			for c.request() {
				c.reply(rawEmpty + "{}")
			}
		},
		"smuggled answer": func(c *rawConn) {
			for c.request() {
				c.reply(rawEmpty + rawEmpty)
			}
		},
		"smuggled success behind a refusal": func(c *rawConn) {
			for c.request() {
				c.reply(rawRefused + rawEmpty)
			}
		},
	}
}

// tally is what came of many payments.
type tally struct{ paid, refused, unknown, unsent int }

func (t *tally) add(err *upstream.Error) {
	switch {
	case err == nil:
		t.paid++
	case err.Outcome == upstream.OutcomeRefused:
		t.refused++
	case err.Outcome == upstream.OutcomeNotSent:
		t.unsent++
	default:
		t.unknown++
	}
}

// TestPaymentsOverEndingConnections: however connections end between two calls,
// every payment arrives once and comes to its own end.
func TestPaymentsOverEndingConnections(t *testing.T) {
	t.Parallel()
	const callers, calls = 16, 60
	for name, ends := range endings() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := serveRaw(t, ends)
			client := newClient(t, server.url(), nil)
			var mu sync.Mutex
			var got tally
			var wg sync.WaitGroup
			for range callers {
				wg.Go(func() {
					for range calls {
						failed := do(t, client, pay())
						mu.Lock()
						got.add(failed)
						mu.Unlock()
					}
				})
			}
			wg.Wait()
			want := tally{paid: callers * calls}
			if name == "smuggled success behind a refusal" {
				want = tally{refused: callers * calls}
			}
			if got != want || len(server.seen()) != callers*calls {
				t.Errorf("%+v of %d seen", got, len(server.seen()))
			}
			t.Logf("%+v of %d seen", got, len(server.seen()))
		})
	}
}

// unreachable sends the first calls to a port where nobody listens.
type unreachable struct {
	mu    sync.Mutex
	left  int
	tried int
}

func (u *unreachable) proxy(*http.Request) (*url.URL, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.tried++; u.tried > u.left {
		return nil, nil
	}
	return &url.URL{Scheme: "http", Host: "127.0.0.1:1"}, nil
}

// TestUnsentCallIsTriedOnceMore: a connection that was not made may be by the
// next attempt; there is no third.
func TestUnsentCallIsTriedOnceMore(t *testing.T) {
	t.Parallel()
	for _, req := range []*upstream.Request{read(), pay(), write("POST", upstream.EffectIdempotent, "{}")} {
		for fails, works := range map[int]bool{1: true, 2: false} {
			server := serveRaw(t, func(c *rawConn) {
				if c.request() {
					c.reply(map[upstream.Shape]string{upstream.ShapeBody: rawOK, upstream.ShapeEmpty: rawEmpty}[req.Shape])
				}
			})
			refusing := &unreachable{left: fails}
			client := newClient(t, server.url(), func(config *upstream.Config) {
				doer := upstream.NewTransport(upstream.TransportConfig{Proxy: refusing.proxy})
				t.Cleanup(doer.CloseIdleConnections)
				config.Doer = doer
			})
			failed := do(t, client, req)
			if (failed == nil) != works || failed != nil && failed.Outcome != upstream.OutcomeNotSent {
				t.Errorf("%s after %d: %+v", req.Operation, fails, failed)
			}
		}
	}
}
