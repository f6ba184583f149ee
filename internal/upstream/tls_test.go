package upstream_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ocegate/ocegate/internal/upstream"
)

// secureServer starts a TLS server whose handshake faults are not logged.
func secureServer(t *testing.T, edit func(*httptest.Server)) (*httptest.Server, *x509.CertPool) {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("X-Proto", r.Proto)
		_, _ = io.WriteString(w, "{}")
	}))
	server.Config.ErrorLog = quietLog()
	server.TLS = &tls.Config{}
	server.EnableHTTP2 = true
	if edit != nil {
		edit(server)
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return server, roots
}

func trusting(t *testing.T, roots *x509.CertPool) func(*upstream.Config) {
	t.Helper()
	return func(c *upstream.Config) {
		doer := upstream.NewTransport(upstream.TransportConfig{RootCAs: roots})
		t.Cleanup(doer.CloseIdleConnections)
		c.Doer = doer
	}
}

func TestTLSProtocols(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(*httptest.Server){
		"http2": nil,
		"http1": func(s *httptest.Server) { s.EnableHTTP2 = false },
		"tls12": func(s *httptest.Server) { s.TLS.MaxVersion = tls.VersionTLS12 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, roots := secureServer(t, edit)
			client := newClient(t, server.URL, trusting(t, roots))
			for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectRead} {
				resp, err := client.Do(t.Context(), write(http.MethodPost, effect, "{}"))
				if err != nil {
					t.Fatal(err)
				}
				if got := resp.Header.Get("X-Proto"); got != "HTTP/1.1" { // see NewTransport
					t.Errorf("%v over %s", effect, got)
				}
				resp.Release()
			}
		})
	}
}

// TestTLSRefused: a server that cannot be trusted gets no byte of the request.
func TestTLSRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		edit  func(*httptest.Server)
		trust bool
		kind  upstream.Kind
	}{
		"unknown issuer": {nil, false, upstream.KindUntrusted},
		"tls 1.1": {func(s *httptest.Server) {
			s.TLS.MinVersion, s.TLS.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
		}, true, upstream.KindUnreachable},
	} {
		for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectRead} {
			t.Run(name+" "+effect.String(), func(t *testing.T) {
				t.Parallel()
				server, roots := secureServer(t, test.edit)
				if !test.trust {
					roots = x509.NewCertPool()
				}
				client := newClient(t, server.URL, trusting(t, roots))
				_, err := client.Do(t.Context(), write(http.MethodPost, effect, "{}"))
				var failed *upstream.Error
				if !errors.As(err, &failed) {
					t.Fatalf("error %v", err)
				}
				if failed.Kind != test.kind {
					t.Errorf("kind %v: %v", failed.Kind, err)
				}
				if (effect == upstream.EffectMoney || test.kind == upstream.KindUntrusted) && failed.Outcome != upstream.OutcomeNotSent {
					t.Errorf("outcome %v: %v", failed.Outcome, err)
				}
			})
		}
	}
}
