package translate

import (
	"encoding/base64"

	"google.golang.org/protobuf/types/known/durationpb"
)

// timed turns the rarer scalars into their fields: instants in all forms, spans,
// ids and bytes.
func (d *decoder) timed(mem *member, m memory, text string) *Error {
	switch mem.reading {
	case readInstant, readZoned, readMillis:
		seconds, nanos, reason := instantOf(mem.reading, text)
		if reason != "" {
			return answerError(reason)
		}
		instant := d.instant()
		instant.Seconds, instant.Nanos = seconds, nanos
		*mem.place.instant(m) = instant
	case readClock:
		seconds, ok := parseClock(text)
		if !ok {
			return answerError("not a span (hh:mm:ss)")
		}
		*mem.place.span(m) = &durationpb.Duration{Seconds: seconds}
	case readIDNumber:
		if !isID(text) {
			return answerError("not a whole number")
		}
		*mem.place.text(m) = text
	case readBytes:
		content, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return answerError("not base64")
		}
		*mem.place.bytes(m) = content
	default:
		return answerError("has no reading") // Compile lets none through
	}
	return nil
}

// instantOf reads an instant in the form that the plan names.
func instantOf(how reading, text string) (seconds int64, nanos int32, reason string) {
	var ok bool
	switch how {
	case readZoned:
		seconds, nanos, ok = parseZoned(text)
		reason = "not an instant (yyyy-MM-dd'T'HH:mm:ss'Z' or yyyy-MM-dd HH:mm:ss)"
	case readMillis:
		seconds, nanos, ok = parseMillis(text)
		reason = "not an instant in milliseconds since 1970"
	default:
		seconds, nanos, ok = parseInstant(text)
		reason = "not an instant (yyyy-MM-dd'T'HH:mm:ss'Z')"
	}
	if ok {
		reason = ""
	}
	return seconds, nanos, reason
}

// isID recognizes the text of a whole number, with which ids are compared by
// their digits.
func isID(text string) bool {
	digits := text
	if digits != "" && digits[0] == '-' {
		digits = digits[1:]
	}
	return digits != "" && len(digits) <= 20 && leadingDigits(digits) == len(digits)
}
