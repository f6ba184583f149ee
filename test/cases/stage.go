package cases

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"

	"github.com/ocegate/ocegate/internal/interceptor"
	"github.com/ocegate/ocegate/internal/service"
)

// Stage plays cases over the JSON door, for those who want the texts of the
// answers. What the upstream is asked is not compared; the tests beside do that.
type Stage struct {
	upstream *httptest.Server
	doors    map[string]http.Handler // by site

	turn sync.Mutex // one case at a time

	script  sync.Mutex
	replies []Exchange
}

// Answer is what the JSON door gave.
type Answer struct {
	Status int
	Media  string
	Body   []byte
}

// OK says whether the call succeeded.
func (a Answer) OK() bool { return a.Status == http.StatusOK }

// stageRequestID is the id of every call, so that answers do not vary.
const stageRequestID = "example-request-1"

// NewStage builds both sites; Close ends it.
func NewStage() (*Stage, error) {
	validator, err := interceptor.NewValidator(service.Descriptors())
	if err != nil {
		return nil, err
	}
	s := &Stage{doors: map[string]http.Handler{}}
	s.upstream = httptest.NewServer(http.HandlerFunc(s.reply))
	for _, site := range []string{"cn", "intl"} {
		services, err := Services(site, s.upstream.URL)
		if err != nil {
			return nil, err
		}
		chain, err := Chain(interceptor.DoorHTTP, validator)
		if err != nil {
			return nil, err
		}
		if s.doors[site], err = JSONDoor(services, chain); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Close stops the upstream.
func (s *Stage) Close() { s.upstream.Close() }

// Play calls as the case does, answers as its upstream does, and returns what the
// caller gets.
func (s *Stage) Play(ctx context.Context, c Case) (Answer, error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.script.Lock()
	s.replies = c.Exchanges
	s.script.Unlock()
	request, err := c.HTTPRequest(ctx, "http://localhost")
	if err != nil {
		return Answer{}, err
	}
	request.Header.Set("X-Request-Id", stageRequestID)
	door, known := s.doors[c.Site]
	if !known {
		return Answer{}, fmt.Errorf("no site %s", c.Site)
	}
	recorder := httptest.NewRecorder()
	door.ServeHTTP(recorder, request)
	return Answer{Status: recorder.Code, Media: recorder.Header().Get("Content-Type"), Body: recorder.Body.Bytes()}, nil
}

// reply is the upstream.
func (s *Stage) reply(w http.ResponseWriter, _ *http.Request) {
	next, ok := s.next()
	if !ok {
		w.WriteHeader(http.StatusTeapot) // more calls than the case has
		return
	}
	for name, value := range next.ReplyHeaders {
		w.Header().Set(name, value)
	}
	w.Header().Set("X-Request-Id", "upstream-request-1")
	w.WriteHeader(next.Status)
	_, _ = io.WriteString(w, next.Body) // 204 has none
}

func (s *Stage) next() (Exchange, bool) {
	s.script.Lock()
	defer s.script.Unlock()
	if len(s.replies) == 0 {
		return Exchange{}, false
	}
	first := s.replies[0]
	s.replies = s.replies[1:]
	return first, true
}
