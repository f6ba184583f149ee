package rest

import (
	"context"
	"os"
	"strings"
	"testing"
)

func TestEveryQueryParameterHasAPresenceRule(t *testing.T) {
	t.Parallel()
	for _, site := range []string{SiteChina, SiteInternational} {
		ops, err := loadOperations(os.DirFS(".."), site, someHandlers(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, op := range ops {
			for i := range op.Request {
				f := &op.Request[i]
				if f.In == "query" && len(strings.Fields(f.rule.Presence)) != 3 {
					t.Errorf("%s.%s: presence %q", op.Name, f.Name, f.rule.Presence)
				}
			}
			if op.rules.Quota == 0 {
				t.Errorf("%s has no quota", op.Name)
			}
		}
	}
}

// someHandlers are handlers for all operations of the catalogue, whatever they do.

func someHandlers(t *testing.T) map[string]Handler {
	t.Helper()
	all, _, err := readData(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Handler{}
	for _, op := range all {
		out[op.Name] = func(context.Context, *Call) (any, *Refusal) { return nil, nil }
	}
	return out
}
