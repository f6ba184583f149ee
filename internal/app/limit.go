package app

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// limited is a listener of so many connections at one time. Who comes when they
// are taken is turned away at once: one left waiting would wait for its own
// deadline.
type limited struct {
	net.Listener

	most     int64
	open     atomic.Int64
	turned   func()        // notes a connection that is turned away
	farewell []byte        // what it hears; may be empty
	leaving  chan struct{} // places for those who are being told
}

// farewells is how many are told at one time; the others are closed in silence.
const (
	farewells    = 16
	farewellTime = time.Second
)

func newLimited(listener net.Listener, most int, turned func(), farewell []byte) *limited {
	return &limited{Listener: listener, most: int64(most), turned: turned, farewell: farewell, leaving: make(chan struct{}, farewells)}
}

// Accept implements net.Listener.
func (l *limited) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.open.Add(1) <= l.most {
			return &limitedConn{Conn: conn, leave: sync.OnceFunc(func() { l.open.Add(-1) })}, nil
		}
		l.open.Add(-1)
		l.turned()
		l.turnAway(conn)
	}
}

// turnAway says why and closes. What the other side has sent is read for a
// moment: closing on unread bytes would take the words back.
func (l *limited) turnAway(conn net.Conn) {
	select {
	case l.leaving <- struct{}{}:
	default:
		_ = conn.Close() // of a caller that hears nothing
		return
	}
	go func() {
		defer func() { <-l.leaving }()
		defer func() { _ = conn.Close() }() // nothing is left to lose
		if len(l.farewell) == 0 || conn.SetDeadline(time.Now().Add(farewellTime)) != nil {
			return
		}
		if _, err := conn.Write(l.farewell); err != nil {
			return
		}
		if half, ok := conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
			var rest [4 << 10]byte
			for n := 0; n < 64<<10; {
				more, err := conn.Read(rest[:])
				if err != nil {
					return
				}
				n += more
			}
		}
	}()
}

// limitedConn gives its place back when it closes.
type limitedConn struct {
	net.Conn

	leave func()
}

// Close implements net.Conn.
func (c *limitedConn) Close() error {
	c.leave()
	return c.Conn.Close()
}

// CloseWrite lets the HTTP server end an answer before its connection.
func (c *limitedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
