// Package process starts the programs of a benchmark, reads what they use of
// the machine and ends each of them, by its own process and no name. It needs
// Linux. It must not know what the programs do.
package process

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/ocegate/ocegate/bench/internal/control"
)

// grace is how long a process may take to end when asked.
const grace = 5 * time.Second

// Spec says what to start. The environment of the driver is not handed on: its
// GOGC or proxies must not decide about the figures.
type Spec struct {
	Name string
	Path string
	Args []string
	Env  []string
	Log  *os.File // takes standard error
	// Foreign is a program that does not speak package control.
	Foreign bool
}

// Process is one running program.
type Process struct {
	control.Hello

	Name    string
	command *exec.Cmd
	foreign bool
	input   io.WriteCloser
	answers *json.Decoder
}

// Start runs a program; it is killed when the context ends, and by the kernel
// when the calling thread does, so call it from the main goroutine only, locked
// to its thread.
func Start(ctx context.Context, spec Spec) (*Process, error) {
	command := exec.CommandContext(ctx, spec.Path, spec.Args...)
	command.Env = append([]string{"PATH=/usr/bin:/bin"}, spec.Env...)
	command.Stderr = spec.Log
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	command.WaitDelay = grace
	p := &Process{Name: spec.Name, command: command, foreign: spec.Foreign}
	if spec.Foreign {
		command.Stdout = spec.Log
		return p, p.fault(command.Start())
	}
	input, err := command.StdinPipe()
	if err != nil {
		return nil, p.fault(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, p.fault(err)
	}
	p.input, p.answers = input, json.NewDecoder(output)
	if err := command.Start(); err != nil {
		return nil, p.fault(err)
	}
	if err := p.answers.Decode(&p.Hello); err != nil {
		return nil, errors.Join(p.fault(fmt.Errorf("it did not come up: %w", err)), p.Stop())
	}
	return p, nil
}

func (p *Process) fault(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", p.Name, err)
}

// Do has the process carry out a command.
func (p *Process) Do(command control.Command) (control.Result, error) {
	if err := json.NewEncoder(p.input).Encode(command); err != nil {
		return control.Result{}, p.fault(err)
	}
	var result control.Result
	if err := p.answers.Decode(&result); err != nil {
		return control.Result{}, p.fault(err)
	}
	if result.Error != "" {
		return result, p.fault(errors.New(result.Error))
	}
	return result, nil
}

// Stop asks the process to end, by closing its input or, if it is foreign, by
// SIGTERM, and kills it if it does not.
func (p *Process) Stop() error {
	if p.foreign {
		_ = p.command.Process.Signal(syscall.SIGTERM) // gone already is fine
	} else {
		_ = p.input.Close()
	}
	timer := time.AfterFunc(grace, func() { _ = p.command.Process.Kill() })
	defer timer.Stop()
	err := p.command.Wait()
	if status, ok := p.command.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return nil // an interrupted run kills them
	}
	return p.fault(err)
}
