package sandbox_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox"
)

// wire is a client over a real connection: what a fault does to a connection only shows there.
type wire struct {
	*client
	server *httptest.Server
}

func newWire(t *testing.T) *wire {
	t.Helper()
	c := newClient(t)
	s := httptest.NewServer(c.handler)
	t.Cleanup(s.Close)
	return &wire{client: c, server: s}
}

// roundTrip sends a signed request over the wire; err is what the caller's transport says.
func (w *wire) roundTrip(method, target, body string) (a answer, err error) {
	w.t.Helper()
	signed := w.request(method, target, body)
	r, err := http.NewRequestWithContext(signed.Context(), method, w.server.URL+target, bytes.NewBufferString(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header = signed.Header
	resp, err := w.server.Client().Do(r)
	if err != nil {
		return a, err
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	return answer{status: resp.StatusCode, header: resp.Header, body: string(raw)}, err
}

func (c *client) fault(f sandbox.Fault) sandbox.Fault {
	c.t.Helper()
	out, err := c.box.AddFault(f)
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

const payBody = `{"order_id":"` + sandbox.DemoPayableOrder + `","use_coupon":"NO","use_discount":"NO"}`

// TestFaultKinds strikes one payment with each kind and looks at what the caller
// sees and whether the payment happened.
func TestFaultKinds(t *testing.T) {
	t.Parallel()
	for what, row := range map[string]struct {
		fault   sandbox.Fault
		status  int
		body    string
		broken  bool // the transport fails
		effects int
	}{
		"no fault, the control": {sandbox.Fault{Operation: "ListCustomerOrders", Kind: sandbox.FaultReset}, 204, "", false, 1},
		"status":                {sandbox.Fault{Kind: sandbox.FaultStatus, Status: 503}, 503, `{"error_code":"CBC.0999","error_msg":"Other error."}`, false, 0},
		"status with code":      {sandbox.Fault{Kind: sandbox.FaultStatus, Status: 429, ErrorCode: "CBC.0250", ErrorMessage: "slow"}, 429, `{"error_code":"CBC.0250","error_msg":"slow"}`, false, 0},
		"status with body":      {sandbox.Fault{Kind: sandbox.FaultStatus, Status: 502, Body: "<html>"}, 502, "<html>", false, 0},
		"status after commit":   {sandbox.Fault{Kind: sandbox.FaultStatus, When: sandbox.FaultAfter, Status: 500}, 500, `{"error_code":"CBC.0999","error_msg":"Other error."}`, false, 1},
		"error inside 200":      {sandbox.Fault{Kind: sandbox.FaultErrorIn200, ErrorCode: "CBC.3106", ErrorMessage: "no"}, 200, `{"error_code":"CBC.3106","error_msg":"no"}`, false, 0},
		"empty":                 {sandbox.Fault{Kind: sandbox.FaultEmpty}, 200, "", false, 1},
		"empty before":          {sandbox.Fault{Kind: sandbox.FaultEmpty, When: sandbox.FaultBefore}, 200, "", false, 0},
		"malformed":             {sandbox.Fault{Kind: sandbox.FaultMalform}, 200, `{"total_count":1,"order_infos":[{"order_id":`, false, 1},
		"malformed as given":    {sandbox.Fault{Kind: sandbox.FaultMalform, Body: "{]"}, 200, "{]", false, 1},
		"truncated":             {sandbox.Fault{Kind: sandbox.FaultTruncate}, 0, "", true, 1},
		"reset":                 {sandbox.Fault{Kind: sandbox.FaultReset}, 0, "", true, 0},
		"lost reply":            {sandbox.Fault{Kind: sandbox.FaultLostReply}, 0, "", true, 1},
		"raw":                   {sandbox.Fault{Kind: sandbox.FaultRaw, Status: 299, Body: "x"}, 299, "x", false, 0},
		"raw, odd status":       {sandbox.Fault{Kind: sandbox.FaultRaw, Status: 799, Body: `{}`}, 799, "{}", false, 0},
		"latency":               {sandbox.Fault{Kind: sandbox.FaultLatency, LatencyMillis: 1}, 204, "", false, 1},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWire(t)
			if row.fault.Operation == "" {
				row.fault.Operation = "PayOrders"
			}
			w.fault(row.fault)
			a, err := w.roundTrip(http.MethodPost, payPath, payBody)
			if (err != nil) != row.broken {
				t.Fatalf("transport: %v", err)
			}
			if !row.broken && (a.status != row.status || a.body != row.body) {
				t.Errorf("%d %q", a.status, a.body)
			}
			if effects := w.box.Journal(); len(effects) != row.effects {
				t.Errorf("effects: %+v", effects)
			}
		})
	}
}

func TestTruncatedReplyAnnouncesTheWhole(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	whole, err := w.roundTrip(http.MethodGet, balancesPath, "")
	if err != nil {
		t.Fatal(err)
	}
	w.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultTruncate})
	a, err := w.roundTrip(http.MethodGet, balancesPath, "")
	if !errors.Is(err, io.ErrUnexpectedEOF) || a.header.Get("Content-Length") != itoa(len(whole.body)) ||
		a.body != whole.body[:len(whole.body)/2] {
		t.Errorf("%v: %d bytes of %s", err, len(a.body), a.header.Get("Content-Length"))
	}
}

