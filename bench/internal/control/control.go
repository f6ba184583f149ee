// Package control is how the driver talks to the processes that it starts: one
// JSON line each way, over standard input and output. A process ends when its
// input does, so none outlives a driver that is gone. It must not know what the
// processes do.
package control

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Hello is the first line of a process: it is ready.
type Hello struct {
	// Addresses are where it listens, by the name of the door.
	Addresses map[string]string
}

// Command asks for a bounded number of calls, or for a profile of the process.
type Command struct {
	Calls    int    `json:",omitempty"`
	InFlight int    `json:",omitempty"`
	Rows     int    `json:",omitempty"`
	Profile  string `json:",omitempty"` // folder to write to, StopProfile to end it
}

// StopProfile ends what Command.Profile began.
const StopProfile = "-"

// Result is what came of a command. Times are nanoseconds.
type Result struct {
	Calls    int
	Wall     int64
	P50, P99 int64
	Error    string `json:",omitempty"`
}

// Do carries out one command.
type Do func(context.Context, Command) (Result, error)

// Refuse is for processes that take no commands.
func Refuse(context.Context, Command) (Result, error) {
	return Result{}, errors.New("this process takes no commands")
}

// Serve announces the process and carries out commands until the input ends.
func Serve(ctx context.Context, in io.Reader, out io.Writer, hello Hello, do Do) error {
	lines, answers := bufio.NewScanner(in), json.NewEncoder(out)
	if err := answers.Encode(hello); err != nil {
		return fmt.Errorf("control: %w", err)
	}
	for lines.Scan() {
		var command Command
		if err := json.Unmarshal(lines.Bytes(), &command); err != nil {
			return fmt.Errorf("control: %w", err)
		}
		result, err := do(ctx, command)
		if err != nil {
			result.Error = err.Error()
		}
		if err := answers.Encode(result); err != nil {
			return fmt.Errorf("control: %w", err)
		}
	}
	return lines.Err()
}
