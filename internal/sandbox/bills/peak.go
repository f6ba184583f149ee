package bills

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
)

// The demo account has this many resources whose bandwidth is charged by its 95th percentile.
const (
	peakResources  = 3
	guaranteedMbps = 20
)

// peakDay is the 95th percentile of one day in Mbit/s, the same for every run.
func peakDay(resource, day int) int64 { return int64(25 + (resource*31+day*17)%60) }

// peakTold says whether a usage type tells of a resource: in units of 1000 only both
// spellings together tell of all.
func peakTold(usageType string, resource int) bool {
	switch usageType {
	case "95peak_1000":
		return resource < peakResources
	case "95Peak_1000":
		return resource == peakResources
	}
	return true
}

// peakDays are the days of a cycle that have passed.
func (c *call) peakDays() []time.Time {
	from, to := MonthBounds(c.In.Text("bill_cycle"))
	var out []time.Time
	for at := from; at.Before(to) && at.Before(c.Now); at = at.AddDate(0, 0, 1) {
		out = append(out, at)
	}
	return out
}

// peakPrefix is how the ids of a service's resources begin. The service and the type have to fit.
func (c *call) peakPrefix() (string, *rest.Refusal) {
	service := strings.TrimPrefix(c.In.Text("service_type_code"), "hws.service.type.")
	fits := map[string]string{"cdn": "cdn", "obs": "obs", "vpc": "bandwidth", "iec": "edgebandwidth"}
	if "hws.resource.type."+fits[service] != c.In.Text("resource_type_code") {
		return "", rest.BadParameter("resource_type_code does not belong to the service")
	}
	return "rs-peak-" + service + "-", nil
}

func (c *call) peakSummary(resource int) rest.Row {
	var highest int64
	list := c.peakDays()
	for _, day := range list {
		highest = max(highest, peakDay(resource, day.Day()))
	}
	return rest.Row{
		"actual_days": strconv.Itoa(len(list)), "band_width": rest.Quantity(highest * rest.PerUnit),
		"monthly_guaranteed_band_width": rest.Quantity(guaranteedMbps * rest.PerUnit),
		"monthly_peak_band_width":       rest.Quantity(highest * rest.PerUnit), "band_width_measure_id": shop.UnitMbps,
	}
}

// listResourceUsageSummary is GET /v2/bills/customer-bills/resources/usage/summary.
func listResourceUsageSummary(_ context.Context, c *call) (any, *rest.Refusal) {
	prefix, no := c.peakPrefix()
	if no != nil {
		return nil, no
	}
	var rows []rest.Row
	for n := 1; n <= peakResources && len(c.peakDays()) > 0; n++ {
		if peakTold(c.In.Text("usage_type"), n) {
			rows = append(rows, c.peakSummary(n).With(rest.Row{"resource_id": prefix + strconv.Itoa(n)}))
		}
	}
	answer := c.RowsAnswer("summary_usage_info_list", rows)
	delete(answer, "currency")
	return answer, nil
}

// listResourceUsage is GET /v2/bills/customer-bills/resources/usage/details.
func listResourceUsage(_ context.Context, c *call) (any, *rest.Refusal) {
	prefix, no := c.peakPrefix()
	if no != nil {
		return nil, no
	}
	n, err := strconv.Atoi(strings.TrimPrefix(c.In.Text("resource_id"), prefix))
	if err != nil || n < 1 || n > peakResources || !peakTold(c.In.Text("usage_type"), n) {
		return rest.Row{"total_count": 0, "usage_info_list": []rest.Row{}}, nil
	}
	var rows []rest.Row
	for _, day := range c.peakDays() {
		rows = append(rows, rest.Row{
			"stat_time": rest.Stamp(day), "guaranteed_band_width": rest.Quantity(guaranteedMbps * rest.PerUnit),
			"usage": rest.Quantity(peakDay(n, day.Day()) * rest.PerUnit), "measure_id": shop.UnitMbps,
		})
	}
	answer := c.RowsAnswer("usage_info_list", rows).With(c.peakSummary(n))
	delete(answer, "currency")
	return answer, nil
}
