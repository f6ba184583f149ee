package sandbox_test

import (
	"net/http"
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := sandbox.New(sandbox.Config{Site: "cn", Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkListOrders(b *testing.B) {
	c := newClient(b)
	r := c.request(http.MethodGet, ordersPath+"?limit=100", "")
	for b.Loop() {
		if a := c.send(r); a.status != http.StatusOK {
			b.Fatal(a.body)
		}
	}
}
