package canned

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Stub is the upstream: it answers every signed ListCustomerOrders with the
// page of the size that was asked for.
type Stub struct {
	// Delay is how long it thinks about each call.
	Delay  time.Duration
	bodies map[int][]byte
}

// NewStub prepares the pages of these sizes.
func NewStub(sizes []int) *Stub {
	s := &Stub{bodies: map[int][]byte{}}
	for _, rows := range sizes {
		s.bodies[rows] = Body(rows)
	}
	return s
}

// Slow is the same upstream with a delay.
func (s *Stub) Slow(delay time.Duration) *Stub { return &Stub{Delay: delay, bodies: s.bodies} }

// ServeHTTP implements http.Handler.
func (s *Stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	body := s.bodies[limit]
	switch {
	case err != nil || body == nil:
		http.Error(w, fmt.Sprintf("no page of size %d was prepared", limit), http.StatusBadRequest)
		return
	case r.URL.Path != "/v2/orders/customer-orders":
		http.NotFound(w, r)
		return
	case r.Header.Get("Authorization") == "" || r.Header.Get("X-Sdk-Date") == "":
		http.Error(w, "not signed", http.StatusUnauthorized)
		return
	}
	if !s.wait(r) {
		return
	}
	header := w.Header()
	header["Content-Type"] = contentType
	header["X-Request-Id"] = requestID
	header["Content-Length"] = []string{strconv.Itoa(len(body))}
	_, _ = w.Write(body) // a caller who left is seen on its side
}

// wait is false when the caller left meanwhile.
func (s *Stub) wait(r *http.Request) bool {
	if s.Delay == 0 {
		return true
	}
	timer := time.NewTimer(s.Delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// Header values that every answer shares; nobody writes them.
var (
	contentType = []string{"application/json;charset=UTF-8"}
	requestID   = []string{"6d1f0b7c5e9a4f2d8c3b1a0e7f6d5c4b"}
)
