package readme_test

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	// The program is built by a process of its own, which go test does not see:
	// without this a change of the program would not repeat the test.
	_ "github.com/ocegate/ocegate/internal/app"
)

const patience = 2 * time.Minute // only a hang lasts so long

// example is a command of the README and the answer printed below it.
type example struct {
	line    string
	command string
	answer  string
}

// examples reads the console blocks: a line with `$ ` is a command, what follows
// is its answer, and `…` in an answer stands for anything.
func examples(t *testing.T) []example {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var found []example
	inside := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "```console":
			inside = true
		case line == "```":
			inside = false
		case inside && strings.HasPrefix(line, "$ "):
			found = append(found, example{line: line, command: line[2:]})
		case inside && len(found) > 0:
			found[len(found)-1].answer += line + "\n"
		}
	}
	return found
}

// TestExamplesGiveTheirAnswers types every curl command of the README, in its
// order, against a fresh sandbox.
func TestExamplesGiveTheirAnswers(t *testing.T) {
	t.Parallel()
	curl, err := exec.LookPath("curl")
	if err != nil {
		if os.Getenv("OCEGATE_REQUIRE_ALL") != "" {
			t.Fatal("curl is needed")
		}
		t.Skip("no curl on this machine")
	}
	address := start(t)
	tried := 0
	for _, e := range examples(t) {
		if !strings.HasPrefix(e.command, "curl ") {
			continue
		}
		tried++
		typed := strings.ReplaceAll(e.command, "localhost:8080", address)
		output, err := exec.CommandContext(t.Context(), "bash", "-c", typed).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v (%s)", e.line, err, curl)
		}
		if !pattern(e.answer).Match(output) {
			t.Errorf("%s\n gives\n%s\n but the README says\n%s", e.line, output, e.answer)
		}
	}
	if tried < 3 {
		t.Errorf("the README shows %d calls to try, want at least 3", tried)
	}
}

// TestCommandsAreThere pins the two commands that a newcomer types first.
func TestCommandsAreThere(t *testing.T) {
	t.Parallel()
	want := map[string]bool{"go run ./cmd/server --sandbox": true, "go test ./...": true}
	for _, e := range examples(t) {
		command, _, _ := strings.Cut(e.command, "#")
		delete(want, strings.TrimSpace(command))
	}
	if len(want) > 0 {
		t.Errorf("the README does not show %v", want)
	}
}

// TestComparisonCanFail is the control of pattern.
func TestComparisonCanFail(t *testing.T) {
	t.Parallel()
	if !pattern(`{"id":"…","n":1}` + "\n").MatchString(`{"id":"x.y","n":1}`) {
		t.Error("a wildcard does not match")
	}
	if pattern(`{"n":1}` + "\n").MatchString(`{"n":2}`) {
		t.Error("another answer matches")
	}
}

func pattern(answer string) *regexp.Regexp {
	quoted := regexp.QuoteMeta(strings.TrimSpace(answer))
	return regexp.MustCompile(`^\s*` + strings.ReplaceAll(quoted, "…", ".*") + `\s*$`)
}

// start builds the program, runs it as the README does but on free ports, and
// waits until it says that it is ready.
func start(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "ocegate")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../../cmd/server")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	ports := freePorts(t, 4)
	// The server outlives the test's own context, to be stopped in order.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	server := exec.CommandContext(ctx, binary, "--sandbox", "--http-addr="+ports[0], "--grpc-addr="+ports[1],
		"--admin-addr="+ports[2], "--sandbox-addr="+ports[3])
	output, err := server.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for lines := bufio.NewScanner(output); lines.Scan(); {
		}
	}()
	t.Cleanup(func() {
		defer cancel()
		if err := server.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		<-drained
		if err := server.Wait(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	waitReady(ctx, t, "http://"+ports[2]+"/readyz")
	return ports[0]
}

func waitReady(ctx context.Context, t *testing.T, url string) {
	t.Helper()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the server does not get ready: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// freePorts are loopback addresses that nobody listens on right now.
func freePorts(t *testing.T, count int) []string {
	t.Helper()
	var listeners []net.Listener
	var found []string
	for range count {
		listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listeners = append(listeners, listener)
		found = append(found, listener.Addr().String())
	}
	for _, listener := range listeners {
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return found
}
