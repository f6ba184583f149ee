package translate

import (
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
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

// zone is the one that a call's times without an offset are in, as seconds ahead
// of UTC.
type zone int64

const (
	// chinaTime is GMT+8, the tickets' zone where a call cannot ask for another.
	chinaTime zone = 8 * 3600
	// coordinated is UTC, the zone of everything but tickets.
	coordinated zone = 0
)

// parse reads yyyy-MM-dd'T'HH:mm:ss or with a space, with or without a fraction,
// and Z, +08:00, +0800 or nothing behind it. A Z is part of the upstream's form
// and says no more than nothing does.
func (z zone) parse(text string) (seconds int64, nanos int32, ok bool) {
	const day, second = len("2006-01-02"), len("2006-01-02T15:04:05")
	if len(text) < second || text[day] != 'T' && text[day] != ' ' {
		return 0, 0, false
	}
	seconds, ok = parsePlainInstant(text[:day] + "T" + text[day+1:second] + "Z")
	nanos, rest, fine := parseFraction(text[second:])
	ahead, zoned := z.offset(rest)
	seconds -= ahead
	return seconds, nanos, ok && fine && zoned && seconds >= minInstant && seconds <= maxInstant
}

// parseFraction reads a point and places, if there are any; what is finer than
// nanoseconds is dropped.
func parseFraction(text string) (nanos int32, rest string, ok bool) {
	if !strings.HasPrefix(text, ".") {
		return 0, text, true
	}
	places := digitsAt(text, 1)
	nine := (text[1:1+places] + "00000000")[:min(9, places+8)]
	value, err := strconv.ParseInt(nine, 10, 32)
	return int32(value), text[1+places:], places > 0 && err == nil
}

// offset is how many seconds a written offset is ahead of UTC.
func (z zone) offset(text string) (ahead int64, ok bool) {
	if text == "" || text == "Z" {
		return int64(z), true
	}
	if len(text) == len("+08:00") && text[3] == ':' {
		text = text[:3] + text[4:]
	}
	if len(text) != len("+0800") || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	hour, a := twoDigits(text, 1)
	minute, b := twoDigits(text, 3)
	ahead = int64(hour*3600 + minute*60)
	if text[0] == '-' {
		ahead = -ahead
	}
	return ahead, a && b && hour <= 23 && minute <= 59
}

// parseMillis reads milliseconds since 1970. Zero is an instant like any other:
// nothing says that the upstream means none by it.
func parseMillis(text string) (seconds int64, nanos int32, ok bool) {
	millis, ok := integer(text, 64)
	if !ok || millis < minInstant*1000 || millis > maxInstant*1000+999 {
		return 0, 0, false
	}
	when := time.UnixMilli(millis)
	return when.Unix(), int32(when.Nanosecond()), true
}

// format writes yyyy-MM-dd HH:mm:ss; fractions of a second are dropped.
func (z zone) format(seconds int64) (string, bool) {
	text, ok := formatInstant(seconds + int64(z))
	if !ok {
		return "", false
	}
	return text[:len("2006-01-02")] + " " + text[len("2006-01-02T"):len(text)-1], true
}

// formatMillis writes milliseconds since 1970; what is finer is dropped.
func formatMillis(when *timestamppb.Timestamp) string {
	return strconv.FormatInt(when.AsTime().UnixMilli(), 10)
}
