package gateway_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
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

// lending answers as a service does whose door writes: the message is spoilt as
// soon as it is written, and back is what the handler returns.
func lending(back *ordersv1.ListOrdersResponse, failure error) *orders {
	return &orders{list: func(ctx context.Context, r *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		lent := someOrders(int(r.GetPageSize()))
		if err := translate.AnswerWriterOf(ctx).WriteAnswer(lent); err != nil {
			return nil, err
		}
		for _, order := range lent.GetOrders() {
			order.OrderId = "somebody else's"
		}
		return back, failure
	}}
}

func TestWrittenAnswer(t *testing.T) {
	t.Parallel()
	h := door(t, lending(&ordersv1.ListOrdersResponse{}, nil))
	for _, rows := range []int{0, 1, 100} {
		got := send(t, h, http.MethodGet, "/v1/orders?pageSize="+strconv.Itoa(rows), "")
		var read ordersv1.ListOrdersResponse
		if err := protojson.Unmarshal([]byte(got.body), &read); err != nil || !proto.Equal(&read, someOrders(rows)) || got.header.Get("Content-Length") != strconv.Itoa(len(got.body)) {
			t.Errorf("%d rows: error %v in %.200s", rows, err, got.body)
		}
	}
}

// TestAnswerOfTwoMinds keeps what was written from hiding what came after it.
func TestAnswerOfTwoMinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		back    *ordersv1.ListOrdersResponse
		failure error
		status  int
	}{
		{nil, context.DeadlineExceeded, http.StatusGatewayTimeout},
		{&ordersv1.ListOrdersResponse{NextPageToken: "x"}, nil, http.StatusInternalServerError},
		{nil, nil, http.StatusInternalServerError},
	} {
		got := send(t, door(t, lending(c.back, c.failure)), http.MethodGet, "/v1/orders?pageSize=2", "")
		if failure(t, got); got.status != c.status || strings.Contains(got.body, "orderId") {
			t.Errorf("%v, %v: %d %s", c.back, c.failure, got.status, got.body)
		}
	}
}

func TestSecondAnswerIsRefused(t *testing.T) {
	t.Parallel()
	o := &orders{list: func(ctx context.Context, _ *ordersv1.ListOrdersRequest) (*ordersv1.ListOrdersResponse, error) {
		writer := translate.AnswerWriterOf(ctx)
		if err := writer.WriteAnswer(someOrders(1)); err != nil {
			t.Error(err)
		}
		return &ordersv1.ListOrdersResponse{}, writer.WriteAnswer(someOrders(2))
	}}
	if got := send(t, door(t, o), http.MethodGet, "/v1/orders", ""); got.status != http.StatusInternalServerError || failure(t, got).Error.Status != "INTERNAL" {
		t.Errorf("%d %s", got.status, got.body)
	}
}
