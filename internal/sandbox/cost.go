package sandbox

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
)

// costDimensions are the keys by which costs can be grouped, with the value of a
// charge. A service is a name in the caller's language and a resource an id with
// what it is, because programs that were compared with real bills read them so.
func (c *billCall) costDimensions(ch *charge) map[string]string {
	return map[string]string{
		"CLOUD_SERVICE_TYPE": ch.service.name.in(c.english), "RESOURCE_TYPE": ch.resource.code, "ASSOCIATED_ACCOUNT": ch.customer,
		"REGION_CODE": demoRegion, "AZ_CODE": demoRegion + "a", "ENTERPRISE_PROJECT_ID": ch.project.id,
		"RES_SPEC_CODE": c.st.shop.specCode(ch.productID), "CHARGING_MODE": strconv.Itoa(ch.mode), "USAGE_TYPE": "Duration",
		"BILL_TYPE": strconv.Itoa(ch.bill), "BE_ID": "BE-DEMO", "PAYER_ACCOUNT_ID": DemoDomainID,
		"RESOURCE_ID": strings.Join([]string{ch.service.code, ch.resource.code, ch.resourceID, ch.resourceName()}, ":"),
	}
}

// resourceName is what bills call the resource; what is paid by use has none.
func (ch *charge) resourceName() string {
	if ch.mode == chargeUse {
		return "null"
	}
	return ch.resourceID + "-name"
}

// costValue is the value of a charge under one grouping; tags and cost units are those of the demo data.
func (c *billCall) costValue(ch *charge, kind, key string) (string, bool) {
	switch kind {
	case "tag":
		return "demo", true
	case "cost_unit":
		return "research", true
	}
	v, known := c.costDimensions(ch)[key]
	return v, known
}

// costNamed tells whether a filter's values name a charge: as answers show it, or by the bare code or id.
func (c *billCall) costNamed(ch *charge, key string, values []string) bool {
	shown, _ := c.costValue(ch, "dimension", key)
	bare := map[string]string{"CLOUD_SERVICE_TYPE": ch.service.code, "RESOURCE_ID": ch.resourceID}
	return slices.Contains(values, shown) || bare[key] != "" && slices.Contains(values, bare[key])
}

// span is one day or month of a cost query.
type span struct {
	name     string
	from, to time.Time
}

const (
	costByDay  = 1
	longestDay = 366
)

func (c *billCall) spans() ([]span, *refusal) {
	t := c.in.items("time_condition")[0]
	layout := monthLayout
	if t.num("time_measure_id", 0) == costByDay {
		layout = dayLayout
	}
	begin, errBegin := time.ParseInLocation(layout, t.text("begin_time"), chinaTime())
	end, errEnd := time.ParseInLocation(layout, t.text("end_time"), chinaTime())
	if errBegin != nil || errEnd != nil || end.Before(begin) {
		return nil, badParameter("begin_time and end_time are no window")
	}
	var out []span
	for at := begin; !at.After(end); {
		next := at.AddDate(0, 1, 0)
		if layout == dayLayout {
			next = at.AddDate(0, 0, 1)
		}
		out = append(out, span{at.Format(layout), at, next})
		if len(out) > longestDay {
			return nil, badParameter("begin_time and end_time are too far apart")
		}
		at = next
	}
	return out, nil
}

// costGroup is one answered combination of dimensions.
type costGroup struct {
	values []string
	spent  []money
	full   []money
}

// listCosts is POST /v4/costs/cost-analysed-bills/query.
func listCosts(_ context.Context, c *billCall) (any, *refusal) {
	spans, no := c.spans()
	if no != nil {
		return nil, no
	}
	groupings := c.in.items("groupby")
	for _, by := range groupings {
		if _, known := c.costValue(&charge{}, by.text("type"), by.text("key")); !known {
			return nil, badParameter("costs cannot be grouped by %s", by.text("key"))
		}
	}
	groups := map[string]*costGroup{}
	for _, ch := range charges(c.st) {
		if !c.costWanted(ch) {
			continue
		}
		var values []string
		for _, by := range groupings {
			v, _ := c.costValue(ch, by.text("type"), by.text("key"))
			values = append(values, v)
		}
		key := strings.Join(values, "\x00")
		if groups[key] == nil {
			groups[key] = &costGroup{values: values, spent: make([]money, len(spans)), full: make([]money, len(spans))}
		}
		c.addCost(groups[key], ch, spans)
	}
	return c.costAnswer(groups, spans), nil
}

// costWanted applies the filters: operator 0 takes only the values, 1 all but them.
func (c *billCall) costWanted(ch *charge) bool {
	for _, f := range c.in.items("filters") {
		factor := f.items("filter_factor")[0]
		if c.costNamed(ch, factor.text("key"), factor.texts("value")) == (f.num("operator", 0) == 1) {
			return false
		}
	}
	return true
}

func (c *billCall) addCost(g *costGroup, ch *charge, spans []span) {
	spent := ch.consume
	if c.in.text("amount_type") == "NET_AMOUNT" {
		spent -= ch.coupon
	}
	for i, s := range spans {
		if c.in.text("cost_type") == "AMORTIZED_COST" {
			g.spent[i] += ch.amortized(spent, s.from, s.to)
			g.full[i] += ch.amortized(ch.official, s.from, s.to)
		} else if !ch.at.Before(s.from) && ch.at.Before(s.to) {
			g.spent[i] += spent
			g.full[i] += ch.official
		}
	}
}

func (c *billCall) costAnswer(groups map[string]*costGroup, spans []span) row {
	keys := make([]string, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	measure := c.in.items("time_condition")[0].num("time_measure_id", 0)
	rows := make([]row, 0, len(keys))
	for _, key := range keys {
		g := groups[key]
		grouped := c.in.items("groupby")
		dimensions, costs := make([]row, 0, len(grouped)), make([]row, 0, len(spans))
		for i, by := range grouped {
			dimensions = append(dimensions, row{"key": by.text("key"), "value": g.values[i]})
		}
		var spent, full money
		for i, s := range spans {
			costs = append(costs, row{
				"time_dimension_value": s.name, "time_measure_id": measure,
				"amount": g.spent[i].String(), "official_amount": g.full[i].String(),
			})
			spent += g.spent[i]
			full += g.full[i]
		}
		rows = append(rows, row{
			"dimensions": dimensions, "costs": costs, "amount_by_costs": spent.String(), "official_amount_by_costs": full.String(),
		})
	}
	return c.rowsAnswer("cost_data", rows)
}
