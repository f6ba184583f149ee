package rest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// FaultKind names what goes wrong.
type FaultKind string

// The kinds of faults. The first four leave no effect, the next four spoil the reply of a call whose effect is committed; When overrides that.
const (
	FaultStatus     FaultKind = "status"       // answer Status with Body, or with an error body of ErrorCode and ErrorMessage
	FaultErrorIn200 FaultKind = "error_in_200" // answer 200 with an error body
	FaultReset      FaultKind = "reset"        // reset the connection
	FaultRaw        FaultKind = "raw"          // answer exactly Status, Headers and Body, nothing added but Content-Length

	FaultEmpty     FaultKind = "empty"      // answer 200 without a body
	FaultTruncate  FaultKind = "truncate"   // announce the whole reply, send half of it and close
	FaultMalform   FaultKind = "malform"    // answer 200 with a body that is not JSON (Body, or a broken object)
	FaultLostReply FaultKind = "lost_reply" // commit, then reset the connection

	FaultLatency FaultKind = "latency" // wait LatencyMillis; combines with another fault of the same call
)

// FaultTime says when a fault strikes, relative to the effect of the call.
type FaultTime string

// The times of faults. During is for latency alone: a payment is then held between its checks and its commit.
const (
	FaultBefore FaultTime = "before"
	FaultDuring FaultTime = "during"
	FaultAfter  FaultTime = "after"
)

// Fault is one planned misbehaviour.
type Fault struct {
	ID            string      `json:"id"`
	Operation     string      `json:"operation"` // an operation name, or * for all
	Kind          FaultKind   `json:"kind"`
	When          FaultTime   `json:"when,omitempty"`
	Count         int         `json:"count"` // how many calls it strikes; 0 is every call
	Struck        int         `json:"struck"`
	LatencyMillis int         `json:"latency_ms,omitempty"`
	Status        int         `json:"status,omitempty"`
	Headers       http.Header `json:"headers,omitempty"` // name to list of values
	Body          string      `json:"body,omitempty"`
	ErrorCode     string      `json:"error_code,omitempty"`
	ErrorMessage  string      `json:"error_msg,omitempty"`
}

// normal fills the defaults in and refuses what makes no sense.
func (f Fault) normal(known func(string) bool) (Fault, error) {
	if f.Operation != "*" && !known(f.Operation) {
		return f, fmt.Errorf("unknown operation %q", f.Operation)
	}
	when, ok := map[FaultKind]FaultTime{
		FaultStatus: FaultBefore, FaultErrorIn200: FaultBefore, FaultReset: FaultBefore, FaultRaw: FaultBefore,
		FaultLatency: FaultBefore, FaultEmpty: FaultAfter, FaultTruncate: FaultAfter, FaultMalform: FaultAfter,
		FaultLostReply: FaultAfter,
	}[f.Kind]
	if !ok {
		return f, fmt.Errorf("unknown kind of fault %q", f.Kind)
	}
	if f.When == "" {
		f.When = when
	}
	if !slices.Contains([]FaultTime{FaultBefore, FaultDuring, FaultAfter}, f.When) {
		return f, fmt.Errorf("unknown time of fault %q", f.When)
	}
	if f.When == FaultDuring && f.Kind != FaultLatency {
		return f, fmt.Errorf("only latency can strike during a call")
	}
	if f.When == FaultBefore && (f.Kind == FaultTruncate || f.Kind == FaultLostReply) {
		return f, fmt.Errorf("%s needs a reply to spoil", f.Kind)
	}
	headers := http.Header{}
	for name, values := range f.Headers {
		headers[http.CanonicalHeaderKey(name)] = values
	}
	f.Headers = headers
	return f, f.checkNumbers()
}

func (f Fault) checkNumbers() error {
	needsStatus := f.Kind == FaultStatus || f.Kind == FaultRaw
	if needsStatus && (f.Status < 200 || f.Status > 999) {
		return fmt.Errorf("%s needs a status from 200 to 999", f.Kind)
	}
	if f.Count < 0 || f.LatencyMillis < 0 || f.Kind == FaultLatency && f.LatencyMillis == 0 {
		return fmt.Errorf("count and latency_ms must not be negative, and latency needs latency_ms")
	}
	return nil
}

// faultPlan is the list of planned faults.
type faultPlan struct {
	mu   sync.Mutex
	next int
	list []*Fault
}

func (p *faultPlan) add(f Fault) Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	f.ID, f.Struck = "fault-"+strconv.Itoa(p.next), 0
	p.list = append(p.list, &f)
	return f
}

func (p *faultPlan) all() []Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make([]Fault, 0, len(p.list))
	for _, f := range p.list {
		out = append(out, *f)
	}
	return out
}

// remove drops one fault, or all of them for the empty id; it tells whether there was one.
func (p *faultPlan) remove(id string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := len(p.list)
	p.list = slices.DeleteFunc(p.list, func(f *Fault) bool { return id == "" || f.ID == id })
	return len(p.list) < before
}

// strike is what one call meets: waiting times, and at most one other fault.
type strike struct {
	before, during, after time.Duration
	main                  *Fault
}

// take collects the faults that strike a call, in the order of the list, and counts them.
func (p *faultPlan) take(operation string) strike {
	p.mu.Lock()
	defer p.mu.Unlock()
	var s strike
	for _, f := range p.list {
		spent := f.Count > 0 && f.Struck >= f.Count
		if spent || f.Operation != "*" && f.Operation != operation || f.Kind != FaultLatency && s.main != nil {
			continue
		}
		f.Struck++
		wait := time.Duration(f.LatencyMillis) * time.Millisecond
		switch {
		case f.Kind != FaultLatency:
			hit := *f
			s.main = &hit
			s.before += wait
		case f.When == FaultDuring:
			s.during += wait
		case f.When == FaultAfter:
			s.after += wait
		default:
			s.before += wait
		}
	}
	return s
}

// strikes tells whether the main fault strikes at that time.
func (s strike) strikes(when FaultTime) bool { return s.main != nil && s.main.When == when }
