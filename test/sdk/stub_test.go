package sdk_test

import (
	"cmp"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// received is a request as it came over the wire.
type received struct {
	method string
	path   string // decoded
	raw    string // as sent
	query  url.Values
	header http.Header
	host   string
	body   []byte
}

// reply is what a stub answers; nil makes it an empty 204.
type reply func(received) []byte

// stub is an upstream that remembers what it was asked, checks every signature
// and answers whatever it was told to.
type stub struct {
	url string

	mu     sync.Mutex
	answer reply
	media  string // of the answer; JSON when it is empty
	seen   []received
	faults []string
}

func startStub(t *testing.T) *stub {
	t.Helper()
	s := &stub{}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// expect sets the answer and forgets what was seen before.
func (s *stub) expect(answer reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer, s.media, s.seen, s.faults = answer, "", nil, nil
}

// expectFile is expect with a file as the answer.
func (s *stub) expectFile(media string, content []byte) {
	s.expect(func(received) []byte { return content })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.media = media
}

// took returns what was seen and fails for a request whose signature is wrong.
func (s *stub) took(t *testing.T) []received {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.faults) > 0 {
		t.Fatalf("signatures: %s", strings.Join(s.faults, "\n"))
	}
	return slices.Clone(s.seen)
}

func (s *stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	got := received{
		method: r.Method, path: r.URL.Path, raw: r.URL.EscapedPath(), query: r.URL.Query(),
		header: r.Header, host: r.Host, body: body,
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if fault := verify(got, testKeys, time.Now()); fault != nil {
		s.faults = append(s.faults, fault.Error())
	}
	s.seen = append(s.seen, got)
	text := s.answer(got)
	if text == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	w.Header().Set("Content-Type", cmp.Or(s.media, "application/json"))
	_, _ = w.Write(text) // a client that went away is seen at its end
}
