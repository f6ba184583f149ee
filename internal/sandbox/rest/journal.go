package rest

import "time"

// Effect is one committed state change.
type Effect struct {
	Sequence   int64             `json:"sequence"`              // from 1, without gaps
	Time       time.Time         `json:"time"`                  // virtual instant
	Operation  string            `json:"operation"`             // the upstream operation, or "clock" for what happened by itself
	Kind       string            `json:"kind"`                  // for instance order_paid; README.md lists them
	OrderID    string            `json:"order_id,omitempty"`    // the order as the caller named it
	CouponID   string            `json:"coupon_id,omitempty"`   // for coupon_expired
	ResourceID string            `json:"resource_id,omitempty"` // the primary resource, for effects on resources
	CustomerID string            `json:"customer_id,omitempty"` // the member account, for effects on members
	CaseID     string            `json:"case_id,omitempty"`     // the ticket, for effects on tickets
	Amount     string            `json:"amount,omitempty"`      // what was paid or refunded, in the site's currency
	Currency   string            `json:"currency,omitempty"`    // CNY or USD
	Parts      map[string]string `json:"parts,omitempty"`       // who paid: cash, credit, coupons, flexi_coupons, cards; or other details of the kind
	RequestID  string            `json:"request_id,omitempty"`  // the X-Request-Id of the call that did it
}

// byItself is the operation name of effects of the virtual clock.
const byItself = "clock"

// journal keeps effects in commit order; the state's lock guards it.
type journal struct {
	next    int64
	effects []Effect
}

// Done writes an effect of the call into the journal. Only what is the effect's own
// has to be told: its kind, what it is about, and an amount if money moved.
func (c *Call) Done(e Effect) {
	e.Operation, e.RequestID = c.Op.Name, c.RequestID
	c.write(c.Now, e)
}

// Happened writes an effect of the virtual clock into the journal, in the same way.
func (w *World) Happened(at time.Time, e Effect) {
	e.Operation = byItself
	w.write(at, e)
}

// write puts an effect at the end, under the next sequence number.
func (w *World) write(at time.Time, e Effect) {
	e.Time = at
	if e.Amount != "" {
		e.Currency = w.Currency
	}
	w.journal.next++
	e.Sequence = w.journal.next
	w.journal.effects = append(w.journal.effects, e)
}

func (j *journal) since(sequence int64) []Effect {
	out := []Effect{}
	for i := range j.effects {
		if j.effects[i].Sequence > sequence {
			out = append(out, j.effects[i])
		}
	}
	return out
}

// clear drops the effects; sequence numbers go on.
func (j *journal) clear() { j.effects = nil }
