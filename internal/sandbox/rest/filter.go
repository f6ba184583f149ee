package rest

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// InWindow tells whether an instant lies between two ends; a zero end is open, and what has no instant matches only the fully open window.
func InWindow(at, begin, end time.Time) bool {
	if begin.IsZero() && end.IsZero() {
		return true
	}
	if at.IsZero() || at.Before(begin) {
		return false
	}
	return end.IsZero() || !at.After(end)
}

// Within tells whether an instant lies in the window of two parameters.
func (c *Call) Within(at time.Time, begin, end string) bool {
	return InWindow(at, c.In.Instant(begin), c.In.Instant(end))
}

// Fits tells whether a parameter is left out or equals the text.
func (c *Call) Fits(param, text string) bool {
	return !c.In.Has(param) || c.In.Text(param) == text
}

// FitsFold is the same where the case does not matter.
func (c *Call) FitsFold(param, text string) bool {
	return !c.In.Has(param) || strings.EqualFold(c.In.Text(param), text)
}

// FitsNumber is the same for a number, whose parameter may be a number or its digits.
func (c *Call) FitsNumber(param string, n int) bool {
	got, given := c.In[param]
	return !given || got.whole && got.num == int64(n) || !got.whole && got.Text == strconv.Itoa(n)
}

// FitsList tells whether a list is left out or holds the text; an empty list holds nothing.
func (c *Call) FitsList(param, text string) bool {
	return !c.In.Has(param) || slices.Contains(c.In.Texts(param), text)
}

// Named tells whether a parameter is left out or names the text; a fuzzy search finds it in any place.
func (c *Call) Named(param, name string, fuzzy bool) bool {
	if !c.In.Has(param) {
		return true
	}
	if fuzzy {
		return strings.Contains(name, c.In.Text(param))
	}
	return name == c.In.Text(param)
}

// Keep are the rows that pass a filter, in their order.
func Keep[T any](rows []T, passes func(T) bool) []T {
	var out []T
	for _, row := range rows {
		if passes(row) {
			out = append(out, row)
		}
	}
	return out
}