func TestResetIsAReset(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	w.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultReset})
	if _, err := w.roundTrip(http.MethodGet, balancesPath, ""); !errors.Is(err, syscall.ECONNRESET) {
		t.Error(err)
	}
}

func TestRawReplyIsExactlyAsAsked(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	w.fault(sandbox.Fault{
		Operation: "ShowCustomerAccountBalances", Kind: sandbox.FaultRaw, Status: 302, Body: "gone",
		Headers: http.Header{"location": {"http://127.0.0.1:1/"}, "Retry-After": {"7"}},
	})
	w.server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a, err := w.roundTrip(http.MethodGet, balancesPath, "")
	if err != nil || a.status != 302 || a.body != "gone" || a.header.Get("Location") != "http://127.0.0.1:1/" ||
		a.header.Get("Retry-After") != "7" || a.header.Get("X-Request-Id") != "" || a.header.Get("Date") != "" {
		t.Errorf("%v %d %q %v", err, a.status, a.body, a.header)
	}
	recorded := w.get(balancesPath) // without a connection to write to
	if recorded.status != 302 || recorded.body != "gone" {
		t.Errorf("%d %q", recorded.status, recorded.body)
	}
}

func TestFaultsAreCountedAndScoped(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	first := c.fault(sandbox.Fault{Operation: "ShowCustomerAccountBalances", Kind: sandbox.FaultStatus, Status: 500, Count: 2})
	c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultStatus, Status: 503, Count: 1})
	for i, want := range []int{500, 500, 503, 200} {
		if a := c.get(balancesPath); a.status != want {
			t.Errorf("call %d: %d, want %d", i, a.status, want)
		}
	}
	if got := c.box.Faults(); len(got) != 2 || got[0].Struck != 2 || got[1].Struck != 1 || got[0].ID != first.ID {
		t.Errorf("%+v", got)
	}
	forever := c.fault(sandbox.Fault{Operation: "ListCustomerOrders", Kind: sandbox.FaultStatus, Status: 500})
	for range 3 {
		if a := c.get(ordersPath); a.status != 500 {
			t.Error(a.status)
		}
	}
	if !c.box.RemoveFault(forever.ID) || c.box.RemoveFault(forever.ID) || c.box.RemoveFault("") {
		t.Error("remove")
	}
	c.fine("after removal", c.get(ordersPath))
	c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultReset})
	c.box.ClearFaults()
	c.fine("after clearing", c.get(ordersPath))
}

