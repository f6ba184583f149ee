package rest

// Principal is one holder of an access key.
type Principal struct {
	AccessKey, SecretKey string
	SecurityToken        string // set: the pair is temporary and needs it
	Viewer               bool   // an IAM user without the pay and discount actions
	Partner              bool
	PartnerToo           bool   // a customer whose account is registered as a partner as well
	Member               bool   // a unified-accounting member account, whose money is its master's
	Token                string // what X-Auth-Token may carry instead of a signature
	Foreign              bool   // of the other site, whichever this is
	Home                 string // the only site on which the account is at home; empty: both
}

// permitted applies the account-level rules of an operation to its caller. An
// account of the other site is refused with either of the two codes for it.
func (p Principal) permitted(op *operation, site string) *Refusal {
	switch {
	case p.Home != "" && p.Home != site:
		return Refuse(403, "CBC.0150", "Access denied. The customer does not belong to the website you are now at.")
	case p.Foreign:
		return Refuse(403, "CBC.0156", "Access denied: the customer does not belong to this site.")
	case p.Partner && op.rules.CustomerOnly:
		return Refuse(403, "CBC.0155", "The current request is not allowed: a partner cannot call this interface.")
	case !p.Partner && !p.PartnerToo && op.rules.PartnerOnly:
		return Refuse(403, "CBC.0155", "The current request is not allowed: only a partner can call this interface.")
	case p.Member && op.rules.MasterOnly:
		return Refuse(403, "CBC.0155", "The current request is not allowed: only an enterprise master account can call this interface.")
	case p.Viewer && op.rules.Action != "":
		return Refuse(403, "CBC.0151", "user access denied.checkCustomerPermission,correct permission code is %s", op.rules.Action)
	}
	return nil
}
