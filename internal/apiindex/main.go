// Command apiindex writes the index of the public API twice: docs/api.md for
// people and gen/api.json for machines. Both come from the descriptors that the
// server serves, so an RPC cannot be missing and a row cannot be stale.
//
// It must not hold facts of its own: what a row says stands in the protos.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ocegate/ocegate/internal/service"
)

// files maps what is written to how.
func files() map[string]func([]entry) ([]byte, error) {
	return map[string]func([]entry) ([]byte, error){
		"docs/api.md":  markdown,
		"gen/api.json": machine,
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
	entries, err := index(service.Descriptors())
	if err != nil {
		return err
	}
	for name, render := range files() {
		text, err := render(entries)
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
