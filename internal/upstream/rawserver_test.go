package upstream_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
)

// rawServer speaks TCP on loopback, for faults that net/http's server cannot
// commit. It records the requests that arrived in full.
type rawServer struct {
	t        testing.TB
	listener net.Listener
	wg       sync.WaitGroup

	mu       sync.Mutex
	requests []string
	conns    []net.Conn
}

// rawConn is one connection; n counts from 0.
type rawConn struct {
	net.Conn
	server *rawServer
	n      int
	in     *bufio.Reader
}

// serveRaw runs handle for every connection.
func serveRaw(t testing.TB, handle func(*rawConn)) *rawServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &rawServer{t: t, listener: listener}
	s.wg.Go(func() { s.accept(handle) })
	t.Cleanup(s.close)
	return s
}

func (s *rawServer) url() string { return "http://" + s.listener.Addr().String() }

func (s *rawServer) accept(handle func(*rawConn)) {
	for n := 0; ; n++ {
		conn, err := s.listener.Accept()
		if err != nil {
			return // closed at the end of the test
		}
		s.mu.Lock()
		s.conns = append(s.conns, conn)
		s.mu.Unlock()
		s.wg.Go(func() {
			defer func() { _ = conn.Close() }()
			handle(&rawConn{Conn: conn, server: s, n: n, in: bufio.NewReader(conn)})
		})
	}
}

func (s *rawServer) close() {
	_ = s.listener.Close()
	s.mu.Lock()
	for _, conn := range s.conns {
		_ = conn.Close()
	}
	s.mu.Unlock()
	s.wg.Wait()
}

// seen is the requests that arrived in full, as method and target.
func (s *rawServer) seen() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...)
}

// request reads one whole request; false when the client hung up.
func (c *rawConn) request() bool {
	r, err := http.ReadRequest(c.in)
	if err != nil {
		return false
	}
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return false
	}
	c.server.record(r.Method + " " + r.RequestURI)
	return true
}

func (s *rawServer) record(request string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, request)
}

func newReader(conn net.Conn) *bufio.Reader { return bufio.NewReader(conn) }

func (c *rawConn) reply(text string) { _, _ = io.WriteString(c, text) }

// reset closes with RST instead of FIN.
func (c *rawConn) reset() {
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

const (
	rawOK    = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
	rawEmpty = "HTTP/1.1 204 No Content\r\n\r\n"
)
