package sandbox

import (
	"context"
	"time"
)

// The two sites of the upstream.
const (
	siteChina         = "cn"
	siteInternational = "intl"
)

// dailyPayments is the default cap of payments per virtual day in China time.
const dailyPayments = 500

// provisionTime is the pace at the start: programs that wait for an order should
// end as soon as on the real service, which takes about a minute.
const provisionTime = 20 * time.Second

// world is what all rooms of one emulated account share: the site, the virtual
// instant, what is planned for later ones, and what was done so far. The server's
// lock guards it together with what the rooms hold.
type world struct {
	site       string
	currency   string
	now        time.Time
	timeline   *timeline
	journal    *journal
	pace       time.Duration // from the payment of an order to its completion
	paymentCap int           // payments per virtual day
}

// newWorld is a world without anything in it at its first instant.
func newWorld(site string, now time.Time) *world {
	w := &world{
		site: site, currency: "CNY", now: now, timeline: &timeline{}, journal: &journal{}, pace: provisionTime, paymentCap: dailyPayments,
	}
	if site == siteInternational {
		w.currency = "USD"
	}
	return w
}

// settle moves the world to an instant and lets everything happen that is due; time never goes back.
func (w *world) settle(now time.Time) {
	if now.Before(w.now) {
		return
	}
	w.timeline.settle(now)
	w.now = now
}

// pass moves the instant on while something planned happens.
func (w *world) pass(at time.Time) { w.now = later(w.now, at) }

// ago is an instant before the present one.
func (w *world) ago(d time.Duration) time.Time { return w.now.Add(-d) }

// builder makes the rooms of a world with the demo data of a seed, and hands over
// their operations by name.
type builder func(w *world, seed uint64) map[string]handler

// handler performs one operation on the state. No body and no refusal is 204.
type handler func(context.Context, *call) (any, *refusal)

// operations are what one room performs on its own kind of call, by operation name.
type operations[C any] map[string]func(context.Context, C) (any, *refusal)

// bind lets a room see each call as its own kind of call.
func bind[C any](own func(*call) C, ops operations[C]) map[string]handler {
	out := make(map[string]handler, len(ops))
	for name, run := range ops {
		out[name] = func(ctx context.Context, c *call) (any, *refusal) { return run(ctx, own(c)) }
	}
	return out
}
