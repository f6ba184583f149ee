package sandbox

import (
	"fmt"
	"io/fs"
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

// house is what a server serves: what the data files say of the operations, who may
// call, and the rooms that perform them.
type house struct {
	data  fs.FS
	keys  []principal
	build builder
}

// server serves the operations of a house over one world, and its administration.
type server struct {
	cfg      Config
	log      *zap.Logger
	router   *router
	names    map[string]bool
	auth     *authenticator
	throttle *throttle
	faults   *faultPlan
	calls    *counter
	build    builder

	mu       sync.Mutex // guards everything below
	clock    *virtualClock
	world    *world
	handlers map[string]handler
	strict   bool
}

// newServer builds the first world; it fails on an unknown site or inconsistent data files.
func newServer(cfg Config, h house) (*server, error) {
	if cfg.Site != siteChina && cfg.Site != siteInternational {
		return nil, fmt.Errorf("site must be %s or %s, not %q", siteChina, siteInternational, cfg.Site)
	}
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = zap.NewNop()
	}
	s := &server{
		cfg: cfg, log: cfg.Logger, names: map[string]bool{}, build: h.build,
		auth: newAuthenticator(h.keys, cfg.Clock), throttle: newThrottle(cfg.Throttle, cfg.Clock),
		faults: &faultPlan{}, calls: newCounter(), strict: true,
		clock: newVirtualClock(cfg.Start, cfg.Clock),
	}
	s.begin(cfg.Seed)
	ops, err := loadOperations(h.data, cfg.Site, s.handlers)
	if err != nil {
		return nil, err
	}
	for _, op := range ops {
		s.names[op.Name] = true
	}
	s.router = newRouter(ops)
	return s, nil
}

// begin makes a world with the demo data of a seed at the clock's first instant. What
// the demo data did to come about is in no journal.
func (s *server) begin(seed uint64) {
	s.world = newWorld(s.cfg.Site, s.clock.first())
	s.handlers = s.build(s.world, seed)
	*s.world.journal = journal{}
}

// Handler serves the REST API, and the administration API under /_sandbox/.
func (s *server) Handler() http.Handler {
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
func (s *server) enter() {
	s.mu.Lock()
	s.world.settle(s.clock.now())
}
