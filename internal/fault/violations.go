package fault

import (
	"encoding/json"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
)

// refusalDetails are the members of an error body with a published meaning. The
// whole body stands in the metadata besides, so nothing unknown is lost.
type refusalDetails struct {
	QuotaInfos        []quotaInfo     `json:"quota_infos"`
	FailCheckItems    []string        `json:"fail_check_items"`
	OldFailCheckItems []string        `json:"failCheckItems"`
	Projects          []projectResult `json:"enterprise_project_auth_result"`
	Expired           []string        `json:"expiredResourceIds"`
}

// quotaInfo is one item of a failed quota check.
type quotaInfo struct {
	Region       string      `json:"region_code"`
	Service      string      `json:"cloud_service_type"`
	OldService   string      `json:"service_type_code"`
	ResourceType string      `json:"resource_type_code"`
	Spec         string      `json:"resource_spec_code"`
	Zone         string      `json:"available_zone"`
	Result       json.Number `json:"auth_result"`
}

type projectResult struct {
	ID     string          `json:"enterprise_project_id"`
	Name   string          `json:"enterprise_project_name"`
	Status json.RawMessage `json:"auth_status"`
}

// violationsIn gives the known members of an error body their standard form.
// Each member is read on its own: one of an unexpected type must not hide the
// others.
func violationsIn(raw json.RawMessage) (*errdetails.QuotaFailure, *errdetails.PreconditionFailure) {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return &errdetails.QuotaFailure{}, &errdetails.PreconditionFailure{}
	}
	var d refusalDetails
	for name, into := range map[string]any{
		"quota_infos": &d.QuotaInfos, "fail_check_items": &d.FailCheckItems, "failCheckItems": &d.OldFailCheckItems,
		"enterprise_project_auth_result": &d.Projects, "expiredResourceIds": &d.Expired,
	} {
		if member, ok := members[name]; ok {
			_ = json.Unmarshal(member, into) // what does not fit stays in the metadata
		}
	}
	return d.standard()
}

func (d *refusalDetails) standard() (*errdetails.QuotaFailure, *errdetails.PreconditionFailure) {
	quota, failed := &errdetails.QuotaFailure{}, &errdetails.PreconditionFailure{}
	for _, info := range d.QuotaInfos {
		info.sort(quota, failed)
	}
	for _, item := range append(d.FailCheckItems, d.OldFailCheckItems...) {
		failed.Violations = append(failed.Violations, &errdetails.PreconditionFailure_Violation{
			Type: item, Subject: "account", Description: "a business check of the upstream failed",
		})
	}
	for _, project := range d.Projects {
		failed.Violations = append(failed.Violations, project.violation())
	}
	for _, id := range d.Expired {
		failed.Violations = append(failed.Violations, &errdetails.PreconditionFailure_Violation{
			Type: "RESOURCE_EXPIRED", Subject: "resources/" + id, Description: "the resource has expired",
		})
	}
	return quota, failed
}

// sort files the item by its published result: only 1 is about a quota, and 0
// is no failure.
func (q quotaInfo) sort(quota *errdetails.QuotaFailure, failed *errdetails.PreconditionFailure) {
	kind, description := "QUOTA_CHECK_FAILED", "the check failed for another reason"
	switch q.Result {
	case "0":
		return
	case "1":
		quota.Violations = append(quota.Violations, q.quotaViolation())
		return
	case "2":
		kind, description = "CAPACITY_INSUFFICIENT", "the capacity does not suffice; order again elsewhere or with another specification"
	case "3":
		kind, description = "SPECIFICATION_WRONG", "the specification is not available; order another one"
	case "4":
		kind, description = "RELATED_RESOURCE_WRONG", "a related resource is wrong"
	}
	failed.Violations = append(failed.Violations, &errdetails.PreconditionFailure_Violation{
		Type: kind, Subject: q.subject(), Description: description,
	})
}

func (q quotaInfo) quotaViolation() *errdetails.QuotaFailure_Violation {
	service := q.Service
	if service == "" {
		service = q.OldService
	}
	return &errdetails.QuotaFailure_Violation{
		Subject: q.subject(), Description: "the quota does not suffice; raise it and pay again",
		ApiService: service, QuotaMetric: q.ResourceType,
		QuotaDimensions: map[string]string{"region": q.Region, "available_zone": q.Zone, "resource_spec_code": q.Spec},
	}
}

// subject is the place in the form region/zone/type/specification.
func (q quotaInfo) subject() string {
	parts := make([]string, 0, 4)
	for _, part := range []string{q.Region, q.Zone, q.ResourceType, q.Spec} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

func (p projectResult) violation() *errdetails.PreconditionFailure_Violation {
	description := "the budget does not suffice or the project is not available"
	if p.Name != "" {
		description = p.Name + ": " + description
	}
	if status := strings.Trim(string(p.Status), `"`); status != "" {
		description += " (status " + clean(status) + ")"
	}
	return &errdetails.PreconditionFailure_Violation{
		Type: "ENTERPRISE_PROJECT_REFUSED", Subject: "enterpriseProjects/" + p.ID, Description: description,
	}
}
