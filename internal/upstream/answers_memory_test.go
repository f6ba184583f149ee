package upstream_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/upstream"
)

// TestMemoryForAnswers: a reply whose objects would take more than there is has the
// lane for itself, and the next one waits until it is given back.
func TestMemoryForAnswers(t *testing.T) {
	t.Parallel()
	body := `{"order_infos":[` + strings.TrimSuffix(strings.Repeat("{},", 1000), ",") + `]}`
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) })
	client := newClient(t, url, func(c *upstream.Config) { c.Memory = 64 << 10 })
	held, err := client.Do(t.Context(), read())
	if err != nil {
		t.Fatal(err)
	}
	hasty, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	var refused *upstream.Error
	if _, err := client.Do(hasty, read()); !errors.As(err, &refused) || refused.Kind != upstream.KindDeadline {
		t.Errorf("%v", err)
	}
	held.Release()
	again, err := client.Do(t.Context(), read())
	if err != nil {
		t.Fatal(err)
	}
	again.Release()
}
