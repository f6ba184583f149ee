package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// cleanup undoes one step of the start.
type cleanup struct {
	name string
	run  func(context.Context) error
}

// stack holds the cleanups of what has started; the last one runs first.
type stack []cleanup

func (s *stack) push(name string, run func(context.Context) error) {
	*s = append(*s, cleanup{name, run})
}

// close runs every cleanup, whatever the others say, and reports all faults.
// The context's end is the deadline for all of them together.
func (s *stack) close(ctx context.Context) error {
	var faults []error
	for _, c := range slices.Backward(*s) {
		if err := c.run(ctx); err != nil {
			faults = append(faults, fmt.Errorf("closing %s: %w", c.name, err))
		}
	}
	*s = nil
	return errors.Join(faults...)
}
