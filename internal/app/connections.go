package app

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// connections are those that are open, and what each is at: a drain waits for
// calls, not for whoever has connected and says nothing.
type connections struct {
	mu   sync.Mutex
	open map[net.Conn]*connection
	none *sync.Cond
}

// connection is what is known of one.
type connection struct {
	idle  bool
	begun bool // its present request has reached the handler
	ended bool
}

type connectionKey struct{}

func (c *connections) prepare(server *http.Server) {
	c.none, c.open = sync.NewCond(&c.mu), map[net.Conn]*connection{}
	server.ConnState = c.note
	server.ConnContext = func(ctx context.Context, conn net.Conn) context.Context {
		return context.WithValue(withWire(ctx, conn), connectionKey{}, conn)
	}
}

// note is the server's ConnState hook.
func (c *connections) note(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch state {
	case http.StateNew:
		c.open[conn] = &connection{}
	case http.StateActive:
		c.open[conn] = &connection{}
	case http.StateIdle:
		c.open[conn] = &connection{idle: true}
		waiting(conn)
	case http.StateClosed, http.StateHijacked:
		delete(c.open, conn)
		if len(c.open) == 0 {
			c.none.Broadcast()
		}
	}
}

// begin notes that a request has reached the handler; false when its connection
// was given up just before.
func (c *connections) begin(ctx context.Context) bool {
	conn, _ := ctx.Value(connectionKey{}).(net.Conn)
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.open[conn]
	if known == nil { // of a test without a server
		return true
	}
	known.begun = true
	return !known.ended
}

// dropUnbegun closes the connections whose request is not even known: it is
// nobody's loss.
func (c *connections) dropUnbegun() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn, known := range c.open {
		if !known.idle && !known.begun {
			known.ended = true
			_ = conn.Close() // it carries no call
		}
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
	for len(c.open) > 0 && ctx.Err() == nil {
		c.none.Wait()
	}
}
