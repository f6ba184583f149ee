package upstream_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"github.com/ocegate/ocegate/internal/upstream"
)

func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }

// http2Fault is what the server does with the first complete request of its
// first connection; every later one is answered.
type http2Fault func(f *http2.Framer, stream uint32)

func http2Faults() map[string]http2Fault {
	rst := func(code http2.ErrCode) http2Fault {
		return func(f *http2.Framer, stream uint32) { _ = f.WriteRSTStream(stream, code) }
	}
	return map[string]http2Fault{
		"PROTOCOL_ERROR": rst(http2.ErrCodeProtocol),
		"REFUSED_STREAM": rst(http2.ErrCodeRefusedStream),
		"INTERNAL_ERROR": rst(http2.ErrCodeInternal),
		"GOAWAY":         func(f *http2.Framer, _ uint32) { _ = f.WriteGoAway(0, http2.ErrCodeNo, nil) },
	}
}

// serveHTTP2 is a raw HTTP/2 server; the raw server records "request" for every
// request that arrived in full.
func serveHTTP2(t *testing.T, fault http2Fault) (*rawServer, *x509.CertPool) {
	t.Helper()
	// httptest owns a certificate for 127.0.0.1.
	certified := httptest.NewUnstartedServer(nil)
	certified.StartTLS()
	certificate, leaf := certified.TLS.Certificates[0], certified.Certificate()
	certified.Close()
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: []string{"h2", "http/1.1"}}
	server := serveRaw(t, func(c *rawConn) {
		secure := tls.Server(c, config)
		if secure.Handshake() != nil {
			return
		}
		if secure.ConnectionState().NegotiatedProtocol != "h2" {
			over := &rawConn{Conn: secure, server: c.server, n: c.n}
			over.in = newReader(secure)
			for over.request() {
				over.reply(rawOK)
			}
			return
		}
		speakHTTP2(c, secure, fault)
	})
	return server, roots
}

func speakHTTP2(c *rawConn, secure net.Conn, fault http2Fault) {
	preface := make([]byte, len(http2.ClientPreface))
	if _, err := io.ReadFull(secure, preface); err != nil {
		return
	}
	framer := http2.NewFramer(secure, secure)
	if framer.WriteSettings() != nil {
		return
	}
	faulty := c.n == 0
	for {
		frame, err := framer.ReadFrame()
		if err != nil {
			return
		}
		switch frame := frame.(type) {
		case *http2.SettingsFrame:
			if !frame.IsAck() {
				_ = framer.WriteSettingsAck()
			}
			continue
		case *http2.HeadersFrame:
			if !frame.StreamEnded() {
				continue
			}
		case *http2.DataFrame:
			if !frame.StreamEnded() {
				continue
			}
		default:
			continue
		}
		c.server.record("request")
		if faulty {
			faulty = false
			fault(framer, frame.Header().StreamID)
			continue
		}
		answerHTTP2(framer, frame.Header().StreamID)
	}
}

func answerHTTP2(framer *http2.Framer, stream uint32) {
	var block bytes.Buffer
	encoder := hpack.NewEncoder(&block)
	_ = encoder.WriteField(hpack.HeaderField{Name: ":status", Value: "200"})
	_ = framer.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: block.Bytes(), EndHeaders: true})
	_ = framer.WriteData(stream, true, []byte("{}"))
}

// TestHTTP2IsNotSpoken: whatever a server does to a stream, no request is sent
// again on its account, be it a read or a write; over HTTP/1.1 this server
// answers.
func TestHTTP2IsNotSpoken(t *testing.T) {
	t.Parallel()
	for name, fault := range http2Faults() {
		for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectRead} {
			for _, method := range []string{"GET", "POST", "DELETE"} {
				t.Run(name+" "+method+" "+effect.String(), func(t *testing.T) {
					t.Parallel()
					server, roots := serveHTTP2(t, fault)
					client := newClient(t, "https://"+server.listener.Addr().String(), trusting(t, roots))
					resp, err := client.Do(t.Context(), write(method, effect, ""))
					if err != nil {
						t.Fatal(err)
					}
					resp.Release()
					if got := server.seen(); len(got) != 1 || got[0] == "request" {
						t.Errorf("upstream got %q", got)
					}
				})
			}
		}
	}
}

// TestHTTP2ReplayControl shows that net/http does repeat a request without body
// after each of these resets but one, so the test above would catch it.
func TestHTTP2ReplayControl(t *testing.T) {
	t.Parallel()
	for name, fault := range http2Faults() {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				server, roots := serveHTTP2(t, fault)
				plain := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
				defer plain.CloseIdleConnections()
				req, err := http.NewRequestWithContext(t.Context(), method, "https://"+server.listener.Addr().String()+"/pay", http.NoBody)
				if err != nil {
					t.Fatal(err)
				}
				res, err := plain.RoundTrip(req)
				want := 2
				if name == "INTERNAL_ERROR" {
					want = 1
				}
				if err == nil {
					_ = res.Body.Close()
				}
				if got := server.seen(); len(got) != want {
					t.Errorf("upstream got %q, error %v", got, err)
				}
			})
		}
	}
}
