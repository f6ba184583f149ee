package sandbox

import (
	"context"
	"time"
)

type indirectView struct {
	ID           string `json:"indirect_partner_id"`
	Phone        string `json:"mobile_phone"`
	Email        string `json:"email"`
	Account      string `json:"account_name"`
	Name         string `json:"name"`
	AssociatedOn string `json:"associated_on"`
	ManagerID    string `json:"account_manager_id"`
	ManagerName  string `json:"account_manager_name"`
}

type indirectsAnswer struct {
	Count int            `json:"count"`
	Rows  []indirectView `json:"indirect_partners"`
}

// listIndirect is POST /v2/partners/indirect-partners/query.
func listIndirect(_ context.Context, c *partnerCall) (any, *refusal) {
	rows := []indirectView{}
	for _, r := range c.st.indirect {
		if c.fits("account_name", r.account) && c.fits("indirect_partner_id", r.id) &&
			c.within(r.associated, "associated_on_begin", "associated_on_end") {
			rows = append(rows, indirectView{
				r.id, r.phone, r.email, r.account, r.company.in(c.english), stamp(r.associated), r.manager, r.managerName.in(c.english),
			})
		}
	}
	return indirectsAnswer{len(rows), cutPage(c.call, rows)}, nil
}

type policyView struct {
	Code      string `json:"service_type_code"`
	Name      string `json:"service_type_name"`
	Incentive string `json:"incentive_policy"`
	Discount  string `json:"allow_discount"`
}

type policiesAnswer struct {
	Rows       []policyView `json:"policies"`
	TotalCount int          `json:"total_count"`
}

// listPolicies is GET /v2/products/incentive-discount-policies: the policies of the services take turns.
func listPolicies(_ context.Context, c *partnerCall) (any, *refusal) {
	rows := []policyView{}
	seen := map[string]bool{}
	for _, k := range c.st.shop.kinds() {
		if seen[k.service.code] {
			continue
		}
		n := len(seen)
		seen[k.service.code] = true
		if c.fits("service_type_code", k.service.code) {
			rows = append(rows, policyView{
				k.service.code, k.service.name.in(c.english), []string{"0", "1", "2", "13"}[n%4], []string{"YES", "NO"}[n%2],
			})
		}
	}
	return policiesAnswer{cutPage(c.call, rows), len(rows)}, nil
}

// Whether a customer counts as new.
const (
	tagNew     = "Y"
	tagOld     = "N"
	tagPending = "UNDETERMINED"
)

type tagView struct {
	CustomerID string `json:"customer_id"`
	Type       string `json:"customer_tag_type"`
	Tag        string `json:"new_customer_tag"`
	Effective  string `json:"effective_time"`
	Expire     string `json:"expire_time"`
}

type tagsAnswer struct {
	Rows []tagView `json:"new_customer_tags"`
}

// listNewTags is POST /v2/partners/sub-customers/new-customers-tags/batch-query; a tag
// counts for a year from the month of the association.
func listNewTags(_ context.Context, c *partnerCall) (any, *refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	rows := []tagView{}
	for _, s := range r.customers {
		if c.fitsList("customer_ids", s.id) {
			rows = append(rows, tagView{
				s.id, "SMB", s.newTag, billCycle(s.associated), billCycle(s.associated.AddDate(1, 0, 0)),
			})
		}
	}
	return tagsAnswer{cutPage(c.call, rows)}, nil
}

type useResourceView struct {
	CustomerID   string `json:"customer_id"`
	RegionCode   string `json:"region_code"`
	Zone         string `json:"availability_zone_code"`
	ServiceCode  string `json:"service_type_code"`
	ResourceCode string `json:"resource_type_code"`
	ServiceName  string `json:"service_type_name"`
	ResourceName string `json:"resource_type_name"`
	ID           string `json:"resource_id"`
	Name         string `json:"resource_name"`
	Effective    string `json:"effective_time"`
	Expire       string `json:"expire_time"`
	Status       int    `json:"status"`
	Spec         string `json:"resource_spec_code"`
	Info         string `json:"resource_info"`
	Desc         string `json:"product_spec_desc"`
}

type useResourcesAnswer struct {
	Rows       []useResourceView `json:"resources"`
	TotalCount int               `json:"total_count"`
}

// listOnDemand is POST /v2/partners/sub-customers/on-demand-resources/query.
func listOnDemand(_ context.Context, c *partnerCall) (any, *refusal) {
	_, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	rows := []useResourceView{}
	for n, one := range c.st.shop.onDemand() {
		at := s.associated.Add(time.Duration(n+1) * time.Hour)
		v := useResourceView{
			CustomerID: s.id, RegionCode: demoRegion, Zone: demoRegion + "a", ServiceCode: one.service.code,
			ResourceCode: one.resource.code, ServiceName: one.service.name.in(c.english), ResourceName: one.resource.name.in(c.english),
			ID: "od-" + s.account + "-" + quoted(n), Name: s.account + "-" + quoted(n), Effective: stamp(at),
			Expire: stamp(at.AddDate(50, 0, 0)), Status: s.resourceStatus(n), Spec: one.code, Info: `{"specSize":40.0}`,
			Desc: one.name.in(c.english),
		}
		if c.fits("region_code", v.RegionCode) && c.fits("service_type_code", v.ServiceCode) && c.fitsList("resource_ids", v.ID) &&
			c.fitsNumber("status", v.Status) && c.within(at, "effective_time_begin", "effective_time_end") {
			rows = append(rows, v)
		}
	}
	return useResourcesAnswer{cutPage(c.call, rows), len(rows)}, nil
}

// The states of an on-demand resource.
const (
	onDemandNormal = 1
	onDemandGrace  = 2
	onDemandFrozen = 3
)

func (s *subCustomer) resourceStatus(n int) int {
	switch {
	case s.frozen == frozenAll:
		return onDemandFrozen
	case n == 0 && s.seed%4 == 3:
		return onDemandGrace
	}
	return onDemandNormal
}
