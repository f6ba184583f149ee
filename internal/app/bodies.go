package app

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/gateway"
	"github.com/ocegate/ocegate/internal/interceptor"
)

// bodies are those of requests that are still on their way in. A drain does not
// wait for them, and large ones share a budget. A file is left out of both: its call
// has begun before it is there, and it is held piece by piece.
type bodies struct {
	budget *interceptor.Budget

	mu       sync.Mutex
	open     map[*body]bool
	draining bool
}

func newBodies(budget *interceptor.Budget) *bodies {
	return &bodies{budget: budget, open: map[*body]bool{}}
}

// watch puts the bodies in front of a door.
func (b *bodies) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		control := http.NewResponseController(w)
		read := &body{ReadCloser: r.Body, owner: b, hurry: func() {
			_ = control.SetReadDeadline(time.Now()) // who serves without a network has none
		}}
		b.admit(read)
		defer read.leave()
		r.Body = read
		next.ServeHTTP(w, r)
	})
}

func (b *bodies) admit(read *body) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open[read] = true
	if b.draining {
		read.late = time.AfterFunc(linger, read.stop)
	}
}

// drain ends those that are not complete, but for files.
func (b *bodies) drain() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.draining = true
	for read := range b.open {
		if !read.begun.Load() {
			go read.stop() // which takes the lock that is held here
		}
	}
}

// end ends all of them, when the calls in flight are ended: one that waits for the
// rest of a file would not hear of it.
func (b *bodies) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for read := range b.open {
		go read.stop() // as above
	}
}

// body is one of them.
type body struct {
	io.ReadCloser

	owner   *bodies
	hurry   func() // ends a read in progress
	late    *time.Timer
	stopped atomic.Bool
	begun   atomic.Bool // it is a call's by now
	length  int
	taken   int // of the budget
}

var _ gateway.Body = (*body)(nil)

// Begun implements gateway.Body.
func (r *body) Begun() {
	r.owner.mu.Lock()
	defer r.owner.mu.Unlock()
	r.begun.Store(true)
	if r.late != nil {
		r.late.Stop()
	}
}

// Read implements io.Reader.
func (r *body) Read(into []byte) (int, error) {
	n, err := r.ReadCloser.Read(into)
	if err == nil && !r.begun.Load() {
		r.length += n
		err = r.charge()
	}
	if err != nil {
		r.leave()
	}
	if err != nil && !errors.Is(err, io.EOF) && r.stopped.Load() {
		return n, &fault.RefusalError{Reason: fault.ServerStopping, Err: err}
	}
	return n, err
}

// step is how much of the budget a body takes at a time.
const step = 256 << 10

func (r *body) charge() error {
	for r.length > r.taken+step/2 {
		if !r.owner.budget.Take(step) {
			return &fault.RefusalError{Reason: fault.ServerBusy, Where: "too much is being received"}
		}
		r.taken += step
	}
	return nil
}

// stop ends a body that is still being read.
func (r *body) stop() {
	r.owner.mu.Lock()
	defer r.owner.mu.Unlock()
	if r.owner.open[r] {
		r.stopped.Store(true)
		r.hurry()
	}
}

// leave is for a body that is read, or given up: from now on nothing ends it.
func (r *body) leave() {
	r.owner.mu.Lock()
	defer r.owner.mu.Unlock()
	delete(r.owner.open, r)
	for ; r.taken > 0; r.taken -= step {
		r.owner.budget.Give(step)
	}
	if r.late != nil {
		r.late.Stop()
	}
}
