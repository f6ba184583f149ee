package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// inWindow tells whether an instant lies between two ends; a zero end is open, and what has no instant matches only the fully open window.
func inWindow(at, begin, end time.Time) bool {
	if begin.IsZero() && end.IsZero() {
		return true
	}
	if at.IsZero() || at.Before(begin) {
		return false
	}
	return end.IsZero() || !at.After(end)
}

// within tells whether an instant lies in the window of two parameters.
func (c *call) within(at time.Time, begin, end string) bool {
	return inWindow(at, c.in.instant(begin), c.in.instant(end))
}

// fits tells whether a parameter is left out or equals the text.
func (c *call) fits(param, text string) bool {
	return !c.in.has(param) || c.in.text(param) == text
}

// fitsNumber is the same for a number.
func (c *call) fitsNumber(param string, n int) bool { return c.fits(param, strconv.Itoa(n)) }

// fitsList tells whether a list is left out or holds the text; an empty list holds nothing.
func (c *call) fitsList(param, text string) bool {
	return !c.in.has(param) || slices.Contains(c.in.texts(param), text)
}

// named tells whether a parameter is left out or names the text; a fuzzy search finds it in any place.
func (c *call) named(param, name string, fuzzy bool) bool {
	if !c.in.has(param) {
		return true
	}
	if fuzzy {
		return strings.Contains(name, c.in.text(param))
	}
	return name == c.in.text(param)
}
