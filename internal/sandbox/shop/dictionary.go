package shop

import (
	"context"
	"slices"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// KindOf is a resource type with the service that it belongs to.
type KindOf struct {
	Service  Service
	resource Resource
}

// Kinds are the resource types of the dictionary: what the shop sells and some that it does not.
func (s *Shop) Kinds() []KindOf {
	var out []KindOf
	seen := map[string]bool{}
	for _, one := range s.Specs {
		if !seen[one.Resource.Code] {
			seen[one.Resource.Code] = true
			out = append(out, KindOf{one.Service, one.Resource})
		}
	}
	for _, row := range s.tables.Products.Unsold {
		out = append(out, KindOf{
			Service{"hws.service.type." + row.Service, row.Name}, Resource{"hws.resource.type." + row.Resource, row.Name},
		})
	}
	return out
}

type serviceTypeView struct {
	Name         string `json:"service_type_name"`
	Code         string `json:"service_type_code"`
	Abbreviation string `json:"abbreviation"`
}

type serviceTypesAnswer struct {
	TotalCount int               `json:"total_count"`
	Rows       []serviceTypeView `json:"service_types"`
}

// listServiceTypes is GET /v2/products/service-types.
func listServiceTypes(_ context.Context, c *call) (any, *rest.Refusal) {
	var rows []serviceTypeView
	for _, k := range c.shop.Kinds() {
		short := strings.ToUpper(strings.TrimPrefix(k.Service.Code, "hws.service.type."))
		v := serviceTypeView{k.Service.Name.In(c.English), k.Service.Code, short}
		if !slices.Contains(rows, v) && strings.Contains(v.Name, c.In.Text("service_type_name")) {
			rows = append(rows, v)
		}
	}
	return serviceTypesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

type resourceTypeView struct {
	Code    string `json:"resource_type_code"`
	Name    string `json:"resource_type_name"`
	Desc    string `json:"resource_type_desc"`
	Service string `json:"service_type_code"`
}

type resourceTypesAnswer struct {
	TotalCount int                `json:"total_count"`
	Rows       []resourceTypeView `json:"resource_types"`
}

// listResourceTypes is GET /v2/products/resource-types.
func listResourceTypes(_ context.Context, c *call) (any, *rest.Refusal) {
	kinds := c.shop.Kinds()
	rows := make([]resourceTypeView, 0, len(kinds))
	for _, k := range kinds {
		name := k.resource.Name.In(c.English)
		rows = append(rows, resourceTypeView{k.resource.Code, name, name, k.Service.Code})
	}
	return resourceTypesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

type basicInfo struct {
	Code  string `json:"resource_type_code"`
	Owner string `json:"product_owner_service"`
	Name  string `json:"name"`
	Desc  string `json:"description"`
}

type serviceResourceView struct {
	Basic basicInfo `json:"basic_info"`
}

type serviceResourcesAnswer struct {
	TotalCount int                   `json:"total_count"`
	Rows       []serviceResourceView `json:"infos"`
}

// listServiceResources is GET /v2/products/service-resources.
func listServiceResources(_ context.Context, c *call) (any, *rest.Refusal) {
	var rows []serviceResourceView
	for _, k := range c.shop.Kinds() {
		if k.Service.Code == c.In.Text("service_type_code") {
			name := k.resource.Name.In(c.English)
			rows = append(rows, serviceResourceView{basicInfo{k.resource.Code, k.Service.Code, name, name}})
		}
	}
	return serviceResourcesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

type usageTypeView struct {
	Code         string `json:"code"`
	Name         string `json:"name"`
	ResourceType string `json:"resource_type_code"`
	ServiceType  string `json:"service_type_code"`
	ResourceName string `json:"resource_type_name"`
	ServiceName  string `json:"service_type_name"`
}

type usageTypesAnswer struct {
	TotalCount int             `json:"total_count"`
	Rows       []usageTypeView `json:"usage_types"`
}

// listUsageTypes is GET /v2/products/usage-types.
func listUsageTypes(_ context.Context, c *call) (any, *rest.Refusal) {
	names := []struct {
		code string
		name rest.Text
	}{{"Duration", rest.Text{"时长", "Duration"}}, {"upflow", rest.Text{"上行流量", "Upload traffic"}}}
	var rows []usageTypeView
	for _, k := range c.shop.Kinds() {
		if !c.Fits("resource_type_code", k.resource.Code) {
			continue
		}
		for _, n := range names {
			rows = append(rows, usageTypeView{
				n.code, n.name.In(c.English), k.resource.Code, k.Service.Code,
				k.resource.Name.In(c.English), k.Service.Name.In(c.English),
			})
		}
	}
	return usageTypesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

type specView struct {
	Service      string `json:"cloud_service_type"`
	ServiceName  string `json:"cloud_service_type_name"`
	Resource     string `json:"resource_type"`
	ResourceName string `json:"resource_type_name"`
	Spec         string `json:"resource_spec"`
	SpecName     string `json:"resource_spec_name"`
	ChargeMode   string `json:"charge_mode"`
	Region       string `json:"region_code"`
}

type markerInfo struct {
	Next *string `json:"next_marker"` // null on the last page
}

type specsAnswer struct {
	Page markerInfo `json:"page_info"`
	Rows []specView `json:"cloud_service_basics"`
}

const defaultSpecs = 100

// listResourceSpecs is POST /v2/products/resource-specs-query, paged by markers.
func listResourceSpecs(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.matchingSpecs()
	start := 0
	if c.In.Has("marker") {
		start = slices.IndexFunc(rows, func(s *Spec) bool { return s.ProductID == c.In.Text("marker") })
		if start < 0 {
			return nil, rest.BadParameter("the marker is unknown")
		}
	}
	answer := specsAnswer{Rows: []specView{}}
	end := start + int(c.In.Num("limit", defaultSpecs))
	if end < len(rows) {
		answer.Page.Next = &rows[end].ProductID
	}
	for _, s := range rows[start:min(end, len(rows))] {
		answer.Rows = append(answer.Rows, specView{
			s.Service.Code, s.Service.Name.In(c.English), s.Resource.Code, s.Resource.Name.In(c.English),
			s.Code, s.Name.In(c.English), c.In.Text("charge_mode"), c.In.Text("region_code"),
		})
	}
	return answer, nil
}

func (c *call) matchingSpecs() []*Spec {
	var rows []*Spec
	if !c.shop.knownRegion(c.In.Text("region_code")) {
		return nil
	}
	for _, s := range c.shop.Specs {
		matches := s.Service.Code == c.In.Text("cloud_service_type") && s.Resource.Code == c.In.Text("resource_type")
		for _, f := range c.In.Items("filters") {
			matches = matches && strings.Contains(s.Code, f.Text("value"))
		}
		if matches {
			rows = append(rows, s)
		}
	}
	return rows
}
