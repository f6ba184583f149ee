package desk

import (
	"context"
	"strconv"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// agreement is a published agreement; its type is its id less one.
type agreement struct {
	id   int64
	name rest.Text
}

func agreements() []agreement {
	return []agreement{
		{1, rest.Text{"工单服务协议", "Service ticket agreement"}},
		{2, rest.Text{"伙伴工单服务协议", "Partner service ticket agreement"}},
		{3, rest.Text{"授权协议", "Authorization agreement"}},
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

// showLatestPublishedAgreement is GET /v2/servicerequest/agreements/published-agreement; absent is type 0.
func showLatestPublishedAgreement(_ context.Context, c *call) (any, *rest.Refusal) {
	a := agreements()[c.In.Num("agreement_type", 0)]
	content := rest.Text{"提交工单即表示您同意本协议。", "By submitting a ticket you accept this agreement."}
	name := a.name.In(c.English)
	return agreementAnswer{agreementView{
		ID: strconv.FormatInt(a.id, 10), Name: name, Type: strconv.FormatInt(a.id-1, 10), TypeName: name,
		Content: content.In(c.English), Version: 1,
	}}, nil
}

type signedAnswer struct {
	Signed bool `json:"is_signed_latest"`
}

// showSignedLatestPublishedAgreement is GET /v2/servicerequest/agreements/signed-latest.
func showSignedLatestPublishedAgreement(_ context.Context, c *call) (any, *rest.Refusal) {
	return signedAnswer{c.desk.signed[c.In.Num("agreement_type", 0)+1] > 0}, nil
}

type signatureAnswer struct {
	Record int64 `json:"agreement_signed_record_id"`
}

// signPublishedAgreement is POST /v2/servicerequest/agreements/{id}/signed; signing again changes nothing.
func signPublishedAgreement(_ context.Context, c *call) (any, *rest.Refusal) {
	id := c.In.Num("id", 0)
	if _, ok := found(agreements(), func(a agreement) bool { return a.id == id }); !ok {
		return nil, rest.BadParameter("there is no agreement %d", id)
	}
	d := c.desk
	if d.signed[id] == 0 {
		d.signed[id] = int64(d.next("signature"))
		c.Done(rest.Effect{Kind: "agreement_signed", Parts: map[string]string{"agreement_id": strconv.FormatInt(id, 10)}})
	}
	return signatureAnswer{d.signed[id]}, nil
}

type privilegeAnswer struct {
	Has int `json:"has_privilege"`
}

// listPrivileges is GET /v2/servicerequest/privileges: what the IAM users of the account hold.
func listPrivileges(_ context.Context, c *call) (any, *rest.Refusal) {
	return privilegeAnswer{flag(c.desk.privileges[c.In.Text("privilege")])}, nil
}

// createPrivileges is POST /v2/servicerequest/privileges, for the root user.
func createPrivileges(_ context.Context, c *call) (any, *rest.Refusal) {
	if c.Who.Viewer {
		return nil, notAllowed()
	}
	privilege := c.In.Text("privilege")
	if privilege == "" {
		return nil, rest.BadParameter("privilege is required")
	}
	granted := c.In.Text("operation") == "create"
	c.desk.privileges[privilege] = granted
	kind := "privilege_revoked"
	if granted {
		kind = "privilege_granted"
	}
	c.Done(rest.Effect{Kind: kind, Parts: map[string]string{"privilege": privilege}})
	return acknowledged{}, nil
}

type policyAnswer struct {
	On bool `json:"policy_switch"`
}

// showCustomerPrivilegePolicy is GET /v2/servicerequest/privileges/privilege-policy: IAM users need createCase.
func showCustomerPrivilegePolicy(_ context.Context, _ *call) (any, *rest.Refusal) {
	return policyAnswer{true}, nil
}
