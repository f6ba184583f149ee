package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
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

// TestQuotasAreToldInComments: what a comment says of the rate is what the option
// beside it says, and calls of customers and partners say it unless it is open.
func TestQuotasAreToldInComments(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(filepath.Join(root, "proto", "ocegate", "*", "v1", "*_service.proto"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%q, %v", names, err)
	}
	rpcs := 0
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rpcs += len(rpcIn.FindAllString(string(raw), -1))
		for _, complaint := range untrueRates(string(raw)) {
			t.Errorf("%s: %s", filepath.Base(name), complaint)
		}
	}
	if rpcs != len(entries(t)) {
		t.Errorf("%d RPCs in the protos, %d in the index", rpcs, len(entries(t)))
	}
}

// TestUntrueRatesAreNoticed is the negative control.
func TestUntrueRatesAreNoticed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"  // A does. Upstream operation: X, 10\n  // calls per second.\n  rpc A(B) returns (C) {\n service: SERVICE_BSS\n quota: 10\n": 0,
		"  // A does. Upstream operation: X, 20\n  // calls per second.\n  rpc A(B) returns (C) {\n service: SERVICE_BSS\n quota: 10\n": 1,
		"  // A does. Upstream operation: X.\n  rpc A(B) returns (C) {\n service: SERVICE_BSS\n quota: 10\n":                            1,
		"  // A does; its rate is not published.\n  rpc A(B) returns (C) {\n service: SERVICE_BSS\n quota: 10\n":                        0,
		"  // A does. Upstream operation: X.\n  rpc A(B) returns (C) {\n service: SERVICE_OSM\n quota: 10\n":                            0,
	} {
		if got := untrueRates(text); len(got) != want {
			t.Errorf("%s\n%q", text, got)
		}
	}
}

var (
	rpcIn   = regexp.MustCompile(`(?m)((?:^  //.*\n)+)  rpc (\w+)\(`)
	rateIn  = regexp.MustCompile(`([0-9]+) calls per second`)
	quotaIn = regexp.MustCompile(`quota: ([0-9]+)`)
)

// untrueRates finds RPCs of a proto file whose comment tells another rate than
// their option, or none.
func untrueRates(text string) (complaints []string) {
	at := rpcIn.FindAllStringSubmatchIndex(text, -1)
	for i, found := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		comment := strings.Join(strings.Fields(strings.ReplaceAll(text[found[2]:found[3]], "//", "")), " ")
		name, body := text[found[4]:found[5]], text[found[1]:end]
		told, quota := rateIn.FindStringSubmatch(comment), quotaIn.FindStringSubmatch(body)
		open := strings.Contains(comment, "not published") || strings.Contains(body, "SERVICE_OSM")
		switch {
		case quota == nil:
			complaints = append(complaints, name+" has no quota")
		case told == nil && !open:
			complaints = append(complaints, name+" does not tell its rate")
		case told != nil && told[1] != quota[1]:
			complaints = append(complaints, name+" tells "+strconv.Quote(told[0])+" with a quota of "+quota[1])
		}
	}
	return complaints
}
