package sandbox

// principal is one holder of an access key.
type principal struct {
	accessKey, secretKey string
	securityToken        string // set: the pair is temporary and needs it
	viewer               bool   // an IAM user without the pay and discount actions
	partner              bool
	partnerToo           bool   // a customer whose account is registered as a partner as well
	member               bool   // a unified-accounting member account, whose money is its master's
	token                string // what X-Auth-Token may carry instead of a signature
	foreign              bool   // of the other site, whichever this is
	home                 string // the only site on which the account is at home; empty: both
}

// permitted applies the account-level rules of an operation to its caller. An
// account of the other site is refused with either of the two codes for it.
func (p principal) permitted(op *operation, site string) *refusal {
	switch {
	case p.home != "" && p.home != site:
		return refuse(403, "CBC.0150", "Access denied. The customer does not belong to the website you are now at.")
	case p.foreign:
		return refuse(403, "CBC.0156", "Access denied: the customer does not belong to this site.")
	case p.partner && op.rules.CustomerOnly:
		return refuse(403, "CBC.0155", "The current request is not allowed: a partner cannot call this interface.")
	case !p.partner && !p.partnerToo && op.rules.PartnerOnly:
		return refuse(403, "CBC.0155", "The current request is not allowed: only a partner can call this interface.")
	case p.member && op.rules.MasterOnly:
		return refuse(403, "CBC.0155", "The current request is not allowed: only an enterprise master account can call this interface.")
	case p.viewer && op.rules.Action != "":
		return refuse(403, "CBC.0151", "user access denied.checkCustomerPermission,correct permission code is %s", op.rules.Action)
	}
	return nil
}
