package sandbox

import (
	"errors"
	"fmt"
	"time"
)

// Settings are the switches that can be changed while the emulator runs.
type Settings struct {
	Throttle      bool `json:"throttle"`       // enforce the published quotas
	Strict        bool `json:"strict"`         // refuse unknown members, unknown languages and lists that a NO switch forbids
	DailyPayments int  `json:"daily_payments"` // the cap behind CBC.99008056
	Provisioning  int  `json:"provisioning"`   // seconds from the payment of an order to its completion
}

const longestPace = 24 * 60 * 60 // seconds

// AddFault plans a fault and returns it with its id and defaults; unknown operations and kinds are errors.
func (s *Sandbox) AddFault(f Fault) (Fault, error) {
	normal, err := f.normal(func(name string) bool { return s.names[name] })
	if err != nil {
		return f, fmt.Errorf("sandbox: %w", err)
	}
	return s.faults.add(normal), nil
}

// Faults lists the planned faults, spent ones included.
func (s *Sandbox) Faults() []Fault { return s.faults.all() }

// RemoveFault drops one fault and tells whether it was there.
func (s *Sandbox) RemoveFault(id string) bool { return id != "" && s.faults.remove(id) }

// ClearFaults drops all faults.
func (s *Sandbox) ClearFaults() { s.faults.remove("") }

// Now is the virtual clock.
func (s *Sandbox) Now() time.Time {
	s.enter()
	defer s.mu.Unlock()
	return s.st.now
}

// Advance moves the virtual clock forward and lets everything happen that falls due; backwards is an error.
func (s *Sandbox) Advance(d time.Duration) error {
	if d < 0 {
		return errors.New("sandbox: the virtual clock only moves forward")
	}
	s.mu.Lock()
	s.clock.moved += d
	s.mu.Unlock()
	s.Now()
	return nil
}

// Journal lists the committed effects in commit order.
func (s *Sandbox) Journal() []Effect { return s.JournalSince(0) }

// JournalSince lists the effects after a sequence number.
func (s *Sandbox) JournalSince(sequence int64) []Effect {
	s.enter()
	defer s.mu.Unlock()
	return s.st.journal.since(sequence)
}

// ClearJournal drops the effects so far; sequence numbers go on.
func (s *Sandbox) ClearJournal() {
	s.enter()
	defer s.mu.Unlock()
	s.st.journal.clear()
}

// Calls counts the requests per operation since the start, refused ones included; unknown paths count as "unknown".
func (s *Sandbox) Calls() map[string]int64 { return s.calls.all() }

// ClearCalls sets all counts to zero.
func (s *Sandbox) ClearCalls() { s.calls.clear() }

// Settings reads the switches.
func (s *Sandbox) Settings() Settings {
	s.enter()
	defer s.mu.Unlock()
	return Settings{Throttle: s.throttle.on(), Strict: s.strict, DailyPayments: s.st.paymentCap, Provisioning: int(s.st.pace / time.Second)}
}

// SetSettings changes the switches.
func (s *Sandbox) SetSettings(to Settings) error {
	if to.DailyPayments < 0 {
		return errors.New("sandbox: daily_payments must not be negative")
	}
	if to.Provisioning < 0 || to.Provisioning > longestPace {
		return fmt.Errorf("sandbox: provisioning must be within 0 and %d seconds", longestPace)
	}
	s.enter()
	defer s.mu.Unlock()
	s.throttle.set(to.Throttle)
	s.strict, s.st.paymentCap = to.Strict, to.DailyPayments
	s.st.setPace(time.Duration(to.Provisioning) * time.Second)
	return nil
}

// Reset goes back to the first instant with demo data of a seed: state, clock,
// journal, faults, counters, locks of keys and quotas. Throttle and strictness stay.
func (s *Sandbox) Reset(seed uint64) {
	s.faults.remove("")
	s.calls.clear()
	s.auth.reset()
	s.throttle.reset()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.restart()
	s.st = generate(s.cfg.Site, seed, s.clock.first())
}
