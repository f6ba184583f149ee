package sandbox

import (
	"context"
	"strings"
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

// listCopyMails is GET /v2/servicerequest/carbon-copy-emails.
func listCopyMails(_ context.Context, c *ticketCall) (any, *refusal) {
	return copyMailsAnswer{
		Info:  copyMail{c.user(), c.st.owner, "team@example.com"},
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

// listCustomerRegions is GET /v2/servicerequest/customers/regions.
func listCustomerRegions(_ context.Context, c *ticketCall) (any, *refusal) {
	answer := customerRegionsAnswer{}
	for _, r := range ticketRegions() {
		answer.Rows = append(answer.Rows, customerRegion{r.id, r.name.in(c.english)})
	}
	answer.Count = len(answer.Rows)
	return answer, nil
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

// listTicketCustomers is GET /v2/servicerequest/customers/sub-customers; the name matches in part.
func listTicketCustomers(_ context.Context, c *ticketCall) (any, *refusal) {
	answer := ticketCustomersAnswer{Rows: []ticketCustomer{}}
	for _, m := range c.st.members() {
		if !strings.Contains(m.Name, c.in.text("sub_customer_name")) ||
			c.in.has("sub_customer_id") && c.in.text("sub_customer_id") != m.ID {
			continue
		}
		answer.Rows = append(answer.Rows, ticketCustomer{m.Phone, m.Name + "@example.com", m.ID, m.ID, m.Name, "86"})
	}
	return answer, nil
}

type partnerRightAnswer struct {
	Has bool `json:"has_privilege"`
}

// showPartnerRight is GET /v2/servicerequest/cases/partners/privilege/cases-processing.
func showPartnerRight(_ context.Context, _ *ticketCall) (any, *refusal) {
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

// showPartnerService is GET /v2/servicerequest/cases/partners/service-info; nobody serves
// billing questions but Huawei Cloud itself.
func showPartnerService(_ context.Context, c *ticketCall) (any, *refusal) {
	if c.in.text("product_id") == "pc-billing" || c.in.text("case_sub_type_id") == "st-account" {
		return nil, osmRefusal(osmNoPartner, "The customer of this ticket has no associated partner.")
	}
	return partnerServiceAnswer{partnerService{
		ID: accountID("demo-partner"), Name: "demo-partner", Zone: "GMT+8", Days: "1-5", Hours: "09:00-18:00",
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

// listDiagnosable is POST /v2.0/servicerequest/diagnose/job/vm/resources: one server in the demo region.
func listDiagnosable(_ context.Context, c *ticketCall) (any, *refusal) {
	answer := vmsAnswer{Rows: []vmView{}}
	if c.in.has("region") && c.in.text("region") != demoRegion {
		return answer, nil
	}
	answer.Rows = append(answer.Rows, vmView{
		ID: DemoServer, Name: "demo-server", IPv4: "192.0.2.10", IPv6: "2001:db8::10", Status: "ACTIVE", Progress: "100",
		Tenant: c.st.owner, User: c.user(), Metadata: map[string]string{"os_type": "Linux"}, Host: accountID("demo-host"),
	})
	answer.TotalCount = 1
	return answer, nil
}

// sendFeedback is POST /v2/servicerequest/feedbacks: a complaint about what somebody else publishes.
func sendFeedback(_ context.Context, c *ticketCall) (any, *refusal) {
	kind := c.in.text("type")
	if kind != "infringement" && kind != "illegal" {
		return nil, osmRefusal(osmFeedbackType, "The feedback type is invalid.")
	}
	if kind == "infringement" && !c.in.has("ip") {
		return nil, badParameter("ip is required for an infringement")
	}
	files := append(c.in.texts("files"), c.in.items("contacts")[0].texts("id_files")...)
	for _, id := range files {
		if _, no := c.attachment(id); no != nil {
			return nil, no
		}
	}
	c.noted("feedback_sent", map[string]string{"type": kind, "title": c.in.text("title")})
	return acknowledged{}, nil
}
