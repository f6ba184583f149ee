package wallet

import (
	"slices"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Changes filters the rows of a history by what both histories can be asked for.
func Changes(c *rest.Call, rows []Booking, keep func(*Booking) bool) ([]Booking, *rest.Refusal) {
	from, to := tradeWindow(c)
	if to.After(from.AddDate(1, 0, 1)) {
		return nil, rest.BadParameter("trade_time_begin and trade_time_end are more than 1 year apart")
	}
	return rest.Keep(between(rows, from, to), func(b Booking) bool {
		return b.Account == c.In.Text("balance_type") && c.Fits("revenue_expense_type", b.Sign) &&
			c.Fits("trade_type", b.Trade) && c.Fits("trade_id", b.TradeID) && keep(&b)
	}), nil
}

// tradeWindow is the asked window of days in China time; by default the year up to today.
func tradeWindow(c *rest.Call) (from, to time.Time) {
	today := c.Now.In(rest.ChinaTime())
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, rest.ChinaTime())
	from, to = c.In.Day("trade_time_begin"), c.In.Day("trade_time_end")
	if to.IsZero() {
		to = today
	}
	if from.IsZero() {
		from = today.AddDate(-1, 0, 0)
	}
	return from, to.AddDate(0, 0, 1)
}

// BillCycle is the month of an instant as bills name it.
func BillCycle(at time.Time) string { return at.In(rest.ChinaTime()).Format(rest.MonthLayout) }

// between are the rows from one instant to before another, newest first; rows are found by bisection because they are in time order.
func between(rows []Booking, from, to time.Time) []Booking {
	byTime := func(b Booking, at time.Time) int { return b.At.Compare(at) }
	lo, _ := slices.BinarySearchFunc(rows, from, byTime)
	hi, _ := slices.BinarySearchFunc(rows, to, byTime)
	out := slices.Clone(rows[lo:hi])
	slices.Reverse(out)
	return out
}

// ChannelID is "0" for what came through no payment channel.
func (b *Booking) ChannelID() string {
	if b.Channel == "" {
		return "0"
	}
	return b.Channel
}
