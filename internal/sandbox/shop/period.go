package shop

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// The types of periods.
const (
	periodDay    = 0
	PeriodMonth  = 2
	PeriodYear   = 3
	PeriodHour   = 4
	PeriodOneOff = 5
)

// AddPeriod adds a number of months or years; a month that is too short ends the period on its last day.
func AddPeriod(t time.Time, kind, num int) time.Time {
	months := num
	if kind == PeriodYear {
		months *= 12
	}
	at := t.AddDate(0, months, 0)
	if at.Day() != t.Day() { // the month is too short
		at = at.AddDate(0, 0, -at.Day())
	}
	return at
}

// MonthsOf is how many months a number of months or years is.
func MonthsOf(kind, num int) int {
	if kind == PeriodYear {
		return num * 12
	}
	return num
}

// DaysOfMonth is by how many days a month is divided where days are paid.
const DaysOfMonth = 30

// CommercialRatio is what the demo customer's contract leaves of a price.
const CommercialRatio rest.Ratio = 8500
