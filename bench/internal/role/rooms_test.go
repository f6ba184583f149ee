package role

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/ocegate/ocegate/bench/internal/canned"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// memoryDoer is an upstream without a network.
type memoryDoer map[string][]byte

func (d memoryDoer) Do(r *http.Request) (*http.Response, error) {
	_, query, _ := strings.Cut(r.URL.Opaque, "limit=")
	limit, _, _ := strings.Cut(query, "&")
	body, ok := d[limit]
	if !ok {
		return nil, fmt.Errorf("no page for %s", r.URL.Opaque)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{"Content-Type": {"application/json;charset=UTF-8"}},
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)), Request: r,
	}, nil
}

func testRooms(tb testing.TB, sizes ...int) *rooms {
	tb.Helper()
	doer := memoryDoer{}
	for _, rows := range sizes {
		doer[strconv.Itoa(rows)] = canned.Body(rows)
	}
	core := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(io.Discard), zap.InfoLevel)
	rooms, err := assemble("http://127.0.0.1:1", doer, zap.New(core))
	if err != nil {
		tb.Fatal(err)
	}
	return rooms
}

func TestRoomsAnswer(t *testing.T) {
	t.Parallel()
	rooms := testRooms(t, 10)
	var page ordersv1.ListOrdersResponse
	if err := rooms.conn.Invoke(t.Context(), ordersv1.OrderService_ListOrders_FullMethodName, &ordersv1.ListOrdersRequest{PageSize: 10}, &page); err != nil {
		t.Fatal(err)
	}
	if len(page.GetOrders()) != 10 || page.GetOrders()[9].GetOfficialAmount().GetAmount() != canned.WantOf(10).LastAmount {
		t.Errorf("%d orders", len(page.GetOrders()))
	}
	w := httptest.NewRecorder()
	rooms.json.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/v1/orders?page_size=10", http.NoBody))
	if w.Code != http.StatusOK || !bytes.Contains(w.Body.Bytes(), []byte(canned.WantOf(10).LastOrderID)) {
		t.Errorf("%d: %.300s", w.Code, w.Body)
	}
}

// BenchmarkChain is a call from the interceptors to the upstream's bytes and
// back, without any network: what the rooms themselves cost.
func BenchmarkChain(b *testing.B) {
	for _, rows := range []int{1, 10, 100} {
		b.Run(strconv.Itoa(rows), func(b *testing.B) {
			rooms := testRooms(b, rows)
			b.SetBytes(int64(len(canned.Body(rows))))
			b.ReportAllocs()
			for b.Loop() {
				in, out := &ordersv1.ListOrdersRequest{PageSize: int32(rows)}, new(ordersv1.ListOrdersResponse)
				if err := rooms.conn.Invoke(b.Context(), ordersv1.OrderService_ListOrders_FullMethodName, in, out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkJSON is the same through the JSON door's handler.
func BenchmarkJSON(b *testing.B) {
	for _, rows := range []int{1, 10, 100} {
		b.Run(strconv.Itoa(rows), func(b *testing.B) {
			rooms := testRooms(b, rows)
			handler := rooms.json.Handler()
			b.SetBytes(int64(len(canned.Body(rows))))
			b.ReportAllocs()
			for b.Loop() {
				w := &discarded{header: http.Header{}}
				handler.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), http.MethodGet, "http://localhost/v1/orders?page_size="+strconv.Itoa(rows), http.NoBody))
				if w.status != 0 && w.status != http.StatusOK {
					b.Fatal(w.status)
				}
			}
		})
	}
}

// discarded keeps nothing but the status.
type discarded struct {
	header http.Header
	status int
}

func (d *discarded) Header() http.Header            { return d.header }
func (d *discarded) Write(text []byte) (int, error) { return len(text), nil }
func (d *discarded) WriteHeader(status int)         { d.status = status }
