package gateway_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

func TestAnswer(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return someOrders(2), nil
	}}
	got := send(t, door(t, o), http.MethodGet, "/v1/orders", "")
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "application/json; charset=utf-8" || got.header.Get("Content-Length") != strconv.Itoa(len(got.body)) {
		t.Errorf("%d %v", got.status, got.header)
	}
	var read ordersv1.ListOrdersResponse
	if err := protojson.Unmarshal([]byte(got.body), &read); err != nil || !proto.Equal(&read, someOrders(2)) {
		t.Errorf("error %v in %s", err, got.body)
	}
	for _, part := range []string{`"orderId":"CS22112409580O9DT"`, `"status":"ORDER_STATUS_COMPLETED"`, `"officialAmount":{"currencyCode":"CNY","amount":"1234.56"}`, `"nextPageToken":"token"`, `"totalSize":2`, `"subOrders":[]`} {
		if !strings.Contains(got.body, part) {
			t.Errorf("%s is missing in %s", part, got.body)
		}
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
		"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %q", name, got.header.Get(name))
		}
	}
}

// TestAnswersDoNotMix calls from many sides at once: the memory of answers is
// used again, and no answer may show another's bytes.
func TestAnswersDoNotMix(t *testing.T) {
	t.Parallel()
	h := door(t, &orders{get: func(_ context.Context, r *ordersv1.GetOrderRequest) (*ordersv1.GetOrderResponse, error) {
		count, err := strconv.Atoi(r.GetOrderId())
		if err != nil {
			return nil, err
		}
		return &ordersv1.GetOrderResponse{Order: &ordersv1.Order{OrderId: strings.Repeat(r.GetOrderId()+".", count)}}, nil
	}})
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range 200 {
				id := strconv.Itoa(i*8 + worker)
				got := send(t, h, http.MethodGet, "/v1/orders/"+id, "")
				if !strings.Contains(got.body, fmt.Sprintf(`"orderId":%q`, strings.Repeat(id+".", i*8+worker))) {
					t.Errorf("order %s: %.80s", id, got.body)
				}
			}
		})
	}
	wait.Wait()
}

// TestUnwritableAnswer answers an error when a handler answers text that JSON
// cannot hold.
func TestUnwritableAnswer(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(context.Context, *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		return &ordersv1.ListOrdersResponse{NextPageToken: "\xff"}, nil
	}}
	got := send(t, door(t, o), http.MethodGet, "/v1/orders", "")
	if body := failure(t, got); got.status != http.StatusInternalServerError || body.Error.Status != "INTERNAL" {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// spoiled is what becomes of a message whose memory has gone to another call.
type spoiled struct {
	orders []*ordersv1.Order
	times  atomic.Int32
}

// Release implements translate.Releaser.
func (s *spoiled) Release() {
	s.times.Add(1)
	for _, order := range s.orders {
		order.OrderId = "somebody else's"
	}
}

// TestMemoryLastsUntilTheAnswerIsWritten spoils an answer when its memory goes
// back, which must be after it is sent, and once, whatever becomes of the call.
func TestMemoryLastsUntilTheAnswerIsWritten(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]error{"answered": nil, "failed": context.DeadlineExceeded} {
		memory := &spoiled{}
		h := door(t, &orders{list: func(ctx context.Context, r *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
			answer := someOrders(int(r.GetPageSize()))
			memory.orders = answer.GetOrders()
			translate.ArenaOf(ctx).Hold(memory)
			return answer, failure
		}})
		got := send(t, h, http.MethodGet, "/v1/orders?pageSize=100", "")
		if memory.times.Load() != 1 || memory.orders[0].GetOrderId() != "somebody else's" {
			t.Errorf("%s: the memory came back %d times", name, memory.times.Load())
		}
		if failure != nil {
			continue
		}
		var read ordersv1.ListOrdersResponse
		if err := protojson.Unmarshal([]byte(got.body), &read); err != nil || !proto.Equal(&read, someOrders(100)) {
			t.Errorf("error %v in %.200s", err, got.body)
		}
	}
}
