// Command openapifill completes the OpenAPI document with what only the running
// program knows: the reasons of errors from the table that issues them, and for
// each operation a real example, which it gets by playing a case file over the
// JSON door. It may be run again on its own output.
//
// It must not invent anything: what it writes is what the server answers.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ocegate/ocegate/internal/ordered"
)

func main() {
	root := flag.String("root", ".", "folder of the checkout")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintln(os.Stderr, "openapifill:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	checkout, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer func() { _ = checkout.Close() }()
	text, err := checkout.ReadFile(document)
	if err != nil {
		return err
	}
	filled, err := fill(string(text), filepath.Join(root, "test", "cases"))
	if err != nil {
		return err
	}
	return checkout.WriteFile(document, []byte(filled), 0o600)
}

// document is where the API document lies in a checkout.
const document = "gen/openapi/ocegate.openapi.json"

// fill completes a document with the case files below a folder.
func fill(text, folder string) (string, error) {
	value, err := ordered.Parse(text)
	if err != nil {
		return "", err
	}
	whole, ok := value.(*ordered.Object)
	if !ok || whole.Object("paths") == nil {
		return "", errors.New("no document with paths")
	}
	if err := reasons(whole); err != nil {
		return "", err
	}
	if err := examples(whole, folder); err != nil {
		return "", err
	}
	return ordered.Pretty(whole)
}
