package copying_test

import (
	"net/http/httptest"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/bench/internal/canned"
	"github.com/ocegate/ocegate/bench/internal/copying"
	"github.com/ocegate/ocegate/bench/internal/direct"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

// TestDoesTheSameWork holds the copying server to ocegate's own translation of
// the same body: a variant that copied less would look cheaper than it is.
func TestDoesTheSameWork(t *testing.T) {
	t.Parallel()
	const rows = 100
	upstream := httptest.NewServer(canned.NewStub([]int{rows}))
	t.Cleanup(upstream.Close)
	client, err := direct.NewClient(upstream.URL)
	if err != nil {
		t.Fatal(err)
	}
	got, err := copying.New(client).ListOrders(t.Context(), &ordersv1.ListOrdersRequest{PageSize: rows})
	if err != nil {
		t.Fatal(err)
	}
	if got.GetNextPageToken() == "" {
		t.Error("there are more pages, but no token for the next")
	}
	got.NextPageToken = ""
	want := translated(t, canned.Body(rows))
	if !proto.Equal(got, want) {
		for i := range want.GetOrders() {
			if !proto.Equal(got.GetOrders()[i], want.GetOrders()[i]) {
				t.Fatalf("order %d:\ngot  %v\nwant %v", i, got.GetOrders()[i], want.GetOrders()[i])
			}
		}
		t.Fatalf("total %d, want %d", got.GetTotalSize(), want.GetTotalSize())
	}
	if _, err := copying.New(client).ListOrders(t.Context(), &ordersv1.ListOrdersRequest{PageToken: "x"}); err == nil {
		t.Error("a page token that is none was taken")
	}
}

func translated(t *testing.T, body []byte) *ordersv1.ListOrdersResponse {
	t.Helper()
	services := []protoreflect.ServiceDescriptor{ordersv1.File_ocegate_orders_v1_orders_service_proto.Services().Get(0)}
	plans, err := translate.Compile(services, upstreamv1.Site_SITE_CN)
	if err != nil {
		t.Fatal(err)
	}
	out := &ordersv1.ListOrdersResponse{}
	if _, err := plans.Plan(ordersv1.OrderService_ListOrders_FullMethodName).Into(out).Decode(body); err != nil {
		t.Fatal(err)
	}
	return out
}
