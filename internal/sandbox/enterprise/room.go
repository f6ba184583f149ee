package enterprise

import (
	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// Room are the enterprise of the demo account, and the empty one of its member.
type Room struct{ Own, member *enterprise }

// New builds the enterprise with its members.
func New(w *rest.World, account *customer.Account) *Room {
	e := newEnterprise(w, account)
	e.fill()
	return &Room{Own: e, member: newEnterprise(w, account.Member)}
}

// call is a call as this room sees it: with the enterprise of its caller.
type call struct {
	*rest.Call
	enterprise *enterprise
}

func (r *Room) call(c *rest.Call) *call {
	if c.Who.Member {
		return &call{c, r.member}
	}
	return &call{c, r.Own}
}

// Operations is the table of the operations of an enterprise.
func (r *Room) Operations() map[string]rest.Handler {
	return rest.Bind(r.call, rest.Operations[*call]{
		"ListEnterpriseOrganizations":         listEnterpriseOrganizations,
		"ListEnterpriseSubCustomers":          listEnterpriseSubCustomers,
		"CreateSubEnterpriseAccount":          createSubEnterpriseAccount,
		"SendSmsVerificationCode":             sendSmsVerificationCode,
		"ShowMultiAccountTransferAmount":      showMultiAccountTransferAmount,
		"ListEnterpriseMultiAccount":          listEnterpriseMultiAccount,
		"UpdateSubEnterpriseAmount":           updateSubEnterpriseAmount,
		"ReclaimSubEnterpriseAmount":          reclaimSubEnterpriseAmount,
		"ListMultiAccountTransferCoupons":     listMultiAccountTransferCoupons,
		"ListMultiAccountRetrieveCoupons":     listMultiAccountRetrieveCoupons,
		"ClaimEnterpriseMultiAccountCoupon":   claimEnterpriseMultiAccountCoupon,
		"ReclaimEnterpriseMultiAccountCoupon": reclaimEnterpriseMultiAccountCoupon,
		"CreateEnterpriseProjectAuth":         createEnterpriseProjectAuth,

		"ListEnterpriseCustomersV1": listEnterpriseCustomersV1,
		"ListTransferAmountsV1":     listTransferAmountsV1,
	})
}
