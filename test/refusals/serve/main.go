// Command serve serves the refusals until its standard input ends. It first prints
// its address and the calls to make, as JSON in one line. It is run in the root of
// the repository.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/ocegate/ocegate/test/refusals"
)

func main() {
	if err := serve("."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(root string) error {
	address, stop, err := refusals.Serve()
	if err != nil {
		return err
	}
	defer stop()
	calls, err := refusals.Calls(root)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"address": address, "calls": calls}); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}
