package app

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// raw sends bytes on a connection of its own, and reads answers until it is closed.
func raw(t *testing.T, address, text string) []string {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	var answers []string
	for from := bufio.NewReader(conn); ; {
		answer, err := http.ReadResponse(from, nil)
		if err != nil {
			return answers
		}
		body, _ := io.ReadAll(answer.Body) // a part shows in the comparison
		_ = answer.Body.Close()
		answers = append(answers, fmt.Sprintf("%d %s %s", answer.StatusCode, answer.Header.Get("Content-Type"), body))
	}
}

// TestUnreadableRequests: what net/http cannot read is answered in the one form of
// errors, and ends the connection; so does a body
// whose length is said twice.
func TestUnreadableRequests(t *testing.T) {
	t.Parallel()
	r := start(t, "--sandbox ")
	defer r.stop(t)
	const get = "GET /v1/orders?pageSize=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
	const twice = "POST /v1/resources:renew HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"bad escape":        {"GET /v1/orders/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", []string{"400"}},
		"two hosts":         {"GET /v1/orders HTTP/1.1\r\nHost: localhost\r\nHost: a\r\n\r\n", []string{"400"}},
		"no host":           {"GET /v1/orders HTTP/1.1\r\n\r\n", []string{"400"}},
		"no HTTP":           {"hello there\r\n\r\n", []string{"400"}},
		"large header":      {"GET /v1/orders HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 100<<10), []string{"431"}},
		"coding":            {"POST /v1/orders/1:pay HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", []string{"501"}},
		"expectation":       {"POST /v1/orders/1:pay HTTP/1.1\r\nHost: localhost\r\nExpect: more\r\nContent-Length: 2\r\n\r\n{}", []string{"417"}},
		"after a good one":  {get + get + "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", []string{"200", "200", "400"}},
		"of the whole":      {"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", []string{"404"}},
		"length said twice": {twice + get, []string{"400"}},
		"length said once":  {strings.Replace(twice, "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "\r\n{}  ", 1) + get + "GET /%zz HTTP/1.1\r\n\r\n", []string{"400", "200", "400"}},
	} {
		answers := raw(t, r.HTTPAddr().String(), c.text)
		if len(answers) != len(c.want) {
			t.Errorf("%s: %q, want %q", name, answers, c.want)
			continue
		}
		for i, answer := range answers {
			status, rest, _ := strings.Cut(answer, " ")
			body, isJSON := strings.CutPrefix(rest, "application/json; charset=utf-8 ")
			if status != c.want[i] || !isJSON || !json.Valid([]byte(body)) || status >= "400" && !strings.Contains(body, `"error":{"code":`+status) {
				t.Errorf("%s: %q, want %s", name, answer, c.want[i])
			}
		}
	}
}

// TestHandlersAreNotRewritten is the control: what a handler writes passes as it
// is, whatever it looks like.
func TestHandlersAreNotRewritten(t *testing.T) {
	t.Parallel()
	here, there := net.Pipe()
	defer func() { _, _ = here.Close(), there.Close() }()
	w := &wire{Conn: here, answer: func(status int) []byte { return fmt.Appendf(nil, "ours for %d\n", status) }}
	lines := bufio.NewReader(there)
	for _, c := range []struct {
		handled    bool
		text, want string
	}{
		{false, "HTTP/1.1 400 Bad Request\n", "ours for 400\n"},
		{true, "HTTP/1.1 400 Bad Request\n", "HTTP/1.1 400 Bad Request\n"},
		{false, "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\n"},
		{false, "HTTP/1.1 4\n", "HTTP/1.1 4\n"},
		{false, "HTTP/1.1 4xx\n", "HTTP/1.1 4xx\n"},
	} {
		w.handled.Store(c.handled)
		go func() { _, _ = io.WriteString(w, c.text) }()
		if got, err := lines.ReadString('\n'); got != c.want || err != nil {
			t.Errorf("%q: %q %v", c.text, got, err)
		}
	}
}

// TestCompression: the operator may leave answers as they are.
func TestCompression(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{"--sandbox ": "gzip", "--sandbox --http-compress=false ": ""} {
		r := start(t, args)
		e := exchange{method: http.MethodGet, url: "http://" + r.HTTPAddr().String() + "/v1/orders?pageSize=100", header: map[string]string{"Accept-Encoding": "gzip"}}
		if answer, _ := e.do(t, client(t)); answer.header.Get("Content-Encoding") != want {
			t.Errorf("%s: %v", args, answer.header)
		}
		r.stop(t)
	}
}
