package trial

import (
	"context"
	"errors"
	"time"

	"github.com/ocegate/ocegate/bench/internal/control"
)

const (
	// waves is how often each call in flight is followed by the next while memory
	// is measured: the collector and the connections need some to settle.
	waves = 8
	// looks is how often memory is read while the upstream thinks once.
	looks = 20
)

// memory is the resident memory of a process, in bytes.
type memory struct {
	few   float64 // with few calls in flight, settled
	held  float64 // with a crowd in flight, each waiting for its first answer
	crowd float64 // with a crowd in flight, settled: garbage of the waves before included
}

// crowds measures the memory of fresh processes while the upstream thinks, once
// with few calls in flight and once with many.
func (r *run) crowds(ctx context.Context, names []string, endpoint string) (map[string]memory, error) {
	all := map[string]memory{}
	for _, name := range names {
		r.say("%s, %s", partMemory, name)
		before := len(r.fleet.started)
		v, err := r.fleet.variant(ctx, name, endpoint)
		if err != nil {
			return nil, r.explain(ctx, err)
		}
		few, err := r.resident(v, r.settings.InFlight)
		if err != nil {
			return nil, r.explain(ctx, err)
		}
		crowd, err := r.resident(v, r.settings.Crowd)
		if err != nil {
			return nil, r.explain(ctx, err)
		}
		all[name] = memory{few: settled(few), held: median(crowd[looks/2 : looks]), crowd: settled(crowd)}
		if err := r.fleet.stopFrom(before); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func settled(seen []float64) float64 { return median(seen[len(seen)/2:]) }

// errTooFast would mean that the upstream did not think.
var errTooFast = errors.New("trial: the calls were over before memory could be read")

// resident reads the memory of the target until all waves are over.
func (r *run) resident(v *variant, inFlight int) ([]float64, error) {
	command := control.Command{Calls: waves * inFlight, InFlight: inFlight, Rows: r.memoryRows()}
	done := make(chan error, 1)
	go func() {
		_, err := v.client.Do(command)
		done <- err
	}()
	tick := time.NewTicker(r.settings.Thinking / looks)
	defer tick.Stop()
	var seen []float64
	for {
		select {
		case err := <-done:
			if err == nil && len(seen) < looks {
				err = errTooFast
			}
			return seen, err
		case <-tick.C:
			bytes, err := v.target.RSS()
			if err != nil {
				return nil, err
			}
			seen = append(seen, float64(bytes))
		}
	}
}

// memoryRows is the size that lies in the middle.
func (r *run) memoryRows() int { return r.settings.Rows[len(r.settings.Rows)/2] }
