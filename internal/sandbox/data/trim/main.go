// Command trim cuts the operations of some domains out of a complete field
// catalogue and writes one file per domain into the folder catalogue:
//
//	go run ./trim catalogue.json orders accounts coupons ...
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
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
	if len(os.Args) < 3 {
		log.Fatal("usage: trim CATALOGUE DOMAIN...")
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var all struct {
		Operations []operation `json:"operations"`
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		log.Fatal(err)
	}
	for _, domain := range os.Args[2:] {
		var out bytes.Buffer
		out.WriteString("{\"operations\":[\n")
		count := 0
		for _, op := range all.Operations {
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
			write(&out, op)
		}
		out.WriteString("\n]}\n")
		if count == 0 {
			log.Fatalf("no operations of %s", domain)
		}
		if err := os.WriteFile("catalogue/"+domain+".json", out.Bytes(), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// write puts one member of the operation on a line, so that differences stay readable.
func write(out *bytes.Buffer, op operation) {
	request, response := op.Request, op.Response
	op.Request, op.Response = []field{}, []field{}
	head := text(op)
	fmt.Fprintf(out, "%s,\n \"request\":[", bytes.TrimSuffix(head, []byte(`,"request":[],"response":[]}`)))
	fields(out, request)
	out.WriteString("],\n \"response\":[")
	fields(out, response)
	out.WriteString("]}")
}

func fields(out *bytes.Buffer, list []field) {
	for i, f := range list {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n  ")
		out.Write(text(f))
	}
}

func text(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		log.Fatal(err)
	}
	return raw
}
