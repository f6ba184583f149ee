package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// mirror is an upstream whose orders all belong to who asks: every text and every
// amount of an answer is made from the customer's id, and so is its length.
// What is noticed is told of every call in the middle of its answer.
func mirror(t *testing.T, notice func(id string)) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.URL.Query().Get("customer_id")
		order := fmt.Sprintf(`{"order_id":"order-%[1]s","customer_id":"%[1]s","user_name":"user-%[1]s","official_amount":%[1]s.25,"create_time":"2026-10-31T08:30:05Z"}`, id)
		rows := len(id) * int(id[len(id)-1]-'0')
		body := fmt.Sprintf(`{"total_count":%d,"order_infos":[%s]}`, rows, strings.TrimSuffix(strings.Repeat(order+",", rows), ","))
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = io.WriteString(w, body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
		notice(id)
		_, _ = io.WriteString(w, body[len(body)/2:])
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// asks are one way for each door to list a customer's orders.
func asks(t *testing.T, a *App) map[string]func(ctx context.Context, id string) (*ordersv1.ListOrdersResponse, error) {
	t.Helper()
	orders := ordersv1.NewOrderServiceClient(dial(t, a))
	c, origin := client(t), "http://"+a.HTTPAddr().String()
	return map[string]func(context.Context, string) (*ordersv1.ListOrdersResponse, error){
		"grpc": func(ctx context.Context, id string) (*ordersv1.ListOrdersResponse, error) {
			return orders.ListOrders(ctx, &ordersv1.ListOrdersRequest{CustomerId: &id, PageSize: 100})
		},
		"http": func(ctx context.Context, id string) (*ordersv1.ListOrdersResponse, error) {
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+"/v1/orders?pageSize=100&customerId="+id, http.NoBody)
			if err != nil {
				return nil, err
			}
			response, err := c.Do(request)
			if err != nil {
				return nil, err
			}
			defer func() { _ = response.Body.Close() }()
			var body json.RawMessage
			if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
				return nil, err
			}
			var list ordersv1.ListOrdersResponse
			return &list, protojson.Unmarshal(body, &list)
		},
	}
}

// TestNobodySeesAnothersAnswer calls both doors from many sides at once. Answers
// use the memory of answers before them; no caller may find a word of another's.
func TestNobodySeesAnothersAnswer(t *testing.T) {
	t.Parallel()
	r := start(t, "--bss-endpoint="+mirror(t, func(string) {}))
	defer r.stop(t)
	var callers sync.WaitGroup
	for door, ask := range asks(t, r.App) {
		for worker := range 8 {
			callers.Go(func() {
				for n := range 40 {
					id := fmt.Sprint(100*worker + n + 1)
					got, err := ask(t.Context(), id)
					if err != nil {
						t.Errorf("%s %s: %v", door, id, err)
						return
					}
					belongs(t, door, id, got)
				}
			})
		}
	}
	callers.Wait()
}

// belongs demands that an answer is whole and all of it the customer's.
func belongs(t *testing.T, door, id string, got *ordersv1.ListOrdersResponse) {
	t.Helper()
	if want := len(id) * int(id[len(id)-1]-'0'); len(got.GetOrders()) != want || got.GetTotalSize() != int32(want) {
		t.Errorf("%s %s: %d orders of %d", door, id, len(got.GetOrders()), want)
	}
	for _, order := range got.GetOrders() {
		if order.GetOrderId() != "order-"+id || order.GetCustomerId() != id || order.GetOperatorName() != "user-"+id || order.GetOfficialAmount().GetAmount() != id+".25" {
			t.Errorf("%s %s got %v", door, id, order)
			return
		}
	}
}

// TestWhoGivesUpSpoilsNobody lets every other caller leave in the middle of its
// answer: the memory that is then on the way must not reach those who stay.
func TestWhoGivesUpSpoilsNobody(t *testing.T) {
	t.Parallel()
	var leaving sync.Map // of what cancels a call, by customer
	r := start(t, "--bss-endpoint="+mirror(t, func(id string) {
		found, _ := leaving.Load(id)
		if leave, ok := found.(context.CancelFunc); ok {
			leave()
		}
	}))
	defer r.stop(t)
	var callers sync.WaitGroup
	var left, stayed atomic.Int64
	for door, ask := range asks(t, r.App) {
		for worker := range 8 {
			callers.Go(func() {
				for n := range 40 {
					id := fmt.Sprint(map[string]int{"grpc": 1000, "http": 2000}[door] + 100*worker + n)
					ctx, cancel := context.WithCancel(t.Context())
					if n%2 == 1 {
						leaving.Store(id, cancel)
					}
					switch got, err := ask(ctx, id); {
					case err == nil:
						stayed.Add(1)
						belongs(t, door, id, got)
					case n%2 == 1:
						left.Add(1)
					default:
						t.Errorf("%s %s: %v", door, id, err)
					}
					cancel()
				}
			})
		}
	}
	callers.Wait()
	if stayed.Load() < 320 || left.Load() == 0 {
		t.Errorf("%d stayed, %d left", stayed.Load(), left.Load())
	}
}
