package packages

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

const packageHistory = 18 // months after expiry that a package stays visible

type packageView struct {
	ID            string     `json:"order_instance_id"`
	OrderID       string     `json:"order_id,omitempty"`
	ProductID     string     `json:"product_id"`
	ProductName   string     `json:"product_name"`
	ProjectID     string     `json:"enterprise_project_id,omitempty"`
	ProjectScope  int        `json:"enterprise_project_scope"`
	EffectiveTime string     `json:"effective_time"`
	ExpireTime    string     `json:"expire_time"`
	Status        int        `json:"status"`
	ServiceCode   string     `json:"service_type_code"`
	ServiceName   string     `json:"service_type_name"`
	RegionCode    string     `json:"region_code"`
	SourceType    int        `json:"source_type"`
	BundleType    string     `json:"bundle_type"`
	ReuseMode     int        `json:"quota_reuse_mode"`
	Items         []itemView `json:"free_resources"`
}

type itemView struct {
	ID        string `json:"free_resource_id"`
	UsageName string `json:"usage_type_name"`
	Amount    string `json:"amount"`
	Original  string `json:"original_amount"`
	MeasureID int    `json:"measure_id"`
}

type packagesAnswer struct {
	Packages   []packageView `json:"free_resource_packages"`
	TotalCount int           `json:"total_count"`
}

// listFreeResourceInfos is POST /v3/payments/free-resources/query.
func listFreeResourceInfos(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.shelf.packages, c.listedPackage)
	return packagesAnswer{Packages: rest.Views(rest.Page(c.Call, rows), func(p *freePackage) packageView { return p.view(c) }), TotalCount: len(rows)}, nil
}

// listedPackage applies the filters; without a project only the packages outside any project are listed.
func (c *call) listedPackage(p *freePackage) bool {
	in := c.In
	switch {
	case !p.reachable(c.Now),
		p.project != in.Text("enterprise_project_id"),
		!c.Fits("region_code", p.region),
		!c.Fits("order_id", p.orderID),
		!c.Fits("product_id", p.productID),
		in.Has("product_name") && !strings.Contains(p.name.In(c.English), in.Text("product_name")),
		!c.FitsNumber("status", p.status(c.Now)):
		return false
	}
	codes := in.Texts("service_type_code_list")
	return len(codes) == 0 || slices.ContainsFunc(codes, func(code string) bool { return strings.EqualFold(code, p.service.Code) })
}

func (p *freePackage) reachable(now time.Time) bool {
	return now.Before(p.expire.AddDate(0, packageHistory, 0))
}

func (p *freePackage) view(c *call) packageView {
	v := packageView{
		ID: p.id, OrderID: p.orderID, ProductID: p.productID, ProductName: p.name.In(c.English), ProjectID: p.project,
		EffectiveTime: rest.Stamp(p.effective), ExpireTime: rest.Stamp(p.expire), Status: p.status(c.Now),
		ServiceCode: p.service.Code, ServiceName: p.service.Name.In(c.English), RegionCode: p.region,
		SourceType: p.source, BundleType: p.bundle, ReuseMode: p.reuse, Items: []itemView{},
	}
	if p.project != "" {
		v.ProjectScope = 1
	}
	for _, f := range p.items {
		v.Items = append(v.Items, itemView{
			ID: f.id, UsageName: f.usageName.In(c.English), Amount: rest.Quantity(f.remaining(c.Now)),
			Original: rest.Quantity(f.total), MeasureID: f.unit,
		})
	}
	return v
}

type usageView struct {
	ID        string      `json:"free_resource_id"`
	TypeName  string      `json:"free_resource_type_name"`
	Cycle     int         `json:"quota_reuse_cycle,omitempty"`
	CycleType int         `json:"quota_reuse_cycle_type,omitempty"`
	UsageName string      `json:"usage_type_name"`
	StartTime string      `json:"start_time"`
	EndTime   string      `json:"end_time"`
	Amount    json.Number `json:"amount"`
	Original  json.Number `json:"original_amount"`
	MeasureID int         `json:"measure_id"`
}

type usagesAnswer struct {
	Items []usageView `json:"free_resources"`
}