// TestFaultsStrikeAdmittedCallsOnly: the gateway refuses before the service can fail.
func TestFaultsStrikeAdmittedCallsOnly(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultStatus, Status: 500, Count: 1})
	c.refused("unsigned", c.send(c.unsigned(http.MethodGet, balancesPath, "")), 401, "APIGW.0301")
	c.refused("signed", c.get(balancesPath), 500, "CBC.0999")
}

func TestSenselessFaultsAreRefused(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	for what, f := range map[string]sandbox.Fault{
		"operation":            {Operation: "PayOrder", Kind: sandbox.FaultReset},
		"of the other site":    {Operation: "ShowCustomerExpenditureQuota", Kind: sandbox.FaultReset},
		"no operation":         {Kind: sandbox.FaultReset},
		"kind":                 {Operation: "*", Kind: "explode"},
		"time":                 {Operation: "*", Kind: sandbox.FaultReset, When: "later"},
		"status missing":       {Operation: "*", Kind: sandbox.FaultStatus},
		"status too small":     {Operation: "*", Kind: sandbox.FaultRaw, Status: 100},
		"status too large":     {Operation: "*", Kind: sandbox.FaultRaw, Status: 1000},
		"latency missing":      {Operation: "*", Kind: sandbox.FaultLatency},
		"negative latency":     {Operation: "*", Kind: sandbox.FaultLatency, LatencyMillis: -1},
		"negative count":       {Operation: "*", Kind: sandbox.FaultReset, Count: -1},
		"during, not latency":  {Operation: "*", Kind: sandbox.FaultReset, When: sandbox.FaultDuring},
		"nothing to cut":       {Operation: "*", Kind: sandbox.FaultTruncate, When: sandbox.FaultBefore},
		"nothing to lose":      {Operation: "*", Kind: sandbox.FaultLostReply, When: sandbox.FaultBefore},
		"lost with long delay": {Operation: "*", Kind: sandbox.FaultLostReply, LatencyMillis: -5},
	} {
		if _, err := c.box.AddFault(f); err == nil {
			t.Errorf("%s: accepted", what)
		}
	}
	if len(c.box.Faults()) != 0 {
		t.Error("refused faults were kept")
	}
}

// bubble builds an emulator on the fake clock of a synctest bubble.
func bubble(t *testing.T) *client {
	t.Helper()
	c := newClient(t, func(cfg *sandbox.Config) { cfg.Clock = time.Now })
	c.clock.now = time.Now()
	return c
}

func TestLatencyTakesItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := bubble(t)
		c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultLatency, LatencyMillis: 1500, Count: 1})
		c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultLatency, When: sandbox.FaultAfter, LatencyMillis: 500, Count: 1})
		c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultStatus, Status: 500, LatencyMillis: 1000, Count: 1})
		start := time.Now()
		c.refused("all three", c.get(balancesPath), 500, "CBC.0999")
		if got := time.Since(start); got != 2500*time.Millisecond {
			t.Errorf("a call that fails before its effect took %s", got)
		}
		start = time.Now()
		c.fine("none left", c.get(balancesPath))
		if got := time.Since(start); got != 0 {
			t.Errorf("the next call took %s", got)
		}
	})
}

// TestSecondPaymentDuringTheFirst holds a payment between its checks and its commit.
func TestSecondPaymentDuringTheFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := bubble(t)
		c.fault(sandbox.Fault{Operation: "PayOrders", Kind: sandbox.FaultLatency, When: sandbox.FaultDuring, LatencyMillis: 1000, Count: 1})
		first := make(chan answer)
		go func() { first <- c.pay(sandbox.DemoPayableOrder, "") }()
		synctest.Wait() // the first payment is waiting inside
		c.refused("pay meanwhile", c.pay(sandbox.DemoPayableOrder, ""), 400, "CBC.99000088")
		c.refused("cancel meanwhile", c.cancel(sandbox.DemoPayableOrder), 400, "CBC.99005010")
		c.fine("other orders go on", c.pay(sandbox.DemoCancelOrder, ""))
		c.fine("first", <-first)
		c.refused("pay afterwards", c.pay(sandbox.DemoPayableOrder, ""), 400, "CBC.99003106")
		if effects := c.box.Journal(); len(effects) != 2 || effects[1].OrderID != sandbox.DemoPayableOrder {
			t.Errorf("%+v", effects)
		}
	})
}

