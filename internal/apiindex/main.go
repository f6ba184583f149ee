// Command apiindex writes what the API has to offer twice, for people and for
// programs: its RPCs into docs/api.md and gen/api.json, the reasons of its errors
// into docs/errors.md and a Go package of constants. Both come from what the
// server serves with, so nothing can be missing and no row can be stale.
//
// It must not hold facts of its own: what a row says stands in the protos and in
// the table of errors.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/service"
)

// content is what the files are drawn from.
type content struct {
	rpcs    []entry
	reasons []fault.Entry
}

// read gathers it from the descriptors and the table that the server has.
func read() (content, error) {
	rpcs, err := index(service.Descriptors())
	if err != nil {
		return content{}, err
	}
	reasons, err := fault.Entries()
	return content{rpcs, reasons}, err
}

// files maps what is written to how.
func files() map[string]func(content) ([]byte, error) {
	return map[string]func(content) ([]byte, error){
		"docs/api.md":                     func(c content) ([]byte, error) { return markdown(c.rpcs) },
		"gen/api.json":                    func(c content) ([]byte, error) { return machine(c.rpcs) },
		"docs/errors.md":                  func(c content) ([]byte, error) { return errorsPage(c.reasons), nil },
		"gen/go/ocegate/reason/reason.go": func(c content) ([]byte, error) { return constants(c.reasons) },
	}
}

func main() {
	root := flag.String("root", ".", "folder of the checkout")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintln(os.Stderr, "apiindex:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	known, err := read()
	if err != nil {
		return err
	}
	for name, render := range files() {
		text, err := render(known)
		if err != nil {
			return err
		}
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			return err
		}
	}
	return nil
}
