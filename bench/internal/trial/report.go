package trial

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/ocegate/ocegate/bench/internal/canned"
)

// report is everything that was measured.
type report struct {
	settings      Settings
	busy, alone   series
	memory        map[string]memory
	before, after string
	out           bytes.Buffer
}

// print writes the tables in Markdown.
func (r *report) print(out io.Writer, names []string) error {
	s := r.settings
	r.line("%s; load average %s before, %s after.", machine(), r.before, r.after)
	r.line("%d rounds; batches of about %s, %d calls in flight; medians, in brackets the smallest and largest round.", s.Rounds, s.Duration, s.InFlight)
	if r.busy != nil {
		r.cost(names)
		r.perByte(names)
		r.pace(names)
	}
	if r.alone != nil {
		r.latency(names)
	}
	if r.memory != nil {
		r.footprint(names)
	}
	_, err := out.Write(r.out.Bytes())
	return err
}

func (r *report) line(format string, args ...any) { fmt.Fprintf(&r.out, format+"\n", args...) }

// table begins a table with one column for each size.
func (r *report) table(title, unit string) {
	r.line("\n### %s\n", title)
	fmt.Fprintf(&r.out, "| %s |", unit)
	for _, rows := range r.settings.Rows {
		fmt.Fprintf(&r.out, " %s, %.1f KB |", counted(rows, "row"), float64(len(canned.Body(rows)))/1000)
	}
	r.line("\n|---|%s", string(bytes.Repeat([]byte("---:|"), len(r.settings.Rows))))
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (r *report) row(title string, cell func(rows int) string) {
	fmt.Fprintf(&r.out, "| %s |", title)
	for _, rows := range r.settings.Rows {
		fmt.Fprintf(&r.out, " %s |", cell(rows))
	}
	r.line("")
}

func cpuOf(s sample) float64 { return s.cpu }

// cost is the main table.
func (r *report) cost(names []string) {
	r.table("CPU per call", "µs, user and system, whole process")
	for _, name := range names {
		r.row(titles()[name], func(rows int) string {
			return fmt.Sprintf("%.0f", median(r.busy.of(place{name, rows}, cpuOf))/1000)
		})
	}
	r.table("CPU per call as a share of D", "ratio")
	for _, name := range names {
		r.row(titles()[name], func(rows int) string {
			p := place{name, rows}
			ratio := spreadOf(r.busy.against(p, sdk, func(of, base sample) float64 { return of.cpu / base.cpu }))
			return fmt.Sprintf("%.2f (%.2f-%.2f)%s", ratio.median, ratio.least, ratio.most, judged(ratio.median, shareTargets()[p], "%.2f"))
		})
	}
}

// perByte divides by the upstream's body.
func (r *report) perByte(names []string) {
	least, most := slices.Min(r.settings.Rows), slices.Max(r.settings.Rows)
	small, large := float64(len(canned.Body(least))), float64(len(canned.Body(most)))
	r.line("\n### CPU per byte of the upstream's body\n")
	r.line("| ns per byte | %s, all of the call | slope from %s |\n|---|---:|---:|", counted(most, "row"), counted(least, "row"))
	for _, name := range names {
		whole := median(r.busy.of(place{name, most}, cpuOf))
		base := median(r.busy.of(place{name, least}, cpuOf))
		slope := "-"
		if most > least {
			slope = fmt.Sprintf("%.2f", (whole-base)/(large-small))
		}
		r.line("| %s | %.2f%s | %s |", titles()[name], whole/large, judged(whole/large, byteTargets()[name], "%.1f"), slope)
	}
}

// pace says how fast the whole machine went.
func (r *report) pace(names []string) {
	r.table("Calls per second", "the machine also runs the load and the upstream")
	for _, name := range names {
		r.row(titles()[name], func(rows int) string {
			return fmt.Sprintf("%.0f", median(r.busy.of(place{name, rows}, func(s sample) float64 { return float64(s.Calls) * 1e9 / float64(s.Wall) })))
		})
	}
}

// latency is the time of a call that is alone, and what it adds to D's.
func (r *report) latency(names []string) {
	r.table("p50 of a call that is alone, and what it adds to D's", "ms")
	for _, name := range names {
		r.row(titles()[name], func(rows int) string {
			p := place{name, rows}
			p50 := median(r.alone.of(p, func(s sample) float64 { return float64(s.P50) / 1e6 }))
			added := spreadOf(r.alone.against(p, sdk, func(of, base sample) float64 { return float64(of.P50-base.P50) / 1e6 }))
			return fmt.Sprintf("%.3f, %+.3f (%+.3f to %+.3f)%s", p50, added.median, added.least, added.most, judged(added.median, addedTargets()[name], "%.1f"))
		})
	}
}

// footprint is the memory of calls in flight.
func (r *report) footprint(names []string) {
	s := r.settings
	more := float64(s.Crowd - s.InFlight)
	r.line("\n### Resident memory, and what each further call in flight adds\n")
	r.line("| MB, and KB per call | %d in flight | %d waiting for their first answer | %d after %d answers each |\n|---|---:|---:|---:|", s.InFlight, s.Crowd, s.Crowd, waves)
	for _, name := range names {
		m := r.memory[name]
		held, crowd := (m.held-m.few)/more/1000, (m.crowd-m.few)/more/1000
		r.line("| %s | %.0f MB | %.0f MB, %.0f KB%s | %.0f MB, %.0f KB |", titles()[name],
			m.few/1e6, m.held/1e6, held, judged(held, memoryTargets()[name], "%.0f"), m.crowd/1e6, crowd)
	}
}