// TestDeadlineDuringAPayment: a held payment must not outlive the deadline.
func TestDeadlineDuringAPayment(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := bubble(t)
		c.fault(sandbox.Fault{Operation: "PayOrders", Kind: sandbox.FaultLatency, When: sandbox.FaultDuring, LatencyMillis: 1000, Count: 1})
		first := make(chan answer)
		go func() { first <- c.pay(sandbox.DemoPayableOrder, "") }()
		synctest.Wait()
		c.advance(6 * 24 * time.Hour)
		c.refused("first", <-first, 400, "CBC.99003110")
		if rows := c.changes(changesPath + "?balance_type=BALANCE_TYPE_DEBIT&trade_id=" + sandbox.DemoPayableOrder); len(rows) != 0 {
			t.Errorf("money moved: %+v", rows)
		}
	})
}

func TestTwoPaymentsAtOnceHaveOneEffect(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	const callers = 16
	answers := make(chan answer, callers)
	start := make(chan struct{})
	for range callers {
		r := c.request(http.MethodPost, payPath, payBody)
		go func() {
			<-start
			answers <- c.send(r)
		}()
	}
	close(start)
	paid := 0
	for range callers {
		a := <-answers
		switch {
		case a.status == 204:
			paid++
		case a.code() != "CBC.99000088" && a.code() != "CBC.99003106":
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	if effects := c.box.Journal(); paid != 1 || len(effects) != 1 {
		t.Errorf("%d paid, effects %+v", paid, effects)
	}
	c.balancesAre("4740.00", "2000.00")
}

// TestConcurrentCallsOfEveryKind is for the race detector.
func TestConcurrentCallsOfEveryKind(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	done := make(chan struct{})
	work := []func(){
		func() { c.get(ordersPath) },
		func() { c.pay(sandbox.DemoCouponOrder, choice(sandbox.DemoCashCoupon+":301", "")) },
		func() { c.cancel(sandbox.DemoCancelOrder) },
		func() { _ = c.box.Advance(time.Hour) },
		func() { c.box.Journal() },
		func() { c.box.Reset(3) },
		func() { c.fault(sandbox.Fault{Operation: "*", Kind: sandbox.FaultEmpty, Count: 1}) },
		func() { c.box.Faults(); c.box.ClearFaults() },
		func() { c.box.Calls(); c.box.ClearCalls(); c.box.ClearJournal() },
		func() { _ = c.box.SetSettings(c.box.Settings()) },
	}
	for _, run := range work {
		go func() {
			defer func() { done <- struct{}{} }()
			for range 10 {
				run()
			}
		}()
	}
	for range work {
		<-done
	}
	c.box.Reset(1)
	c.balancesAre(sandbox.DemoCashBalance, sandbox.DemoCreditBalance)
}

func TestEveryAnswerNamesItsRequest(t *testing.T) {
	t.Parallel()
	c := newClient(t)
	seen := map[string]bool{}
	for _, a := range []answer{
		c.get(ordersPath), c.get("/nowhere"), c.pay("x", ""), c.pay(sandbox.DemoPayableOrder, ""),
		c.send(c.unsigned(http.MethodGet, ordersPath, "")), c.admin("GET", "clock", ""), c.admin("GET", "nowhere", ""),
	} {
		id := a.header.Get("X-Request-Id")
		if len(id) != 32 || strings.Trim(id, "0123456789abcdef") != "" || seen[id] {
			t.Errorf("request id %q of %d %s", id, a.status, a.body)
		}
		seen[id] = true
	}
}
