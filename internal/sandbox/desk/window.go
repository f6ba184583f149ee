package desk

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// timeWindow is a span of time that includes its ends; a zero end is open.
type timeWindow struct {
	begin, end time.Time
}

// window reads the two ends of a span, which may not be the wrong way round.
func (c *call) window(begin, end string) (w timeWindow, no *rest.Refusal) {
	if w.begin, no = c.localTime(begin); no != nil {
		return w, no
	}
	if w.end, no = c.localTime(end); no != nil {
		return w, no
	}
	if !w.begin.IsZero() && !w.end.IsZero() && w.end.Before(w.begin) {
		return w, rest.BadParameter("%s is before %s", end, begin)
	}
	return w, nil
}

func (w timeWindow) holds(at time.Time) bool {
	return (w.begin.IsZero() || !at.Before(w.begin)) && (w.end.IsZero() || !at.After(w.end))
}
