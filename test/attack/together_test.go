package attack_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
)

// TestAllAttacksTogether does to one process at one time what the other tests do
// one by one: requests that do not end, messages of too many items over both
// doors, answers without end. It stays within its pod and serves others all the
// while.
func TestAllAttacksTogether(t *testing.T) {
	t.Parallel()
	streams, times := 150, 1
	if full() {
		streams, times = 700, 10
	}
	p := start(t, launch{args: []string{"--receive-timeout=1m"}, env: []string{memoryLimit}})
	p.plan(endlessOrders(300_000))
	ctx, cancel := context.WithCancel(t.Context())
	var holding, attacking sync.WaitGroup
	defer holding.Wait()
	defer cancel()
	transport := plainHTTP2()
	defer transport.CloseIdleConnections()
	for range streams {
		holding.Go(func() { holdCall(ctx, transport, p.grpc, quietAfter(megabyteThatLacksOne(), nil)) })
	}
	for range 4 {
		attacking.Go(func() { sendTooManyItems(t, p, times) })
		attacking.Go(func() { readWithoutEnd(t, p, 5*times) })
	}
	attacking.Go(func() {
		conn := dial(t, p)
		for range 20 * times {
			if _, err := accountsv1.NewAccountServiceClient(conn).GetBalances(t.Context(), &accountsv1.GetBalancesRequest{}); err != nil {
				t.Errorf("a call beside them: %v", err)
			}
		}
	})
	attacking.Wait()
	u := p.usage()
	t.Logf("%d streams and %d times all others: %s of CPU, at most %d MiB", streams, times, u.cpu, u.peak>>20)
	if u.peak > podMemory {
		t.Errorf("the process had %d MiB", u.peak>>20)
	}
}

// megabyteThatLacksOne announces a message and keeps its last byte.
func megabyteThatLacksOne() io.Reader {
	const size = 1_000_001
	head := string([]byte{0, byte(size >> 24), byte(size >> 16 & 0xff), byte(size >> 8 & 0xff), byte(size & 0xff)})
	return io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, size-1))
}

func sendTooManyItems(t *testing.T, p *process, times int) {
	t.Helper()
	conn, c := dial(t, p), client(t)
	body, err := protojson.Marshal(prices(19_900))
	if err != nil {
		t.Error(err)
	}
	for range times {
		for _, items := range []int{20_000, 100_000, 500_000} {
			_, err := pricingv1.NewPricingServiceClient(conn).GetOnDemandPrice(t.Context(), prices(items))
			if reason := reasonOf(err); reason != "REQUEST_INVALID" && reason != "SERVER_BUSY" {
				t.Errorf("%d items: %v", items, err)
			}
		}
		got, err := try(t, c, http.MethodPost, "http://"+p.http+"/v1/prices:onDemand", string(body))
		if reason := got.reason(); err != nil || reason != "REQUEST_INVALID" && reason != "SERVER_BUSY" {
			t.Errorf("19,900 items: %v, %d %.200s", err, got.status, got.body)
		}
	}
}

func readWithoutEnd(t *testing.T, p *process, calls int) {
	t.Helper()
	c := client(t)
	for range calls {
		got, err := try(t, c, http.MethodGet, "http://"+p.http+"/v1/orders", "")
		if reason := got.reason(); err != nil || reason != "UPSTREAM_ANSWER_UNREADABLE" && reason != "ANSWER_MEMORY_EXHAUSTED" {
			t.Errorf("%v, %d, %.200s", err, got.status, got.body)
		}
	}
}
