package upstream_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"testing"
	"time"

	"github.com/ocegate/ocegate/internal/upstream"
)

// waiting is an upstream that says when a request has arrived and answers it
// when it is told to.
func waiting(t *testing.T) (url string, arrived, answer chan struct{}) {
	t.Helper()
	arrived, answer = make(chan struct{}), make(chan struct{})
	url = serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		close(arrived)
		select {
		case <-answer:
			w.WriteHeader(http.StatusNoContent)
		case <-r.Context().Done():
		}
	})
	return url, arrived, answer
}

// TestSentCallOutlivesItsCaller: what came of a payment is learnt although
// nobody waits for it any more, and before its caller's deadline too.
func TestSentCallOutlivesItsCaller(t *testing.T) {
	t.Parallel()
	for _, effect := range []upstream.Effect{upstream.EffectMoney, upstream.EffectUnsafe} {
		for _, hurried := range []bool{false, true} {
			url, arrived, answer := waiting(t)
			ctx, leave := context.WithCancel(t.Context())
			if hurried {
				ctx, leave = context.WithTimeout(t.Context(), time.Hour)
			}
			req := pay()
			req.Effect = effect
			got := make(chan error, 1)
			client := newClient(t, url, nil)
			go func() {
				_, err := client.Do(ctx, req)
				got <- err
			}()
			<-arrived
			leave()
			close(answer)
			if err := <-got; err != nil {
				t.Errorf("%v: %v", effect, err)
			}
		}
	}
}

// TestSentCallEndsForACause: whoever ends a call on purpose says why, and that
// ends payments too.
func TestSentCallEndsForACause(t *testing.T) {
	t.Parallel()
	stopping := errors.New("the server stops")
	url, arrived, _ := waiting(t)
	ctx, end := context.WithCancelCause(t.Context())
	go func() {
		<-arrived
		end(stopping)
	}()
	_, err := newClient(t, url, nil).Do(ctx, pay())
	failed := failure(t, err)
	if failed.Kind != upstream.KindCanceled || failed.Outcome != upstream.OutcomeUnknown || !errors.Is(err, stopping) || !errors.Is(err, context.Canceled) {
		t.Errorf("%+v", failed)
	}
}

// TestLeftCallEndsWithTheServer: the stop of the server reaches calls whose
// caller can no longer be ended.
func TestLeftCallEndsWithTheServer(t *testing.T) {
	t.Parallel()
	url, arrived, _ := waiting(t)
	ending := make(chan struct{})
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
		close(ending)
	}()
	_, err := newClient(t, url, func(c *upstream.Config) { c.Ending = ending }).Do(ctx, pay())
	if failed := failure(t, err); failed.Kind != upstream.KindCanceled || failed.Outcome != upstream.OutcomeUnknown {
		t.Errorf("%+v", failed)
	}
}

// TestSentCallEndsAtTheLimit: without its caller a call takes no longer than one
// that brings no deadline.
func TestSentCallEndsAtTheLimit(t *testing.T) {
	t.Parallel()
	url, arrived, _ := waiting(t)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
	}()
	client := newClient(t, url, func(c *upstream.Config) { c.Timeout = 100 * time.Millisecond })
	_, err := client.Do(ctx, pay())
	if failed := failure(t, err); failed.Kind != upstream.KindDeadline || failed.Outcome != upstream.OutcomeUnknown {
		t.Errorf("%+v", failed)
	}
}

// dialing is a Doer that never gets a connection.
type dialing struct{ begun chan struct{} }

func (d dialing) Do(r *http.Request) (*http.Response, error) {
	httptrace.ContextClientTrace(r.Context()).GetConn("h:443")
	close(d.begun)
	<-r.Context().Done()
	return nil, context.Cause(r.Context())
}

// TestUnsentCallEndsWithItsCaller: nobody needs what was not begun.
func TestUnsentCallEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	doer := dialing{make(chan struct{})}
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-doer.begun
		leave()
	}()
	_, err := newClient(t, "http://127.0.0.1:1", func(c *upstream.Config) { c.Doer = doer }).Do(ctx, pay())
	if failed := failure(t, err); failed.Kind != upstream.KindCanceled || failed.Outcome != upstream.OutcomeNotSent {
		t.Errorf("%+v", failed)
	}
}
