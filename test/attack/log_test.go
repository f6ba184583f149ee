package attack_test

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

const payment = "/v1/orders/CSDEMO0001PAYABLE:pay"

// drain is what stops of these tests get, so that whoever waits for ever is seen.
const drain = 5 * time.Second

// silent is a log whose reader never reads; what it returns closes the reader.
func silent(t *testing.T) (log *os.File, hangUp func()) {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = reader.Close(), writer.Close() })
	return writer, func() { _ = reader.Close() }
}

// flood makes at least as many lines of refused calls as the log's queue takes.
func flood(t *testing.T, p *process) {
	t.Helper()
	orders := ordersv1.NewOrderServiceClient(dial(t, p))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 1500 {
				_, err := orders.GetOrder(t.Context(), &ordersv1.GetOrderRequest{})
				if status.Code(err) != codes.InvalidArgument {
					t.Errorf("a refusal became %v", err)
					return
				}
			}
		})
	}
	all.Wait()
}

// lines is a value of the counter of lost lines.
func (p *process) lostLines(labels string) string {
	p.t.Helper()
	text := call(p.t, client(p.t), http.MethodGet, "http://"+p.admin+"/metrics", "").body
	found := regexp.MustCompile(`ocegate_log_lines_dropped_total\{` + labels + `\} (\S+)`).FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	return found[1]
}

// mustPay pays the demo order: the service works.
func mustPay(t *testing.T, p *process) {
	t.Helper()
	if got := call(t, client(t), http.MethodPost, "http://"+p.http+payment, ""); got.status != http.StatusOK {
		t.Errorf("a payment: %d %s", got.status, got.body)
	}
}

// TestStalledLogStopsNothing: a reader of the log that does not read costs lines,
// never a call, and a stop does not wait for it.
func TestStalledLogStopsNothing(t *testing.T) {
	t.Parallel()
	log, _ := silent(t)
	p := start(t, launch{log: log, args: []string{"--drain-timeout=" + drain.String()}})
	flood(t, p)
	mustPay(t, p)
	if p.lostLines(`cause="queue_full",class="usual"`) == "" {
		t.Error("lines beyond the queue are not counted as lost")
	}
	if vital := p.lostLines(`cause="queue_full",class="vital"`); vital != "" {
		t.Errorf("%s vital lines are lost", vital)
	}
	prober := client(t) // one connection: the admin door has places for few
	eventually(t, "a log that hangs makes the process not alive", func() bool {
		return call(t, prober, http.MethodGet, "http://"+p.admin+"/livez", "").status == http.StatusServiceUnavailable
	})
	p.terminate()
	if code := p.wait(2 * drain); code != 1 {
		t.Errorf("a stop that lost its last lines ends with %d", code)
	}
}

// TestDeadLogStopsNothing: neither does one that has gone, in the middle of a
// payment, nor a full disk.
func TestDeadLogStopsNothing(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"gone", "full"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log, hangUp := silent(t)
			if name == "full" {
				full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = full.Close() })
				log, hangUp = full, func() {}
			}
			p := start(t, launch{log: log})
			p.plan(`{"operation":"PayOrders","kind":"latency","latency_ms":500,"when":"after"}`)
			paid := make(chan answer, 1)
			go func() {
				got, _ := try(t, client(t), http.MethodPost, "http://"+p.http+payment, "")
				paid <- got
			}()
			eventually(t, "the payment is on its way", func() bool { return p.seen("PayOrders") == 1 })
			hangUp()
			if got := call(t, client(t), http.MethodGet, "http://"+p.http+"/v1/orders?pageSize=1000000", ""); got.status == 0 {
				t.Error("no answer")
			}
			if got := <-paid; got.status != http.StatusOK {
				t.Errorf("the payment: %d %s", got.status, got.body)
			}
			eventually(t, "lines that cannot be written are counted", func() bool {
				return p.lostLines(`cause="write_failed",class="usual"`) != ""
			})
			p.terminate()
			if code := p.wait(patience); code != 0 {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

// TestHangUpStopsNothing: the end of a terminal is not the end of the service.
func TestHangUpStopsNothing(t *testing.T) {
	t.Parallel()
	p := start(t, launch{})
	p.signal(syscall.SIGHUP)
	p.signal(syscall.SIGPIPE)
	mustPay(t, p)
	p.terminate()
	if code := p.wait(patience); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestEveryLineHasTheForm: whatever callers send, standard error holds nothing
// but lines of the log.
func TestEveryLineHasTheForm(t *testing.T) {
	t.Parallel()
	p := start(t, launch{})
	for _, name := range []string{"Accept-Language", "Traceparent", "Tracestate", "X-Request-Id", "Authorization", "Content-Type"} {
		for _, path := range []string{"/v1/orders", "/v1/nothing"} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+p.http+path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set(name, "\xff\xfe odd")
			response, err := client(t).Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
		}
	}
	p.terminate()
	p.wait(patience)
	for line := range strings.Lines(p.log()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("not a line of the log: %q", line)
		}
	}
}
