package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	adminPrefix  = "/_sandbox/"
	maxAdminBody = 1 << 20
)

type adminRoute struct {
	pattern, about string
	run            func(*http.Request) (any, error)
}

// adminError is a refusal of the administration API.
type adminError struct {
	status  int
	message string
}

func (e *adminError) Error() string { return e.message }

func adminRefuse(status int, format string, args ...any) error {
	return &adminError{status: status, message: fmt.Sprintf(format, args...)}
}

func (s *Server) adminRoutes() []adminRoute {
	return []adminRoute{
		{"GET /_sandbox/faults", "list the planned faults", s.adminListFaults},
		{"POST /_sandbox/faults", "plan a fault", s.adminAddFault},
		{"DELETE /_sandbox/faults", "drop all faults", s.adminClearFaults},
		{"DELETE /_sandbox/faults/{id}", "drop one fault", s.adminRemoveFault},
		{"GET /_sandbox/clock", "read the virtual clock", s.adminClock},
		{"POST /_sandbox/clock", `move it forward: {"advance":"48h"} or {"to":"2027-01-01T00:00:00Z"}`, s.adminAdvance},
		{"GET /_sandbox/journal", "list the committed effects; ?after=N skips up to sequence N", s.adminJournal},
		{"DELETE /_sandbox/journal", "drop the effects so far", s.adminClearJournal},
		{"GET /_sandbox/calls", "count the calls per operation", s.adminCalls},
		{"DELETE /_sandbox/calls", "set the counts to zero", s.adminClearCalls},
		{"GET /_sandbox/settings", "read the switches", s.adminSettings},
		{"PUT /_sandbox/settings", `change switches: {"throttle":true,"strict":true,"daily_payments":500,"provisioning":20}, all optional`, s.adminSet},
		{"POST /_sandbox/reset", `start over: {"seed":1}`, s.adminReset},
	}
}

func (s *Server) adminHandler() http.Handler {
	mux := http.NewServeMux()
	index := map[string]string{}
	for _, route := range s.adminRoutes() {
		index[route.pattern] = route.about
		mux.HandleFunc(route.pattern, func(w http.ResponseWriter, r *http.Request) { adminServe(w, r, route.run) })
	}
	mux.HandleFunc("GET /_sandbox/{$}", func(w http.ResponseWriter, r *http.Request) {
		adminServe(w, r, func(*http.Request) (any, error) { return index, nil })
	})
	return mux
}

func adminServe(w http.ResponseWriter, r *http.Request, run func(*http.Request) (any, error)) {
	answer, err := run(r)
	if err != nil {
		status := http.StatusBadRequest
		var refused *adminError
		if errors.As(err, &refused) {
			status = refused.status
		}
		jsonReply(status, map[string]string{"error": err.Error()}).write(w)
		return
	}
	if answer == nil {
		reply{status: http.StatusNoContent}.write(w)
		return
	}
	jsonReply(http.StatusOK, answer).write(w)
}

// readAdmin reads a JSON body strictly. The media type is required because browsers
// send other types across sites without asking.
func readAdmin(r *http.Request, into any) error {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return adminRefuse(http.StatusUnsupportedMediaType, "Content-Type must be application/json")
	}
	d := json.NewDecoder(io.LimitReader(r.Body, maxAdminBody))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("body: %w", err)
	}
	return nil
}

func (s *Server) adminListFaults(*http.Request) (any, error) {
	return map[string]any{"faults": s.Faults()}, nil
}

func (s *Server) adminAddFault(r *http.Request) (any, error) {
	var f Fault
	if err := readAdmin(r, &f); err != nil {
		return nil, err
	}
	return s.AddFault(f)
}

func (s *Server) adminClearFaults(*http.Request) (any, error) {
	s.ClearFaults()
	return nil, nil
}

func (s *Server) adminRemoveFault(r *http.Request) (any, error) {
	if !s.RemoveFault(r.PathValue("id")) {
		return nil, adminRefuse(http.StatusNotFound, "no fault %s", r.PathValue("id"))
	}
	return nil, nil
}

func (s *Server) adminClock(*http.Request) (any, error) {
	return map[string]time.Time{"now": s.Now()}, nil
}

func (s *Server) adminAdvance(r *http.Request) (any, error) {
	var body struct {
		Advance string    `json:"advance"`
		To      time.Time `json:"to"`
	}
	if err := readAdmin(r, &body); err != nil {
		return nil, err
	}
	d := body.To.Sub(s.Now())
	if body.Advance != "" {
		var err error
		if d, err = time.ParseDuration(body.Advance); err != nil {
			return nil, fmt.Errorf("advance: %w", err)
		}
	} else if body.To.IsZero() {
		return nil, adminRefuse(http.StatusBadRequest, "advance or to is required")
	}
	if err := s.Advance(d); err != nil {
		return nil, err
	}
	return s.adminClock(r)
}

func (s *Server) adminJournal(r *http.Request) (any, error) {
	var after int64
	if text := r.URL.Query().Get("after"); text != "" {
		var err error
		if after, err = strconv.ParseInt(text, 10, 64); err != nil {
			return nil, fmt.Errorf("after: %w", err)
		}
	}
	return map[string]any{"effects": s.JournalSince(after)}, nil
}

func (s *Server) adminClearJournal(*http.Request) (any, error) {
	s.ClearJournal()
	return nil, nil
}

func (s *Server) adminCalls(*http.Request) (any, error) {
	return map[string]any{"calls": s.Calls()}, nil
}

func (s *Server) adminClearCalls(*http.Request) (any, error) {
	s.ClearCalls()
	return nil, nil
}

func (s *Server) adminSettings(*http.Request) (any, error) { return s.Settings(), nil }

func (s *Server) adminSet(r *http.Request) (any, error) {
	to := s.Settings() // members that the body leaves out keep their value
	if err := readAdmin(r, &to); err != nil {
		return nil, err
	}
	if err := s.SetSettings(to); err != nil {
		return nil, err
	}
	return s.Settings(), nil
}

func (s *Server) adminReset(r *http.Request) (any, error) {
	body := struct {
		Seed uint64 `json:"seed"`
	}{Seed: s.cfg.Seed}
	if err := readAdmin(r, &body); err != nil {
		return nil, err
	}
	s.Reset(body.Seed)
	return map[string]any{"seed": body.Seed, "now": s.Now()}, nil
}
