package service_test

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// canned is a Doer without a network.
type canned []byte

// Do implements upstream.Doer.
func (c canned) Do(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, ContentLength: int64(len(c)), Body: io.NopCloser(bytes.NewReader(c))}, nil
}

// BenchmarkRelay is the way of a read through the service, as a message of
// its own and in the arena of a door.
func BenchmarkRelay(b *testing.B) {
	endpoints, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{})
	if err != nil {
		b.Fatal(err)
	}
	client, err := upstream.New(upstream.Config{
		Site: upstream.SiteChina, Endpoints: endpoints, Doer: canned(rpcs()[0].genuine), Timeout: time.Minute,
		Credentials: upstream.Credentials{AccessKey: "STUBACCESSKEY", SecretKey: "stub-secret-key"},
	})
	if err != nil {
		b.Fatal(err)
	}
	services, err := service.New(service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		b.Fatal(err)
	}
	handlers := door{}
	services.Register(handlers)
	list := handlers[ordersv1.OrderService_ListOrders_FullMethodName]
	in := &ordersv1.ListOrdersRequest{PageSize: 10}
	b.Run("message", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := list(b.Context(), in); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("arena", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			arena := &translate.Arena{}
			if _, err := list(translate.WithArena(b.Context(), arena), in); err != nil {
				b.Fatal(err)
			}
			arena.Release()
		}
	})
}
