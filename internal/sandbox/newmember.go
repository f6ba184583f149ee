package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode"
)

// sendCode is POST /v2/enterprises/multi-accounts/sm-verification-code; the code
// shows in the journal, which stands for the telephone.
func sendCode(_ context.Context, c *enterpriseCall) (any, *refusal) {
	phone := c.in.text("mobile_phone")
	last, known := c.st.codes[phone]
	switch {
	case c.who.member:
		return nil, refuse(http.StatusBadRequest, "CBC.70300009", "A unified-accounting member account cannot send the code.")
	case c.who.partner:
		return nil, refuse(http.StatusBadRequest, "CBC.70300008", "Only an enterprise master account can send the code.")
	case known && c.now.Before(last.sent.Add(codePause)):
		return nil, refuse(http.StatusBadRequest, "CBC.99000082", "Verification codes are sent too often.")
	}
	minutes := c.in.num("timeout", defaultCodeMinutes)
	if minutes > longestCodeMinutes {
		minutes = cappedCodeMinutes
	}
	c.st.serial++
	code := smsCode{
		text: fmt.Sprintf("%0*d", codeLength, (c.st.serial*7919+104729)%1_000_000),
		sent: c.now, expires: c.now.Add(time.Duration(minutes) * time.Minute),
	}
	c.st.codes[phone] = code
	if phone == DemoDeadPhone {
		return nil, refuse(http.StatusBadRequest, "CBC.99004003", "The verification code was generated but could not be delivered.")
	}
	parts := map[string]string{"mobile_phone": phone, "code": code.text, "expires": stamp(code.expires)}
	for _, arg := range c.in.items("sm_template_args") {
		if parts[arg.text("key")] == "" {
			parts[arg.text("key")] = arg.text("value")
		}
	}
	c.st.journal.add(Effect{
		Time: c.now, Operation: c.op.Name, Kind: "verification_code_sent", RequestID: c.requestID, Parts: parts,
	})
	return nil, nil
}

// custodyPermissions are what a unified-accounting member gets, whatever was asked.
func custodyPermissions() []string {
	return []string{"READ_FINANCE_INFO", "READ_CONSUME_BILL", "SHARE-BIZ-DISCOUNT-TO-SUB"}
}

// createMember is POST /v2/enterprises/multi-accounts/sub-customers.
func createMember(_ context.Context, c *enterpriseCall) (any, *refusal) {
	wish := c.in.items("new_sub_customer")[0]
	display := c.in.text("display_name")
	if strings.ContainsAny(display, `<>&"'\/;%`) {
		return nil, badParameter("display_name holds special characters")
	}
	if c.st.root.find(c.in.text("party_id")) == nil {
		return nil, badParameter("there is no organization %s", c.in.text("party_id"))
	}
	if no := c.checkMember(wish); no != nil {
		return nil, no
	}
	if no := c.checkPhone(wish); no != nil {
		return nil, no
	}
	m := &member{
		id: accountID(wish.text("customer_name")), name: wish.text("customer_name"), display: display,
		status: memberCreating, org: c.in.text("party_id"), phone: wish.text("mobile_phone"),
		permissions: c.in.texts("permission_ids"), custody: c.in.num("financial_custody", 0) == 1,
	}
	if m.custody {
		m.permissions = custodyPermissions()
	}
	c.st.members = append(c.st.members, m)
	c.st.timeline.plan(c.now.Add(memberSetupTime), func(at time.Time) {
		m.status = memberNormal
		c.st.journal.add(Effect{Time: at, Operation: byItself, Kind: "member_ready", CustomerID: m.id})
	})
	delete(c.st.codes, m.phone)
	c.st.journal.add(Effect{Time: c.now, Operation: c.op.Name, Kind: "member_created", CustomerID: m.id, RequestID: c.requestID})
	return nil, nil
}

func (c *enterpriseCall) checkMember(wish values) *refusal {
	name := wish.text("customer_name")
	if len(c.st.members) >= maxMembers {
		no := refuse(http.StatusInternalServerError, "CBC.7004", "The business check items are not met.")
		no.FailedChecks = []string{"MAX_SUB_CUSTOMER_NUM"}
		return no
	}
	odd := func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-'
	}
	if strings.ContainsFunc(name, odd) || !unicode.IsLetter(rune(name[0])) {
		return refuse(http.StatusBadRequest, "CBC.99000031", "The domain name is invalid.")
	}
	for _, m := range c.st.members {
		if strings.EqualFold(m.name, name) {
			return refuse(http.StatusBadRequest, "CBC.99000038", "The customer login name already exists.")
		}
	}
	if !strongPassword(wish.text("password"), name) {
		return refuse(http.StatusBadRequest, "CBC.99000036", "The password format is invalid.")
	}
	return nil
}

// checkPhone checks the number of a new member and the code that was sent to it.
func (c *enterpriseCall) checkPhone(wish values) *refusal {
	phone := wish.text("mobile_phone")
	if wish.text("use_pri_mobile_phone") == "Y" {
		return c.checkMasterPhone()
	}
	if phone == "" {
		return badParameter("mobile_phone is required")
	}
	for _, m := range c.st.members {
		if m.phone == phone {
			return refuse(http.StatusBadRequest, "CBC.99000029", "The mobile number already exists.")
		}
	}
	if phone == DemoVendorPhone {
		return refuse(http.StatusBadRequest, "CBC.99000051", "The mobile number is registered as belonging to Huawei.")
	}
	sent, known := c.st.codes[phone]
	switch {
	case !known || sent.text != wish.text("verification_code"):
		return refuse(http.StatusBadRequest, "CBC.99000026", "The verification code is incorrect.")
	case !c.now.Before(sent.expires):
		return refuse(http.StatusBadRequest, "CBC.99000027", "The verification code has expired.")
	}
	return nil
}

func (c *enterpriseCall) checkMasterPhone() *refusal {
	sharing := 0
	for _, m := range c.st.members {
		if m.phone == "" {
			sharing++
		}
	}
	if sharing >= masterPhoneShare {
		return refuse(http.StatusBadRequest, "CBC.99000030", "The mobile number is used more often than allowed.")
	}
	return nil
}

// openProjects is POST /v2/enterprises/enterprise-projects/authority.
func openProjects(_ context.Context, c *enterpriseCall) (any, *refusal) {
	if c.st.projects {
		return nil, failedChecks("NOT_OPEN_MULTI_PROJECT")
	}
	c.st.projects = true
	c.st.journal.add(Effect{Time: c.now, Operation: c.op.Name, Kind: "enterprise_projects_opened", RequestID: c.requestID})
	return nil, nil
}
