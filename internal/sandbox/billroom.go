package sandbox

// billCall is a call as this room sees it: with the account of its caller.
type billCall struct {
	*call
	st *state
}

// billOperations is the table of the operations on bills.
func billOperations(r *customers) map[string]handler {
	own := func(c *call) *billCall { return &billCall{c, r.own.of(c.who)} }
	return bind(own, operations[*billCall]{
		"ShowCustomerMonthlySum":                listMonthlySums,
		"ListCustomerBillsFeeRecords":           listFeeRecords,
		"ListCustomerselfResourceRecords":       listResourceFees,
		"ListCustomerselfResourceRecordDetails": listResourceRecords,
		"ListCustomerBillsMonthlyBreakDown":     listBreakdown,
		"ListCosts":                             listCosts,
		"ListResourceUsageSummary":              listPeakSummaries,
		"ListResourceUsage":                     listPeaks,
		"ListInvoices":                          listInvoices,
	})
}
