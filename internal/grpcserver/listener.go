package grpcserver

import (
	"net"
	"sync"
	"time"
)

// listener knows the connections that have not spoken yet. grpc-go waits for each
// of them before it drains or stops, for as long as a handshake may take.
type listener struct {
	net.Listener

	mu       sync.Mutex
	silent   map[*conn]bool
	draining bool
}

func newListener(inner net.Listener) *listener {
	return &listener{Listener: inner, silent: map[*conn]bool{}}
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: accepted, listener: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.silent[c] = true
	if l.draining {
		_ = accepted.Close() // grpc-go closes it too
	}
	return c, nil
}

// drain closes the connections that have not spoken.
func (l *listener) drain() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.draining = true
	for c := range l.silent {
		_ = c.Close() // it carries no call
	}
}

// conn is a connection until its handshake is over.
type conn struct {
	net.Conn

	listener *listener
}

// SetDeadline implements net.Conn. The server sets a deadline for the handshake,
// and takes it away when that is over.
func (c *conn) SetDeadline(end time.Time) error {
	if end.IsZero() {
		c.listener.mu.Lock()
		delete(c.listener.silent, c)
		c.listener.mu.Unlock()
	}
	return c.Conn.SetDeadline(end)
}
