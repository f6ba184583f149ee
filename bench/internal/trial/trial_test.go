package trial

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/bench/internal/control"
)

func TestMedian(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{9, 1, 5}, 5}, {[]float64{4, 1, 3, 2}, 2.5}} {
		before := slices.Clone(c.values)
		if got := median(c.values); got != c.want || !slices.Equal(before, c.values) {
			t.Errorf("median of %v: %v", before, got)
		}
	}
}

func TestParseRows(t *testing.T) {
	t.Parallel()
	if got, err := ParseRows("1, 10,100"); err != nil || !slices.Equal(got, []int{1, 10, 100}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "0", "101", "10,1", "5,5", "x"} {
		if _, err := ParseRows(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	if err := Standard().Validate(); err != nil {
		t.Error(err)
	}
	if err := Standard().Quick().Validate(); err != nil {
		t.Error(err)
	}
	if err := (Settings{Rounds: 0, Duration: time.Hour}).Validate(); err == nil || !strings.Contains(err.Error(), "rounds") || !strings.Contains(err.Error(), "duration") {
		t.Errorf("both faults are to be reported: %v", err)
	}
}

// taken are samples of one round for each CPU time, in microseconds.
func taken(cpu ...float64) []sample {
	var all []sample
	for _, c := range cpu {
		all = append(all, sample{Result: control.Result{Calls: 1000, Wall: 1e9, P50: int64(c * 1e4)}, cpu: c * 1000})
	}
	return all
}

func TestReport(t *testing.T) {
	t.Parallel()
	measured := series{
		{sdk, 1}: taken(100, 200, 100), {sdk, 100}: taken(1000, 1000, 1000),
		{ocegateGRPC, 1}: taken(60, 80, 80), {ocegateGRPC, 100}: taken(300, 500, 600),
	}
	r := &report{
		settings: Settings{Rows: []int{1, 100}, Rounds: 3, InFlight: 16, Crowd: 512},
		busy:     measured, alone: measured,
		memory: map[string]memory{ocegateGRPC: {few: 1e6, held: 21.5e6, crowd: 50.6e6}},
	}
	var out bytes.Buffer
	if err := r.print(&out, []string{sdk, ocegateGRPC}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| D: official SDK, called directly | 100 | 1000 |",
		// The rounds are paired: 60/100, 80/200, 80/100.
		"| O-gRPC: ocegate, gRPC | 0.60 (0.40-0.80), reached 0.75 | 0.50 (0.30-0.60), **missed 0.40** |",
		"| O-gRPC: ocegate, gRPC | 1 MB | 22 MB, 41 KB, reached 42 | 51 MB, 100 KB |",
		"| O-gRPC: ocegate, gRPC | 1000 | 1000 |",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is missing in\n%s", want, out.String())
		}
	}
}

// TestTargetsAreOfVariants guards against a target that nothing is held to.
func TestTargetsAreOfVariants(t *testing.T) {
	t.Parallel()
	for p := range shareTargets() {
		if titles()[p.name] == "" || !slices.Contains(Standard().Rows, p.rows) {
			t.Errorf("%+v", p)
		}
	}
	for _, targets := range []map[string]float64{byteTargets(), addedTargets(), memoryTargets()} {
		for name := range targets {
			if titles()[name] == "" {
				t.Error(name)
			}
		}
	}
}
