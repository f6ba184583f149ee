// Command bench compares what a call through ocegate costs with what the same
// call costs through the vendor's client and through servers built on it. See
// README.md. It needs Linux.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/ocegate/ocegate/bench/internal/role"
	"github.com/ocegate/ocegate/bench/internal/trial"
)

func main() {
	// Children die with the thread that started them.
	runtime.LockOSThread()
	if err := start(os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		_, _ = fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func start(args []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(args) > 1 && args[0] == trial.Role {
		return role.Run(ctx, args[1], args[2:], os.Stdin, os.Stdout)
	}
	settings, err := parse(args, os.Stderr)
	if err != nil {
		return err
	}
	return trial.Run(ctx, settings, os.Stdout, os.Stderr)
}

func parse(args []string, usage io.Writer) (trial.Settings, error) {
	s := trial.Standard()
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(usage)
	rows := flags.String("rows", "1,10,100", "sizes of the pages")
	rounds := flags.Int("rounds", s.Rounds, "how often every variant has its turn")
	duration := flags.Duration("duration", s.Duration, "of one turn; decides once how many calls it has")
	quick := flags.Bool("quick", false, "only show that everything runs")
	flags.StringVar(&s.Only, "only", "", "measure one part: cpu, latency or memory")
	flags.StringVar(&s.Profile, "profile", "", "write profiles of ocegate's rooms to this folder instead of comparing")
	flags.StringVar(&s.Before, "before", "", "compare with this other build of cmd/server, and with the SDK alone")
	flags.StringVar(&s.Root, "root", s.Root, "folder of the repository")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("unexpected %q", flags.Arg(0))
	}
	s.Rounds, s.Duration = *rounds, *duration
	var err error
	if s.Rows, err = trial.ParseRows(*rows); err != nil {
		return s, err
	}
	if *quick {
		s = s.Quick()
	}
	return s, s.Validate()
}
