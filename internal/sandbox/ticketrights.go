package sandbox

import (
	"context"
	"strconv"
)

// agreement is a published agreement; its type is its id less one.
type agreement struct {
	id   int64
	name text
}

func agreements() []agreement {
	return []agreement{
		{1, text{"工单服务协议", "Service ticket agreement"}},
		{2, text{"伙伴工单服务协议", "Partner service ticket agreement"}},
		{3, text{"授权协议", "Authorization agreement"}},
	}
}

type agreementView struct {
	ID       string `json:"id"`
	Name     string `json:"agreement_name"`
	Type     string `json:"agreement_type"`
	TypeName string `json:"agreement_type_name"`
	Content  string `json:"content"`
	Version  int    `json:"version"`
}

type agreementAnswer struct {
	Agreement agreementView `json:"case_agreement"`
}

// showAgreement is GET /v2/servicerequest/agreements/published-agreement; absent is type 0.
func showAgreement(_ context.Context, c *ticketCall) (any, *refusal) {
	a := agreements()[c.in.num("agreement_type", 0)]
	content := text{"提交工单即表示您同意本协议。", "By submitting a ticket you accept this agreement."}
	name := a.name.in(c.english)
	return agreementAnswer{agreementView{
		ID: strconv.FormatInt(a.id, 10), Name: name, Type: strconv.FormatInt(a.id-1, 10), TypeName: name,
		Content: content.in(c.english), Version: 1,
	}}, nil
}

type signedAnswer struct {
	Signed bool `json:"is_signed_latest"`
}

// showSignature is GET /v2/servicerequest/agreements/signed-latest.
func showSignature(_ context.Context, c *ticketCall) (any, *refusal) {
	return signedAnswer{c.st.signed[c.in.num("agreement_type", 0)+1] > 0}, nil
}

type signatureAnswer struct {
	Record int64 `json:"agreement_signed_record_id"`
}

// signAgreement is POST /v2/servicerequest/agreements/{id}/signed; signing again changes nothing.
func signAgreement(_ context.Context, c *ticketCall) (any, *refusal) {
	id := c.in.num("id", 0)
	if _, ok := found(agreements(), func(a agreement) bool { return a.id == id }); !ok {
		return nil, badParameter("there is no agreement %d", id)
	}
	d := c.st
	if d.signed[id] == 0 {
		d.signed[id] = int64(d.next("signature"))
		c.noted("agreement_signed", map[string]string{"agreement_id": strconv.FormatInt(id, 10)})
	}
	return signatureAnswer{d.signed[id]}, nil
}

type privilegeAnswer struct {
	Has int `json:"has_privilege"`
}

// showPrivilege is GET /v2/servicerequest/privileges: what the IAM users of the account hold.
func showPrivilege(_ context.Context, c *ticketCall) (any, *refusal) {
	return privilegeAnswer{flag(c.st.privileges[c.in.text("privilege")])}, nil
}

// setPrivilege is POST /v2/servicerequest/privileges, for the root user.
func setPrivilege(_ context.Context, c *ticketCall) (any, *refusal) {
	if c.who.viewer {
		return nil, notAllowed()
	}
	privilege := c.in.text("privilege")
	if privilege == "" {
		return nil, badParameter("privilege is required")
	}
	granted := c.in.text("operation") == "create"
	c.st.privileges[privilege] = granted
	kind := "privilege_revoked"
	if granted {
		kind = "privilege_granted"
	}
	c.noted(kind, map[string]string{"privilege": privilege})
	return acknowledged{}, nil
}

type policyAnswer struct {
	On bool `json:"policy_switch"`
}

// showPrivilegePolicy is GET /v2/servicerequest/privileges/privilege-policy: IAM users need createCase.
func showPrivilegePolicy(_ context.Context, _ *ticketCall) (any, *refusal) {
	return policyAnswer{true}, nil
}
