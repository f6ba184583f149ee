package rest

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

// House is what a server serves: what the data files say of the operations, who may
// call, and the rooms that perform them.
type House struct {
	Data  fs.FS
	Keys  []Principal
	Build Builder
}

// Server serves the operations of a house over one world, and its administration.
type Server struct {
	cfg      Config
	log      *zap.Logger
	router   *router
	names    map[string]bool
	auth     *authenticator
	throttle *throttle
	faults   *faultPlan
	calls    *counter
	build    Builder

	mu       sync.Mutex // guards everything below
	clock    *virtualClock
	world    *World
	handlers map[string]Handler
	strict   bool
}

// New builds the first world; it fails on an unknown site or inconsistent data files.
func New(cfg Config, h House) (*Server, error) {
	if cfg.Site != SiteChina && cfg.Site != SiteInternational {
		return nil, fmt.Errorf("site must be %s or %s, not %q", SiteChina, SiteInternational, cfg.Site)
	}
	if cfg.Clock == nil {
		cfg.Clock = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = zap.NewNop()
	}
	s := &Server{
		cfg: cfg, log: cfg.Logger, names: map[string]bool{}, build: h.Build,
		auth: newAuthenticator(h.Keys, cfg.Clock), throttle: newThrottle(cfg.Throttle, cfg.Clock),
		faults: &faultPlan{}, calls: newCounter(), strict: true,
		clock: newVirtualClock(cfg.Start, cfg.Clock),
	}
	s.begin(cfg.Seed)
	ops, err := loadOperations(h.Data, cfg.Site, s.handlers)
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
func (s *Server) begin(seed uint64) {
	s.world = NewWorld(s.cfg.Site, s.clock.first())
	s.handlers = s.build(s.world, seed)
	*s.world.journal = journal{}
}

// Handler serves the REST API, and the administration API under /_sandbox/.
func (s *Server) Handler() http.Handler {
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
func (s *Server) enter() {
	s.mu.Lock()
	s.world.settle(s.clock.now())
}
