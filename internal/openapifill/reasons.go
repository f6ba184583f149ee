package main

import (
	"errors"

	"google.golang.org/genproto/googleapis/rpc/code"

	"github.com/ocegate/ocegate/internal/fault"
	"github.com/ocegate/ocegate/internal/ordered"
)

const reasonWords = "Says in a stable word what went wrong. A reason keeps its meaning; new ones are added, so treat one that you do not know by the canonical code."

// reasons lists every reason with what it means. The list is open: a newer
// server may know more.
func reasons(whole *ordered.Object) error {
	schemas := whole.Object("components").Object("schemas")
	if schemas.Object("Reason") == nil {
		return errors.New("the document has no place for reasons")
	}
	entries, err := fault.Entries()
	if err != nil {
		return err
	}
	names, words := make([]any, len(entries)), ordered.New()
	for i := range entries {
		e := &entries[i]
		names[i] = string(e.Reason)
		words.Set(string(e.Reason), e.Message+". "+e.Advice+". Code "+code.Code(e.Code).String()+", retryable: "+e.Retryable+".")
	}
	schemas.Set("Reason", ordered.New("description", reasonWords, "anyOf", []any{
		ordered.New("type", "string", "enum", names, "x-enumDescriptions", words),
		ordered.New("type", "string"),
	}))
	return nil
}
