package trial

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/bench/internal/control"
)

// waves is how often each call in flight is followed by the next while memory
// is measured: the collector and the connections need some to settle.
const waves = 8

// memory is the resident memory of a process per call in flight.
type memory struct {
	few, crowd float64 // bytes at both numbers of calls in flight
	perCall    float64
}

// crowds measures the memory of fresh processes while the upstream thinks, once
// with few calls in flight and once with many.
func (r *run) crowds(ctx context.Context, names []string, endpoint string) (map[string]memory, error) {
	all := map[string]memory{}
	for _, name := range names {
		r.say("memory, %s", name)
		before := len(r.fleet.started)
		v, err := r.fleet.variant(ctx, name, endpoint)
		if err != nil {
			return nil, err
		}
		var m memory
		if m.few, err = r.resident(v, r.settings.InFlight); err != nil {
			return nil, r.explain(ctx, err)
		}
		if m.crowd, err = r.resident(v, r.settings.Crowd); err != nil {
			return nil, r.explain(ctx, err)
		}
		m.perCall = (m.crowd - m.few) / float64(r.settings.Crowd-r.settings.InFlight)
		all[name] = m
		if err := r.fleet.stopFrom(before); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// resident is the median over the second half of the waves.
func (r *run) resident(v *variant, inFlight int) (float64, error) {
	command := control.Command{Calls: waves * inFlight, InFlight: inFlight, Rows: r.memoryRows()}
	done := make(chan error, 1)
	go func() {
		_, err := v.client.Do(command)
		done <- err
	}()
	tick := time.NewTicker(r.settings.Thinking / 20)
	defer tick.Stop()
	var seen []float64
	for {
		select {
		case err := <-done:
			return median(seen[len(seen)/2:]), err
		case <-tick.C:
			bytes, err := v.target.RSS()
			if err != nil {
				return 0, err
			}
			seen = append(seen, float64(bytes))
		}
	}
}

// memoryRows is the size that lies in the middle.
func (r *run) memoryRows() int { return r.settings.Rows[len(r.settings.Rows)/2] }
