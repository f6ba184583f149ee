package rest

import (
	"net/http"
	"sync"
	"time"
)

// throttle counts calls per operation in windows of one second of the real clock,
// as the published quotas do.
type throttle struct {
	clock func() time.Time

	mu      sync.Mutex
	enabled bool
	second  int64
	counts  map[string]int
}

func newThrottle(enabled bool, clock func() time.Time) *throttle {
	return &throttle{clock: clock, enabled: enabled, counts: map[string]int{}}
}

// admit counts one call and refuses it when its operation is over quota.
func (t *throttle) admit(op *operation) *Refusal {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.clock().Unix(); now != t.second {
		t.second = now
		clear(t.counts)
	}
	t.counts[op.Name]++
	if !t.enabled || t.counts[op.Name] <= op.rules.Quota {
		return nil
	}
	no := denied(http.StatusTooManyRequests, "APIGW.0308",
		"The throttling threshold has been reached: policy user over ratelimit,limit:%d,time:1 second", op.rules.Quota)
	no.RetryAfter = "1"
	return no
}

func (t *throttle) set(enabled bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.enabled = enabled
}

func (t *throttle) on() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.enabled
}

func (t *throttle) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.counts)
}
