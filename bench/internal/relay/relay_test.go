package relay_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/relay"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// prepared answers with the size of the page and counts how often.
type prepared struct {
	ordersv1.UnimplementedOrderServiceServer
	asked atomic.Int64
}

func (p *prepared) ListOrders(_ context.Context, in *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
	p.asked.Add(1)
	return &ordersv1.ListOrdersResponse{TotalSize: in.GetPageSize()}, nil
}

// countingUpstream has pages of 1 and 10 orders and counts how often they are
// asked for.
func countingUpstream(t *testing.T) (endpoint string, fetched *atomic.Int64) {
	t.Helper()
	fetched = new(atomic.Int64)
	stub := canned.NewStub([]int{1, 10})
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fetched.Add(1)
		stub.ServeHTTP(w, r)
	}))
	t.Cleanup(upstream.Close)
	return upstream.URL, fetched
}

func loopback(t *testing.T) net.Listener {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

// TestRelayFetchesEveryTime: what it answers was prepared once, but each call goes
// to the upstream, whose failure is the call's.
func TestRelayFetchesEveryTime(t *testing.T) {
	t.Parallel()
	endpoint, fetched := countingUpstream(t)
	listener := loopback(t)
	answers := &prepared{}
	go func() { _ = relay.New(endpoint, http.DefaultTransport, answers).Serve(listener) }() // until the listener closes
	conn, err := grpc.NewClient(listener.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	client := ordersv1.NewOrderServiceClient(conn)
	for call, rows := range []int32{1, 10, 1, 10, 1} {
		got, err := client.ListOrders(t.Context(), &ordersv1.ListOrdersRequest{PageSize: rows})
		if want := (&ordersv1.ListOrdersResponse{TotalSize: rows}); err != nil || !proto.Equal(got, want) {
			t.Fatalf("call %d: %v, %v", call, got, err)
		}
		if got := fetched.Load(); got != int64(call+1) {
			t.Fatalf("call %d: %d requests reached the upstream", call, got)
		}
	}
	if got := answers.asked.Load(); got != 2 {
		t.Errorf("prepared %d times, want once a size", got)
	}
	if got, err := client.ListOrders(t.Context(), &ordersv1.ListOrdersRequest{PageSize: 7}); err == nil {
		t.Errorf("a page that the upstream does not have: %v", got)
	}
}

// TestRelayOverJSON fetches every time too, and answers what it was given.
func TestRelayOverJSON(t *testing.T) {
	t.Parallel()
	endpoint, fetched := countingUpstream(t)
	listener := loopback(t)
	go func() { _ = relay.New(endpoint, http.DefaultTransport, &prepared{}).ServeJSON(listener) }() // until the listener closes
	for call, rows := range []string{"1", "10", "1", "10"} {
		code, got := get(t, "http://"+listener.Addr().String()+"/v1/orders?page_size="+rows)
		var read ordersv1.ListOrdersResponse
		if err := protojson.Unmarshal(got, &read); err != nil || code != http.StatusOK || strconv.Itoa(int(read.GetTotalSize())) != rows {
			t.Fatalf("call %d: %d %s", call, code, got)
		}
		if got := fetched.Load(); got != int64(call+1) {
			t.Fatalf("call %d: %d requests reached the upstream", call, got)
		}
	}
	for _, odd := range []string{"7", "many", ""} {
		if code, got := get(t, "http://"+listener.Addr().String()+"/v1/orders?page_size="+odd); code != http.StatusBadGateway {
			t.Errorf("a page of %q: %d %s", odd, code, got)
		}
	}
}

func get(t *testing.T, url string) (code int, body []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err = io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, body
}
