package desk

import (
	"context"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type copyMail struct {
	UserID     string `json:"user_id"`
	CustomerID string `json:"customer_id"`
	Mails      string `json:"cc_email"`
}

type copyMailsAnswer struct {
	Info  copyMail `json:"cc_email_info"`
	Mails []string `json:"mc_email_infos"`
}

// listCaseCcEmails is GET /v2/servicerequest/carbon-copy-emails.
func listCaseCcEmails(_ context.Context, c *call) (any, *rest.Refusal) {
	return copyMailsAnswer{
		Info:  copyMail{c.user(), c.desk.owner, "team@example.com"},
		Mails: []string{"duty@example.com"},
	}, nil
}

type customerRegion struct {
	ID   string `json:"region_id"`
	Name string `json:"region_name"`
}

type customerRegionsAnswer struct {
	Count int              `json:"count"`
	Rows  []customerRegion `json:"region_infos"`
}

// listCustomersRegions is GET /v2/servicerequest/customers/regions.
func listCustomersRegions(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.desk.tables.Regions
	return customerRegionsAnswer{Count: len(rows), Rows: rest.Views(rows, func(r ticketRegion) customerRegion {
		return customerRegion{r.ID, r.Name.In(c.English)}
	})}, nil
}

type ticketCustomer struct {
	Mobile     string `json:"mobile"`
	Mail       string `json:"email"`
	CustomerID string `json:"customer_id"`
	DomainID   string `json:"domain_id"`
	Name       string `json:"customer_name"`
	AreaCode   string `json:"area_code"`
}

type ticketCustomersAnswer struct {
	Rows []ticketCustomer `json:"sub_customer_infos"`
}

// listTicketSubCustomers is GET /v2/servicerequest/customers/sub-customers; the name matches in part.
func listTicketSubCustomers(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.desk.members(), func(m rest.SubAccount) bool {
		return strings.Contains(m.Name, c.In.Text("sub_customer_name")) && c.Fits("sub_customer_id", m.ID)
	})
	return ticketCustomersAnswer{Rows: rest.Views(rows, func(m rest.SubAccount) ticketCustomer {
		return ticketCustomer{m.Phone, m.Name + "@example.com", m.ID, m.ID, m.Name, "86"}
	})}, nil
}

type partnerRightAnswer struct {
	Has bool `json:"has_privilege"`
}

// showPartnersCasesPrivilege is GET /v2/servicerequest/cases/partners/privilege/cases-processing.
func showPartnersCasesPrivilege(_ context.Context, _ *call) (any, *rest.Refusal) {
	return partnerRightAnswer{true}, nil
}

type partnerService struct {
	ID    string `json:"customer_id"`
	Name  string `json:"customer_name"`
	Zone  string `json:"service_time_zone"`
	Days  string `json:"service_time_day"`
	Hours string `json:"service_time_hour"`
}

type partnerServiceAnswer struct {
	Info partnerService `json:"partners_service_info"`
}

// showPartnersServiceInfo is GET /v2/servicerequest/cases/partners/service-info; nobody serves
// billing questions but Huawei Cloud itself.
func showPartnersServiceInfo(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.In.Text("product_id") == "pc-billing" || c.In.Text("case_sub_type_id") == "st-account" {
		return nil, rest.OSMRefusal(osmNoPartner, "The customer of this ticket has no associated partner.")
	}
	return partnerServiceAnswer{partnerService{
		ID: rest.AccountID("demo-partner"), Name: "demo-partner", Zone: "GMT+8", Days: "1-5", Hours: "09:00-18:00",
	}}, nil
}

type vmView struct {
	Fault    string            `json:"fault"`
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	IPv4     string            `json:"accessIPv4"`
	IPv6     string            `json:"accessIPv6"`
	Status   string            `json:"status"`
	Progress string            `json:"progress"`
	Tenant   string            `json:"tenantId"`
	User     string            `json:"userId"`
	Metadata map[string]string `json:"metadata"`
	Host     string            `json:"hostId"`
}

type vmsAnswer struct {
	TotalCount int      `json:"total_count"`
	Rows       []vmView `json:"result"`
}

// listDiagnoseResources is POST /v2.0/servicerequest/diagnose/job/vm/resources: one server in the demo region.
func listDiagnoseResources(_ context.Context, c *call) (any, *rest.Refusal) {
	answer := vmsAnswer{Rows: []vmView{}}
	if !c.Fits("region", demo.Region) {
		return answer, nil
	}
	answer.Rows = append(answer.Rows, vmView{
		ID: demo.Server, Name: "demo-server", IPv4: "192.0.2.10", IPv6: "2001:db8::10", Status: "ACTIVE", Progress: "100",
		Tenant: c.desk.owner, User: c.user(), Metadata: map[string]string{"os_type": "Linux"}, Host: rest.AccountID("demo-host"),
	})
	answer.TotalCount = 1
	return answer, nil
}

// createFeedback is POST /v2/servicerequest/feedbacks: a complaint about what somebody else publishes.
func createFeedback(_ context.Context, c *call) (any, *rest.Refusal) {
	kind := c.In.Text("type")
	if kind != "infringement" && kind != "illegal" {
		return nil, rest.OSMRefusal(osmFeedbackType, "The feedback type is invalid.")
	}
	if kind == "infringement" && !c.In.Has("ip") {
		return nil, rest.BadParameter("ip is required for an infringement")
	}
	files := append(c.In.Texts("files"), c.In.Items("contacts")[0].Texts("id_files")...)
	for _, id := range files {
		if _, no := c.attachment(id); no != nil {
			return nil, no
		}
	}
	c.Done(rest.Effect{Kind: "feedback_sent", Parts: map[string]string{"type": kind, "title": c.In.Text("title")}})
	return acknowledged{}, nil
}
