package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/ocegate/ocegate/internal/config"
)

// Exit codes of Main.
const (
	exitOK      = 0
	exitFailure = 1 // a start or a stop that went wrong
	exitUsage   = 2 // settings that do not hold
)

// startGCPercent is the collector's target until the server is ready: with a
// higher one the plans end up scattered over more memory, a lower one takes
// longer.
const startGCPercent = 200

// Streams are where Main writes.
type Streams struct {
	Out io.Writer // what was asked for, and the banner
	Err io.Writer // faults, and the log
	// Library is where the libraries' own words come from; nil when the process
	// does not collect them.
	Library *LibraryLog
}

// Signals are those that end the server.
func Signals() []os.Signal { return []os.Signal{syscall.SIGINT, syscall.SIGTERM} }

// IgnoredSignals must never end it: a log whose reader has gone raises SIGPIPE, a
// terminal that is closed SIGHUP, both perhaps in the middle of a payment.
func IgnoredSignals() []os.Signal { return []os.Signal{syscall.SIGPIPE, syscall.SIGHUP} }

// Main runs the server until the first signal, drains it, and gives the
// process's exit code. A second signal ends the calls in flight with an answer.
func Main(source config.Source, signals <-chan os.Signal, streams Streams) int {
	settings, err := config.Load(source)
	switch {
	case err != nil:
		return fail(streams.Err, exitUsage, err)
	case settings.Life.ShowHelp:
		return show(streams.Out, config.Help())
	case settings.Life.ShowVersion:
		return show(streams.Out, NewBuild().String()+"\n")
	}
	if settings.Life.GCPercent > 0 {
		debug.SetGCPercent(startGCPercent)
	}
	if err := run(settings, signals, streams); err != nil {
		return fail(streams.Err, exitFailure, err)
	}
	return exitOK
}

func show(to io.Writer, text string) int {
	if err := say(to, text); err != nil {
		return exitFailure
	}
	return exitOK
}

func fail(to io.Writer, code int, err error) int {
	_ = say(to, fmt.Sprintf("ocegate: %v\n", err)) // with nowhere to write, the code has to do
	return code
}

// sayTime is what a reader has for words outside the log.
const sayTime = time.Second

// say writes a text, but waits for its reader only so long: one that has stopped
// reading must not keep the process from starting or ending.
func say(to io.Writer, text string) error {
	written := make(chan error, 1)
	go func() {
		_, err := io.WriteString(to, text)
		written <- err
	}()
	select {
	case err := <-written:
		return err
	case <-time.After(sayTime):
		return os.ErrDeadlineExceeded
	}
}

// settleHeap ends the start's use of memory, which is several times what plans
// and rules take in the end, and begins that of calls: the live heap is small
// and calls leave short-lived garbage, so a high target costs little memory.
func settleHeap(gcPercent int) {
	debug.FreeOSMemory()
	if gcPercent != 0 { // else as GOGC says
		debug.SetGCPercent(gcPercent)
	}
}

// run lives from start to stop.
func run(settings config.Config, signals <-chan os.Signal, streams Streams) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	a, err := Start(ctx, settings, Options{Out: streams.Out, Log: streams.Err})
	if err != nil {
		return err
	}
	if streams.Library != nil {
		streams.Library.use(a.logger)
	}
	settleHeap(settings.Life.GCPercent)
	var failure error
	select {
	case <-signals:
	case failure = <-a.Failed():
	}
	ctx, cancel = context.WithTimeout(ctx, settings.Life.DrainTimeout)
	defer cancel()
	stopped := make(chan struct{})
	go a.hurry(signals, stopped, cancel)
	err = a.Close(ctx)
	close(stopped)
	return errors.Join(failure, err)
}

// hurry ends the calls in flight at the next signal, and cuts off what is not
// over after the margin, or at one more.
func (a *App) hurry(signals <-chan os.Signal, stopped <-chan struct{}, cut func()) {
	select {
	case <-signals:
	case <-stopped:
		return
	}
	a.EndCalls()
	margin := time.NewTimer(a.settings.Life.DrainMargin)
	defer margin.Stop()
	select {
	case <-signals:
	case <-margin.C:
	case <-stopped:
		return
	}
	cut()
}
