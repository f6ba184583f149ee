package shop

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// listBusinessDiscountInfo is POST /v2/promotions/business/discount-info: the agreement of
// the year, whose discount is the one that prices and orders show. All its rows
// are the emulator's own: no answer of the upstream has been published.
func listBusinessDiscountInfo(_ context.Context, c *call) (any, *rest.Refusal) {
	from, to := c.agreementTerm()
	answer := agreedAnswer{
		ID: "BA-DEMO-0001", Code: "BA202600001", Effective: from, Expire: to,
		Products: []productDiscount{}, Categories: []categoryDiscount{}, Steps: []categoryStep{},
		Sites: []agreedSite{{agreementSite, rest.Text{"中国站", "Chinese mainland site"}.In(c.English), c.agreedRegions()}},
	}
	if c.In.Text("quoting_item_type") == quotingProduct {
		rows := rest.Keep(c.productDiscounts(), func(row productDiscount) bool { return c.agreed(row.Service, row.Charging) })
		answer.Total, answer.Products = len(rows), rest.PageOf(c.Call, rows, agreementPage)
		return answer, nil
	}
	rows := rest.Keep(c.categoryDiscounts(), func(row categoryDiscount) bool { return c.agreed(row.Service, row.Charging) })
	answer.Total, answer.Categories = len(rows), rest.PageOf(c.Call, rows, agreementPage)
	answer.Steps, answer.Cycle = c.categorySteps(), "MONTH"
	return answer, nil
}

// agreed tells whether a row passes the filters, whose case does not matter.
func (c *call) agreed(service, charging string) bool {
	return listedIn(c.In.Texts("cloud_service_types"), service) && listedIn(c.In.Texts("charging_modes"), charging) &&
		(!c.In.Has("site_code") || strings.EqualFold(c.In.Text("site_code"), agreementSite))
}

// listedIn tells whether a list has a word, or is no filter at all.
func listedIn(list []string, word string) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(one string) bool { return strings.EqualFold(one, word) })
}

// agreementTerm is the calendar year, in China time.
func (c *call) agreementTerm() (from, to string) {
	year := time.Date(c.Now.In(rest.ChinaTime()).Year(), time.January, 1, 0, 0, 0, 0, rest.ChinaTime())
	return rest.Stamp(year), rest.Stamp(year.AddDate(1, 0, 0))
}

func (c *call) agreedRegions() []agreedRegion {
	return []agreedRegion{{demo.Region, c.shop.RegionName(demo.Region, c.English)}}
}

// agreedRatio is what the agreement leaves of a price, as a factor.
func agreedRatio() json.Number { return json.Number(CommercialRatio.Text()) }

// productDiscounts are two rows for each product of the shelf: by the month as a
// ratio, on demand as a price for a unit; storage by how much is used.
func (c *call) productDiscounts() []productDiscount {
	from, to := c.agreementTerm()
	shelf := Shelf()
	out := make([]productDiscount, 0, 2*len(shelf))
	for i, p := range shelf {
		row := productDiscount{
			ID: fmt.Sprintf("BD-P-%02d-MONTHLY", i+1), Product: p.ID, Spec: p.Spec.In(c.English), Service: p.Service.Code,
			ServiceName: p.Service.Name.In(c.English), Site: agreementSite, Regions: c.agreedRegions(), Event: "SUBSCRIBE",
			Charging: "MONTHLY", Tier: tierNone, Type: byRatio, Ratio: agreedRatio(), Effective: from, Expire: to, Steps: []agreedStep{},
		}
		used := row
		used.ID, used.Event, used.Charging = fmt.Sprintf("BD-P-%02d-ONDEMAND", i+1), "USE", "ONDEMAND"
		if i == ShelfStorage {
			used.Tier, used.Steps = tierUsage, usageSteps()
		} else {
			used.Type, used.Ratio = byUnitPrice, ""
			used.Price, used.Basis = CommercialRatio.Of(p.Price/OnDemandHours).Number(), "HOUR"
		}
		out = append(out, row, used)
	}
	return out
}

// usageSteps are cheaper from a thousand gigabytes on: first as a ratio, then as a
// price for a unit.
func usageSteps() []agreedStep {
	few, many := rest.Whole(1000).Number(), rest.Whole(endless).Number()
	return []agreedStep{
		{ID: "BS-P-1", Number: "1", Start: rest.Money(0).Number(), StartMeasure: UnitGB, End: few, EndMeasure: UnitGB, Type: byRatio, Ratio: agreedRatio()},
		{ID: "BS-P-2", Number: "2", Start: few, StartMeasure: UnitGB, End: many, EndMeasure: UnitGB, Type: byUnitPrice, Price: rest.Cents(9).Number(), Basis: "GB"},
	}
}

// endless is where the last step of an agreement ends.
const endless = 999_999_999

// categoryDiscounts are a row for each cloud service, resource type and step.
func (c *call) categoryDiscounts() []categoryDiscount {
	from, to := c.agreementTerm()
	shelf := Shelf()
	out := make([]categoryDiscount, 0, 2*len(shelf))
	for i, p := range shelf {
		for step, left := range []json.Number{agreedRatio(), "0.8"} {
			out = append(out, categoryDiscount{
				ID: fmt.Sprintf("BD-C-%02d-%d", i+1, step+1), Service: p.Service.Code, ServiceName: p.Service.Name.In(c.English),
				Commercial: p.Resource.Code, Resource: p.Resource.Code, ResourceName: p.Resource.Name.In(c.English),
				Family: "demo-family", FamilyName: rest.Text{"演示规格族", "Demo family"}.In(c.English), Site: agreementSite,
				Region: demo.Region, RegionName: c.shop.RegionName(demo.Region, c.English), Zone: demo.Region + "a",
				ZoneName: rest.Text{"可用区1", "AZ1"}.In(c.English), Step: rest.Quoted(step + 1), Charging: "ONDEMAND", Ratio: left,
				Effective: from, Expire: to,
			})
		}
	}
	return out
}

func (c *call) categorySteps() []categoryStep {
	from, to := c.agreementTerm()
	few := rest.Whole(10_000).Number()
	return []categoryStep{
		{"BS-C-1", "1", rest.Money(0).Number(), rest.MeasureMain, few, rest.MeasureMain, from, to, agreementSite},
		{"BS-C-2", "2", few, rest.MeasureMain, rest.Whole(endless).Number(), rest.MeasureMain, from, to, agreementSite},
	}
}
