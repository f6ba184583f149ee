package trial

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/ocegate/ocegate/bench/internal/direct"
	"github.com/ocegate/ocegate/bench/internal/process"
	"github.com/ocegate/ocegate/bench/internal/role"
)

// startTime bounds how long the product may take to become ready.
const startTime = 20 * time.Second

// fleet starts processes and ends all of them, the last one first.
type fleet struct {
	self    string // this program, for the roles
	product string // the ocegate binary
	before  string // another one to compare with, or ""
	log     *os.File
	started []*process.Process
}

// newFleet builds the product as it ships.
func newFleet(ctx context.Context, root, folder string) (*fleet, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("trial: %w", err)
	}
	product := filepath.Join(folder, "ocegate")
	build := exec.CommandContext(ctx, "go", "build", "-o", product, "./cmd/server")
	build.Dir = root
	if output, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("trial: building cmd/server: %w\n%s", err, output)
	}
	log, err := openLog(folder)
	if err != nil {
		return nil, err
	}
	return &fleet{self: self, product: product, log: log}, nil
}

// openLog makes the file to which all processes append, so that it can be
// emptied under them.
func openLog(folder string) (*os.File, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("trial: %w", err)
	}
	defer func() { _ = root.Close() }()
	log, err := root.OpenFile("log", os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("trial: %w", err)
	}
	return log, nil
}

// role starts this program in a role.
func (f *fleet) role(ctx context.Context, name string, env []string, args ...string) (*process.Process, error) {
	return f.start(ctx, process.Spec{Name: name, Path: f.self, Args: append([]string{Role, name}, args...), Env: env, Log: f.log})
}

func (f *fleet) start(ctx context.Context, spec process.Spec) (*process.Process, error) {
	p, err := process.Start(ctx, spec)
	if err != nil {
		return nil, fmt.Errorf("trial: %w%s", err, f.lastWords())
	}
	f.started = append(f.started, p)
	return p, nil
}

// ocegate starts a build of the product and waits until it says where it listens.
func (f *fleet) ocegate(ctx context.Context, binary, endpoint string) (*process.Process, error) {
	before, err := f.log.Stat()
	if err != nil {
		return nil, fmt.Errorf("trial: %w", err)
	}
	const free = "127.0.0.1:0"
	p, err := f.start(ctx, process.Spec{
		Name: "ocegate", Path: binary, Log: f.log, Foreign: true,
		Args: []string{"--bss-endpoint", endpoint, "--site", "cn", "--grpc-addr", free, "--http-addr", free, "--admin-addr", free},
		Env:  []string{"OCEGATE_ACCESS_KEY=" + direct.AccessKey, "OCEGATE_SECRET_KEY=" + direct.SecretKey, "OCEGATE_DOMAIN_ID=benchmark"},
	})
	if err != nil {
		return nil, err
	}
	if p.Addresses, err = f.announced(ctx, before.Size()); err != nil {
		return nil, fmt.Errorf("%w%s", err, f.lastWords())
	}
	return p, nil
}

// announced waits for the product's line in the log that says that it is ready.
func (f *fleet) announced(ctx context.Context, from int64) (map[string]string, error) {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		lines := bufio.NewScanner(io.NewSectionReader(f.log, from, 1<<20))
		for lines.Scan() {
			var line struct{ Msg, HTTP, GRPC string }
			if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "ready" {
				return map[string]string{role.DoorGRPC: line.GRPC, role.DoorJSON: line.HTTP}, nil
			}
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return nil, fmt.Errorf("trial: ocegate did not become ready: %w", ctx.Err())
		}
	}
}

// lastWords is the end of what the processes wrote to standard error.
func (f *fleet) lastWords() string {
	const most = 2000
	info, err := f.log.Stat()
	if err != nil {
		return ""
	}
	text := make([]byte, min(info.Size(), most))
	if _, err := f.log.ReadAt(text, info.Size()-int64(len(text))); err != nil {
		return ""
	}
	return "\n" + string(text)
}

// stopFrom ends the processes from the nth started on.
func (f *fleet) stopFrom(n int) error {
	var faults []error
	for i := len(f.started) - 1; i >= n; i-- {
		faults = append(faults, f.started[i].Stop())
	}
	f.started = f.started[:n]
	return errors.Join(faults...)
}

// close ends everything.
func (f *fleet) close() error { return errors.Join(f.stopFrom(0), f.log.Close()) }
