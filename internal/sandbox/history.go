package sandbox

import (
	"slices"
	"time"
)

// changes filters the rows of a history by what both histories can be asked for.
func changes(c *call, rows []booking, keep func(*booking) bool) ([]booking, *refusal) {
	in := c.in
	from, to := tradeWindow(c)
	if to.After(from.AddDate(1, 0, 1)) {
		return nil, badParameter("trade_time_begin and trade_time_end are more than 1 year apart")
	}
	return slices.DeleteFunc(between(rows, from, to), func(b booking) bool {
		return b.account != in.text("balance_type") ||
			in.has("revenue_expense_type") && in.text("revenue_expense_type") != b.sign ||
			in.has("trade_type") && in.text("trade_type") != b.trade ||
			in.has("trade_id") && in.text("trade_id") != b.tradeID ||
			!keep(&b)
	}), nil
}

// tradeWindow is the asked window of days in China time; by default the year up to today.
func tradeWindow(c *call) (from, to time.Time) {
	today := c.now.In(chinaTime())
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, chinaTime())
	from, to = c.in.day("trade_time_begin"), c.in.day("trade_time_end")
	if to.IsZero() {
		to = today
	}
	if from.IsZero() {
		from = today.AddDate(-1, 0, 0)
	}
	return from, to.AddDate(0, 0, 1)
}

// billCycle is the month of an instant as bills name it.
func billCycle(at time.Time) string { return at.In(chinaTime()).Format(monthLayout) }

// between are the rows from one instant to before another, newest first; rows are found by bisection because they are in time order.
func between(rows []booking, from, to time.Time) []booking {
	byTime := func(b booking, at time.Time) int { return b.at.Compare(at) }
	lo, _ := slices.BinarySearchFunc(rows, from, byTime)
	hi, _ := slices.BinarySearchFunc(rows, to, byTime)
	out := slices.Clone(rows[lo:hi])
	slices.Reverse(out)
	return out
}

// channelID is "0" for what came through no payment channel.
func (b *booking) channelID() string {
	if b.channel == "" {
		return "0"
	}
	return b.channel
}
