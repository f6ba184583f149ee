package scenarios

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/ocegate/ocegate/internal/app"
	"github.com/ocegate/ocegate/internal/config"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stage is a whole ocegate with an emulator of its own.
type stage struct {
	t        *testing.T
	client   *http.Client
	origin   string // of the JSON door
	emulator string // of its administration
}

var emulatorLine = regexp.MustCompile(`emulator +(http://\S+)`)

// newStage starts everything on free ports, without quotas: a scenario is faster
// than any person.
func newStage(t *testing.T, arguments ...string) *stage {
	t.Helper()
	settings, err := config.Load(config.Source{
		Args: append([]string{
			"--sandbox", "--http-addr=127.0.0.1:0", "--grpc-addr=127.0.0.1:0",
			"--admin-addr=127.0.0.1:0", "--sandbox-addr=127.0.0.1:0",
		}, arguments...),
		Env:      func(string) (string, bool) { return "", false },
		ReadFile: os.ReadFile,
	})
	if err != nil {
		t.Fatal(err)
	}
	var banner bytes.Buffer
	a, err := app.Start(t.Context(), settings, app.Options{Out: &banner, Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := a.Close(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	place := emulatorLine.FindStringSubmatch(banner.String())
	if place == nil {
		t.Fatalf("no emulator in %q", banner.String())
	}
	s := &stage{t: t, client: &http.Client{Transport: transport}, origin: "http://" + a.HTTPAddr().String(), emulator: place[1]}
	s.administer("PUT", "/_sandbox/settings", object{"throttle": false})
	return s
}

// object is a JSON object.
type object = map[string]any

// answer is what came back.
type answer struct {
	t      *testing.T
	call   string
	status int
	body   any
}

// get, post and so on make a call that must succeed.
func (s *stage) get(path string) answer {
	s.t.Helper()
	return s.call("GET", path, nil).is(http.StatusOK)
}

func (s *stage) post(path string, body object) answer {
	s.t.Helper()
	return s.call("POST", path, body).is(http.StatusOK)
}

// call makes one call of the JSON door.
func (s *stage) call(method, path string, body object) answer {
	s.t.Helper()
	return s.exchange(method, s.origin+path, body)
}

// administer makes one call of the emulator's administration.
func (s *stage) administer(method, path string, body object) answer {
	s.t.Helper()
	a := s.exchange(method, s.emulator+path, body)
	if a.status/100 != 2 {
		s.t.Fatalf("%s: %d %v", a.call, a.status, a.body)
	}
	return a
}

// pass moves the emulator's clock forward.
func (s *stage) pass(duration string) {
	s.t.Helper()
	s.administer("POST", "/_sandbox/clock", object{"advance": duration})
}

func (s *stage) exchange(method, url string, body object) answer {
	s.t.Helper()
	var content io.Reader = http.NoBody
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			s.t.Fatal(err)
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(s.t.Context(), method, url, content)
	if err != nil {
		s.t.Fatal(err)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return s.send(request)
}

// send makes a prepared call and reads its answer.
func (s *stage) send(request *http.Request) answer {
	s.t.Helper()
	a := answer{t: s.t, call: request.Method + " " + request.URL.Path}
	response, err := s.client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatalf("%s: %v", a.call, err)
	}
	a.status = response.StatusCode
	if len(text) > 0 {
		if err := json.Unmarshal(text, &a.body); err != nil {
			s.t.Fatalf("%s: %v in %q", a.call, err, text)
		}
	}
	return a
}

// is demands a status.
func (a answer) is(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: status %d, want %d: %v", a.call, a.status, status, a.body)
	}
	return a
}

// refused demands a canonical code and a reason.
func (a answer) refused(code, reason string) {
	a.t.Helper()
	if got := a.text("error.status") + " " + a.text("error.details[0].reason"); got != code+" "+reason {
		a.t.Fatalf("%s: %s, want %s %s: %v", a.call, got, code, reason, a.body)
	}
}

var step = regexp.MustCompile(`[^.\[\]]+|\[\d+\]`)

// find walks a path such as `orders[0].amount.amount`; nil when it ends early.
func (a answer) find(path string) any {
	at := a.body
	for _, part := range step.FindAllString(path, -1) {
		switch node := at.(type) {
		case object:
			at = node[part]
		case []any:
			i, err := strconv.Atoi(strings.Trim(part, "[]"))
			if err != nil || i >= len(node) {
				return nil
			}
			at = node[i]
		default:
			return nil
		}
	}
	return at
}

// text is the value at a path as text; a path that is not there is a failure.
func (a answer) text(path string) string {
	a.t.Helper()
	value := a.find(path)
	if value == nil {
		a.t.Fatalf("%s: no %s in %v", a.call, path, a.body)
	}
	return fmt.Sprint(value)
}

// list is the list at a path; one that is not there is empty.
func (a answer) list(path string) []any {
	list, _ := a.find(path).([]any)
	return list
}

// where gives the only row of a list whose field has a value.
func (a answer) where(path, field, value string) answer {
	a.t.Helper()
	for _, row := range a.list(path) {
		found := answer{t: a.t, call: a.call + " " + value, status: a.status, body: row}
		if fmt.Sprint(found.find(field)) == value {
			return found
		}
	}
	a.t.Fatalf("%s: no %s with %s = %s in %v", a.call, path, field, value, a.body)
	return answer{}
}

// same demands a value at a path.
func (a answer) same(path, want string) answer {
	a.t.Helper()
	if got := a.text(path); got != want {
		a.t.Errorf("%s: %s is %s, want %s", a.call, path, got, want)
	}
	return a
}
