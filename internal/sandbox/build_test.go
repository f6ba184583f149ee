package sandbox

import (
	"testing"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// TestNothingIsLeftOver shows that catalogue, rules and handlers cannot drift apart.
func TestNothingIsLeftOver(t *testing.T) {
	t.Parallel()
	fixed, err := readTables(dataFiles)
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(map[string]rest.Handler)) error {
		_, err := rest.New(rest.Config{Site: rest.SiteChina}, rest.House{
			Data: dataFiles, Build: func(w *rest.World, seed uint64) map[string]rest.Handler {
				out := fixed.build(w, seed)
				change(out)
				return out
			},
		})
		return err
	}
	if err := with(func(map[string]rest.Handler) {}); err != nil {
		t.Fatal(err)
	}
	if err := with(func(all map[string]rest.Handler) { delete(all, "PayOrders") }); err == nil {
		t.Error("an operation without handler was accepted")
	}
	if err := with(func(all map[string]rest.Handler) {
		all["PayOrder"] = all["PayOrders"]
		delete(all, "PayOrders")
	}); err == nil {
		t.Error("a handler without operation was accepted")
	}
}
