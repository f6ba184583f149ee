package trial

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/bench/internal/role"
)

// run is one measurement from start to end.
type run struct {
	settings Settings
	fleet    *fleet
	progress io.Writer
}

// Run measures and prints its tables to out, and what it is doing to progress.
// It must be called from a goroutine that is locked to its thread.
func Run(ctx context.Context, settings Settings, out, progress io.Writer) (err error) {
	if err := settings.Validate(); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "ocegate-bench-")
	if err != nil {
		return fmt.Errorf("trial: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	r := &run{settings: settings, progress: progress}
	r.say("building the product")
	if r.fleet, err = newFleet(ctx, settings.Root, folder); err != nil {
		return err
	}
	r.fleet.before = settings.Before
	defer func() { err = errors.Join(err, r.fleet.close()) }()
	stub, err := r.fleet.role(ctx, role.Stub, []string{"GOGC=400"}, r.sizes(), settings.Thinking.String())
	if err != nil {
		return err
	}
	fast, slow := "http://"+stub.Addresses[role.DoorFast], "http://"+stub.Addresses[role.DoorSlow]
	if settings.Profile != "" {
		return r.profile(ctx, fast)
	}
	return r.compare(ctx, out, fast, slow)
}

func (r *run) sizes() string {
	texts := make([]string, len(r.settings.Rows))
	for i, rows := range r.settings.Rows {
		texts[i] = strconv.Itoa(rows)
	}
	return strings.Join(texts, ",")
}

func (r *run) compare(ctx context.Context, out io.Writer, fast, slow string) error {
	report := &report{settings: r.settings, before: loadAverage()}
	names := []string{sdk, sdkRelaxed, copyingGRPC, copyingJSON, relayGRPC, relayJSON, ocegateGRPC, ocegateJSON}
	if r.settings.Before != "" {
		names = []string{sdk, beforeGRPC, beforeJSON, ocegateGRPC, ocegateJSON}
	}
	if err := r.race(ctx, report, names, fast); err != nil {
		return err
	}
	if r.settings.wants(partMemory) {
		var err error
		if report.memory, err = r.crowds(ctx, names, slow); err != nil {
			return err
		}
	}
	report.after = loadAverage()
	return report.print(out, names)
}

// race has all variants running at the same time, each busy in its turn.
func (r *run) race(ctx context.Context, report *report, names []string, endpoint string) error {
	before := len(r.fleet.started)
	var variants []*variant
	for _, name := range names {
		v, err := r.fleet.variant(ctx, name, endpoint)
		if err != nil {
			return r.explain(ctx, err)
		}
		variants = append(variants, v)
	}
	var err error
	if r.settings.wants(partCPU) {
		if report.busy, err = r.busy(ctx, variants); err != nil {
			return err
		}
	}
	if r.settings.wants(partLatency) {
		if report.alone, err = r.alone(ctx, variants); err != nil {
			return err
		}
	}
	return r.fleet.stopFrom(before)
}

func (r *run) say(format string, args ...any) {
	_, _ = fmt.Fprintf(r.progress, format+"\n", args...) // progress that nobody reads is no fault
}

// explain adds what the processes said last; an interrupt needs no explanation.
func (r *run) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w%s", err, r.fleet.lastWords())
}
