package service_test

import (
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// BenchmarkNew compiles the plans of all RPCs, which is most of a start.
func BenchmarkNew(b *testing.B) {
	endpoints, err := upstream.ResolveEndpoints(upstream.SiteChina, upstream.Overrides{})
	if err != nil {
		b.Fatal(err)
	}
	doer := upstream.NewTransport(upstream.TransportConfig{})
	client, err := upstream.New(upstream.Config{
		Site: upstream.SiteChina, Endpoints: endpoints, Doer: doer, Timeout: time.Minute,
		Credentials: upstream.Credentials{AccessKey: "STUBACCESSKEY", SecretKey: "stub-secret-key"},
	})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := service.New(service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 20 << 20, MaxDownload: 64 << 20}); err != nil {
			b.Fatal(err)
		}
	}
}
