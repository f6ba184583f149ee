package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/interceptor"
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
	bodies     *bodies             // nil where nobody sends any
	ending     *interceptor.Ending // nil where no calls are taken
}

// httpOptions is what one server differs in.
type httpOptions struct {
	handler http.Handler
	slowest time.Duration // longest time for an answer
	idle    time.Duration // between two requests of a connection
	bodies  *bodies
	ending  *interceptor.Ending
	logger  *zap.Logger
}

func newHTTPServer(listener net.Listener, options httpOptions) (*httpServer, error) {
	faults, err := zap.NewStdLogAt(options.logger, zap.WarnLevel)
	if err != nil {
		return nil, fmt.Errorf("logger of the HTTP server: %w", err)
	}
	s := &httpServer{listener: listener, bodies: options.bodies, ending: options.ending}
	if s.bodies != nil {
		options.handler = s.bodies.watch(options.handler)
	}
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
		// OPTIONS * is a request like any other.
		DisableGeneralOptionsHandler: true,
	}
	s.open.prepare(s.server)
	return s, nil
}

// closing tells clients of a draining server to use another connection. A body
// that comes in pieces ends its connection too: with a Content-Length beside it two
// readers can differ about where the next request begins, RFC 9112 section 6.1
// demands the end then, and net/http does not tell that there was one.
func (s *httpServer) closing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.open.begin(r.Context()) {
			panic(http.ErrAbortHandler) // its connection is closed already
		}
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

// drain ends the requests that are not complete and waits for the calls in flight
// until the context ends; then they are cut off, and that is an error.
func (s *httpServer) drain(ctx context.Context) error {
	over := make(chan struct{})
	defer close(over)
	go s.endBodies(over)
	s.draining.Store(true)
	s.open.wait(ctx, linger)
	s.bodies.drain()
	s.open.dropUnbegun()
	err := s.server.Shutdown(ctx)
	if err == nil {
		return nil
	}
	lost := s.ending.Calls(interceptor.DoorHTTP)
	s.ending.End()
	_ = s.server.Close() // the calls are lost already, which is what is reported
	if lost == 0 {
		return nil
	}
	return fmt.Errorf("%d calls were cut off: %w", lost, err)
}

// endBodies ends what is still being received once the calls in flight are ended,
// unless the drain is over before.
func (s *httpServer) endBodies(over <-chan struct{}) {
	select {
	case <-s.ending.Done():
		s.ending.End() // returns when every call has heard of it, so that this is the cause
		s.bodies.end()
	case <-over:
	}
}

// stop is drain for servers whose callers come back by themselves.
func (s *httpServer) stop(ctx context.Context) error {
	if err := s.server.Shutdown(ctx); err != nil {
		return errors.Join(err, s.server.Close())
	}
	return nil
}
