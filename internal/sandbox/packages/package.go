package packages

import (
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The states of a resource package.
const (
	packageFuture  = 0
	packageUsable  = 1
	packageUsedUp  = 2
	packageExpired = 3
	packageLeft    = 4
)

// How the quota of a package comes back.
const (
	reuseCycles  = 1
	reuseNever   = 2
	cycleDay     = 2
	cycleMonth   = 4
	cycleYear    = 5
	cycleNatural = 1
	cycleBought  = 2
)

// freePackage is a resource package; its use follows from its items' daily demand,
// so that remaining amounts and records always tie.
type freePackage struct {
	id, orderID string
	productID   string
	name        rest.Text
	project     string // empty: for all projects
	effective   time.Time
	expire      time.Time
	left        time.Time // unsubscribed
	service     shop.Service
	resource    shop.Resource
	region      string
	source      int
	bundle      string
	reuse       int
	cycle       int
	cycleType   int
	items       []*freeItem
}

// freeItem is one usage type of a package, in thousandths of its unit.
type freeItem struct {
	id        string
	owner     *freePackage
	usageCode string
	usageName rest.Text
	total     int64
	daily     int64 // the mean demand of a day
	unit      int
	resource  string // what uses the quota up
	next      *freeItem
}

// draw is one deduction from a package.
type draw struct {
	item          *freeItem
	at            time.Time
	before, after int64
}

// end is when the package stops being used.
func (p *freePackage) end() time.Time {
	if !p.left.IsZero() && p.left.Before(p.expire) {
		return p.left
	}
	return p.expire
}

// cycleBounds are the bounds of the cycle around an instant, or of the whole package without cycles.
func (p *freePackage) cycleBounds(at time.Time) (from, to time.Time) {
	if p.reuse != reuseCycles {
		return p.effective, p.expire
	}
	local := p.effective.In(rest.ChinaTime())
	from = local
	if p.cycleType == cycleNatural {
		from = startOf(local, p.cycle)
	}
	for n := 1; ; n++ {
		to = p.step(n)
		if to.After(at) || !to.Before(p.expire) {
			return rest.Later(from, p.effective).UTC(), earlier(to, p.expire).UTC()
		}
		from = to
	}
}

// step is the start of the n-th cycle after the first.
func (p *freePackage) step(n int) time.Time {
	local := p.effective.In(rest.ChinaTime())
	if p.cycleType == cycleNatural {
		local = startOf(local, p.cycle)
	}
	switch p.cycle {
	case cycleDay:
		return local.AddDate(0, 0, n)
	case cycleYear:
		return shop.AddPeriod(local, shop.PeriodYear, n)
	}
	return shop.AddPeriod(local, shop.PeriodMonth, n)
}

func startOf(t time.Time, cycle int) time.Time {
	year, month, day := t.Date()
	switch cycle {
	case cycleYear:
		month, day = time.January, 1
	case cycleMonth:
		day = 1
	}
	return time.Date(year, month, day, 0, 0, 0, 0, t.Location())
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// draws are the deductions of an item up to an instant: one a day at 02:00 China
// time while something is left.
func (f *freeItem) draws(now time.Time) []draw {
	p := f.owner
	var out []draw
	left := f.total
	_, cycleEnd := p.cycleBounds(p.effective)
	day := p.effective.In(rest.ChinaTime())
	at := time.Date(day.Year(), day.Month(), day.Day()+1, 2, 0, 0, 0, rest.ChinaTime())
	for n := int64(0); !at.After(now) && at.Before(p.end()); n++ {
		if !at.Before(cycleEnd) {
			_, cycleEnd = p.cycleBounds(at)
			left = f.total
		}
		// The demand sways by a third around its mean, the same for every run.
		want := min(f.daily*(2+(n*7)%3)/3, left)
		if want > 0 {
			out = append(out, draw{item: f, at: at.UTC(), before: left, after: left - want})
			left -= want
		}
		at = at.AddDate(0, 0, 1)
	}
	return out
}

// remaining is what an item has left in the cycle of an instant.
func (f *freeItem) remaining(now time.Time) int64 {
	all := f.draws(now)
	if len(all) == 0 {
		return f.total
	}
	last := all[len(all)-1]
	if from, _ := f.owner.cycleBounds(now); last.at.Before(from) {
		return f.total
	}
	return last.after
}

func (p *freePackage) status(now time.Time) int {
	switch {
	case !p.left.IsZero() && !now.Before(p.left):
		return packageLeft
	case now.Before(p.effective):
		return packageFuture
	case !now.Before(p.expire):
		return packageExpired
	}
	for _, f := range p.items {
		if p.reuse == reuseCycles || f.remaining(now) > 0 {
			return packageUsable
		}
	}
	return packageUsedUp
}
