package upstream_test

import (
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/url"
	"testing"

	"github.com/ocegate/ocegate/internal/upstream"
)

// through sends every call over the proxy at address.
func through(t *testing.T, roots *x509.CertPool, address string) func(*upstream.Config) {
	t.Helper()
	return func(c *upstream.Config) {
		doer := upstream.NewTransport(upstream.TransportConfig{RootCAs: roots, Proxy: func(*http.Request) (*url.URL, error) {
			return &url.URL{Scheme: "http", Host: address, User: url.UserPassword("proxyuser", testSecretKey)}, nil
		}})
		t.Cleanup(doer.CloseIdleConnections)
		c.Doer = doer
	}
}

// tunnel connects the client to target, as a proxy does for CONNECT.
func tunnel(t *testing.T, c *rawConn, target string) {
	t.Helper()
	if !c.request() {
		return
	}
	onward, err := net.Dial("tcp", target)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = onward.Close() }()
	c.reply("HTTP/1.1 200 Connection established\r\n\r\n")
	go func() {
		_, _ = io.Copy(onward, c.in)
		_ = onward.Close()
	}()
	_, _ = io.Copy(c, onward)
	_ = c.Close()
}

func TestProxy(t *testing.T) {
	t.Parallel()
	server, roots := secureServer(t, nil)
	target := server.Listener.Addr().String()
	proxy := serveRaw(t, func(c *rawConn) { tunnel(t, c, target) })
	client := newClient(t, server.URL, through(t, roots, proxy.listener.Addr().String()))
	resp, err := client.Do(t.Context(), write(http.MethodPost, upstream.EffectMoney, "{}"))
	if err != nil {
		t.Fatal(err)
	}
	resp.Release()
	if got := proxy.seen(); len(got) != 1 || got[0] != "CONNECT "+target {
		t.Errorf("the proxy got %q", got)
	}
}

// TestProxyRefuses: a call that does not get past the proxy did not happen.
func TestProxyRefuses(t *testing.T) {
	t.Parallel()
	server, roots := secureServer(t, nil)
	for name, reply := range map[string]string{
		"407":       "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
		"hangs up":  "",
		"bad reply": "nonsense\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := serveRaw(t, func(c *rawConn) {
				if c.request() {
					c.reply(reply)
				}
			})
			client := newClient(t, server.URL, through(t, roots, proxy.listener.Addr().String()))
			failed := do(t, client, write(http.MethodPost, upstream.EffectMoney, "{}"))
			if failed == nil || failed.Kind != upstream.KindUnreachable || failed.Outcome != upstream.OutcomeNotSent || leaks(failed.Error()) {
				t.Errorf("%+v", failed)
			}
		})
	}
}
