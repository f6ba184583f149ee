package sdk_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// emulator is a sandbox on loopback with the vendor's client pointed at it.
type emulator struct {
	box    *sandbox.Sandbox
	url    string
	site   string
	vendor vendorClient
}

func demoKeys() keys {
	return keys{access: sandbox.DemoAccessKey, secret: sandbox.DemoSecretKey, domain: sandbox.DemoDomainID}
}

// partnerKeys belong to the partner whose customers the emulator holds.
func partnerKeys() keys {
	return keys{access: sandbox.DemoPartnerAccessKey, secret: sandbox.DemoPartnerSecretKey, domain: sandbox.DemoPartnerID}
}

// holderOf are the keys of who may call an operation.
func holderOf(o operation) keys {
	if o.domain == "partners" {
		return partnerKeys()
	}
	return demoKeys()
}

func startEmulator(t *testing.T, site string, change ...func(*sandbox.Config)) *emulator {
	t.Helper()
	config := sandbox.Config{Site: site, Seed: 1}
	for _, edit := range change {
		edit(&config)
	}
	box, err := sandbox.New(config)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(box.Handler())
	t.Cleanup(server.Close)
	return &emulator{box: box, url: server.URL, site: site, vendor: newVendorClient(t, site, server.URL, demoKeys())}
}

// as is the same emulator for another holder of keys.
func (e *emulator) as(t *testing.T, k keys) *emulator {
	t.Helper()
	other := *e
	other.vendor = newVendorClient(t, e.site, e.url, k)
	return &other
}

// on is the same emulator asked by the client of a site.
func (e *emulator) on(t *testing.T, site string) *emulator {
	t.Helper()
	other := *e
	other.site, other.vendor = site, newVendorClient(t, site, e.url, demoKeys())
	return &other
}

// read calls an operation, wants it answered and counted by the emulator, and
// returns the leaves that the vendor's client understood.
func (e *emulator) read(t *testing.T, operation string, request map[string]any) map[string]any {
	t.Helper()
	before := e.calls(operation)
	text, err := e.vendor.do(t, operation, request)
	if err != nil {
		t.Fatal(err)
	}
	if calls := e.calls(operation) - before; calls != 1 {
		t.Fatalf("%s reached the emulator %d times", operation, calls)
	}
	return leavesOf(parseTree(t, text))
}

// calls counts an operation, which the emulator calls by the catalogue's name but
// for one that two services share.
func (e *emulator) calls(operation string) int64 {
	if operation == "osm.ListSubCustomers" {
		operation = "ListTicketSubCustomers"
	}
	return e.box.Calls()[strings.TrimPrefix(operation, ticketsPrefix)]
}

// refusal is what the vendor's client makes of an error answer.
type refusal struct {
	status int
	code   string
}

// refused calls an operation and wants an error answer that leaves no effect.
func (e *emulator) refused(t *testing.T, operation string, request map[string]any) (refusal, string) {
	t.Helper()
	before := len(e.box.Journal())
	_, err := e.vendor.do(t, operation, request)
	var answer *sdkerr.ServiceResponseError
	if !errors.As(err, &answer) {
		t.Fatalf("%s %v: %v is no error answer", operation, request, err)
	}
	if effects := e.box.Journal()[before:]; len(effects) > 0 {
		t.Errorf("%s %v was refused with %s and did %v", operation, request, answer.ErrorCode, effects)
	}
	return refusal{answer.StatusCode, answer.ErrorCode}, answer.ErrorMessage
}

// effect makes a call that changes something and returns what the journal says
// it did.
func (e *emulator) effect(t *testing.T, operation string, request map[string]any) sandbox.Effect {
	t.Helper()
	before := len(e.box.Journal())
	if _, err := e.vendor.do(t, operation, request); err != nil {
		t.Fatal(err)
	}
	effects := e.box.Journal()[before:]
	if len(effects) != 1 || effects[0].Operation != operation {
		t.Fatalf("%s did %v", operation, effects)
	}
	return effects[0]
}

// wantLeaves compares some leaves; decimals by their value.
func wantLeaves(t *testing.T, got map[string]any, want map[string]string) {
	t.Helper()
	for path, value := range want {
		text := fmt.Sprint(got[path])
		if got[path] == nil {
			text = ""
		}
		if text != value && !sameDecimal(text, value) {
			t.Errorf("%s is %q, want %q", path, text, value)
		}
	}
}

func sameDecimal(a, b string) bool {
	x, ok := new(big.Rat).SetString(a)
	y, fine := new(big.Rat).SetString(b)
	return ok && fine && x.Cmp(y) == 0
}

// sum adds up decimals.
func sum(t *testing.T, parts ...string) string {
	t.Helper()
	total := new(big.Rat)
	for _, part := range parts {
		value, ok := new(big.Rat).SetString(part)
		if !ok {
			t.Fatalf("%q is no decimal", part)
		}
		total.Add(total, value)
	}
	return total.FloatString(6)
}

// countOf is the length of a list among leaves, by a member of its rows.
func countOf(leaves map[string]any, member string) int {
	n := 0
	for path := range leaves {
		if pattern(path) == member {
			n++
		}
	}
	return n
}

func num(n int) json.Number { return json.Number(itoa(n)) }

func currencyOf(site string) string { return map[string]string{siteCN: "CNY", siteIntl: "USD"}[site] }

// frozen stops the emulator's clock, so that all calls fall into one second.
func frozen(c *sandbox.Config) {
	now := time.Now()
	c.Clock = func() time.Time { return now }
}
