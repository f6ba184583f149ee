package attack_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	// The program is built by a process of its own, which go test does not see:
	// without this a change of the program would not repeat the test.
	_ "github.com/ocegate/ocegate/internal/app"
)

// patience is the end of every wait: only a hang lasts so long.
const patience = 2 * time.Minute

// full says that the long forms are wanted.
func full() bool { return os.Getenv("OCEGATE_ATTACK") == "full" }

func TestMain(m *testing.M) { os.Exit(withBinary(m.Run)) }

// binary is the program under attack.
var binary string

// withBinary builds the program for the tests that run.
func withBinary(run func() int) int {
	folder, err := os.MkdirTemp("", "ocegate-attack-")
	if err == nil {
		defer func() { _ = os.RemoveAll(folder) }()
		binary = filepath.Join(folder, "ocegate")
		err = build(binary)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return run()
}

func build(to string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	output, err := exec.CommandContext(ctx, "go", "build", "-o", to, "../../cmd/server").CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, output)
	}
	return nil
}

// launch is how a process is started.
type launch struct {
	args []string // besides --sandbox and the addresses; a later flag wins
	env  []string // besides the test's own
	// log is the process's standard error; nil keeps it for process.log.
	log *os.File
}

// process is a running program. Where it listens stands in its banner.
type process struct {
	http, grpc, admin, emulator string

	t      *testing.T
	cmd    *exec.Cmd
	kept   *lockedBuffer
	ended  chan struct{} // closed when it has ended
	result error         // of Wait, once it has ended
}

// start runs the program until the test ends and waits for its banner, which it
// prints when it is ready. The emulator sets no quota.
func start(t *testing.T, l launch) *process {
	t.Helper()
	p := &process{t: t, kept: new(lockedBuffer), ended: make(chan struct{})}
	addresses := []string{"--sandbox", "--http-addr=127.0.0.1:0", "--grpc-addr=127.0.0.1:0", "--admin-addr=127.0.0.1:0", "--sandbox-addr=127.0.0.1:0"}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 2*patience)
	p.cmd = exec.CommandContext(ctx, binary, append(addresses, l.args...)...)
	p.cmd.Env = append(os.Environ(), l.env...)
	out := &banner{complete: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = out, p.kept
	if l.log != nil {
		p.cmd.Stderr = l.log
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.result = p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		cancel() // kills what has not ended by itself
		<-p.ended
	})
	select {
	case <-out.complete:
	case <-p.ended:
		t.Fatalf("the program ended while it started: %v\n%s", p.result, p.kept)
	case <-time.After(patience):
		t.Fatalf("the program does not get ready:\n%s", p.kept)
	}
	p.http, p.grpc, p.admin, p.emulator = out.address("JSON"), out.address("gRPC"), out.address("admin"), out.address("emulator")
	p.unthrottle()
	return p
}

// log is what the process has written to standard error.
func (p *process) log() string { return p.kept.String() }

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// wait gives the exit code; -1 stands for an end by a signal.
func (p *process) wait(longest time.Duration) int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(longest):
		p.t.Fatalf("the process has not ended after %s:\n%s", longest, p.kept)
	}
	var failed *exec.ExitError
	if p.result != nil && !errors.As(p.result, &failed) {
		p.t.Fatal(p.result)
	}
	return p.cmd.ProcessState.ExitCode()
}

// usage is what a process has taken so far.
type usage struct {
	cpu      time.Duration
	resident int64 // bytes now
	peak     int64 // bytes at most
}

// clockTick is the unit of CPU times in /proc, fixed on Linux.
const clockTick = 10 * time.Millisecond

// usage reads /proc of the process.
func (p *process) usage() usage {
	p.t.Helper()
	var u usage
	stat := p.proc("stat")
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	for _, ticks := range fields[11:13] { // utime and stime, the 14th and 15th of all
		u.cpu += time.Duration(number(p.t, ticks)) * clockTick
	}
	status := p.proc("status")
	for name, into := range map[string]*int64{"VmRSS": &u.resident, "VmHWM": &u.peak} {
		found := regexp.MustCompile(name + `:\s+(\d+) kB`).FindStringSubmatch(status)
		if found == nil {
			p.t.Fatalf("no %s in %s", name, status)
		}
		*into = number(p.t, found[1]) << 10
	}
	return u
}

// procFile is a file that the kernel keeps about the process.
func (p *process) procFile(name string) string {
	return fmt.Sprintf("/proc/%d/%s", p.cmd.Process.Pid, name)
}

func (p *process) proc(file string) string {
	p.t.Helper()
	text, err := os.ReadFile(p.procFile(file))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(text)
}

func number(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// banner reads addresses out of what the program prints when it is ready.
type banner struct {
	lockedBuffer

	once     sync.Once
	complete chan struct{}
}

// Write implements io.Writer.
func (b *banner) Write(p []byte) (int, error) {
	n, err := b.lockedBuffer.Write(p)
	if strings.Contains(b.String(), "Ctrl-C stops it.") {
		b.once.Do(func() { close(b.complete) })
	}
	return n, err
}

// address is the host and port in the line that begins with the name.
func (b *banner) address(name string) string {
	for line := range strings.Lines(b.String()) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == name {
			return strings.TrimPrefix(fields[1], "http://")
		}
	}
	return ""
}

// lockedBuffer is a buffer for several goroutines.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

var _ io.Writer = (*lockedBuffer)(nil)

// Write implements io.Writer.
func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

// String implements fmt.Stringer.
func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}

// terminate asks the process to stop in order.
func (p *process) terminate() {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
}
