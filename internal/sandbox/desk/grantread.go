package desk

import (
	"context"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type grantView struct {
	ID               string `json:"id"`
	Status           int    `json:"status"`
	TicketID         string `json:"incident_id"`
	Description      string `json:"simple_description"`
	Describe         string `json:"auth_describe"`
	ResourceType     string `json:"resource_type_id"`
	ResourceTypeName string `json:"resource_type_name"`
	VisitType        string `json:"visit_type_id"`
	VisitTypeName    string `json:"visit_type_name"`
	CreateTime       string `json:"create_time"`
	EffectiveTime    string `json:"auth_effective_time,omitempty"`
	ExpireTime       string `json:"auth_expire_time,omitempty"`
	Reason           string `json:"reject_reason,omitempty"`
	CustomerID       string `json:"customer_id"`
	SubUserID        string `json:"x_customer_id,omitempty"`
	SubUserName      string `json:"xcustomer_name,omitempty"`
	Letter           string `json:"content_of_auth_letter"`
}

type grantsAnswer struct {
	Count int         `json:"count"`
	Rows  []grantView `json:"incident_auth_list"`
}

// listAuthorizations is GET /v2/servicerequest/authorizations, newest first.
func listAuthorizations(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.desk.grants, func(g *grant) bool {
		return c.mayUse(g.ticket) && c.Fits("incident_id", g.ticket.id) && c.FitsNumber("status", g.status) &&
			(!c.In.Has("sub_customer_name") || g.ticket.bySubUser && c.Fits("sub_customer_name", subUserName)) &&
			strings.Contains(g.ticket.description, c.In.Text("simple_description"))
	})
	return grantsAnswer{Count: len(rows), Rows: rest.Views(rest.Page(c.Call, rows), c.grantView)}, nil
}

func (c *call) grantView(g *grant) grantView {
	v := grantView{
		ID: g.id, Status: g.status, TicketID: g.ticket.id, Description: g.ticket.description,
		Describe: g.describe.In(c.English), ResourceType: g.resource.id, ResourceTypeName: g.resource.name.In(c.English),
		VisitType: g.visit.id, VisitTypeName: g.visit.name.In(c.English), CreateTime: c.local(g.created),
		EffectiveTime: c.local(g.effective), ExpireTime: c.local(g.expire), Reason: g.reason, CustomerID: c.desk.owner,
		Letter: rest.Text{"授权华为云工程师处理该工单。", "The engineers may work on this ticket."}.In(c.English),
	}
	if g.ticket.bySubUser {
		v.SubUserID, v.SubUserName = subUserID, subUserName
	}
	return v
}

type grantDetailView struct {
	ID       int64  `json:"id"`
	Port     int64  `json:"port,omitempty"`
	Account  string `json:"account,omitempty"`
	Type     int    `json:"type"`
	Instance string `json:"instance_id"`
	Name     string `json:"instance_name"`
	Region   string `json:"region_id"`
}

type grantDetailAnswer struct {
	ID               string            `json:"id"`
	Status           int               `json:"status"`
	TicketID         string            `json:"incident_id"`
	Description      string            `json:"simple_description"`
	ResourceType     string            `json:"resource_type_id"`
	ResourceTypeName string            `json:"resource_type_name"`
	VisitType        string            `json:"visit_type_id"`
	VisitTypeName    string            `json:"visit_type_name"`
	EffectiveTime    string            `json:"auth_effective_time,omitempty"`
	ExpireTime       string            `json:"auth_expire_time,omitempty"`
	Reason           string            `json:"reject_reason,omitempty"`
	Details          []grantDetailView `json:"incident_auth_detail_list"`
	SubUserName      string            `json:"xcustomer_name,omitempty"`
	Handler          string            `json:"auth_handler_name"`
	Agency           string            `json:"agency_name,omitempty"`
	Describe         string            `json:"auth_describe"`
	ContentType      string            `json:"content_type_id"`
	ContentTypeName  string            `json:"content_type_name"`
}

// showAuthorizationDetail is GET /v2/servicerequest/authorizations/{authorization_id}.
func showAuthorizationDetail(_ context.Context, c *call) (any, *rest.Refusal) {
	g, no := c.grant()
	if no != nil {
		return nil, no
	}
	row := c.grantView(g)
	answer := grantDetailAnswer{
		ID: g.id, Status: g.status, TicketID: row.TicketID, Description: row.Description, ResourceType: row.ResourceType,
		ResourceTypeName: row.ResourceTypeName, VisitType: row.VisitType, VisitTypeName: row.VisitTypeName,
		EffectiveTime: row.EffectiveTime, ExpireTime: row.ExpireTime, Reason: g.reason, Details: []grantDetailView{},
		SubUserName: row.SubUserName, Handler: ticketEngineer, Describe: row.Describe,
		ContentType: g.content.id, ContentTypeName: g.content.name.In(c.English),
	}
	if g.agency != "" {
		answer.Agency = demoAgencyName
	}
	for _, d := range g.details {
		answer.Details = append(answer.Details, grantDetailView{
			ID: d.id, Port: d.port, Account: d.account, Type: flag(d.host), Instance: d.instance, Name: d.label, Region: d.region,
		})
	}
	return answer, nil
}

type loginTypeAnswer struct {
	Type string `json:"login_type"`
}

// showLoginType is GET /v2/servicerequest/authorizations/login-type.
func showLoginType(_ context.Context, _ *call) (any, *rest.Refusal) {
	return loginTypeAnswer{"password"}, nil
}

const (
	demoAgency     = "agency-demo-0001"
	demoAgencyName = "ticket_support_agency"
)

type agencyView struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Duration    string `json:"duration"`
	TrustedName string `json:"trust_domain_name"`
	TrustedID   string `json:"trust_domain_id"`
	CreateTime  string `json:"create_time"`
	ExpireTime  string `json:"expire_time"`
}

type agenciesAnswer struct {
	TotalCount int          `json:"total_count"`
	Rows       []agencyView `json:"agency_list"`
}

// listAgencies is GET /v2/servicerequest/agencies.
func listAgencies(_ context.Context, c *call) (any, *rest.Refusal) {
	opened := c.desk.opened
	return agenciesAnswer{1, []agencyView{{
		ID: demoAgency, Name: demoAgencyName, Duration: "FOREVER", TrustedName: "op_svc_support",
		TrustedID: rest.AccountID("op_svc_support"), CreateTime: c.local(opened), ExpireTime: c.local(opened.AddDate(10, 0, 0)),
	}}}, nil
}
