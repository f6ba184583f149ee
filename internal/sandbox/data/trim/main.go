// Command trim cuts the operations of some domains out of a complete field
// catalogue and writes one file per domain into the folder catalogue:
//
//	go run ./trim catalogue.json orders accounts coupons ...
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

type field struct {
	Name     string   `json:"name"`
	In       string   `json:"in,omitempty"`
	Type     string   `json:"type"`
	Required bool     `json:"required,omitempty"`
	Repeated bool     `json:"repeated,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Sites    []string `json:"sites,omitempty"`
	Fields   []field  `json:"fields,omitempty"`
}

type operation struct {
	Name        string   `json:"name"`
	Service     string   `json:"service"`
	Domain      string   `json:"domain"`
	Sites       []string `json:"sites"`
	Method      string   `json:"method"`
	Path        string   `json:"path"`
	ContentType string   `json:"content_type"`
	Binary      bool     `json:"binary_response,omitempty"`
	Request     []field  `json:"request"`
	Response    []field  `json:"response"`
}

// renamed are the names that two services share: faults and counters tell
// operations apart by name alone.
func renamed() map[string]string {
	return map[string]string{"osm ListSubCustomers": "ListTicketSubCustomers"}
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "trim:", err)
		os.Exit(1)
	}
}

// run reads the catalogue that the first argument names and cuts the domains out that the others name.
func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: trim CATALOGUE DOMAIN")
	}
	raw, err := fs.ReadFile(os.DirFS(filepath.Dir(args[0])), filepath.Base(args[0]))
	if err != nil {
		return err
	}
	var all struct {
		Operations []operation `json:"operations"`
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	for _, domain := range args[1:] {
		if err := cut(all.Operations, domain); err != nil {
			return fmt.Errorf("%s: %w", domain, err)
		}
	}
	return nil
}

// cut writes the file of one domain.
func cut(all []operation, domain string) error {
	var out bytes.Buffer
	out.WriteString("{\"operations\":[\n")
	count := 0
	for i := range all {
		op := all[i]
		if op.Domain != domain {
			continue
		}
		if count > 0 {
			out.WriteString(",\n")
		}
		count++
		if name := renamed()[op.Service+" "+op.Name]; name != "" {
			op.Name = name
		}
		if err := write(&out, op); err != nil {
			return err
		}
	}
	out.WriteString("\n]}\n")
	if count == 0 {
		return errors.New("no operations")
	}
	return os.WriteFile(filepath.Join("catalogue", filepath.Base(domain)+".json"), out.Bytes(), 0o600)
}

// write puts one member of the operation on a line, so that differences stay readable.
func write(out *bytes.Buffer, op operation) error {
	request, response := op.Request, op.Response
	op.Request, op.Response = []field{}, []field{}
	head, err := json.Marshal(op)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s,\n \"request\":[", bytes.TrimSuffix(head, []byte(`,"request":[],"response":[]}`)))
	if err := fields(out, request); err != nil {
		return err
	}
	out.WriteString("],\n \"response\":[")
	if err := fields(out, response); err != nil {
		return err
	}
	out.WriteString("]}")
	return nil
}

func fields(out *bytes.Buffer, list []field) error {
	for i := range list {
		if i > 0 {
			out.WriteString(",")
		}
		line, err := json.Marshal(list[i])
		if err != nil {
			return err
		}
		out.WriteString("\n  ")
		out.Write(line)
	}
	return nil
}
