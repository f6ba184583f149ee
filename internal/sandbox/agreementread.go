package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// listAgreement is POST /v2/promotions/business/discount-info: the agreement of
// the year, whose discount is the one that prices and orders show. All its rows
// are the emulator's own: no answer of the upstream has been published.
func listAgreement(_ context.Context, c *shopCall) (any, *refusal) {
	from, to := c.agreementTerm()
	answer := agreedAnswer{
		ID: "BA-DEMO-0001", Code: "BA202600001", Effective: from, Expire: to,
		Products: []productDiscount{}, Categories: []categoryDiscount{}, Steps: []categoryStep{},
		Sites: []agreedSite{{agreementSite, text{"中国站", "Chinese mainland site"}.in(c.english), c.agreedRegions()}},
	}
	if c.in.text("quoting_item_type") == quotingProduct {
		rows := slices.DeleteFunc(c.productDiscounts(), func(row productDiscount) bool { return !c.agreed(row.Service, row.Charging) })
		answer.Total, answer.Products = len(rows), agreementRows(c, rows)
		return answer, nil
	}
	rows := slices.DeleteFunc(c.categoryDiscounts(), func(row categoryDiscount) bool { return !c.agreed(row.Service, row.Charging) })
	answer.Total, answer.Categories = len(rows), agreementRows(c, rows)
	answer.Steps, answer.Cycle = c.categorySteps(), "MONTH"
	return answer, nil
}

func agreementRows[T any](c *shopCall, rows []T) []T {
	return page(rows, c.in.num("offset", 0), c.in.num("limit", agreementPage))
}

// agreed tells whether a row passes the filters, whose case does not matter.
func (c *shopCall) agreed(service, charging string) bool {
	return listedIn(c.in.texts("cloud_service_types"), service) && listedIn(c.in.texts("charging_modes"), charging) &&
		(!c.in.has("site_code") || strings.EqualFold(c.in.text("site_code"), agreementSite))
}

// listedIn tells whether a list has a word, or is no filter at all.
func listedIn(list []string, word string) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(one string) bool { return strings.EqualFold(one, word) })
}

// agreementTerm is the calendar year, in China time.
func (c *shopCall) agreementTerm() (from, to string) {
	year := time.Date(c.now.In(chinaTime()).Year(), time.January, 1, 0, 0, 0, 0, chinaTime())
	return stamp(year), stamp(year.AddDate(1, 0, 0))
}

func (c *shopCall) agreedRegions() []agreedRegion {
	return []agreedRegion{{demoRegion, regionName(demoRegion, c.english)}}
}

// agreedRatio is what the agreement leaves of a price, as a factor.
func agreedRatio() json.Number { return json.Number(commercialRatio.text()) }

// productDiscounts are two rows for each product of the shelf: by the month as a
// ratio, on demand as a price for a unit; storage by how much is used.
func (c *shopCall) productDiscounts() []productDiscount {
	from, to := c.agreementTerm()
	shelf := catalog()
	out := make([]productDiscount, 0, 2*len(shelf))
	for i, p := range shelf {
		row := productDiscount{
			ID: fmt.Sprintf("BD-P-%02d-MONTHLY", i+1), Product: p.id, Spec: p.spec.in(c.english), Service: p.service.code,
			ServiceName: p.service.name.in(c.english), Site: agreementSite, Regions: c.agreedRegions(), Event: "SUBSCRIBE",
			Charging: "MONTHLY", Tier: tierNone, Type: byRatio, Ratio: agreedRatio(), Effective: from, Expire: to, Steps: []agreedStep{},
		}
		used := row
		used.ID, used.Event, used.Charging = fmt.Sprintf("BD-P-%02d-ONDEMAND", i+1), "USE", "ONDEMAND"
		if i == shelfStorage {
			used.Tier, used.Steps = tierUsage, usageSteps()
		} else {
			used.Type, used.Ratio = byUnitPrice, ""
			used.Price, used.Basis = commercialRatio.of(p.price/onDemandHours).number(), "HOUR"
		}
		out = append(out, row, used)
	}
	return out
}

// usageSteps are cheaper from a thousand gigabytes on: first as a ratio, then as a
// price for a unit.
func usageSteps() []agreedStep {
	few, many := moneyOf(1000).number(), moneyOf(endless).number()
	return []agreedStep{
		{ID: "BS-P-1", Number: "1", Start: money(0).number(), StartMeasure: unitGB, End: few, EndMeasure: unitGB, Type: byRatio, Ratio: agreedRatio()},
		{ID: "BS-P-2", Number: "2", Start: few, StartMeasure: unitGB, End: many, EndMeasure: unitGB, Type: byUnitPrice, Price: cents(9).number(), Basis: "GB"},
	}
}

// endless is where the last step of an agreement ends.
const endless = 999_999_999

// categoryDiscounts are a row for each cloud service, resource type and step.
func (c *shopCall) categoryDiscounts() []categoryDiscount {
	from, to := c.agreementTerm()
	shelf := catalog()
	out := make([]categoryDiscount, 0, 2*len(shelf))
	for i, p := range shelf {
		for step, left := range []json.Number{agreedRatio(), "0.8"} {
			out = append(out, categoryDiscount{
				ID: fmt.Sprintf("BD-C-%02d-%d", i+1, step+1), Service: p.service.code, ServiceName: p.service.name.in(c.english),
				Commercial: p.resource.code, Resource: p.resource.code, ResourceName: p.resource.name.in(c.english),
				Family: "demo-family", FamilyName: text{"演示规格族", "Demo family"}.in(c.english), Site: agreementSite,
				Region: demoRegion, RegionName: regionName(demoRegion, c.english), Zone: demoRegion + "a",
				ZoneName: text{"可用区1", "AZ1"}.in(c.english), Step: quoted(step + 1), Charging: "ONDEMAND", Ratio: left,
				Effective: from, Expire: to,
			})
		}
	}
	return out
}

func (c *shopCall) categorySteps() []categoryStep {
	from, to := c.agreementTerm()
	few := moneyOf(10_000).number()
	return []categoryStep{
		{"BS-C-1", "1", money(0).number(), measureMain, few, measureMain, from, to, agreementSite},
		{"BS-C-2", "2", few, measureMain, moneyOf(endless).number(), measureMain, from, to, agreementSite},
	}
}
