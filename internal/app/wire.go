package app

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
)

// net/http answers by itself what it cannot read as a request: in plain text, past
// every handler. A wire gives such an answer the form that all others have. It is
// one only while no handler has the connection, so that nothing that a handler
// writes is ever taken for it.

// wires makes the connections of a listener wires.
type wires struct {
	net.Listener

	answer func(status int) []byte // a whole answer instead of net/http's
}

// Accept implements net.Listener.
func (w *wires) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wire{Conn: conn, answer: w.answer}, nil
}

// wire is a connection of an HTTP server.
type wire struct {
	net.Conn

	answer  func(status int) []byte
	handled atomic.Bool // a handler has been given the present request
}

// Write implements net.Conn.
func (w *wire) Write(text []byte) (int, error) {
	status := 0
	if !w.handled.Load() {
		status = statusLine(text)
	}
	if status < http.StatusBadRequest {
		return w.Conn.Write(text)
	}
	if _, err := w.Conn.Write(w.answer(status)); err != nil {
		return 0, err
	}
	return len(text), nil
}

// CloseWrite lets net/http end its side first, so that the caller still reads the
// answer.
func (w *wire) CloseWrite() error {
	if half, ok := w.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// statusLine reads the status of an answer of HTTP/1.1, 0 if there is none.
func statusLine(text []byte) int {
	const start, digits = "HTTP/1.1 ", 3
	if len(text) < len(start)+digits || !strings.EqualFold(string(text[:len(start)]), start) {
		return 0
	}
	status, err := strconv.Atoi(string(text[len(start) : len(start)+digits]))
	if err != nil {
		return 0
	}
	return status
}

type wireKey struct{}

// withWire is a server's ConnContext hook.
func withWire(ctx context.Context, conn net.Conn) context.Context {
	if w, ok := conn.(*wire); ok {
		return context.WithValue(ctx, wireKey{}, w)
	}
	return ctx
}

// handling is called when a handler gets a request.
func handling(ctx context.Context) {
	if w, ok := ctx.Value(wireKey{}).(*wire); ok {
		w.handled.Store(true)
	}
}

// waiting is called when a connection waits for its next request.
func waiting(conn net.Conn) {
	if w, ok := conn.(*wire); ok {
		w.handled.Store(false)
	}
}
