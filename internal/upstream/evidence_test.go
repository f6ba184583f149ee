package upstream

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptest"
	"net/http/httptrace"
	"testing"
)

// sink is a connection that takes at most room bytes.
type sink struct {
	net.Conn
	room int
}

func (s *sink) Write(p []byte) (int, error) {
	if len(p) > s.room {
		return s.room, errors.New("broken pipe")
	}
	return len(p), nil
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	got := func(e *evidence, conn net.Conn) { e.trace().GotConn(httptrace.GotConnInfo{Conn: conn}) }
	counted := func(room int) *countedConn { return &countedConn{Conn: &sink{room: room}} }
	for name, test := range map[string]struct {
		happens   func(e *evidence)
		untouched bool
	}{
		"the transport honours no trace": {func(*evidence) {}, false},
		"no connection came":             {func(*evidence) {}, true},
		"nothing written": {func(e *evidence) {
			conn := counted(99)
			_, _ = conn.Write([]byte("an earlier call"))
			got(e, conn)
		}, true},
		"a failed write": {func(e *evidence) {
			conn := counted(0)
			got(e, conn)
			_, _ = conn.Write([]byte("x"))
		}, true},
		"a part written": {func(e *evidence) {
			conn := counted(1)
			got(e, conn)
			_, _ = conn.Write([]byte("xy"))
		}, false},
		"written on the second connection": {func(e *evidence) {
			got(e, counted(9))
			conn := counted(9)
			got(e, conn)
			_, _ = conn.Write([]byte("x"))
		}, false},
		"written on the first connection only": {func(e *evidence) {
			conn := counted(9)
			got(e, conn)
			_, _ = conn.Write([]byte("x"))
			got(e, counted(9))
		}, false},
		"a stranger's connection": {func(e *evidence) { got(e, &sink{}) }, false},
		"a stranger's, then ours": {func(e *evidence) { got(e, &sink{}); got(e, counted(9)) }, false},
		"TLS over ours":           {func(e *evidence) { got(e, tls.Client(counted(9), &tls.Config{ServerName: "x"})) }, true},
		"TLS over a stranger's":   {func(e *evidence) { got(e, tls.Client(&sink{}, &tls.Config{ServerName: "x"})) }, false},
	} {
		e := new(evidence)
		if name != "the transport honours no trace" {
			e.trace().GetConn("h:443")
		}
		test.happens(e)
		if e.untouched() != test.untouched {
			t.Errorf("%s: untouched is %t", name, e.untouched())
		}
	}
}

// TestEvidenceOverHTTP2: other calls write on the same connection, so its
// count proves nothing; the same over HTTP/1.1 proves it.
func TestEvidenceOverHTTP2(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(nil)
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	for protocol, untouched := range map[string]bool{"h2": false, "http/1.1": true} {
		raw, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		conn := tls.Client(&countedConn{Conn: raw}, &tls.Config{ServerName: "example.com", RootCAs: roots, NextProtos: []string{protocol}})
		if err := conn.HandshakeContext(t.Context()); err != nil {
			t.Fatal(err)
		}
		e := new(evidence)
		e.trace().GetConn("h:443")
		e.trace().GotConn(httptrace.GotConnInfo{Conn: conn})
		if e.untouched() != untouched {
			t.Errorf("%s: untouched is %t", protocol, e.untouched())
		}
		_ = raw.Close()
	}
}
