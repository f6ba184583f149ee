package cases_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// script is an upstream that expects the exchanges of one case.
type script struct {
	t         *testing.T
	exchanges []exchange

	mu   sync.Mutex
	next int
}

// ServeHTTP checks the request against the next exchange and plays its reply.
func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == len(s.exchanges) {
		s.t.Errorf("the upstream got %s %s, which the case does not expect", r.Method, r.URL)
		w.WriteHeader(http.StatusTeapot)
		return
	}
	expected := s.exchanges[s.next]
	s.next++
	s.compare(expected, r)
	for name, value := range expected.ReplyHeaders {
		w.Header().Set(name, value)
	}
	w.Header().Set("X-Request-Id", "upstream-request-1")
	w.WriteHeader(expected.Status)
	if _, err := io.WriteString(w, expected.Body); err != nil && expected.Status != http.StatusNoContent {
		s.t.Errorf("reply: %v", err)
	}
}

func (s *script) compare(expected exchange, r *http.Request) {
	method, target, _ := strings.Cut(expected.Request, " ")
	wanted, err := url.Parse(target)
	if err != nil {
		s.t.Errorf("case: %v", err)
		return
	}
	if r.Method != method || r.URL.EscapedPath() != wanted.EscapedPath() {
		s.t.Errorf("the upstream got %s %s, want %s", r.Method, r.URL.EscapedPath(), expected.Request)
	}
	if got := r.URL.Query(); !reflect.DeepEqual(got, wanted.Query()) {
		s.t.Errorf("the upstream got the query\n %v, want\n %v", got, wanted.Query())
	}
	for name, value := range expected.Headers {
		if got := r.Header.Get(name); got != value {
			s.t.Errorf("header %s = %q, want %q", name, got, value)
		}
	}
	if !strings.HasPrefix(r.Header.Get("Authorization"), "SDK-HMAC-SHA256 Access=") {
		s.t.Error("the request is not signed")
	}
	s.compareBody(expected, r)
}

func (s *script) compareBody(expected exchange, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Error(err)
	}
	if expected.Sent == nil {
		if len(text) != 0 {
			s.t.Errorf("the upstream got a body: %s", text)
		}
		return
	}
	var got, want any
	if err := json.Unmarshal(text, &got); err != nil {
		s.t.Errorf("the body %q: %v", text, err)
	}
	if err := json.Unmarshal(asJSON(s.t, expected.Sent), &want); err != nil {
		s.t.Error(err)
	}
	if !reflect.DeepEqual(got, want) {
		s.t.Errorf("the upstream got the body\n %s, want\n %s", text, asJSON(s.t, expected.Sent))
	}
}

// finished checks that every expected call was made.
func (s *script) finished() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next != len(s.exchanges) {
		s.t.Errorf("the upstream got %d calls, want %d", s.next, len(s.exchanges))
	}
}
