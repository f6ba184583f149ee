package sandbox

import (
	"context"
	"strconv"
	"strings"
	"time"
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
func (c *billCall) peakDays() []time.Time {
	from, to := monthBounds(c.in.text("bill_cycle"))
	var out []time.Time
	for at := from; at.Before(to) && at.Before(c.now); at = at.AddDate(0, 0, 1) {
		out = append(out, at)
	}
	return out
}

// peakPrefix is how the ids of a service's resources begin. The service and the type have to fit.
func (c *billCall) peakPrefix() (string, *refusal) {
	service := strings.TrimPrefix(c.in.text("service_type_code"), "hws.service.type.")
	fits := map[string]string{"cdn": "cdn", "obs": "obs", "vpc": "bandwidth", "iec": "edgebandwidth"}
	if "hws.resource.type."+fits[service] != c.in.text("resource_type_code") {
		return "", badParameter("resource_type_code does not belong to the service")
	}
	return "rs-peak-" + service + "-", nil
}

func (c *billCall) peakSummary(resource int) row {
	var highest int64
	list := c.peakDays()
	for _, day := range list {
		highest = max(highest, peakDay(resource, day.Day()))
	}
	return row{
		"actual_days": strconv.Itoa(len(list)), "band_width": quantity(highest * perUnit),
		"monthly_guaranteed_band_width": quantity(guaranteedMbps * perUnit),
		"monthly_peak_band_width":       quantity(highest * perUnit), "band_width_measure_id": unitMbps,
	}
}

// listPeakSummaries is GET /v2/bills/customer-bills/resources/usage/summary.
func listPeakSummaries(_ context.Context, c *billCall) (any, *refusal) {
	prefix, no := c.peakPrefix()
	if no != nil {
		return nil, no
	}
	var rows []row
	for n := 1; n <= peakResources && len(c.peakDays()) > 0; n++ {
		if peakTold(c.in.text("usage_type"), n) {
			rows = append(rows, c.peakSummary(n).with(row{"resource_id": prefix + strconv.Itoa(n)}))
		}
	}
	answer := c.rowsAnswer("summary_usage_info_list", rows)
	delete(answer, "currency")
	return answer, nil
}

// listPeaks is GET /v2/bills/customer-bills/resources/usage/details.
func listPeaks(_ context.Context, c *billCall) (any, *refusal) {
	prefix, no := c.peakPrefix()
	if no != nil {
		return nil, no
	}
	n, err := strconv.Atoi(strings.TrimPrefix(c.in.text("resource_id"), prefix))
	if err != nil || n < 1 || n > peakResources || !peakTold(c.in.text("usage_type"), n) {
		return row{"total_count": 0, "usage_info_list": []row{}}, nil
	}
	var rows []row
	for _, day := range c.peakDays() {
		rows = append(rows, row{
			"stat_time": stamp(day), "guaranteed_band_width": quantity(guaranteedMbps * perUnit),
			"usage": quantity(peakDay(n, day.Day()) * perUnit), "measure_id": unitMbps,
		})
	}
	answer := c.rowsAnswer("usage_info_list", rows).with(c.peakSummary(n))
	delete(answer, "currency")
	return answer, nil
}
