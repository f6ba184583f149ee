package gateway

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// headerTimeout is how long a caller of this door waits, in the words of gRPC: at
// most eight digits and a unit, such as 2S or 1500m.
const headerTimeout = "Grpc-Timeout"

const mostTimeoutDigits = 8

// withDeadline ends the request's context when its caller stops waiting, so that the
// call, and what it sends to the upstream, ends as one over gRPC does. Without
// the header the server's own limits hold.
func withDeadline(r *http.Request) (*http.Request, context.CancelFunc, error) {
	values := r.Header[headerTimeout]
	if len(values) == 0 {
		return r, func() {}, nil
	}
	wait, ok := parseTimeout(values[0])
	if !ok || len(values) > 1 {
		problem := strict.Problem{Field: headerTimeout, Known: headerTimeout, Reason: "must be one time: at most 8 digits and H, M, S, m, u or n"}
		return r, func() {}, invalid([]strict.Problem{problem})
	}
	ctx, cancel := context.WithTimeout(r.Context(), wait)
	return r.WithContext(ctx), cancel, nil
}

func parseTimeout(text string) (time.Duration, bool) {
	digits := len(text) - 1
	if digits < 1 || digits > mostTimeoutDigits {
		return 0, false
	}
	unit, known := map[byte]time.Duration{
		'H': time.Hour, 'M': time.Minute, 'S': time.Second,
		'm': time.Millisecond, 'u': time.Microsecond, 'n': time.Nanosecond,
	}[text[digits]]
	count, err := strconv.ParseUint(text[:digits], 10, 32)
	if !known || err != nil {
		return 0, false
	}
	// The longest, 99999999H, is more than a Duration holds; nobody waits a year.
	return time.Duration(min(count, uint64(maxWait/unit))) * unit, true
}

const maxWait = 365 * 24 * time.Hour
