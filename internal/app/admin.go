package app

import (
	"encoding/json"
	"net/http"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.uber.org/zap"

	"github.com/ocegate/ocegate/internal/gateway"
)

// readiness is what /readyz says; the zero value is starting.
type readiness struct{ state atomic.Int32 }

const (
	stateStarting int32 = iota
	stateReady          // plans compiled, every listener open and served
	stateStopping
)

func (r *readiness) set(state int32) { r.state.Store(state) }

// ready does not ask the upstream: a fault there would take every replica out
// of service at once, and with them the answers that say what is wrong.
func (r *readiness) ready() bool { return r.state.Load() == stateReady }

func (r *readiness) String() string {
	switch r.state.Load() {
	case stateReady:
		return "ready"
	case stateStopping:
		return "stopping"
	default:
		return "starting"
	}
}

// adminHandler is what the platform asks.
func adminHandler(ready *readiness, build Build, metrics prometheus.Gatherer, log *eventLog) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) {
		if log.hangs() {
			answer(w, http.StatusServiceUnavailable, map[string]string{"status": "the log's reader has stopped reading"})
			return
		}
		answer(w, http.StatusOK, map[string]string{"status": "alive"})
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		status := http.StatusServiceUnavailable
		if ready.ready() {
			status = http.StatusOK
		}
		answer(w, status, map[string]string{"status": ready.String()})
	})
	mux.HandleFunc("GET /version", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, build) })
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{ErrorLog: &metricsLog{log.Logger}}))
	return mux
}

// onlyFor answers to the given names alone: the figures of an account are no
// business of a page that has taken over a name.
func onlyFor(hosts gateway.Hosts, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !hosts.Answer(r.Host) {
			answer(w, http.StatusMisdirectedRequest, map[string]string{
				"error": "this server does not answer to the name in the Host header: use its IP address or localhost, or add the name with --http-hosts",
			})
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, status int, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // a prober that has gone away misses nothing
}

// metricsLog is where the metrics handler complains.
type metricsLog struct{ logger *zap.Logger }

// Println implements promhttp.Logger.
func (l *metricsLog) Println(words ...any) {
	l.logger.Sugar().Warn(words...)
}
