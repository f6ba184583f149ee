package translate

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseInstant(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in      string
		seconds int64
		nanos   int32
	}{
		{"1970-01-01T00:00:00Z", 0, 0},
		{"2024-02-29T23:59:59Z", 1709251199, 0},
		{"0001-01-01T00:00:00Z", minInstant, 0},
		{"9999-12-31T23:59:59Z", maxInstant, 0},
		{"2026-10-31T08:00:00+08:00", 1793404800, 0},
		{"2026-10-31T00:00:00.5Z", 1793404800, 500_000_000},
		{"1969-12-31T23:59:59.25Z", -1, 250_000_000},
	} {
		seconds, nanos, ok := parseInstant(c.in)
		if !ok || seconds != c.seconds || nanos != c.nanos {
			t.Errorf("parseInstant(%q) = %d, %d, %t, want %d, %d", c.in, seconds, nanos, ok, c.seconds, c.nanos)
		}
	}
}

func TestParseInstantRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "2026-10-31", "2026-10-31 08:00:00", "2026-10-31T08:00:00", "2026-10-31T08:00:00z", "2023-02-29T00:00:00Z",
		"1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
		"2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "0000-01-01T00:00:00Z", "2026-1-01T00:00:00Z",
		"2026-10-31T08:00:00ZZ", "2026-10-3１T08:00:00Z", "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "1793404800000",
	} {
		if seconds, nanos, ok := parseInstant(text); ok {
			t.Errorf("parseInstant(%q) = %d, %d, want a refusal", text, seconds, nanos)
		}
	}
}

func TestEveryDayOfFourCenturies(t *testing.T) {
	t.Parallel()
	day := time.Date(1799, 1, 1, 13, 37, 59, 0, time.UTC)
	for day.Year() < 2201 {
		text := day.Format(instantLayout)
		if seconds, ok := parsePlainInstant(text); !ok || seconds != day.Unix() {
			t.Fatalf("parsePlainInstant(%q) = %d, %t, want %d", text, seconds, ok, day.Unix())
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestInstantComesBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Int64Range(minInstant, maxInstant).Draw(t, "seconds")
		text, ok := formatInstant(want)
		if !ok {
			t.Fatalf("%d has no text", want)
		}
		if got, nanos, ok := parseInstant(text); !ok || got != want || nanos != 0 {
			t.Fatalf("%d became %q and then %d, %d, %t", want, text, got, nanos, ok)
		}
	})
	for _, outside := range []int64{minInstant - 1, maxInstant + 1} {
		if text, ok := formatInstant(outside); ok {
			t.Errorf("%d was written as %q", outside, text)
		}
	}
}

// FuzzInstant holds the fast reader against package time.
func FuzzInstant(f *testing.F) {
	for _, seed := range []string{
		"2026-10-31T08:00:00Z", "2026-02-30T08:00:00Z", "2026-10-31T08:00:00.123456789+08:00", "0000-01-01T00:00:00Z",
		"2026-10-31 08:00:00", "2026-10-31T16:00:00+0800", "2026-10-31T8:00:00Z", "2026-10-31T08:00:00,5Z", "9999-12-31T23:59:59.999999999Z", "::::-::-::T::",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, err := time.Parse(time.RFC3339Nano, text)
		inRange := err == nil && want.Unix() >= minInstant && want.Unix() <= maxInstant
		seconds, nanos, ok := parseInstant(text)
		if ok != inRange {
			t.Fatalf("parseInstant(%q) says %t, package time %v, %v", text, ok, want, err)
		}
		if ok && (seconds != want.Unix() || int(nanos) != want.Nanosecond()) {
			t.Fatalf("parseInstant(%q) = %d, %d, want %d, %d", text, seconds, nanos, want.Unix(), want.Nanosecond())
		}
	})
}
