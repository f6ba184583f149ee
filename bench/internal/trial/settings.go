package trial

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Settings say how much is measured.
type Settings struct {
	Root     string // the repository
	Rows     []int  // sizes of the pages
	Rounds   int
	Duration time.Duration // of one batch
	InFlight int
	Crowd    int           // calls in flight for the memory of each
	Thinking time.Duration // of the upstream while memory is measured
	Solo     int           // calls of a batch with one in flight
	Only     string        // one of Parts; "" for all of them
	Profile  string        // folder for profiles of ocegate; "" for none
	Before   string        // another build of ocegate to compare with, instead of the peers; "" for none
}

// Standard are the settings of the figures in README.md.
func Standard() Settings {
	return Settings{
		Root: "..", Rows: []int{1, 10, 100}, Rounds: 9, Duration: time.Second,
		InFlight: 16, Crowd: 512, Thinking: 500 * time.Millisecond, Solo: 400,
	}
}

// Quick shows only that everything still runs.
func (s Settings) Quick() Settings {
	s.Rounds, s.Duration, s.Crowd, s.Thinking, s.Solo = 1, 150*time.Millisecond, 64, 100*time.Millisecond, 50
	return s
}

// ParseRows reads sizes such as "1,10,100".
func ParseRows(text string) ([]int, error) {
	var rows []int
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 || n > 100 || (len(rows) > 0 && n <= rows[len(rows)-1]) {
			return nil, fmt.Errorf("rows: %q is not a rising list of numbers from 1 to 100", text)
		}
		rows = append(rows, n)
	}
	return rows, nil
}

// What can be measured.
const (
	partCPU     = "cpu"
	partLatency = "latency"
	partMemory  = "memory"
)

// Parts are the values of Settings.Only.
func Parts() []string { return []string{partCPU, partLatency, partMemory} }

func (s Settings) wants(part string) bool { return s.Only == "" || s.Only == part }

// Validate reports every fault at once.
func (s Settings) Validate() error {
	var faults []error
	if s.Rounds < 1 || s.Rounds > 1000 {
		faults = append(faults, errors.New("rounds: not between 1 and 1000"))
	}
	if s.Only != "" && !slices.Contains(Parts(), s.Only) {
		faults = append(faults, fmt.Errorf("only: %q is none of %v", s.Only, Parts()))
	}
	if s.Duration < 10*time.Millisecond || s.Duration > time.Minute {
		faults = append(faults, errors.New("duration: not between 10ms and 1m"))
	}
	return errors.Join(faults...)
}
