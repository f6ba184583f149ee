package enterprise

import (
	"context"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/ocegate/ocegate/internal/sandbox/demo"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// sendSmsVerificationCode is POST /v2/enterprises/multi-accounts/sm-verification-code; the code
// shows in the journal, which stands for the telephone.
func sendSmsVerificationCode(_ context.Context, c *call) (any, *rest.Refusal) {
	phone := c.In.Text("mobile_phone")
	switch {
	case c.Who.Member:
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.70300009", "A unified-accounting member account cannot send the code.")
	case c.Who.Partner:
		return nil, rest.Refuse(http.StatusBadRequest, "CBC.70300008", "Only an enterprise master account can send the code.")
	case c.enterprise.codes.Recent(phone, c.Now):
		return nil, rest.TooManyCodes()
	}
	c.enterprise.serial++
	code := c.enterprise.codes.Send(phone, c.enterprise.serial, c.Now, c.CodeTime())
	if phone == demo.DeadPhone {
		return nil, rest.LostCode()
	}
	parts := map[string]string{"mobile_phone": phone, "code": code.Text, "expires": rest.Stamp(code.Expires)}
	for _, arg := range c.In.Items("sm_template_args") {
		if parts[arg.Text("key")] == "" {
			parts[arg.Text("key")] = arg.Text("value")
		}
	}
	c.Done(rest.Effect{Kind: "verification_code_sent", Parts: parts})
	return nil, nil
}

// custodyPermissions are what a unified-accounting member gets, whatever was asked.
func custodyPermissions() []string {
	return []string{"READ_FINANCE_INFO", "READ_CONSUME_BILL", "SHARE-BIZ-DISCOUNT-TO-SUB"}
}

// createSubEnterpriseAccount is POST /v2/enterprises/multi-accounts/sub-customers.
func createSubEnterpriseAccount(_ context.Context, c *call) (any, *rest.Refusal) {
	wish := c.In.Items("new_sub_customer")[0]
	display := c.In.Text("display_name")
	if strings.ContainsAny(display, `<>&"'\/;%`) {
		return nil, rest.BadParameter("display_name holds special characters")
	}
	if c.enterprise.root.find(c.In.Text("party_id")) == nil {
		return nil, rest.BadParameter("there is no organization %s", c.In.Text("party_id"))
	}
	if no := c.checkMember(wish); no != nil {
		return nil, no
	}
	if no := c.checkPhone(wish); no != nil {
		return nil, no
	}
	m := &member{
		id: rest.AccountID(wish.Text("customer_name")), name: wish.Text("customer_name"), display: display,
		status: memberCreating, org: c.In.Text("party_id"), phone: wish.Text("mobile_phone"),
		permissions: c.In.Texts("permission_ids"), custody: c.In.Num("financial_custody", 0) == 1,
	}
	if m.custody {
		m.permissions = custodyPermissions()
	}
	c.enterprise.members = append(c.enterprise.members, m)
	c.Timeline.Plan(c.Now.Add(memberSetupTime), func(at time.Time) {
		m.status = memberNormal
		c.enterprise.Happened(at, rest.Effect{Kind: "member_ready", CustomerID: m.id})
	})
	delete(c.enterprise.codes, m.phone)
	c.Done(rest.Effect{Kind: "member_created", CustomerID: m.id})
	return nil, nil
}

func (c *call) checkMember(wish rest.Values) *rest.Refusal {
	name := wish.Text("customer_name")
	if len(c.enterprise.members) >= maxMembers {
		no := rest.Refuse(http.StatusInternalServerError, "CBC.7004", "The business check items are not met.")
		no.FailedChecks = []string{"MAX_SUB_CUSTOMER_NUM"}
		return no
	}
	odd := func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-'
	}
	if strings.ContainsFunc(name, odd) || !unicode.IsLetter(rune(name[0])) {
		return rest.Refuse(http.StatusBadRequest, "CBC.99000031", "The domain name is invalid.")
	}
	for _, m := range c.enterprise.members {
		if strings.EqualFold(m.name, name) {
			return rest.Refuse(http.StatusBadRequest, "CBC.99000038", "The customer login name already exists.")
		}
	}
	if !rest.StrongPassword(wish.Text("password"), name) {
		return rest.Refuse(http.StatusBadRequest, "CBC.99000036", "The password format is invalid.")
	}
	return nil
}

// checkPhone checks the number of a new member and the code that was sent to it.
func (c *call) checkPhone(wish rest.Values) *rest.Refusal {
	phone := wish.Text("mobile_phone")
	if wish.Text("use_pri_mobile_phone") == "Y" {
		return c.checkMasterPhone()
	}
	if phone == "" {
		return rest.BadParameter("mobile_phone is required")
	}
	for _, m := range c.enterprise.members {
		if m.phone == phone {
			return rest.Refuse(http.StatusBadRequest, "CBC.99000029", "The mobile number already exists.")
		}
	}
	if phone == demo.VendorPhone {
		return rest.Refuse(http.StatusBadRequest, "CBC.99000051", "The mobile number is registered as belonging to Huawei.")
	}
	sent := c.enterprise.codes[phone]
	switch {
	case !sent.Is(wish.Text("verification_code")):
		return rest.Refuse(http.StatusBadRequest, "CBC.99000026", "The verification code is incorrect.")
	case sent.Over(c.Now):
		return rest.Refuse(http.StatusBadRequest, "CBC.99000027", "The verification code has expired.")
	}
	return nil
}

func (c *call) checkMasterPhone() *rest.Refusal {
	sharing := 0
	for _, m := range c.enterprise.members {
		if m.phone == "" {
			sharing++
		}
	}
	if sharing >= masterPhoneShare {
		return rest.Refuse(http.StatusBadRequest, "CBC.99000030", "The mobile number is used more often than allowed.")
	}
	return nil
}

// createEnterpriseProjectAuth is POST /v2/enterprises/enterprise-projects/authority.
func createEnterpriseProjectAuth(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.enterprise.projects {
		return nil, failedChecks("NOT_OPEN_MULTI_PROJECT")
	}
	c.enterprise.projects = true
	c.Done(rest.Effect{Kind: "enterprise_projects_opened"})
	return nil, nil
}
