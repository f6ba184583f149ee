package logqueue

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// Class says how long a line is kept when lines cannot be written as fast as they
// come.
type Class int

// The classes, the first to be dropped first.
const (
	Usual   Class = iota // successes and refusals
	Warning              // faults of others
	Fault                // faults of our own
	Vital                // somebody has to look: an unknown outcome
	classes
)

// String is the label of a class.
func (c Class) String() string {
	return [classes]string{"usual", "warning", "fault", "vital"}[c]
}

// Loss is why a line was lost.
type Loss string

// The two ways to lose a line.
const (
	QueueFull   Loss = "queue_full"
	WriteFailed Loss = "write_failed"
)

// Config is what a Queue needs.
type Config struct {
	To io.Writer
	// Bytes is the most that waits; 0 means 4 MiB. Usual lines fill half of it at
	// most, warnings three quarters, faults seven eighths.
	Bytes int
	// Lost is told of every line that is lost, under no lock. It must not block.
	Lost func(Class, Loss, int)
}

const (
	usualBytes = 4 << 20
	// batchBytes are written at once: a system call for each line would cost as
	// much as the signature of its request.
	batchBytes = 64 << 10
	// batchDelay is how long a usual line waits for company. A crash loses what is
	// younger.
	batchDelay = 100 * time.Millisecond
	// vitalWait is how long a call waits for room for a vital line.
	vitalWait = 100 * time.Millisecond
)

// Queue takes lines and writes them in their order.
type Queue struct {
	to    io.Writer
	limit int
	lost  func(Class, Loss, int)

	mu      sync.Mutex
	waiting batch
	spare   []byte        // the memory of the batch before, to be used again
	room    chan struct{} // closed and replaced when the writer has taken a batch
	closed  bool

	wake    chan struct{} // there is something to write
	hurry   chan struct{} // and it must not wait for company
	ended   chan struct{} // the writer has ended
	writing atomic.Int64  // when the write in progress began, in Unix nanoseconds; 0 for none
}

// batch is lines in the order in which they came.
type batch struct {
	bytes []byte
	lines [classes]int
}

// New begins to write; Close ends it.
func New(config Config) *Queue {
	q := &Queue{
		to: config.To, limit: config.Bytes, lost: config.Lost, room: make(chan struct{}),
		wake: make(chan struct{}, 1), hurry: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	if q.limit == 0 {
		q.limit = usualBytes
	}
	go q.write()
	return q
}

// Put takes a line, or drops and counts it. It returns at once, but for a vital
// line without room, which waits a moment for it. The line is copied.
func (q *Queue) Put(class Class, line []byte) {
	room, taken := q.take(class, line)
	if !taken && class == Vital && room != nil {
		timer := time.NewTimer(vitalWait)
		defer timer.Stop()
		for !taken && room != nil {
			select {
			case <-room:
				room, taken = q.take(class, line)
			case <-timer.C:
				room = nil
			}
		}
	}
	if !taken {
		q.lost(class, QueueFull, 1)
	}
}

// take puts the line into the waiting batch if its class has room there, or gives
// what is closed when there may be; nil when there never will be.
func (q *Queue) take(class Class, line []byte) (room <-chan struct{}, taken bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed || len(line) > q.limit {
		return nil, false
	}
	if len(q.waiting.bytes)+len(line) > q.share(class) {
		return q.room, false
	}
	q.waiting.bytes = append(q.waiting.bytes, line...)
	q.waiting.lines[class]++
	signal(q.wake)
	if class > Usual || len(q.waiting.bytes) >= batchBytes {
		signal(q.hurry)
	}
	return nil, true
}

// share is how far a class may fill the queue.
func (q *Queue) share(class Class) int {
	return q.limit - q.limit/[classes]int{2, 4, 8, q.limit + 1}[class]
}

// signal makes whoever waits go on, now or when it comes.
func signal(to chan<- struct{}) {
	select {
	case to <- struct{}{}:
	default:
	}
}

// Stalled is how long the write in progress has taken by now; 0 for none.
func (q *Queue) Stalled(now time.Time) time.Duration {
	began := q.writing.Load()
	if began == 0 {
		return 0
	}
	return now.Sub(time.Unix(0, began))
}

// ErrUnwritten is what Close gives when lines were left: the reader of the log
// does not read.
var ErrUnwritten = errors.New("logqueue: the last lines could not be written in time")

// Close takes no more lines and waits until those that it has are written, or the
// context ends. The writer may then hang in its last write for ever.
func (q *Queue) Close(ctx context.Context) error {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	signal(q.wake)
	signal(q.hurry)
	select {
	case <-q.ended:
		return nil
	case <-ctx.Done():
		return ErrUnwritten
	}
}
