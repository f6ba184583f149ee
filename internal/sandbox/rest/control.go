package rest

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
func (s *Server) AddFault(f Fault) (Fault, error) {
	normal, err := f.normal(func(name string) bool { return s.names[name] })
	if err != nil {
		return f, fmt.Errorf("sandbox: %w", err)
	}
	return s.faults.add(normal), nil
}

// Faults lists the planned faults, spent ones included.
func (s *Server) Faults() []Fault { return s.faults.all() }

// RemoveFault drops one fault and tells whether it was there.
func (s *Server) RemoveFault(id string) bool { return id != "" && s.faults.remove(id) }

// ClearFaults drops all faults.
func (s *Server) ClearFaults() { s.faults.remove("") }

// Now is the virtual clock.
func (s *Server) Now() time.Time {
	s.enter()
	defer s.mu.Unlock()
	return s.world.Now
}

// Advance moves the virtual clock forward and lets everything happen that falls due; backwards is an error.
func (s *Server) Advance(d time.Duration) error {
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
func (s *Server) Journal() []Effect { return s.JournalSince(0) }

// JournalSince lists the effects after a sequence number.
func (s *Server) JournalSince(sequence int64) []Effect {
	s.enter()
	defer s.mu.Unlock()
	return s.world.journal.since(sequence)
}

// ClearJournal drops the effects so far; sequence numbers go on.
func (s *Server) ClearJournal() {
	s.enter()
	defer s.mu.Unlock()
	s.world.journal.clear()
}

// Calls counts the requests per operation since the start, refused ones included; unknown paths count as "unknown".
func (s *Server) Calls() map[string]int64 { return s.calls.all() }

// ClearCalls sets all counts to zero.
func (s *Server) ClearCalls() { s.calls.clear() }

// Settings reads the switches.
func (s *Server) Settings() Settings {
	s.enter()
	defer s.mu.Unlock()
	return Settings{Throttle: s.throttle.on(), Strict: s.strict, DailyPayments: s.world.PaymentCap, Provisioning: int(s.world.Pace / time.Second)}
}

// SetSettings changes the switches.
func (s *Server) SetSettings(to Settings) error {
	if to.DailyPayments < 0 {
		return errors.New("sandbox: daily_payments must not be negative")
	}
	if to.Provisioning < 0 || to.Provisioning > longestPace {
		return fmt.Errorf("sandbox: provisioning must be within 0 and %d seconds", longestPace)
	}
	s.enter()
	defer s.mu.Unlock()
	s.throttle.set(to.Throttle)
	s.strict, s.world.PaymentCap = to.Strict, to.DailyPayments
	s.world.Pace = time.Duration(to.Provisioning) * time.Second
	return nil
}

// Reset goes back to the first instant with demo data of a seed: state, clock,
// journal, faults, counters, locks of keys and quotas. Throttle and strictness stay.
func (s *Server) Reset(seed uint64) {
	s.faults.remove("")
	s.calls.clear()
	s.auth.reset()
	s.throttle.reset()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.restart()
	s.begin(seed)
}
