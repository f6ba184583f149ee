package customer

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
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

// listPayPerUseCustomerResources is POST /v2/orders/suscriptions/resources/query, newest purchase first.
func listPayPerUseCustomerResources(_ context.Context, c *call) (any, *rest.Refusal) {
	if !c.Fits("customer_id", c.account.Owner) {
		return holdingsAnswer{Data: []holdingView{}}, nil
	}
	rows := rest.Keep(c.account.resources.all, c.listedHolding)
	slices.SortStableFunc(rows, func(a, b *holding) int {
		return b.primary().effective.Compare(a.primary().effective)
	})
	return holdingsAnswer{Data: rest.Views(rest.Page(c.Call, rows), func(h *holding) holdingView { return h.view(c.English) }), TotalCount: len(rows)}, nil
}

func (c *call) listedHolding(h *holding) bool {
	in := c.In
	if ids := in.Texts("resource_ids"); len(ids) > 0 {
		byParent := h.parent != nil && in.Num("only_main_resource", 0) == 0 && slices.Contains(ids, h.parent.resourceID)
		if !byParent && !slices.Contains(ids, h.resourceID) {
			return false
		}
	} else if h.parent != nil && in.Num("only_main_resource", 0) == 1 {
		return false
	}
	if states := in.Texts("status_list"); len(states) > 0 && !slices.Contains(states, strconv.Itoa(h.status)) {
		return false
	}
	if in.Has("order_id") && !slices.ContainsFunc(h.terms, func(t term) bool { return strings.EqualFold(t.orderID, in.Text("order_id")) }) {
		return false
	}
	if in.Has("service_type_code") && !strings.EqualFold(in.Text("service_type_code"), h.spec.Service.Code) {
		return false
	}
	return rest.InWindow(h.expire, in.Instant("expire_time_begin"), in.Instant("expire_time_end"))
}

func (h *holding) view(english bool) holdingView {
	v := holdingView{
		ID: h.id, ResourceID: h.resourceID, ResourceName: h.name, RegionCode: h.region,
		ServiceTypeCode: h.spec.Service.Code, ServiceTypeName: h.spec.Service.Name.In(english),
		ResourceType: h.spec.Resource.Code, ResourceTypeName: h.spec.Resource.Name.In(english),
		SpecCode: h.spec.Code, ProjectID: h.projectID, ProductID: h.spec.ProductID, Status: h.status,
		EffectiveTime: rest.Stamp(h.effective), ExpireTime: rest.Stamp(h.expire), ExpirePolicy: h.policy,
		SpecDesc: h.spec.Name.In(english), UpdateTime: rest.Stamp(h.updated),
		Project: projectView{ID: h.project.ID, Name: h.project.Name.In(english)},
	}
	if h.parent != nil {
		v.ParentID = h.parent.resourceID
	} else {
		v.IsMain = 1
	}
	if h.spec.Unit != 0 {
		v.SpecSize, v.SpecSizeMeasure = rest.Money(int64(h.size)*int64(rest.MoneyUnit)).Number(), h.spec.Unit
	}
	return v
}
