package grpcserver

import (
	"container/list"
	"sync"
	"time"

	"github.com/ocegate/ocegate/internal/fault"
)

// intake holds the requests that are on their way in: no link of the chain sees
// them yet, and so no deadline of the chain ends them. Each has a time to be
// whole; a stop ends them, and when there are too many the oldest goes.
type intake struct {
	wait  time.Duration // for a message to be whole
	most  int           // requests at one time
	pause time.Duration // what they are given when the server drains

	mu       sync.Mutex
	open     *list.List // of *receipt, the oldest first
	draining bool
}

func newIntake(wait time.Duration, most int) *intake {
	return &intake{wait: wait, most: most, pause: drainPause, open: list.New()}
}

// drainPause is for requests whose beginning came in just before the stop: the
// rest is on its way.
const drainPause = 300 * time.Millisecond

// receipt is one message on its way in.
type receipt struct {
	intake *intake
	place  *list.Element
	timer  *time.Timer
	begun  bool                  // the call has begun, and this is not its first message
	end    func(why error) error // gives the request up; what it gives is told to the reader

	mu     sync.Mutex
	over   bool
	gaveUp error
}

// admit notes a message on its way in. The end is called at most once, while the
// reader waits in the transport; it must make the transport's read return.
func (i *intake) admit(r *receipt) {
	r.intake = i
	i.mu.Lock()
	wait := i.wait
	if i.draining && !r.begun {
		wait = min(wait, i.pause)
	}
	r.timer = time.AfterFunc(wait, r.late)
	r.place = i.open.PushBack(r)
	var oldest *receipt
	if i.open.Len() > i.most {
		oldest, _ = i.open.Remove(i.open.Front()).(*receipt)
	}
	i.mu.Unlock()
	if oldest != nil {
		oldest.giveUp(&fault.RefusalError{Reason: fault.ServerBusy, Where: "too many requests are not complete"})
	}
}

// late gives up a request whose time is over.
func (r *receipt) late() {
	r.intake.mu.Lock()
	draining := r.intake.draining && !r.begun
	r.intake.mu.Unlock()
	if draining {
		r.giveUp(&fault.RefusalError{Reason: fault.ServerStopping})
		return
	}
	r.giveUp(&fault.RefusalError{Reason: fault.RequestIncomplete})
}

func (r *receipt) giveUp(why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.over {
		r.over, r.gaveUp = true, r.end(why)
	}
}

// settle is called by the reader when its read has returned, and tells whether
// the request was given up meanwhile.
func (r *receipt) settle() error {
	r.timer.Stop()
	r.intake.mu.Lock()
	r.intake.open.Remove(r.place) // does nothing if it was removed before
	r.intake.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	return r.gaveUp
}

// drain gives what is not complete a last moment.
func (i *intake) drain() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.draining {
		return
	}
	i.draining = true
	for place := i.open.Front(); place != nil; place = place.Next() {
		if r, ok := place.Value.(*receipt); ok && !r.begun {
			r.timer.Reset(i.pause)
		}
	}
}
