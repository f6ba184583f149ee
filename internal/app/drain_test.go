package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// journal is an upstream that answers GetOrder and remembers what it answered.
type journal struct {
	*httptest.Server

	mu      sync.Mutex
	reached []string
	held    chan string   // ids of calls that wait
	release chan struct{} // lets them go
}

func newJournal(t *testing.T) *journal {
	t.Helper()
	j := &journal{held: make(chan string, 16), release: make(chan struct{})}
	j.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := path.Base(r.URL.Path)
		j.mu.Lock()
		j.reached = append(j.reached, id)
		j.mu.Unlock()
		if strings.HasPrefix(id, "HELD") {
			j.held <- id
			select {
			case <-j.release:
			case <-r.Context().Done():
				return
			}
		}
		_, _ = fmt.Fprintf(w, `{"total_count":0,"order_info":{"order_id":%q},"order_line_items":[]}`, id)
	}))
	t.Cleanup(j.Close)
	return j
}

func (j *journal) ids() []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Sorted(slices.Values(j.reached))
}

// caller makes one call by id over a door.
type caller func(ctx context.Context, id string) error

// callers are one for each door. An error that is not errGone is a lost call
// unless the call never began.
func callers(t *testing.T, a *App) map[string]caller {
	t.Helper()
	orders := ordersv1.NewOrderServiceClient(dial(t, a))
	c, origin := client(t), "http://"+a.HTTPAddr().String()
	return map[string]caller{
		"grpc": func(ctx context.Context, id string) error {
			_, err := orders.GetOrder(ctx, &ordersv1.GetOrderRequest{OrderId: id})
			return err
		},
		"http": func(ctx context.Context, id string) error {
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+"/v1/orders/"+id, http.NoBody)
			if err != nil {
				return err
			}
			response, err := c.Do(request)
			if err != nil {
				return err
			}
			defer func() { _ = response.Body.Close() }()
			if response.StatusCode != http.StatusOK {
				return errors.New(response.Status)
			}
			return nil
		},
	}
}

// turnedAway says that a call found the door closed, before it began.
func turnedAway(err error) bool {
	var op *net.OpError
	return status.Code(err) == codes.Unavailable || errors.As(err, &op) && errors.Is(err, syscall.ECONNREFUSED) ||
		errors.Is(err, syscall.ECONNRESET) || strings.Contains(fmt.Sprint(err), "EOF")
}

const workersPerDoor = 6

// load calls both doors until they are closed, and gives the ids of the calls
// that were answered.
func load(t *testing.T, a *App, answered func(id string)) *sync.WaitGroup {
	t.Helper()
	var workers sync.WaitGroup
	for door, call := range callers(t, a) {
		for worker := range workersPerDoor {
			workers.Go(func() {
				for n := 0; ; n++ {
					id := fmt.Sprintf("%s-%d-%d", door, worker, n)
					if err := call(t.Context(), id); err != nil {
						if !turnedAway(err) {
							t.Errorf("%s: %v", id, err)
						}
						return
					}
					answered(id)
				}
			})
		}
	}
	return &workers
}

// TestStopUnderLoadLosesNoCall: whatever reached the upstream was answered to
// its caller, over both doors, including calls that were being handled when the
// stop began.
func TestStopUnderLoadLosesNoCall(t *testing.T) {
	t.Parallel()
	upstream := newJournal(t)
	r := start(t, "--bss-endpoint="+upstream.URL)
	var mu sync.Mutex
	var answered []string
	enough := make(chan struct{})
	note := func(id string) {
		mu.Lock()
		defer mu.Unlock()
		if answered = append(answered, id); len(answered) == 400 {
			close(enough)
		}
	}
	held := hold(t, r.App, upstream, note)
	workers := load(t, r.App, note)
	<-enough
	closed := make(chan error, 1)
	go func() { closed <- r.Close(context.WithoutCancel(t.Context())) }()
	workers.Wait() // the doors are closed now
	close(upstream.release)
	held.Wait()
	if err := <-closed; err != nil {
		t.Error(err)
	}
	slices.Sort(answered)
	if reached := upstream.ids(); !slices.Equal(reached, answered) {
		t.Errorf("%d calls reached the upstream, %d were answered", len(reached), len(answered))
	}
}

// hold makes one call over each door that the upstream keeps waiting.
func hold(t *testing.T, a *App, upstream *journal, answered func(string)) *sync.WaitGroup {
	t.Helper()
	var waiting sync.WaitGroup
	for door, call := range callers(t, a) {
		waiting.Go(func() {
			if err := call(t.Context(), "HELD-"+door); err != nil {
				t.Logf("HELD-%s: %v", door, err)
				return
			}
			answered("HELD-" + door)
		})
		<-upstream.held
	}
	return &waiting
}

// TestStopWithoutDrainLosesCalls is the negative control: with no time to
// drain, the held calls are cut off, and the stop says so.
func TestStopWithoutDrainLosesCalls(t *testing.T) {
	t.Parallel()
	upstream := newJournal(t)
	r := start(t, "--bss-endpoint="+upstream.URL)
	var mu sync.Mutex
	var answered []string
	held := hold(t, r.App, upstream, func(id string) {
		mu.Lock()
		defer mu.Unlock()
		answered = append(answered, id)
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := r.Close(ctx)
	held.Wait()
	if err == nil || !strings.Contains(err.Error(), "cut off") || len(answered) != 0 {
		t.Errorf("%v, %v answered: the drain is not what keeps them", err, answered)
	}
}

// TestNotReadyWhileDraining: probes learn of the stop before it is over.
func TestNotReadyWhileDraining(t *testing.T) {
	t.Parallel()
	upstream := newJournal(t)
	r := start(t, "--bss-endpoint="+upstream.URL)
	held := hold(t, r.App, upstream, func(string) {})
	closed := make(chan error, 1)
	go func() { closed <- r.Close(context.WithoutCancel(t.Context())) }()
	c, admin := client(t), "http://"+r.AdminAddr().String()
	for {
		code, body := get(t, c, admin+"/readyz")
		if code == http.StatusServiceUnavailable && strings.Contains(body, "stopping") {
			break
		}
	}
	if code, _ := get(t, c, admin+"/livez"); code != http.StatusOK {
		t.Errorf("a draining server is alive, livez says %d", code)
	}
	close(upstream.release)
	held.Wait()
	if err := <-closed; err != nil {
		t.Error(err)
	}
}
