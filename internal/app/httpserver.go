package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"go.uber.org/zap"
)

// Limits of the HTTP servers. A body is read within readTime; an answer may
// take as long as any call, and a bit.
const (
	headerTime  = 10 * time.Second
	readTime    = 30 * time.Second
	writeMargin = 30 * time.Second
	headerBytes = 64 << 10
)

// linger is how long a draining server still takes calls, each answered with
// "Connection: close": a client that keeps a connection open would otherwise
// send its next call into one that is being closed.
const linger = 300 * time.Millisecond

// httpServer is an HTTP server that loses no call when it stops.
type httpServer struct {
	server   *http.Server
	listener net.Listener
	draining atomic.Bool
	open     connections
	// unreadable is the answer to what is no request of HTTP, net/http's own if nil.
	unreadable func(status int) []byte
}

// httpOptions is what one server differs in.
type httpOptions struct {
	handler http.Handler
	slowest time.Duration // longest time for an answer
	idle    time.Duration // between two requests of a connection
	logger  *zap.Logger
}

func newHTTPServer(listener net.Listener, options httpOptions) (*httpServer, error) {
	faults, err := zap.NewStdLogAt(options.logger, zap.WarnLevel)
	if err != nil {
		return nil, fmt.Errorf("logger of the HTTP server: %w", err)
	}
	s := &httpServer{listener: listener}
	s.open.none = sync.NewCond(&s.open.mu)
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	s.server = &http.Server{
		Handler:           s.closing(options.handler),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      options.slowest + writeMargin,
		IdleTimeout:       options.idle,
		MaxHeaderBytes:    headerBytes,
		Protocols:         protocols,
		ErrorLog:          faults,
		ConnState:         s.open.note,
		ConnContext:       withWire,
		// OPTIONS * is a request like any other.
		DisableGeneralOptionsHandler: true,
	}
	return s, nil
}

// closing tells clients of a draining server to use another connection. A body
// that comes in pieces ends its connection too: with a Content-Length beside it two
// readers can differ about where the next request begins, RFC 9112 section 6.1
// demands the end then, and net/http does not tell that there was one.
func (s *httpServer) closing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handling(r.Context())
		if s.draining.Load() || len(r.TransferEncoding) > 0 {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// serve takes calls until drain or stop, after which it gives nil.
func (s *httpServer) serve() error {
	listener := s.listener
	if s.unreadable != nil {
		listener = &wires{Listener: listener, answer: s.unreadable}
	}
	if err := s.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("HTTP on %s: %w", s.listener.Addr(), err)
	}
	return nil
}

// drain waits for the calls in flight until the context ends; then they are cut
// off, and that is an error.
func (s *httpServer) drain(ctx context.Context) error {
	s.draining.Store(true)
	s.open.wait(ctx, linger)
	if err := s.server.Shutdown(ctx); err != nil {
		_ = s.server.Close() // the calls are lost already, which is what is reported
		return fmt.Errorf("calls were cut off: %w", err)
	}
	return nil
}

// stop is drain for servers whose callers come back by themselves.
func (s *httpServer) stop(ctx context.Context) error {
	if err := s.server.Shutdown(ctx); err != nil {
		return errors.Join(err, s.server.Close())
	}
	return nil
}

// connections counts those that are open.
type connections struct {
	mu    sync.Mutex
	count int
	none  *sync.Cond
}

// note is the server's ConnState hook.
func (c *connections) note(conn net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		c.add(1)
	case http.StateClosed, http.StateHijacked:
		c.add(-1)
	case http.StateIdle:
		waiting(conn)
	case http.StateActive:
	}
}

func (c *connections) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count += n
	if c.count == 0 {
		c.none.Broadcast()
	}
}

// wait returns when no connection is open, after the time, or when the context
// ends.
func (c *connections) wait(ctx context.Context, longest time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	stop := context.AfterFunc(ctx, c.none.Broadcast)
	defer stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.count > 0 && ctx.Err() == nil {
		c.none.Wait()
	}
}
