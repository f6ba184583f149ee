package sandbox

import "time"

// The types of periods.
const (
	periodDay    = 0
	periodMonth  = 2
	periodYear   = 3
	periodHour   = 4
	periodOneOff = 5
)

// addPeriod adds a number of months or years; a month that is too short ends the period on its last day.
func addPeriod(t time.Time, kind, num int) time.Time {
	months := num
	if kind == periodYear {
		months *= 12
	}
	at := t.AddDate(0, months, 0)
	if at.Day() != t.Day() { // the month is too short
		at = at.AddDate(0, 0, -at.Day())
	}
	return at
}

// monthsOf is how many months a number of months or years is.
func monthsOf(kind, num int) int {
	if kind == periodYear {
		return num * 12
	}
	return num
}

// daysOfMonth is by how many days a month is divided where days are paid.
const daysOfMonth = 30

// commercialRatio is what the demo customer's contract leaves of a price.
const commercialRatio ratio = 8500
