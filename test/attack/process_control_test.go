package attack_test

import (
	"net/http"
	"testing"
)

// TestProcessIsSeen is the control of the tools of this package: what they
// measure moves when the process does something.
func TestProcessIsSeen(t *testing.T) {
	t.Parallel()
	p, c := start(t, launch{}), client(t)
	before, seen := p.usage(), p.seen("ListCustomerOrders")
	if before.resident < 10<<20 || before.peak < before.resident {
		t.Errorf("a process that is ready has %d bytes, at most %d", before.resident, before.peak)
	}
	for range 50 {
		if got := call(t, c, http.MethodGet, "http://"+p.http+"/v1/orders?pageSize=100", ""); got.status != http.StatusOK {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	if got := p.seen("ListCustomerOrders") - seen; got != 50 {
		t.Errorf("50 calls are %d upstream", got)
	}
	if after := p.usage(); after.cpu <= before.cpu {
		t.Errorf("50 calls took no CPU: %s, then %s", before.cpu, after.cpu)
	}
	p.plan(`{"operation":"ListCustomerOrders","kind":"status","status":500,"error_code":"CBC.0999"}`)
	if got := call(t, c, http.MethodGet, "http://"+p.http+"/v1/orders", ""); got.reason() == "" {
		t.Errorf("a fault is no error: %d %s", got.status, got.body)
	}
	p.terminate()
	if code := p.wait(patience); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if log := p.log(); log == "" {
		t.Error("the process wrote no log")
	}
}
