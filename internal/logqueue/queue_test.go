package logqueue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reader is a log's reader that can stall and break.
type reader struct {
	mu    sync.Mutex
	got   bytes.Buffer
	gate  chan struct{} // nil, or closed when writes may go on
	fault func(p []byte) (int, error)
	calls int
}

func (r *reader) Write(p []byte) (int, error) {
	if r.gate != nil {
		<-r.gate
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls++
	if r.fault != nil {
		return r.fault(p)
	}
	return r.got.Write(p)
}

func (r *reader) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.got.String()
}

// tally counts lost lines.
type tally struct {
	mu   sync.Mutex
	lost map[string]int
}

func (l *tally) note(class Class, loss Loss, lines int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lost == nil {
		l.lost = map[string]int{}
	}
	l.lost[class.String()+" "+string(loss)] += lines
}

func (l *tally) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return fmt.Sprint(l.lost)
}

func closeNow(t *testing.T, q *Queue) {
	t.Helper()
	if err := q.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestLinesAreWrittenInTheirOrderAndTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to, lost := new(reader), new(tally)
		q := New(Config{To: to, Lost: lost.note})
		for i := range 100 {
			q.Put(Usual, fmt.Appendf(nil, "%d\n", i))
		}
		<-time.After(batchDelay / 2)
		synctest.Wait()
		if to.text() != "" {
			t.Error("a usual line does not wait for company")
		}
		q.Put(Warning, []byte("urgent\n"))
		synctest.Wait()
		lines := strings.Split(strings.TrimSpace(to.text()), "\n")
		if len(lines) != 101 || lines[0] != "0" || lines[99] != "99" || lines[100] != "urgent" || to.calls != 1 {
			t.Errorf("%d lines in %d writes: %q", len(lines), to.calls, lines)
		}
		q.Put(Usual, []byte("last\n"))
		<-time.After(batchDelay)
		synctest.Wait()
		if !strings.HasSuffix(to.text(), "last\n") {
			t.Error("a usual line waits for ever")
		}
		closeNow(t, q)
		if lost.String() != "map[]" {
			t.Error(lost)
		}
	})
}

func TestLargeBatchDoesNotWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to := new(reader)
		q := New(Config{To: to, Lost: new(tally).note})
		began := time.Now()
		q.Put(Usual, bytes.Repeat([]byte{'x'}, batchBytes))
		synctest.Wait()
		if len(to.text()) != batchBytes || time.Since(began) != 0 {
			t.Errorf("%d bytes after %s", len(to.text()), time.Since(began))
		}
		closeNow(t, q)
	})
}

// TestFullQueueDropsTheLeastFirst: with a reader that has stalled nobody waits,
// and each class has what the lesser ones have left to it.
func TestFullQueueDropsTheLeastFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to, lost := &reader{gate: make(chan struct{})}, new(tally)
		q := New(Config{To: to, Bytes: 80, Lost: lost.note})
		q.Put(Fault, []byte("stalls...\n")) // ten bytes, as all of them
		synctest.Wait()
		began := time.Now()
		for _, class := range []Class{Usual, Warning, Fault, Vital} {
			for i := range 9 {
				if class == Vital && i == 1 {
					break // the rest waits, see below
				}
				q.Put(class, fmt.Appendf(nil, "%-8s%d\n", class, i))
			}
		}
		if taken := time.Since(began); taken != 0 {
			t.Errorf("a caller waited %s", taken)
		}
		want := "map[fault queue_full:8 usual queue_full:5 warning queue_full:7]"
		if lost.String() != want {
			t.Errorf("lost %s, want %s", lost, want)
		}
		q.Put(Vital, []byte("too much.\n"))
		if waited := time.Since(began); waited != vitalWait {
			t.Errorf("a vital line without room waits %s", waited)
		}
		if !strings.Contains(lost.String(), "vital queue_full:1") {
			t.Error(lost)
		}
		close(to.gate)
		closeNow(t, q)
		for _, line := range []string{"usual   3", "warning 1", "fault   0", "vital   0"} {
			if !strings.Contains(to.text(), line) {
				t.Errorf("%q is missing in %q", line, to.text())
			}
		}
	})
}