// listFreeResourceUsages is POST /v2/payments/free-resources/usages/details/query; an
// item of a renewal that is not effective yet stands for the current one.
func listFreeResourceUsages(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := usagesAnswer{Items: []usageView{}}
	for _, id := range c.In.Texts("free_resource_ids") {
		f := c.shelf.freeItem(id)
		if f == nil || !f.owner.reachable(c.Now) {
			continue
		}
		p := f.owner
		from, to := p.cycleBounds(c.Now)
		answer.Items = append(answer.Items, usageView{
			ID: f.id, TypeName: p.resource.Name.In(c.English), Cycle: p.cycle, CycleType: p.cycleType,
			UsageName: f.usageName.In(c.English), StartTime: rest.Stamp(from), EndTime: rest.Stamp(to),
			Amount: json.Number(rest.Quantity(f.remaining(c.Now))), Original: json.Number(rest.Quantity(f.total)), MeasureID: f.unit,
		})
	}
	return answer, nil
}

// freeItem finds the item that counts now for an id.
func (s *Shelf) freeItem(id string) *freeItem {
	var found *freeItem
	for _, p := range s.packages {
		for _, f := range p.items {
			if f.next != nil && f.next.id == id && s.Now.Before(f.next.owner.effective) {
				return f
			}
			if f.id == id {
				found = f
			}
		}
	}
	return found
}

type drawView struct {
	DeductTime   string `json:"deduct_time"`
	ItemID       string `json:"free_resource_id"`
	ResourceID   string `json:"resource_id"`
	ResourceType string `json:"resource_type_code"`
	ResourceName string `json:"resource_type_name"`
	ResourceTag  string `json:"resource_tag"`
	ProductID    string `json:"product_id"`
	ProductName  string `json:"product_name"`
	UsageCode    string `json:"usage_type_code"`
	Available    string `json:"available_amount"`
	Remaining    string `json:"remaining_amount"`
	Used         string `json:"used_amount"`
	MeasureID    int    `json:"measure_id"`
	Effective    string `json:"effective_time"`
	Expire       string `json:"expire_time"`
}

type drawsAnswer struct {
	Records    []drawView `json:"free_resource_records"`
	TotalCount int        `json:"total_count"`
}

// askedItems are the items of packages that a question about their use means.
func askedItems(c *call) []*freeItem {
	var asked []*freeItem
	for _, p := range c.shelf.packages {
		if !p.reachable(c.Now) || !c.Fits("product_id", p.productID) ||
			!c.Fits("resource_type_code", p.resource.Code) {
			continue
		}
		for _, f := range p.items {
			if c.Fits("free_resource_id", f.id) {
				asked = append(asked, f)
			}
		}
	}
	return asked
}

// listFreeResourcesUsageRecords is GET /v2/bills/customer-bills/free-resources-usage-records, newest first.
func listFreeResourcesUsageRecords(_ context.Context, c *call) (any, *rest.Refusal) {
	from, to := c.In.Day("deduct_time_begin"), c.In.Day("deduct_time_end").AddDate(0, 0, 1)
	var rows []draw
	for _, f := range askedItems(c) {
		for _, d := range f.draws(c.Now) {
			if !d.at.Before(from) && d.at.Before(to) {
				rows = append(rows, d)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b draw) int { return b.at.Compare(a.at) })
	return drawsAnswer{Records: rest.Views(rest.Page(c.Call, rows), func(d draw) drawView { return d.view(c.English) }), TotalCount: len(rows)}, nil
}

func (d draw) view(english bool) drawView {
	p := d.item.owner
	return drawView{
		DeductTime: rest.Stamp(d.at), ItemID: d.item.id, ResourceID: d.item.resource, ResourceType: p.resource.Code,
		ResourceName: p.resource.Name.In(english), ResourceTag: "env=demo", ProductID: p.productID,
		ProductName: p.name.In(english), UsageCode: d.item.usageCode, Available: rest.Quantity(d.before),
		Remaining: rest.Quantity(d.after), Used: rest.Quantity(d.before - d.after), MeasureID: d.item.unit,
		Effective: rest.Stamp(p.effective), Expire: rest.Stamp(p.expire),
	}
}
