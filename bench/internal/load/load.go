// Package load makes calls in a closed loop: a fixed number of them, a fixed
// number in flight, every answer checked. It must not know which variant
// answers.
package load

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ocegate/ocegate/bench/internal/control"
)

// Call makes one call for a page of so many rows and fails if the answer is wrong.
type Call func(ctx context.Context, rows int) error

// batchTime bounds a batch, so that a variant that hangs ends the run.
const batchTime = 2 * time.Minute

// Doer makes a batch of calls for each command.
func Doer(call Call) control.Do {
	return func(ctx context.Context, command control.Command) (control.Result, error) {
		if command.Calls <= 0 || command.InFlight <= 0 || command.Rows <= 0 {
			return control.Result{}, errors.New("load: calls, calls in flight and rows are needed")
		}
		ctx, cancel := context.WithTimeout(ctx, batchTime)
		defer cancel()
		return run(ctx, command, call)
	}
}

func run(ctx context.Context, command control.Command, call Call) (control.Result, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	took := make([]int64, command.Calls)
	var next atomic.Int64
	var workers sync.WaitGroup
	begin := time.Now()
	for range command.InFlight {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(took)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				start := time.Now()
				if err := call(ctx, command.Rows); err != nil {
					stop(fmt.Errorf("call %d of %d: %w", i+1, len(took), err))
					return
				}
				took[i] = int64(time.Since(start))
			}
		})
	}
	workers.Wait()
	wall := time.Since(begin)
	if ctx.Err() != nil {
		return control.Result{}, context.Cause(ctx)
	}
	slices.Sort(took)
	return control.Result{
		Calls: command.Calls,
		Wall:  int64(wall),
		P50:   took[len(took)/2],
		P99:   took[len(took)*99/100],
	}, nil
}
