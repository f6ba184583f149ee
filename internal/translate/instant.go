package translate

import (
	"strconv"
	"strings"
	"time"
)

const (
	instantLayout = "2006-01-02T15:04:05Z"
	// Bounds of google.protobuf.Timestamp in seconds.
	minInstant = -62135596800
	maxInstant = 253402300799
)

// parseInstant reads yyyy-MM-dd'T'HH:mm:ss'Z' into Unix seconds and nanoseconds.
// Other forms of RFC 3339 are read too, because an offset or a fraction leaves
// no doubt about the instant.
func parseInstant(text string) (seconds int64, nanos int32, ok bool) {
	if seconds, ok := parsePlainInstant(text); ok {
		return seconds, 0, true
	}
	when, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || when.Unix() < minInstant || when.Unix() > maxInstant {
		return 0, 0, false
	}
	return when.Unix(), int32(when.Nanosecond()), true
}

// parsePlainInstant is the upstream's own form without the general parser.
func parsePlainInstant(text string) (int64, bool) {
	if len(text) != len(instantLayout) || text[4] != '-' || text[7] != '-' || text[10] != 'T' ||
		text[13] != ':' || text[16] != ':' || text[19] != 'Z' {
		return 0, false
	}
	year, a := twoDigits(text, 0)
	yearLow, b := twoDigits(text, 2)
	month, c := twoDigits(text, 5)
	day, d := twoDigits(text, 8)
	hour, e := twoDigits(text, 11)
	minute, f := twoDigits(text, 14)
	second, g := twoDigits(text, 17)
	year = year*100 + yearLow
	if !(a && b && c && d && e && f && g) || year == 0 || month < 1 || month > 12 || day < 1 ||
		day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	return (daysSinceEpoch(year, month, day)*24+int64(hour))*3600 + int64(minute*60+second), true
}

func twoDigits(text string, at int) (int, bool) {
	tens, ones := text[at]-'0', text[at+1]-'0'
	return int(tens)*10 + int(ones), tens <= 9 && ones <= 9
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

// daysSinceEpoch counts days from 1970-01-01 in the proleptic Gregorian
// calendar, with the year starting in March so that leap days come last.
func daysSinceEpoch(year, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := year / 400
	yearOfEra := year - era*400
	dayOfYear := (153*(month-3)+2)/5 + day - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return int64(era)*146097 + int64(dayOfEra) - 719468
}

// formatInstant writes the upstream's form; fractions of a second are dropped.
func formatInstant(seconds int64) (string, bool) {
	if seconds < minInstant || seconds > maxInstant {
		return "", false
	}
	return time.Unix(seconds, 0).UTC().Format(instantLayout), true
}

// parseZoned reads an instant of a service that writes in the zone of the
// X-Time-Zone header, which is UTC in all of our calls.
func parseZoned(text string) (seconds int64, nanos int32, ok bool) {
	if seconds, nanos, ok := parseInstant(text); ok {
		return seconds, nanos, true
	}
	for _, layout := range []string{time.DateTime, "2006-01-02T15:04:05", "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05Z07:00"} {
		if when, err := time.Parse(layout, text); err == nil && when.Unix() >= minInstant && when.Unix() <= maxInstant {
			return when.Unix(), int32(when.Nanosecond()), true
		}
	}
	return 0, 0, false
}

const millisPerSecond = 1000

// parseMillis reads milliseconds since 1970.
func parseMillis(text string) (seconds int64, nanos int32, ok bool) {
	millis, ok := integer(text, 64)
	if !ok {
		return 0, 0, false
	}
	seconds = millis / millisPerSecond
	rest := millis % millisPerSecond
	if rest < 0 {
		seconds, rest = seconds-1, rest+millisPerSecond
	}
	return seconds, int32(rest) * 1_000_000, seconds >= minInstant && seconds <= maxInstant
}

// formatMillis writes milliseconds since 1970; smaller parts are dropped.
func formatMillis(seconds int64, nanos int32) (string, bool) {
	if seconds < minInstant || seconds > maxInstant || nanos < 0 || nanos > 999_999_999 {
		return "", false
	}
	return strconv.FormatInt(seconds*millisPerSecond+int64(nanos)/1_000_000, 10), true
}

// parseClock reads hh:mm:ss, with as many hours as there are.
func parseClock(text string) (seconds int64, ok bool) {
	hours, rest, found := strings.Cut(text, ":")
	if !found || len(rest) != len("mm:ss") || rest[2] != ':' || hours == "" || len(hours) > 9 || leadingDigits(hours) != len(hours) {
		return 0, false
	}
	whole, err := strconv.ParseInt(hours, 10, 64)
	minutes, a := twoDigits(rest, 0)
	rests, b := twoDigits(rest, 3)
	return whole*3600 + int64(minutes*60+rests), err == nil && a && b && minutes < 60 && rests < 60
}

// formatClock writes hh:mm:ss.
func formatClock(seconds int64) (string, bool) {
	if seconds < 0 {
		return "", false
	}
	out := strconv.AppendInt(nil, seconds/3600, 10)
	if len(out) == 1 {
		out = append([]byte{'0'}, out...)
	}
	out = appendTwo(append(out, ':'), int(seconds/60%60))
	return string(appendTwo(append(out, ':'), int(seconds%60))), true
}
