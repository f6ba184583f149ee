package sandbox

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

type holdingView struct {
	ID               string      `json:"id"`
	ResourceID       string      `json:"resource_id"`
	ResourceName     string      `json:"resource_name"`
	RegionCode       string      `json:"region_code"`
	ServiceTypeCode  string      `json:"service_type_code"`
	ResourceType     string      `json:"resource_type_code"`
	ResourceTypeName string      `json:"resource_type_name"`
	ServiceTypeName  string      `json:"service_type_name"`
	SpecCode         string      `json:"resource_spec_code"`
	ProjectID        string      `json:"project_id"`
	ProductID        string      `json:"product_id"`
	ParentID         string      `json:"parent_resource_id,omitempty"`
	IsMain           int         `json:"is_main_resource"`
	Status           int         `json:"status"`
	EffectiveTime    string      `json:"effective_time"`
	ExpireTime       string      `json:"expire_time"`
	ExpirePolicy     int         `json:"expire_policy"`
	SpecDesc         string      `json:"product_spec_desc"`
	SpecSize         json.Number `json:"spec_size,omitempty"`
	SpecSizeMeasure  int         `json:"spec_size_measure_id,omitempty"`
	UpdateTime       string      `json:"update_time"`
	Project          projectView `json:"enterprise_project"`
}

type holdingsAnswer struct {
	Data       []holdingView `json:"data"`
	TotalCount int           `json:"total_count"`
}

// listHoldings is POST /v2/orders/suscriptions/resources/query, newest purchase first.
func listHoldings(_ context.Context, c *customerCall) (any, *refusal) {
	if c.in.has("customer_id") && c.in.text("customer_id") != c.st.owner {
		return holdingsAnswer{Data: []holdingView{}}, nil
	}
	var rows []*holding
	for _, h := range c.st.resources.all {
		if c.listedHolding(h) {
			rows = append(rows, h)
		}
	}
	slices.SortStableFunc(rows, func(a, b *holding) int {
		return b.primary().effective.Compare(a.primary().effective)
	})
	answer := holdingsAnswer{Data: []holdingView{}, TotalCount: len(rows)}
	for _, h := range page(rows, c.in.num("offset", 0), c.in.num("limit", defaultLimit)) {
		answer.Data = append(answer.Data, h.view(c.english))
	}
	return answer, nil
}

func (c *customerCall) listedHolding(h *holding) bool {
	in := c.in
	if ids := in.texts("resource_ids"); len(ids) > 0 {
		byParent := h.parent != nil && in.num("only_main_resource", 0) == 0 && slices.Contains(ids, h.parent.resourceID)
		if !byParent && !slices.Contains(ids, h.resourceID) {
			return false
		}
	} else if h.parent != nil && in.num("only_main_resource", 0) == 1 {
		return false
	}
	if states := in.texts("status_list"); len(states) > 0 && !slices.Contains(states, strconv.Itoa(h.status)) {
		return false
	}
	if in.has("order_id") && !slices.ContainsFunc(h.terms, func(t term) bool { return strings.EqualFold(t.orderID, in.text("order_id")) }) {
		return false
	}
	if in.has("service_type_code") && !strings.EqualFold(in.text("service_type_code"), h.spec.service.code) {
		return false
	}
	return inWindow(h.expire, in.instant("expire_time_begin"), in.instant("expire_time_end"))
}

func (h *holding) view(english bool) holdingView {
	v := holdingView{
		ID: h.id, ResourceID: h.resourceID, ResourceName: h.name, RegionCode: h.region,
		ServiceTypeCode: h.spec.service.code, ServiceTypeName: h.spec.service.name.in(english),
		ResourceType: h.spec.resource.code, ResourceTypeName: h.spec.resource.name.in(english),
		SpecCode: h.spec.code, ProjectID: h.projectID, ProductID: h.spec.productID, Status: h.status,
		EffectiveTime: stamp(h.effective), ExpireTime: stamp(h.expire), ExpirePolicy: h.policy,
		SpecDesc: h.spec.name.in(english), UpdateTime: stamp(h.updated),
		Project: projectView{ID: h.project.id, Name: h.project.name.in(english)},
	}
	if h.parent != nil {
		v.ParentID = h.parent.resourceID
	} else {
		v.IsMain = 1
	}
	if h.spec.unit != 0 {
		v.SpecSize, v.SpecSizeMeasure = money(int64(h.size)*int64(moneyUnit)).number(), h.spec.unit
	}
	return v
}
