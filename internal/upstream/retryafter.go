package upstream

import (
	"net/http"
	"strings"
	"time"
)

// maxRetryAfter bounds what upstream may ask us to wait.
const maxRetryAfter = 24 * time.Hour

// parseRetryAfter reads the header's two forms, seconds and date (RFC 9110,
// section 10.2.3). Anything else, and a date that has passed, is 0.
func parseRetryAfter(value string, now time.Time) time.Duration {
	value = strings.Trim(value, " \t")
	if value == "" {
		return 0
	}
	if seconds, ok := parseSeconds(value); ok {
		return seconds
	}
	at, err := http.ParseTime(value)
	if err != nil || !at.After(now) {
		return 0
	}
	return min(at.Sub(now), maxRetryAfter)
}

func parseSeconds(value string) (time.Duration, bool) {
	total := time.Duration(0)
	for _, c := range []byte(value) {
		if c < '0' || c > '9' {
			return 0, false
		}
		total = min(total*10+time.Duration(c-'0')*time.Second, maxRetryAfter)
	}
	return total, true
}
