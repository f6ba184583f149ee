package sandbox

import (
	"context"
	"net/mail"
	"strings"
)

type createAnswer struct {
	ID string `json:"incident_id"`
}

// createTicket is POST /v2/servicerequest/cases.
func createTicket(_ context.Context, c *ticketCall) (any, *refusal) {
	if c.who.viewer && !c.st.privileges["createCase"] {
		return nil, osmRefusal(osmNoRole, "The tenant has no role to create a ticket.")
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
	attached, no := c.unused(c.in.texts("accessory_ids"))
	if no != nil {
		return nil, no
	}
	d := c.st
	t.id = numbered("TS-", d.next("ticket"))
	d.file(t)
	c.st.say(t, ticketMessage{author: t.owner, content: t.description, at: c.now, first: true, attachments: attached})
	d.note(t, c.entry(logCreated, text{"创建工单", "Ticket created"}))
	c.st.later(t, c.now.Add(acceptTime), c.st.accept)
	c.didTo(t, "case_created", map[string]string{"business_type_id": t.problem.id})
	return createAnswer{t.id}, nil
}

// wishedTicket checks what a new ticket is about.
func (c *ticketCall) wishedTicket() (*ticket, *refusal) {
	if c.in.text("source_id") != ticketSource {
		return nil, badParameter("source_id is not the fixed value")
	}
	p, no := c.knownProblem()
	if no != nil {
		return nil, no
	}
	t := &ticket{
		owner: c.user(), status: ticketWaiting, problem: p, created: c.now, description: c.in.text("simple_description"),
		extends: map[string]any{},
	}
	if given, ok := c.in["extends_map"].free.(map[string]any); ok {
		t.extends = given
	}
	product, category := p.of()
	if c.in.has("product_category_id") && c.in.text("product_category_id") != product.id ||
		c.in.has("incident_sub_type_id") && c.in.text("incident_sub_type_id") != category.id {
		return nil, badParameter("the business type does not belong to the product or the category")
	}
	if p.fault && !c.in.has("region_id") {
		return nil, badParameter("region_id is required for a fault")
	}
	region, regionKnown := regionNamed(c.in.text("region_id"))
	urgency, severityKnown := severityNamed(c.in.text("severity_id"))
	if c.in.has("region_id") && !regionKnown {
		return nil, badParameter("there is no region %s", c.in.text("region_id"))
	}
	if c.in.has("severity_id") && !severityKnown {
		return nil, osmRefusal(osmSeverity, "The severity id does not exist.")
	}
	t.region, t.severity = region, urgency
	if total, unused := c.st.quota(p); total >= 0 && unused <= 0 {
		return nil, osmRefusal(osmBenefit, "The support plan does not allow creating this ticket.")
	}
	return t, nil
}

// wishedContact reads how the customer wants to be reached.
func (c *ticketCall) wishedContact() (ticketContact, *refusal) {
	out := ticketContact{
		area: c.in.text("area_code"), mobile: c.in.text("remind_mobile"), mail: c.in.text("remind_mail"),
		hours: c.in.text("remind_time"),
	}
	if out.mobile != "" && strings.Trim(out.mobile, "0123456789") != "" {
		return out, badParameter("remind_mobile is no number")
	}
	if out.mail != "" && !isMail(out.mail) {
		return out, badParameter("remind_mail is no mail address")
	}
	if out.hours != "" && out.hours != "0" && !isHours(out.hours) {
		return out, badParameter("remind_time is neither 0 nor a range of hours")
	}
	more, _ := c.in["extension_map"].free.(map[string]any)
	out.copies, _ = more["cc_email"].(string)
	out.commodity, _ = more["commodity_id"].(string)
	copies := strings.Split(out.copies, ",")
	for _, address := range copies {
		if out.copies != "" && (!isMail(address) || len(copies) > maxCopyMails) {
			return out, osmRefusal(osmCopyMail, "A CC mail address is invalid.")
		}
	}
	return out, nil
}

// isHours tells whether a text is a range like 09:00-18:00.
func isHours(text string) bool {
	from, to, ok := strings.Cut(text, "-")
	return ok && roundTrips("15:04", from) && roundTrips("15:04", to)
}

func isMail(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text
}

// checkNewContact wants proof for what is not registered: the serial number of a
// verification in a header, or for a mobile number the code itself.
func (c *ticketCall) checkNewContact(to ticketContact) *refusal {
	mobileCode := c.in.has("verify_code") && c.codeFits(byMobile, to.mobile, c.in.text("verify_code"))
	if to.mobile != "" && !mobileCode && !c.verified(byMobile, to.mobile, c.in.text("x-phone-verifiedid")) {
		return osmRefusal(osmVerification, "The verification of the mobile number was not passed.")
	}
	if to.mail != "" && !c.verified(byMail, to.mail, c.in.text("x-email-verifiedid")) {
		return osmRefusal(osmVerification, "The verification of the mail address was not passed.")
	}
	return nil
}
