package fault

import (
	"slices"
	"testing"

	"github.com/ocegate/ocegate/gen/go/ocegate/reason"
)

// TestReasonsAreExported compares the table with the constants that callers
// import.
func TestReasonsAreExported(t *testing.T) {
	t.Parallel()
	entries, err := Entries()
	if err != nil {
		t.Fatal(err)
	}
	issued := make([]string, len(entries))
	for i, entry := range entries {
		issued[i] = string(entry.Reason)
	}
	if exported := reason.All(); !slices.Equal(exported, issued) {
		t.Errorf("exported\n %q, the table has\n %q: run 'make gen' and commit the result", exported, issued)
	}
	if reason.Domain != Domain || reason.OutcomeUnknown != string(OutcomeUnknown) {
		t.Errorf("domain %q, %q", reason.Domain, reason.OutcomeUnknown)
	}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	entries, err := Entries()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(entries, func(e Entry) bool { return e.Reason == "ORDER_STATE_CHANGED" })
	if at < 0 {
		t.Fatal("ORDER_STATE_CHANGED is missing")
	}
	if e := entries[at]; !slices.Contains(e.Upstream, "CBC.99003106") || e.Own || e.Retryable != "no" || !slices.IsSorted(e.Upstream) {
		t.Errorf("%+v", e)
	}
}
