package rest

import (
	"context"
	"time"
)

// The two sites of the upstream.
const (
	SiteChina         = "cn"
	SiteInternational = "intl"
)

// dailyPayments is the default cap of payments per virtual day in China time.
const dailyPayments = 500

// ProvisionTime is the pace at the start: programs that wait for an order should
// end as soon as on the real service, which takes about a minute.
const ProvisionTime = 20 * time.Second

// World is what all rooms of one emulated account share: the site, the virtual
// instant, what is planned for later ones, and what was done so far. The server's
// lock guards it together with what the rooms hold.
type World struct {
	Site       string
	Currency   string
	Now        time.Time
	Timeline   *timeline
	journal    *journal
	Pace       time.Duration // from the payment of an order to its completion
	PaymentCap int           // payments per virtual day
}

// NewWorld is a world without anything in it at its first instant.
func NewWorld(site string, now time.Time) *World {
	w := &World{
		Site: site, Currency: "CNY", Now: now, Timeline: &timeline{}, journal: &journal{}, Pace: ProvisionTime, PaymentCap: dailyPayments,
	}
	if site == SiteInternational {
		w.Currency = "USD"
	}
	return w
}

// settle moves the world to an instant and lets everything happen that is due; time never goes back.
func (w *World) settle(now time.Time) {
	if now.Before(w.Now) {
		return
	}
	w.Timeline.settle(now)
	w.Now = now
}

// Pass moves the instant on while something planned happens.
func (w *World) Pass(at time.Time) { w.Now = Later(w.Now, at) }

// Ago is an instant before the present one.
func (w *World) Ago(d time.Duration) time.Time { return w.Now.Add(-d) }

// Builder makes the rooms of a world with the demo data of a seed, and hands over
// their operations by name.
type Builder func(w *World, seed uint64) map[string]Handler

// Handler performs one operation on the state. No body and no refusal is 204.
type Handler func(context.Context, *Call) (any, *Refusal)

// Operations are what one room performs on its own kind of call, by operation name.
type Operations[C any] map[string]func(context.Context, C) (any, *Refusal)

// Bind lets a room see each call as its own kind of call.
func Bind[C any](own func(*Call) C, ops Operations[C]) map[string]Handler {
	out := make(map[string]Handler, len(ops))
	for name, run := range ops {
		out[name] = func(ctx context.Context, c *Call) (any, *Refusal) { return run(ctx, own(c)) }
	}
	return out
}
