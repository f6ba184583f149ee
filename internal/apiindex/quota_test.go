package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ocegate/ocegate/internal/service"
)

// published are the calls per second of the operations that have more or less than
// the ten that hold for all others.
func published() map[string]int32 {
	return map[string]int32{
		"ShowCustomerAccountBalances": 20, "ListStoredValueCards": 5, "ListCustomerOrders": 20,
		"ListOnDemandResourceRatings": 20, "ListRateOnPeriodDetail": 30,
		"ListCustomerselfResourceRecordDetails": 30, "CheckUserIdentity": 5,
	}
}

// TestQuotasAreThePublished, and the emulator throttles by the same.
func TestQuotasAreThePublished(t *testing.T) {
	t.Parallel()
	special, emulated := published(), emulatedQuotas(t)
	for _, e := range entries(t) {
		name := e.Operation
		if e.Service == "osm" && name == "ListSubCustomers" { // as the emulator tells two of one name apart
			name = "ListTicketSubCustomers"
		}
		want, ok := special[name]
		if !ok {
			want = 10
		}
		if e.Quota != want || emulated[name] != want {
			t.Errorf("%s: quota %d, emulated %d, published %d", name, e.Quota, emulated[name], want)
		}
	}
}

// emulatedQuotas are those of the emulator's rules.
func emulatedQuotas(t *testing.T) map[string]int32 {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "internal", "sandbox", "data", "rules", "*.json"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%q, %v", names, err)
	}
	quotas := map[string]int32{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var rules map[string]struct{ Quota int32 }
		if err := json.Unmarshal(raw, &rules); err != nil {
			t.Fatal(err)
		}
		for operation, rule := range rules {
			quotas[operation] = rule.Quota
		}
	}
	return quotas
}

// TestOptionsAreNotToldAgain: operation, rate and sites of an RPC stand in its
// option, from which the documents are written. A comment that tells them could be
// wrong.
func TestOptionsAreNotToldAgain(t *testing.T) {
	t.Parallel()
	rpcs := 0
	for _, descriptor := range service.Descriptors() {
		raw, err := os.ReadFile(filepath.Join(root, "proto", descriptor.ParentFile().Path()))
		if err != nil {
			t.Fatal(err)
		}
		comments := rpcIn.FindAllString(string(raw), -1)
		rpcs += len(comments)
		for _, comment := range comments {
			if toldAgain.MatchString(flat(comment)) {
				t.Errorf("%s: a comment tells what the option says:\n%s", descriptor.FullName(), comment)
			}
		}
	}
	if rpcs != len(entries(t)) {
		t.Errorf("%d RPCs in the protos, %d in the index", rpcs, len(entries(t)))
	}
}

// TestRepetitionIsNoticed is the negative control.
func TestRepetitionIsNoticed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"  // A does. Upstream\n  // operation: X.\n":                              true,
		"  // A does, 10 calls per\n  // second.\n":                                true,
		"  // A does. Chinese site\n  // only.\n":                                  true,
		"  // A does. An undated text allows 30 calls per second (unconfirmed).\n": false,
		"  // A does as often as you like.\n":                                      false,
	} {
		if got := toldAgain.MatchString(flat(text)); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

var (
	rpcIn     = regexp.MustCompile(`(?m)((?:^ {2}//.*\n)+) {2}rpc (\w+)\(`)
	toldAgain = regexp.MustCompile(`(?i)upstream operation:|[0-9] calls per second[^(]*([.;]|$)|(chinese|international) site only`)
)

// flat is a comment as one line.
func flat(comment string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(comment, "//", "")), " ")
}
