package trial

import (
	"context"
	"fmt"
	"time"

	"github.com/ocegate/ocegate/bench/internal/control"
)

// fewestCalls and mostCalls bound a batch.
const (
	fewestCalls = 100
	mostCalls   = 100_000
)

// busy measures what a call costs with several in flight: in each round every
// variant has its turn at every size, and who begins rotates.
func (r *run) busy(ctx context.Context, variants []*variant) (series, error) {
	calls, err := r.calibrate(variants)
	if err != nil {
		return nil, err
	}
	return r.rounds(ctx, partCPU, variants, func(p place) control.Command {
		return control.Command{Calls: calls[p], InFlight: r.settings.InFlight, Rows: p.rows}
	})
}

// alone measures how long one call takes while there is no other.
func (r *run) alone(ctx context.Context, variants []*variant) (series, error) {
	return r.rounds(ctx, partLatency, variants, func(p place) control.Command {
		return control.Command{Calls: r.settings.Solo, InFlight: 1, Rows: p.rows}
	})
}

func (r *run) rounds(ctx context.Context, title string, variants []*variant, command func(place) control.Command) (series, error) {
	all := series{}
	for round := range r.settings.Rounds {
		r.say("%s, round %d of %d", title, round+1, r.settings.Rounds)
		for _, rows := range r.settings.Rows {
			for i := range variants {
				v := variants[(i+round)%len(variants)]
				p := place{v.name, rows}
				got, err := v.batch(command(p))
				if err != nil {
					return nil, r.explain(ctx, err)
				}
				all[p] = append(all[p], got)
			}
		}
		if err := r.fleet.log.Truncate(0); err != nil {
			return nil, fmt.Errorf("trial: %w", err)
		}
	}
	return all, nil
}

// calibrate warms every variant up and finds how many calls take as long as a
// batch should. From then on the number is fixed.
func (r *run) calibrate(variants []*variant) (map[place]int, error) {
	calls := map[place]int{}
	for _, v := range variants {
		for _, rows := range r.settings.Rows {
			command := control.Command{Calls: fewestCalls, InFlight: r.settings.InFlight, Rows: rows}
			var got sample
			for spent := time.Duration(0); spent < r.settings.Duration/2; spent += time.Duration(got.Wall) {
				var err error
				if got, err = v.batch(command); err != nil {
					return nil, err
				}
				fitting := int64(command.Calls) * int64(r.settings.Duration) / max(got.Wall, 1)
				command.Calls = int(min(max(fitting, fewestCalls), mostCalls))
			}
			calls[place{v.name, rows}] = command.Calls
		}
	}
	return calls, nil
}
