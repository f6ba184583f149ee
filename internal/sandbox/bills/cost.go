package bills

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// costDimensions are the keys by which costs can be grouped, with the value of a
// charge. A service is a name in the caller's language and a resource an id with
// what it is, because programs that were compared with real bills read them so.
func (c *call) costDimensions(ch *Charge) map[string]string {
	return map[string]string{
		"CLOUD_SERVICE_TYPE": ch.Service.Name.In(c.English), "RESOURCE_TYPE": ch.Resource.Code, "ASSOCIATED_ACCOUNT": ch.Customer,
		"REGION_CODE": demo.Region, "AZ_CODE": demo.Region + "a", "ENTERPRISE_PROJECT_ID": ch.Project.ID,
		"RES_SPEC_CODE": c.account.Shop.SpecCode(ch.ProductID), "CHARGING_MODE": strconv.Itoa(ch.Mode), "USAGE_TYPE": "Duration",
		"BILL_TYPE": strconv.Itoa(ch.Bill), "BE_ID": "BE-DEMO", "PAYER_ACCOUNT_ID": demo.DomainID,
		"RESOURCE_ID": strings.Join([]string{ch.Service.Code, ch.Resource.Code, ch.ResourceID, ch.resourceName()}, ":"),
	}
}

// resourceName is what bills call the resource; what is paid by use has none.
func (ch *Charge) resourceName() string {
	if ch.Mode == ChargeUse {
		return "null"
	}
	return ch.ResourceID + "-name"
}

// costValue is the value of a charge under one grouping; tags and cost units are those of the demo data.
func (c *call) costValue(ch *Charge, kind, key string) (string, bool) {
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
func (c *call) costNamed(ch *Charge, key string, values []string) bool {
	shown, _ := c.costValue(ch, "dimension", key)
	bare := map[string]string{"CLOUD_SERVICE_TYPE": ch.Service.Code, "RESOURCE_ID": ch.ResourceID}
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

func (c *call) spans() ([]span, *rest.Refusal) {
	t := c.In.Items("time_condition")[0]
	layout := rest.MonthLayout
	if t.Num("time_measure_id", 0) == costByDay {
		layout = rest.DayLayout
	}
	begin, errBegin := time.ParseInLocation(layout, t.Text("begin_time"), rest.ChinaTime())
	end, errEnd := time.ParseInLocation(layout, t.Text("end_time"), rest.ChinaTime())
	if errBegin != nil || errEnd != nil || end.Before(begin) {
		return nil, rest.BadParameter("begin_time and end_time are no window")
	}
	var out []span
	for at := begin; !at.After(end); {
		next := at.AddDate(0, 1, 0)
		if layout == rest.DayLayout {
			next = at.AddDate(0, 0, 1)
		}
		out = append(out, span{at.Format(layout), at, next})
		if len(out) > longestDay {
			return nil, rest.BadParameter("begin_time and end_time are too far apart")
		}
		at = next
	}
	return out, nil
}

// costGroup is one answered combination of dimensions.
type costGroup struct {
	values []string
	spent  []rest.Money
	full   []rest.Money
}

// listCosts is POST /v4/costs/cost-analysed-bills/query.
func listCosts(_ context.Context, c *call) (any, *rest.Refusal) {
	spans, no := c.spans()
	if no != nil {
		return nil, no
	}
	groupings := c.In.Items("groupby")
	for _, by := range groupings {
		if _, known := c.costValue(&Charge{}, by.Text("type"), by.Text("key")); !known {
			return nil, rest.BadParameter("costs cannot be grouped by %s", by.Text("key"))
		}
	}
	groups := map[string]*costGroup{}
	for _, ch := range Charges(c.account) {
		if !c.costWanted(ch) {
			continue
		}
		var values []string
		for _, by := range groupings {
			v, _ := c.costValue(ch, by.Text("type"), by.Text("key"))
			values = append(values, v)
		}
		key := strings.Join(values, "\x00")
		if groups[key] == nil {
			groups[key] = &costGroup{values: values, spent: make([]rest.Money, len(spans)), full: make([]rest.Money, len(spans))}
		}
		c.addCost(groups[key], ch, spans)
	}
	return c.costAnswer(groups, spans), nil
}

// costWanted applies the filters: operator 0 takes only the values, 1 all but them.
func (c *call) costWanted(ch *Charge) bool {
	for _, f := range c.In.Items("filters") {
		factor := f.Items("filter_factor")[0]
		if c.costNamed(ch, factor.Text("key"), factor.Texts("value")) == (f.Num("operator", 0) == 1) {
			return false
		}
	}
	return true
}

func (c *call) addCost(g *costGroup, ch *Charge, spans []span) {
	spent := ch.Consume
	if c.In.Text("amount_type") == "NET_AMOUNT" {
		spent -= ch.coupon
	}
	for i, s := range spans {
		if c.In.Text("cost_type") == "AMORTIZED_COST" {
			g.spent[i] += ch.amortized(spent, s.from, s.to)
			g.full[i] += ch.amortized(ch.Official, s.from, s.to)
		} else if !ch.At.Before(s.from) && ch.At.Before(s.to) {
			g.spent[i] += spent
			g.full[i] += ch.Official
		}
	}
}

func (c *call) costAnswer(groups map[string]*costGroup, spans []span) rest.Row {
	keys := make([]string, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	measure := c.In.Items("time_condition")[0].Num("time_measure_id", 0)
	rows := make([]rest.Row, 0, len(keys))
	for _, key := range keys {
		g := groups[key]
		grouped := c.In.Items("groupby")
		dimensions, costs := make([]rest.Row, 0, len(grouped)), make([]rest.Row, 0, len(spans))
		for i, by := range grouped {
			dimensions = append(dimensions, rest.Row{"key": by.Text("key"), "value": g.values[i]})
		}
		var spent, full rest.Money
		for i, s := range spans {
			costs = append(costs, rest.Row{
				"time_dimension_value": s.name, "time_measure_id": measure,
				"amount": g.spent[i].String(), "official_amount": g.full[i].String(),
			})
			spent += g.spent[i]
			full += g.full[i]
		}
		rows = append(rows, rest.Row{
			"dimensions": dimensions, "costs": costs, "amount_by_costs": spent.String(), "official_amount_by_costs": full.String(),
		})
	}
	return c.RowsAnswer("cost_data", rows)
}
