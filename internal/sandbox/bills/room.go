package bills

import (
	"github.com/ocegate/ocegate/internal/sandbox/customer"
	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// call is a call as this room sees it: with the account of its caller.
type call struct {
	*rest.Call
	account *customer.Account
}

// Operations is the table of the operations on bills.
func Operations(r *customer.Accounts) map[string]rest.Handler {
	own := func(c *rest.Call) *call { return &call{c, r.Own.Of(c.Who)} }
	return rest.Bind(own, rest.Operations[*call]{
		"ShowCustomerMonthlySum":                showCustomerMonthlySum,
		"ListCustomerBillsFeeRecords":           listCustomerBillsFeeRecords,
		"ListCustomerselfResourceRecords":       listCustomerselfResourceRecords,
		"ListCustomerselfResourceRecordDetails": listCustomerselfResourceRecordDetails,
		"ListCustomerBillsMonthlyBreakDown":     listCustomerBillsMonthlyBreakDown,
		"ListCosts":                             listCosts,
		"ListResourceUsageSummary":              listResourceUsageSummary,
		"ListResourceUsage":                     listResourceUsage,
		"ListInvoices":                          listInvoices,
	})
}
