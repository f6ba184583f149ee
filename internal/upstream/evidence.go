package upstream

import (
	"crypto/tls"
	"net"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
)

// countedConn counts the bytes handed to the kernel. The count goes up before
// a write and back down for what was not taken, so that a write in progress
// counts as done.
type countedConn struct {
	net.Conn
	written atomic.Int64
}

// Write counts and writes.
func (c *countedConn) Write(p []byte) (int, error) {
	c.written.Add(int64(len(p)))
	n, err := c.Conn.Write(p)
	if n < len(p) {
		c.written.Add(int64(n - len(p)))
	}
	return n, err
}

// evidence tells after a failed call whether any of its bytes may have left.
// It proves innocence only: whatever it cannot see counts as sent.
type evidence struct {
	mu    sync.Mutex
	asked bool         // the transport looked for a connection, so it honours the trace
	conn  *countedConn // the connection that the call has to itself
	start int64        // its count when the call got it
	spoil bool         // bytes left, or the connection cannot tell
}

// trace is how net/http reports; its hooks may run after the call returned.
func (e *evidence) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.asked = true
		},
		GotConn: func(info httptrace.GotConnInfo) {
			e.mu.Lock()
			defer e.mu.Unlock()
			e.take(info.Conn)
		},
	}
}

func (e *evidence) take(conn net.Conn) {
	e.spoil = e.spoil || e.moved()
	e.conn = exclusive(conn)
	if e.conn == nil {
		e.spoil = true
		return
	}
	e.start = e.conn.written.Load()
}

func (e *evidence) moved() bool { return e.conn != nil && e.conn.written.Load() != e.start }

// untouched says that surely no byte of the call was written.
func (e *evidence) untouched() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.asked && !e.spoil && !e.moved()
}

// exclusive is the counted connection under conn, nil when there is none or
// when other calls write on it too, as they do with HTTP/2.
func exclusive(conn net.Conn) *countedConn {
	if secure, ok := conn.(*tls.Conn); ok {
		if secure.ConnectionState().NegotiatedProtocol == "h2" {
			return nil
		}
		conn = secure.NetConn()
	}
	counted, _ := conn.(*countedConn)
	return counted
}
