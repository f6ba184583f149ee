package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"go.uber.org/zap"
)

const headerRequestID = "X-Request-Id"

// Config is how an emulator starts.
type Config struct {
	Site     string           // "cn" or "intl"
	Seed     uint64           // of the demo data generator
	Throttle bool             // enforce the published quotas (429 APIGW.0308)
	Start    time.Time        // the virtual clock's first instant; zero is the real now, in whole seconds
	Clock    func() time.Time // the real clock: signature skew, quotas, and what advances the virtual clock; nil is time.Now
	Logger   *zap.Logger      // nil logs nothing
}

// Sandbox is one running emulator with its own state.
type Sandbox struct {
	cfg      Config
	log      *zap.Logger
	router   *router
	names    map[string]bool
	auth     *authenticator
	throttle *throttle
	faults   *faultPlan
	calls    *counter

	mu     sync.Mutex // guards everything below
	clock  *virtualClock
	st     *state
	strict bool
}

// New builds the state with its demo data; it fails on an unknown site or inconsistent data files.
func New(cfg Config) (*Sandbox, error) {
	if cfg.Site != siteChina && cfg.Site != siteInternational {
		return nil, fmt.Errorf("sandbox: site must be %s or %s, not %q", siteChina, siteInternational, cfg.Site)
	}
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = zap.NewNop()
	}
	ops, err := loadOperations(cfg.Site, handlers())
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	names := make(map[string]bool, len(ops))
	for _, op := range ops {
		names[op.Name] = true
	}
	s := &Sandbox{
		cfg: cfg, log: cfg.Logger, router: newRouter(ops), names: names,
		auth: newAuthenticator(cfg.Clock), throttle: newThrottle(cfg.Throttle, cfg.Clock),
		faults: &faultPlan{}, calls: newCounter(), strict: true,
		clock: newVirtualClock(cfg.Start, cfg.Clock),
	}
	s.st = generate(cfg.Site, cfg.Seed, s.clock.first())
	return s, nil
}

// Handler serves the REST API, and the administration API under /_sandbox/.
func (s *Sandbox) Handler() http.Handler {
	admin := s.adminHandler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set(headerRequestID, newRequestID())
		if strings.HasPrefix(r.URL.Path, adminPrefix) {
			admin.ServeHTTP(w, r)
			return
		}
		s.serve(w, r)
	})
}

// enter takes the lock and lets everything happen that is due; the caller unlocks s.mu.
func (s *Sandbox) enter() {
	s.mu.Lock()
	s.st.settle(s.clock.now())
}
