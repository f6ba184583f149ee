package sandbox

import (
	"context"
	"slices"
	"strings"
)

// kindOf is a resource type with the service that it belongs to.
type kindOf struct {
	service  service
	resource resource
}

// kinds are the resource types of the dictionary: what the shop sells and some that it does not.
func (s *shop) kinds() []kindOf {
	var out []kindOf
	seen := map[string]bool{}
	for _, one := range s.specs {
		if !seen[one.resource.code] {
			seen[one.resource.code] = true
			out = append(out, kindOf{one.service, one.resource})
		}
	}
	for _, row := range [][4]string{
		{"iec", "edgebandwidth", "智能边缘云", "Intelligent EdgeCloud"},
		{"smn", "smn", "消息通知服务", "Simple Message Notification"},
		{"dds", "dds.instance", "文档数据库服务", "Document Database Service"},
		{"cce", "cce.cluster", "云容器引擎", "Cloud Container Engine"},
		{"waf", "waf", "Web应用防火墙", "Web Application Firewall"},
		{"nat", "natgateway", "NAT网关", "NAT Gateway"},
		{"sfs", "sfs", "弹性文件服务", "Scalable File Service"},
		{"kms", "kms", "数据加密服务", "Data Encryption Workshop"},
	} {
		name := text{row[2], row[3]}
		out = append(out, kindOf{
			service{"hws.service.type." + row[0], name}, resource{"hws.resource.type." + row[1], name},
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
func listServiceTypes(_ context.Context, c *shopCall) (any, *refusal) {
	var rows []serviceTypeView
	for _, k := range c.st.kinds() {
		short := strings.ToUpper(strings.TrimPrefix(k.service.code, "hws.service.type."))
		v := serviceTypeView{k.service.name.in(c.english), k.service.code, short}
		if !slices.Contains(rows, v) && strings.Contains(v.Name, c.in.text("service_type_name")) {
			rows = append(rows, v)
		}
	}
	return serviceTypesAnswer{len(rows), cutPage(c.call, rows)}, nil
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
func listResourceTypes(_ context.Context, c *shopCall) (any, *refusal) {
	kinds := c.st.kinds()
	rows := make([]resourceTypeView, 0, len(kinds))
	for _, k := range kinds {
		name := k.resource.name.in(c.english)
		rows = append(rows, resourceTypeView{k.resource.code, name, name, k.service.code})
	}
	return resourceTypesAnswer{len(rows), cutPage(c.call, rows)}, nil
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
func listServiceResources(_ context.Context, c *shopCall) (any, *refusal) {
	var rows []serviceResourceView
	for _, k := range c.st.kinds() {
		if k.service.code == c.in.text("service_type_code") {
			name := k.resource.name.in(c.english)
			rows = append(rows, serviceResourceView{basicInfo{k.resource.code, k.service.code, name, name}})
		}
	}
	return serviceResourcesAnswer{len(rows), cutPage(c.call, rows)}, nil
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
func listUsageTypes(_ context.Context, c *shopCall) (any, *refusal) {
	names := []struct {
		code string
		name text
	}{{"Duration", text{"时长", "Duration"}}, {"upflow", text{"上行流量", "Upload traffic"}}}
	var rows []usageTypeView
	for _, k := range c.st.kinds() {
		if c.in.has("resource_type_code") && c.in.text("resource_type_code") != k.resource.code {
			continue
		}
		for _, n := range names {
			rows = append(rows, usageTypeView{
				n.code, n.name.in(c.english), k.resource.code, k.service.code,
				k.resource.name.in(c.english), k.service.name.in(c.english),
			})
		}
	}
	return usageTypesAnswer{len(rows), cutPage(c.call, rows)}, nil
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

// listSpecs is POST /v2/products/resource-specs-query, paged by markers.
func listSpecs(_ context.Context, c *shopCall) (any, *refusal) {
	rows := c.matchingSpecs()
	start := 0
	if c.in.has("marker") {
		start = slices.IndexFunc(rows, func(s *spec) bool { return s.productID == c.in.text("marker") })
		if start < 0 {
			return nil, badParameter("the marker is unknown")
		}
	}
	answer := specsAnswer{Rows: []specView{}}
	end := start + int(c.in.num("limit", defaultSpecs))
	if end < len(rows) {
		answer.Page.Next = &rows[end].productID
	}
	for _, s := range rows[start:min(end, len(rows))] {
		answer.Rows = append(answer.Rows, specView{
			s.service.code, s.service.name.in(c.english), s.resource.code, s.resource.name.in(c.english),
			s.code, s.name.in(c.english), c.in.text("charge_mode"), c.in.text("region_code"),
		})
	}
	return answer, nil
}

func (c *shopCall) matchingSpecs() []*spec {
	var rows []*spec
	if !knownRegion(c.in.text("region_code")) {
		return nil
	}
	for _, s := range c.st.specs {
		matches := s.service.code == c.in.text("cloud_service_type") && s.resource.code == c.in.text("resource_type")
		for _, f := range c.in.items("filters") {
			matches = matches && strings.Contains(s.code, f.text("value"))
		}
		if matches {
			rows = append(rows, s)
		}
	}
	return rows
}
