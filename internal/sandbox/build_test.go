package sandbox

import "testing"

// TestNothingIsLeftOver shows that catalogue, rules and handlers cannot drift apart.
func TestNothingIsLeftOver(t *testing.T) {
	t.Parallel()
	with := func(change func(map[string]handler)) error {
		_, err := newServer(Config{Site: siteChina}, house{
			data: dataFiles, build: func(w *world, seed uint64) map[string]handler {
				out := build(w, seed)
				change(out)
				return out
			},
		})
		return err
	}
	if err := with(func(map[string]handler) {}); err != nil {
		t.Fatal(err)
	}
	if err := with(func(all map[string]handler) { delete(all, "PayOrders") }); err == nil {
		t.Error("an operation without handler was accepted")
	}
	if err := with(func(all map[string]handler) {
		all["PayOrder"] = all["PayOrders"]
		delete(all, "PayOrders")
	}); err == nil {
		t.Error("a handler without operation was accepted")
	}
}
