package load

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/ocegate/ocegate/bench/internal/canned"
)

// known holds, per number of rows, an answer that was read in full and found
// right. Every other answer must be the same bytes: that checks each call at
// the price of a comparison, because the load generator has to leave the
// processors to the server under test.
type known struct {
	read    func(body []byte) (canned.Want, error)
	mu      sync.RWMutex
	answers map[int][]byte
}

func newKnown(read func([]byte) (canned.Want, error)) *known {
	return &known{read: read, answers: map[int][]byte{}}
}

// check fails for a wrong answer; it keeps nothing of body.
func (k *known) check(rows int, body []byte) error {
	k.mu.RLock()
	right := k.answers[rows]
	k.mu.RUnlock()
	if right != nil {
		if !bytes.Equal(right, body) {
			return fmt.Errorf("an answer with %d rows differs from the one before: %d bytes, then %d", rows, len(right), len(body))
		}
		return nil
	}
	got, err := k.read(body)
	if err != nil {
		return err
	}
	if want := canned.WantOf(rows); got != want {
		return fmt.Errorf("wrong answer: %+v, want %+v", got, want)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.answers[rows] = bytes.Clone(body)
	return nil
}

// forget makes the next answer be read in full again.
func (k *known) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.answers)
}
