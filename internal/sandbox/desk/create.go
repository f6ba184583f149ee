package desk

import (
	"context"
	"net/mail"
	"strings"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type createAnswer struct {
	ID string `json:"incident_id"`
}

// createCases is POST /v2/servicerequest/cases.
func createCases(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.Who.Viewer && !c.desk.privileges["createCase"] {
		return nil, rest.OSMRefusal(osmNoRole, "The tenant has no role to create a ticket.")
	}
	t, no := c.wishedTicket()
	if no != nil {
		return nil, no
	}
	if t.contact, no = c.wishedContact(); no != nil {
		return nil, no
	}
	if no := c.checkNewContact(t.contact); no != nil {
		return nil, no
	}
	attached, no := c.unused(c.In.Texts("accessory_ids"))
	if no != nil {
		return nil, no
	}
	d := c.desk
	t.id = rest.Numbered("TS-", d.next("ticket"))
	d.file(t)
	c.desk.say(t, ticketMessage{author: t.owner, content: t.description, at: c.Now, first: true, attachments: attached})
	d.note(t, c.entry(logCreated, rest.Text{"创建工单", "Ticket created"}))
	c.desk.later(t, c.Now.Add(acceptTime), c.desk.accept)
	c.Done(rest.Effect{Kind: "case_created", CaseID: t.id, Parts: map[string]string{"business_type_id": t.problem.ID}})
	return createAnswer{t.id}, nil
}

// wishedTicket checks what a new ticket is about.
func (c *call) wishedTicket() (*ticket, *rest.Refusal) {
	if c.In.Text("source_id") != ticketSource {
		return nil, rest.BadParameter("source_id is not the fixed value")
	}
	p, no := c.knownProblem()
	if no != nil {
		return nil, no
	}
	t := &ticket{
		owner: c.user(), status: ticketWaiting, problem: p, created: c.Now, description: c.In.Text("simple_description"),
		extends: map[string]any{},
	}
	if given, ok := c.In["extends_map"].Free.(map[string]any); ok {
		t.extends = given
	}
	product, category := c.desk.tables.of(p)
	if !c.Fits("product_category_id", product.ID) ||
		!c.Fits("incident_sub_type_id", category.ID) {
		return nil, rest.BadParameter("the business type does not belong to the product or the category")
	}
	if p.Fault && !c.In.Has("region_id") {
		return nil, rest.BadParameter("region_id is required for a fault")
	}
	region, regionKnown := c.desk.tables.region(c.In.Text("region_id"))
	urgency, severityKnown := c.desk.tables.severity(c.In.Text("severity_id"))
	if c.In.Has("region_id") && !regionKnown {
		return nil, rest.BadParameter("there is no region %s", c.In.Text("region_id"))
	}
	if c.In.Has("severity_id") && !severityKnown {
		return nil, rest.OSMRefusal(osmSeverity, "The severity id does not exist.")
	}
	t.region, t.severity = region, urgency
	if total, unused := c.desk.quota(p); total >= 0 && unused <= 0 {
		return nil, rest.OSMRefusal(osmBenefit, "The support plan does not allow creating this ticket.")
	}
	return t, nil
}

// wishedContact reads how the customer wants to be reached.
func (c *call) wishedContact() (ticketContact, *rest.Refusal) {
	out := ticketContact{
		area: c.In.Text("area_code"), mobile: c.In.Text("remind_mobile"), mail: c.In.Text("remind_mail"),
		hours: c.In.Text("remind_time"),
	}
	if out.mobile != "" && strings.Trim(out.mobile, "0123456789") != "" {
		return out, rest.BadParameter("remind_mobile is no number")
	}
	if out.mail != "" && !isMail(out.mail) {
		return out, rest.BadParameter("remind_mail is no mail address")
	}
	if out.hours != "" && out.hours != "0" && !isHours(out.hours) {
		return out, rest.BadParameter("remind_time is neither 0 nor a range of hours")
	}
	more, _ := c.In["extension_map"].Free.(map[string]any)
	out.copies, _ = more["cc_email"].(string)
	out.commodity, _ = more["commodity_id"].(string)
	copies := strings.Split(out.copies, ",")
	for _, address := range copies {
		if out.copies != "" && (!isMail(address) || len(copies) > maxCopyMails) {
			return out, rest.OSMRefusal(osmCopyMail, "A CC mail address is invalid.")
		}
	}
	return out, nil
}

// isHours tells whether a text is a range like 09:00-18:00.
func isHours(text string) bool {
	from, to, ok := strings.Cut(text, "-")
	return ok && rest.RoundTrips("15:04", from) && rest.RoundTrips("15:04", to)
}

func isMail(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}

// checkNewContact wants proof for what is not registered: the serial number of a
// verification in a header, or for a mobile number the code itself.
func (c *call) checkNewContact(to ticketContact) *rest.Refusal {
	mobileCode := c.In.Has("verify_code") && c.codeFits(byMobile, to.mobile, c.In.Text("verify_code"))
	if to.mobile != "" && !mobileCode && !c.verified(byMobile, to.mobile, c.In.Text("x-phone-verifiedid")) {
		return rest.OSMRefusal(osmVerification, "The verification of the mobile number was not passed.")
	}
	if to.mail != "" && !c.verified(byMail, to.mail, c.In.Text("x-email-verifiedid")) {
		return rest.OSMRefusal(osmVerification, "The verification of the mail address was not passed.")
	}
	return nil
}
