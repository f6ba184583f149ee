package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience bounds every wait for the server; a machine that needs longer has
// another fault.
const patience = time.Minute

// TestServerRunsFromItsImage builds the real server by the recipe, starts it in
// the image against its emulator, calls it, and stops it as Kubernetes would.
func TestServerRunsFromItsImage(t *testing.T) {
	t.Parallel()
	s, err := newSpec("linux/amd64", "v9.8.7", "abc123")
	if err != nil {
		t.Fatal(err)
	}
	if s.binary, err = compile(t.Context(), "../..", s); err != nil {
		t.Fatal(err)
	}
	image, err := assemble(s)
	if err != nil {
		t.Fatal(err)
	}
	made := built{s, image}

	version, err := confined(t, made, "--version").CombinedOutput()
	if err != nil || !strings.Contains(string(version), "v9.8.7") {
		t.Errorf("the version is not stamped: %q, %v", version, err)
	}

	addresses := free(t, 4)
	var output bytes.Buffer
	server := confined(t, made, "--sandbox", "--http-addr="+addresses[0], "--grpc-addr="+addresses[1],
		"--admin-addr="+addresses[2], "--sandbox-addr="+addresses[3])
	server.Stdout, server.Stderr = &output, &output
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Wait() }()
	judge(t, addresses, ended)
	stop(t, server, ended)
	if t.Failed() {
		t.Logf("the server said:\n%s", output.String())
	}
}

// judge asks the probes' pages and one call.
func judge(t *testing.T, addresses []string, ended chan error) {
	t.Helper()
	if !ready(t, "http://"+addresses[2]+"/readyz", ended) {
		t.Error("the server never became ready")
		return
	}
	pages := map[string]string{
		"http://" + addresses[2] + "/livez":                "",
		"http://" + addresses[2] + "/version":              "v9.8.7",
		"http://" + addresses[0] + "/v1/orders?pageSize=1": "orderId",
	}
	for page, want := range pages {
		status, body, err := get(t.Context(), page)
		if err != nil || status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: status %d, want 200 with %q: %.200s %v", page, status, want, body, err)
		}
	}
}

// ready asks again and again until the page says yes, the server has ended or
// patience is over.
func ready(t *testing.T, page string, ended chan error) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for {
		if status, _, err := get(ctx, page); err == nil && status == http.StatusOK {
			return true
		}
		select {
		case err := <-ended:
			ended <- err
			return false
		case <-ctx.Done():
			return false
		case <-again.C:
		}
	}
}

func get(ctx context.Context, page string) (status int, body string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, page, http.NoBody)
	if err != nil {
		return 0, "", err
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	text, err := io.ReadAll(answer.Body)
	if closing := answer.Body.Close(); err == nil {
		err = closing
	}
	return answer.StatusCode, string(text), err
}

// stop sends what a container engine sends and expects a clean end.
func stop(t *testing.T, server *exec.Cmd, ended chan error) {
	t.Helper()
	if err := server.Process.Signal(syscall.SIGTERM); err != nil {
		t.Errorf("signal: %v", err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the server ended with %v", err)
		}
	case <-time.After(patience):
		t.Error("the server does not end")
	}
}

// free finds addresses that nobody listens on; they are held until all are
// found, so that they differ.
func free(t *testing.T, count int) []string {
	t.Helper()
	addresses, held := make([]string, 0, count), make([]io.Closer, 0, count)
	for range count {
		var listen net.ListenConfig
		listener, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		addresses, held = append(addresses, listener.Addr().String()), append(held, listener)
	}
	for _, listener := range held {
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return addresses
}
