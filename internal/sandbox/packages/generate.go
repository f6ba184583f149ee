package packages

import (
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// packages files the resource packages, one in every state.
func (s *Shelf) fill() {
	storage := shop.Shelf()[shop.ShelfStorage]
	row := func(name string, months, age int, total, daily int64) *freePackage {
		p := &freePackage{
			id: "FRI-DEMO-" + name, orderID: demo.LargeOrder, productID: "00303-" + name + "-0--0",
			name:      rest.Text{"对象存储流量包 " + name, "Object storage traffic package " + name},
			effective: s.Ago(rest.Days(age)), service: storage.Service, resource: storage.Resource,
			region: demo.Region, bundle: "ATOMIC_PKG", reuse: reuseNever,
		}
		p.expire = shop.AddPeriod(p.effective, shop.PeriodMonth, months)
		p.items = []*freeItem{{
			id: "FR-DEMO-" + name + "-1", owner: p, usageCode: "upflow", usageName: rest.Text{"上行流量", "Upload traffic"},
			total: total * rest.PerUnit, daily: daily, unit: shop.UnitGB, resource: "bucket-demo-" + name,
		}}
		return p
	}
	monthly := row("0001-MONTHLY", 12, 100, 40, 1500)
	monthly.reuse, monthly.cycle, monthly.cycleType = reuseCycles, cycleMonth, cycleBought
	monthly.bundle = "BUNDLE_PKG"
	monthly.items = append(monthly.items, &freeItem{
		id: "FR-DEMO-0001-MONTHLY-2", owner: monthly, usageCode: "Duration", usageName: rest.Text{"请求时长", "Request duration"},
		total: 100 * rest.PerUnit, daily: 5000, unit: shop.UnitHour, resource: demo.Server,
	})
	natural := row("0002-NATURAL", 12, 200, 500, 9000)
	natural.reuse, natural.cycle, natural.cycleType = reuseCycles, cycleMonth, cycleNatural
	instance := row("0003-INSTANCE", 3, 80, 100, 1000)
	renewed := row("0009-RENEWED", 3, 0, 100, 1000)
	renewed.effective = instance.expire
	renewed.expire = shop.AddPeriod(renewed.effective, shop.PeriodMonth, 3)
	instance.items[0].next = renewed.items[0]
	usedUp := row("0004-USEDUP", 12, 60, 10, 2000)
	usedUp.orderID, usedUp.source = "", 1
	expired := row("0005-EXPIRED", 1, 90, 10, 100)
	ancient := row("0006-ANCIENT", 1, 800, 10, 100)
	project := row("0007-PROJECT", 12, 30, 50, 300)
	project.project = shop.DemoProject().ID
	left := row("0008-LEFT", 12, 50, 50, 300)
	left.left = s.Ago(rest.Days(5))
	s.packages = []*freePackage{monthly, natural, instance, renewed, usedUp, expired, ancient, project, left}
	slices.SortStableFunc(s.packages, func(a, b *freePackage) int { return b.effective.Compare(a.effective) })
}
