package rest

import (
	"maps"
	"sync"
)

// counter counts calls per operation.
type counter struct {
	mu    sync.Mutex
	calls map[string]int64
}

func newCounter() *counter { return &counter{calls: map[string]int64{}} }

func (c *counter) add(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[name]++
}

func (c *counter) all() map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.calls)
}

func (c *counter) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.calls)
}
