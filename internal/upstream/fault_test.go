package upstream_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/restcall"
	"github.com/ocegate/ocegate/internal/upstream"
)

// TestBrokenReplies: the request arrived, the reply did not arrive whole.
func TestBrokenReplies(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		reply string
		kind  upstream.Kind
	}{
		"closed without a word": {"", upstream.KindUnreachable},
		"not HTTP":              {"220 smtp.example ESMTP\r\n\r\n", upstream.KindUnreachable},
		"half a status line":    {"HTTP/1.1 20", upstream.KindUnreachable},
		"half a header":         {"HTTP/1.1 200 OK\r\nContent-Le", upstream.KindUnreachable},
		"truncated":             {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}", upstream.KindBroken},
		"truncated refusal":     {"HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{}", upstream.KindBroken},
		"truncated chunk":       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}", upstream.KindBroken},
		"no last chunk":         {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", upstream.KindBroken},
		"bad chunk":             {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", upstream.KindBroken},
		"compressed":            {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", upstream.KindUnreadable},
		"switching protocols":   {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", upstream.KindUnreadable},
		"announces too much":    {"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n{}", upstream.KindTooLarge},
		"sends too much":        {"HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("x", 1001), upstream.KindTooLarge},
		"refuses at length":     {"HTTP/1.1 400 Bad Request\r\n\r\n" + strings.Repeat("x", 5000), upstream.KindTooLarge},
		"endless header":        {"HTTP/1.1 200 OK\r\nA: " + strings.Repeat("x", 300<<10) + "\r\n\r\n", upstream.KindUnreachable},
	} {
		for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectRead} {
			t.Run(name+" "+effect.String(), func(t *testing.T) {
				t.Parallel()
				server := serveRaw(t, func(c *rawConn) {
					if c.request() {
						c.reply(test.reply)
					}
				})
				client := newClient(t, server.url(), func(c *upstream.Config) { c.MaxBody = 1000 })
				failed := do(t, client, write(http.MethodPost, effect, "{}"))
				if failed == nil {
					t.Fatal("taken for a success")
				}
				if failed.Kind != test.kind || failed.Outcome != upstream.OutcomeUnknown {
					t.Errorf("kind %v, outcome %v: %v", failed.Kind, failed.Outcome, failed)
				}
				if got := server.seen(); len(got) != 1 {
					t.Errorf("upstream got %q", got)
				}
			})
		}
	}
}

func TestBodyOfExactlyTheCap(t *testing.T) {
	t.Parallel()
	for name, head := range map[string]string{"length": "Content-Length: 1000\r\n", "none": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := "{" + strings.Repeat(" ", 998) + "}"
			server := serveRaw(t, func(c *rawConn) {
				if c.request() {
					c.reply("HTTP/1.1 200 OK\r\n" + head + "\r\n" + body)
				}
			})
			client := newClient(t, server.url(), func(c *upstream.Config) { c.MaxBody = 1000 })
			resp, err := client.Do(t.Context(), read())
			if err != nil {
				t.Fatal(err)
			}
			if string(resp.Body) != body {
				t.Errorf("got %d bytes", len(resp.Body))
			}
			resp.Release()
		})
	}
}

// TestLargeBodies pass through every buffer class, with and without a length,
// and come out whole.
func TestLargeBodies(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("0123456789abcde\n", 1<<17+1) // a little over 2 MiB
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		part := text[:mustInt(t, r.URL.Query().Get("n"))]
		if r.URL.Query().Get("chunked") == "" {
			w.Header().Set("Content-Length", r.URL.Query().Get("n"))
		}
		_, _ = io.WriteString(w, part)
	})
	client := newClient(t, url, nil)
	for _, n := range []string{"1", "4095", "4096", "4097", "16384", "16385", "1048575", "1048576", "1048577", "2097168"} {
		for _, chunked := range []string{"", "1"} {
			req := read()
			req.Query = []restcall.Param{{Name: "n", Value: n}, {Name: "chunked", Value: chunked}}
			resp, err := client.Do(t.Context(), req)
			if err != nil {
				t.Fatalf("%s: %v", n, err)
			}
			if string(resp.Body) != text[:mustInt(t, n)] {
				t.Errorf("%s chunked %q: got %d bytes", n, chunked, len(resp.Body))
			}
			resp.Release()
		}
	}
}

// TestNotSent: nothing listens, or the caller is gone already.
func TestNotSent(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	client := newClient(t, nobody, nil)
	for _, req := range []*upstream.Request{read(), pay(), write(http.MethodPost, upstream.EffectUnsafe, "")} {
		failed := do(t, client, req)
		if failed == nil || failed.Kind != upstream.KindUnreachable || failed.Outcome != upstream.OutcomeNotSent || failed.HTTPStatus != 0 {
			t.Errorf("%s: %+v", req.Operation, failed)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancelLate()
	for ctx, kind := range map[context.Context]upstream.Kind{gone: upstream.KindCanceled, late: upstream.KindDeadline} {
		_, err := client.Do(ctx, pay())
		if failed := failure(t, err); failed.Kind != kind || failed.Outcome != upstream.OutcomeNotSent || !errors.Is(err, ctx.Err()) {
			t.Errorf("%+v", failed)
		}
	}
}

// TestGivingUpReachesTheWire: the server sees the caller's time run out, before
// and in the middle of its answer, and a caller leave whose call may be made
// again.
func TestGivingUpReachesTheWire(t *testing.T) {
	t.Parallel()
	for _, started := range []bool{false, true} {
		for cause, kind := range map[error]upstream.Kind{
			context.Canceled: upstream.KindCanceled, context.DeadlineExceeded: upstream.KindDeadline,
		} {
			t.Run(kind.String(), func(t *testing.T) {
				t.Parallel()
				arrived, left := make(chan struct{}), make(chan struct{})
				url := serve(t, func(w http.ResponseWriter, r *http.Request) {
					_, _ = io.Copy(io.Discard, r.Body)
					if started {
						_, _ = io.WriteString(w, "{")
						_ = http.NewResponseController(w).Flush()
					}
					close(arrived)
					<-r.Context().Done()
					close(left)
				})
				ctx := &endsWith{Context: t.Context(), cause: cause, done: arrived}
				req := pay()
				req.Shape = upstream.ShapeBody
				if kind == upstream.KindCanceled {
					req.Effect = upstream.EffectIdempotent
				}
				_, err := newClient(t, url, nil).Do(ctx, req)
				<-left
				failed := failure(t, err)
				if failed.Kind != kind || failed.Outcome != upstream.OutcomeUnknown || !errors.Is(err, cause) {
					t.Errorf("%+v", failed)
				}
			})
		}
	}
}

// endsWith is a context that ends when done closes; a real deadline would make
// the test depend on the machine's speed.
type endsWith struct {
	context.Context
	cause error
	done  chan struct{}
}

func (c *endsWith) Done() <-chan struct{}       { return c.done }
func (c *endsWith) Deadline() (time.Time, bool) { return time.Now().Add(time.Hour), true }
func (c *endsWith) Err() error {
	select {
	case <-c.done:
		return c.cause
	default:
		return nil
	}
}

// TestNoDeadline: a call without one does not wait for ever.
func TestNoDeadline(t *testing.T) {
	t.Parallel()
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	})
	client := newClient(t, url, func(c *upstream.Config) { c.Timeout = 50 * time.Millisecond })
	failed := do(t, client, pay())
	if failed == nil || failed.Kind != upstream.KindDeadline {
		t.Errorf("%+v", failed)
	}
}
