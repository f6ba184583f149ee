package attack_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// answer is what a door said over HTTP.
type answer struct {
	status int
	header http.Header
	body   string
}

// reason is the stable reason of an error, empty when there is none.
func (a answer) reason() string {
	var shape struct {
		Error struct {
			Details []struct {
				Reason string `json:"reason"`
			} `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal([]byte(a.body), &shape) != nil {
		return ""
	}
	for _, detail := range shape.Error.Details {
		if detail.Reason != "" {
			return detail.Reason
		}
	}
	return ""
}

// client keeps its connections to itself, so that they are closed with the test.
func client(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: patience}
}

// try sends a request with a JSON body, if one is given; an error is the
// transport's.
func try(t *testing.T, c *http.Client, method, url, body string) (answer, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	return answer{status: response.StatusCode, header: response.Header, body: string(content)}, err
}

// call is try for requests whose transport must not fail.
func call(t *testing.T, c *http.Client, method, url, body string) answer {
	t.Helper()
	got, err := try(t, c, method, url, body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, url, err)
	}
	return got
}

// dial opens a channel to the gRPC door.
func dial(t *testing.T, p *process, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	options = append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, options...)
	conn, err := grpc.NewClient("passthrough:///"+p.grpc, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// plan tells the emulator of a fault, as JSON.
func (p *process) plan(fault string) {
	p.t.Helper()
	if got := call(p.t, client(p.t), http.MethodPost, "http://"+p.emulator+"/_sandbox/faults", fault); got.status >= 300 {
		p.t.Fatalf("the emulator refuses the fault: %d %s", got.status, got.body)
	}
}

// unthrottle makes the emulator take as many calls as come.
func (p *process) unthrottle() {
	p.t.Helper()
	if got := call(p.t, client(p.t), http.MethodPut, "http://"+p.emulator+"/_sandbox/settings", `{"throttle":false}`); got.status >= 300 {
		p.t.Fatalf("the emulator keeps its quota: %d %s", got.status, got.body)
	}
}

// seen is how many requests for an operation have reached the emulator.
func (p *process) seen(operation string) int {
	p.t.Helper()
	got := call(p.t, client(p.t), http.MethodGet, "http://"+p.emulator+"/_sandbox/calls", "")
	var counts struct {
		Calls map[string]int `json:"calls"`
	}
	if err := json.Unmarshal([]byte(got.body), &counts); err != nil || got.status != http.StatusOK {
		p.t.Fatalf("the emulator's counts: %d %s %v", got.status, got.body, err)
	}
	return counts.Calls[operation]
}

// eventually asks until the answer is yes.
func eventually(t *testing.T, what string, yes func() bool) {
	t.Helper()
	late := time.After(patience)
	for !yes() {
		select {
		case <-time.After(5 * time.Millisecond):
		case <-late:
			t.Fatalf("in vain: %s", what)
		}
	}
}
