package logqueue

import (
	"bytes"
	"time"
)

// write is the one goroutine that touches the writer.
func (q *Queue) write() {
	defer close(q.ended)
	for {
		<-q.wake
		q.gather()
		lines, last := q.next()
		if len(lines.bytes) > 0 {
			q.flush(lines)
		}
		if last {
			return
		}
	}
}

// gather lets a usual line wait for company.
func (q *Queue) gather() {
	timer := time.NewTimer(batchDelay)
	defer timer.Stop()
	select {
	case <-q.hurry:
	case <-timer.C:
	}
}

// next takes what waits, and says whether it is the last.
func (q *Queue) next() (lines batch, last bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	lines, q.waiting = q.waiting, batch{bytes: q.spare[:0]}
	q.spare = nil
	close(q.room)
	q.room = make(chan struct{})
	return lines, q.closed
}

// flush writes a batch. What cannot be written is lost and counted: a log that is
// written later in pieces helps nobody, and the next batch tries again.
func (q *Queue) flush(lines batch) {
	q.writing.Store(time.Now().UnixNano())
	n, err := q.to.Write(lines.bytes)
	q.writing.Store(0)
	if err != nil {
		q.countLost(lines, max(n, 0))
	}
	q.keep(lines.bytes)
}

// keep gives the batch's memory back, unless it grew with an odd burst.
func (q *Queue) keep(memory []byte) {
	if cap(memory) > 4*batchBytes {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.spare = memory
}

// countLost counts the lines of a batch that broke off. Which of them were
// written is known only by number, so the lesser classes are taken to be those.
func (q *Queue) countLost(lines batch, written int) {
	arrived := bytes.Count(lines.bytes[:min(written, len(lines.bytes))], []byte{'\n'})
	for class := range classes {
		lost := lines.lines[class] - arrived
		arrived = max(arrived-lines.lines[class], 0)
		if lost > 0 {
			q.lost(class, WriteFailed, lost)
		}
	}
}
