package attack_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// TestAnswersBeforeDeadlines measures, in the long form alone, how many callers of
// payments hear of the unknown outcome before their own timer ends the wait. It
// depends on the machine, so it gives figures and no verdict; what is kept for the
// answer is pinned where it is decided.
func TestAnswersBeforeDeadlines(t *testing.T) {
	t.Parallel()
	if !full() {
		t.Log("figures are for the long form")
		return
	}
	for _, calls := range []int{1, 20, 100, 200, 500, 2000} {
		p := start(t, launch{})
		p.plan(hanging)
		heard := payWithin(t, p, calls, time.Second)
		t.Logf("%d payments at once, a deadline of 1 s: %d heard OUTCOME_UNKNOWN, %d other words of ours, %d their own timer",
			calls, heard.heard[unknown], calls-heard.heard[unknown]-heard.heard[""], heard.heard[""])
		p.terminate()
		p.hurry()
	}
}

// payWithin makes payments at once, on a channel for each two hundred.
func payWithin(t *testing.T, p *process, calls int, deadline time.Duration) *tally {
	t.Helper()
	const channel = 200
	conns := make([]*grpc.ClientConn, (calls+channel-1)/channel)
	for i := range conns {
		conns[i] = dial(t, p)
		conns[i].Connect()
	}
	heard := new(tally)
	var callers sync.WaitGroup
	for i := range calls {
		callers.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			_, err := ordersv1.NewOrderServiceClient(conns[i/channel]).PayOrder(ctx, &ordersv1.PayOrderRequest{OrderId: payable})
			heard.note(reasonOf(err))
		})
	}
	callers.Wait()
	return heard
}
