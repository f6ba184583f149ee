package service_test

import (
	"net/http"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/ocegate/ocegate/internal/translate"
)

// TestArenaOfTheDoor asks every RPC for the same answer twice, once for a message
// of its own and once in a door's arena, which other answers have used before.
func TestArenaOfTheDoor(t *testing.T) {
	t.Parallel()
	recycled := 0
	for _, r := range rpcs() {
		status := http.StatusOK
		if r.empty() {
			status = http.StatusNoContent
		}
		w := newWorld(t, r.site, reply(status, r.genuine))
		want, err := w.call(t, t.Context(), r.method, r.request)
		if err != nil {
			t.Errorf("%s: %v", r.method, err)
			continue
		}
		for range 2 {
			arena := &translate.Arena{}
			got, err := w.call(t, translate.WithArena(t.Context(), arena), r.method, r.request)
			if err != nil || !proto.Equal(got, want) {
				t.Errorf("%s: got %v, %v, want %v", r.method, got, err, want)
			}
			arena.Release()
			if !proto.Equal(got, want) {
				recycled++
			}
		}
	}
	if recycled < 100 { // the control: what was in an arena does not stay
		t.Errorf("only %d answers stood in the arena of their call", recycled)
	}
}