func TestVitalLineGetsRoomThatComes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to, lost := &reader{gate: make(chan struct{})}, new(tally)
		q := New(Config{To: to, Bytes: 10, Lost: lost.note})
		q.Put(Vital, []byte("the first\n"))
		synctest.Wait()
		q.Put(Vital, []byte("in queue.\n"))
		go func() {
			<-time.After(vitalWait / 2)
			close(to.gate)
		}()
		q.Put(Vital, []byte("waiting..\n"))
		closeNow(t, q)
		if to.text() != "the first\nin queue.\nwaiting..\n" || lost.String() != "map[]" {
			t.Errorf("%q, lost %s", to.text(), lost)
		}
	})
}

// TestStallIsSeen: and Close does not wait beyond its time.
func TestStallIsSeen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to := &reader{gate: make(chan struct{})}
		q := New(Config{To: to, Lost: new(tally).note})
		if q.Stalled(time.Now()) != 0 {
			t.Error("nothing is being written")
		}
		q.Put(Fault, []byte("x\n"))
		synctest.Wait()
		<-time.After(time.Minute)
		if stalled := q.Stalled(time.Now()); stalled != time.Minute {
			t.Errorf("stalled for %s", stalled)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := q.Close(ctx); !errors.Is(err, ErrUnwritten) {
			t.Errorf("a log that hangs is closed with %v", err)
		}
		close(to.gate)
		synctest.Wait()
		if q.Stalled(time.Now()) != 0 {
			t.Error("a write that came through still counts")
		}
	})
}

func TestWhatCannotBeWrittenIsCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		to, lost := new(reader), new(tally)
		to.fault = func(p []byte) (int, error) { return bytes.IndexByte(p, '\n') + 1, io.ErrClosedPipe }
		q := New(Config{To: to, Lost: lost.note})
		for _, class := range []Class{Usual, Usual, Vital} {
			q.Put(class, []byte("x\n"))
		}
		closeNow(t, q)
		if want := "map[usual write_failed:1 vital write_failed:1]"; lost.String() != want {
			t.Errorf("lost %s, want %s", lost, want)
		}
		q.Put(Vital, []byte("after the end\n"))
		if !strings.Contains(lost.String(), "vital queue_full:1") {
			t.Error("a line after the end is lost without a count")
		}
	})
}

func TestLineAboveTheLimitIsLost(t *testing.T) {
	t.Parallel()
	to, lost := new(reader), new(tally)
	q := New(Config{To: to, Bytes: 8, Lost: lost.note})
	q.Put(Vital, []byte("123456789"))
	closeNow(t, q)
	if lost.String() != "map[vital queue_full:1]" || to.text() != "" {
		t.Errorf("%q, lost %s", to.text(), lost)
	}
}

// TestManyWritersLoseNothing for the race detector.
func TestManyWritersLoseNothing(t *testing.T) {
	t.Parallel()
	to, lost := new(reader), new(tally)
	q := New(Config{To: to, Lost: lost.note})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 500 {
				q.Put(Usual, []byte("line\n"))
			}
		})
	}
	all.Wait()
	closeNow(t, q)
	if got := strings.Count(to.text(), "line\n"); got != 4000 || lost.String() != "map[]" {
		t.Errorf("%d lines, lost %s", got, lost)
	}
}

// BenchmarkPut is what a line costs its caller.
func BenchmarkPut(b *testing.B) {
	q := New(Config{To: io.Discard, Lost: func(Class, Loss, int) {}})
	line := bytes.Repeat([]byte{'x'}, 300)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			q.Put(Usual, line)
		}
	})
	if err := q.Close(b.Context()); err != nil {
		b.Fatal(err)
	}
}
