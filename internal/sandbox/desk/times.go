package desk

import (
	"strconv"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// spacedLayout is how texts about tickets write an instant, in the caller's zone.
const spacedLayout = "2006-01-02 15:04:05"

// local writes an instant in the zone that the caller asked for; the Z at its end is
// the format's and says nothing. The zero time is left out.
func (c *call) local(t time.Time) string { return c.localAs(t, rest.InstantLayout) }

// localAs is the same in another layout.
func (c *call) localAs(t time.Time, layout string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(c.Zone).Format(layout)
}

// millis is an instant in milliseconds; zero when there is none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// localTime reads a parameter that is an instant: milliseconds, or a text with a
// space in the caller's zone. The zero time when absent.
func (c *call) localTime(name string) (time.Time, *rest.Refusal) {
	text := c.In.Text(name)
	if text == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n >= 0 {
		return time.UnixMilli(n).UTC(), nil
	}
	at, err := time.ParseInLocation(spacedLayout, text, c.Zone)
	if err != nil {
		return time.Time{}, rest.BadParameter("%s is not a time", name)
	}
	return at, nil
}
