package sandbox

// enterprises are the enterprise of the demo account, and the empty one of its member.
type enterprises struct{ own, member *enterprise }

// newEnterprises builds the enterprise with its members.
func newEnterprises(w *world, account *state) *enterprises {
	e := newEnterprise(w, account)
	e.fill()
	return &enterprises{own: e, member: newEnterprise(w, account.member)}
}

// enterpriseCall is a call as this room sees it: with the enterprise of its caller.
type enterpriseCall struct {
	*call
	st *enterprise
}

func (r *enterprises) call(c *call) *enterpriseCall {
	if c.who.member {
		return &enterpriseCall{c, r.member}
	}
	return &enterpriseCall{c, r.own}
}

// operations is the table of the operations of an enterprise.
func (r *enterprises) operations() map[string]handler {
	return bind(r.call, operations[*enterpriseCall]{
		"ListEnterpriseOrganizations":         listOrganizations,
		"ListEnterpriseSubCustomers":          listMembers,
		"CreateSubEnterpriseAccount":          createMember,
		"SendSmsVerificationCode":             sendCode,
		"ShowMultiAccountTransferAmount":      listTransferable,
		"ListEnterpriseMultiAccount":          listRetrievable,
		"UpdateSubEnterpriseAmount":           transferAmount,
		"ReclaimSubEnterpriseAmount":          reclaimAmount,
		"ListMultiAccountTransferCoupons":     listTransferCoupons,
		"ListMultiAccountRetrieveCoupons":     listRetrieveCoupons,
		"ClaimEnterpriseMultiAccountCoupon":   transferCoupon,
		"ReclaimEnterpriseMultiAccountCoupon": reclaimCoupon,
		"CreateEnterpriseProjectAuth":         openProjects,

		"ListEnterpriseCustomersV1": listOldMembers,
		"ListTransferAmountsV1":     listOldTransferable,
	})
}
