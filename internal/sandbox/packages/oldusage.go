package packages

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type oldUsageView struct {
	ID        string      `json:"order_instance_id"`
	TypeName  string      `json:"resource_type_name"`
	Mode      int         `json:"quota_reuse_mode"`
	Cycle     int         `json:"quota_reuse_cycle,omitempty"`
	CycleType int         `json:"quota_reuse_cycle_type,omitempty"`
	StartTime string      `json:"start_time"`
	EndTime   string      `json:"end_time"`
	Balance   json.Number `json:"balance"`
	Total     json.Number `json:"total"`
	Unit      string      `json:"measurement_name"`
	Region    string      `json:"region_code"`
}

type oldUsagesAnswer struct {
	Rows []oldUsageView `json:"package_usage_infos"`
}

// listPackageUsagesV2 is POST /v2/payments/free-resources/usages/query: one row per item of
// the packages in use.
func listPackageUsagesV2(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := oldUsagesAnswer{Rows: []oldUsageView{}}
	for _, p := range c.shelf.packages {
		if status := p.status(c.Now); status != packageUsable && status != packageUsedUp {
			continue
		}
		from, to := p.cycleBounds(c.Now)
		for _, f := range p.items {
			v := oldUsageView{
				ID: p.id, TypeName: strings.TrimPrefix(p.resource.Code, "hws.resource.type."), Mode: p.reuse,
				StartTime: rest.Stamp(from), EndTime: rest.Stamp(to), Balance: json.Number(rest.Quantity(f.remaining(c.Now))),
				Total: json.Number(rest.Quantity(f.total)), Unit: c.shelf.shop.UnitName(f.unit, c.English), Region: p.region,
			}
			if p.reuse == reuseCycles {
				v.Cycle, v.CycleType = p.cycle, p.cycleType
			}
			answer.Rows = append(answer.Rows, v)
		}
	}
	return answer, nil
}
