package partner

import (
	"context"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
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

// listIndirectPartners is POST /v2/partners/indirect-partners/query.
func listIndirectPartners(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.partner.indirect, func(r *reseller) bool {
		return c.Fits("account_name", r.account) && c.Fits("indirect_partner_id", r.id) &&
			c.Within(r.associated, "associated_on_begin", "associated_on_end")
	})
	return indirectsAnswer{len(rows), rest.Views(rest.Page(c.Call, rows), func(r *reseller) indirectView {
		return indirectView{
			r.id, r.phone, r.email, r.account, r.company.In(c.English), rest.Stamp(r.associated), r.manager, r.managerName.In(c.English),
		}
	})}, nil
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

// listIncentiveDiscountPolicies is GET /v2/products/incentive-discount-policies: the policies of the services take turns.
func listIncentiveDiscountPolicies(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := []policyView{}
	seen := map[string]bool{}
	for _, k := range c.partner.shop.Kinds() {
		if seen[k.Service.Code] {
			continue
		}
		n := len(seen)
		seen[k.Service.Code] = true
		if c.Fits("service_type_code", k.Service.Code) {
			rows = append(rows, policyView{
				k.Service.Code, k.Service.Name.In(c.English), []string{"0", "1", "2", "13"}[n%4], []string{"YES", "NO"}[n%2],
			})
		}
	}
	return policiesAnswer{rest.Page(c.Call, rows), len(rows)}, nil
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

// listSubCustomerNewTag is POST /v2/partners/sub-customers/new-customers-tags/batch-query; a tag
// counts for a year from the month of the association.
func listSubCustomerNewTag(_ context.Context, c *call) (any, *rest.Refusal) {
	r, no := c.reseller()
	if no != nil {
		return nil, no
	}
	rows := rest.Keep(r.customers, func(s *subCustomer) bool { return c.FitsList("customer_ids", s.id) })
	return tagsAnswer{rest.Views(rest.Page(c.Call, rows), func(s *subCustomer) tagView {
		return tagView{s.id, "SMB", s.newTag, wallet.BillCycle(s.associated), wallet.BillCycle(s.associated.AddDate(1, 0, 0))}
	})}, nil
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

// listCustomerOnDemandResources is POST /v2/partners/sub-customers/on-demand-resources/query.
func listCustomerOnDemandResources(_ context.Context, c *call) (any, *rest.Refusal) {
	_, s, no := c.subCustomer()
	if no != nil {
		return nil, no
	}
	rows := []useResourceView{}
	for n, one := range c.partner.shop.OnDemand() {
		at := s.associated.Add(time.Duration(n+1) * time.Hour)
		v := useResourceView{
			CustomerID: s.id, RegionCode: demo.Region, Zone: demo.Region + "a", ServiceCode: one.Service.Code,
			ResourceCode: one.Resource.Code, ServiceName: one.Service.Name.In(c.English), ResourceName: one.Resource.Name.In(c.English),
			ID: "od-" + s.account + "-" + rest.Quoted(n), Name: s.account + "-" + rest.Quoted(n), Effective: rest.Stamp(at),
			Expire: rest.Stamp(at.AddDate(50, 0, 0)), Status: s.resourceStatus(n), Spec: one.Code, Info: `{"specSize":40.0}`,
			Desc: one.Name.In(c.English),
		}
		if c.Fits("region_code", v.RegionCode) && c.Fits("service_type_code", v.ServiceCode) && c.FitsList("resource_ids", v.ID) &&
			c.FitsNumber("status", v.Status) && c.Within(at, "effective_time_begin", "effective_time_end") {
			rows = append(rows, v)
		}
	}
	return useResourcesAnswer{rest.Page(c.Call, rows), len(rows)}, nil
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
