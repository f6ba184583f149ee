package sandbox

import (
	"context"
	"fmt"
	"time"
)

const (
	invoiceMonths = 12
	taxPercent    = 900 // in ratio units: 9 %
)

// listInvoices is GET /v1.0/{domain_id}/payments/intl-invoices: one invoice for
// every month with charges, newest first. Its offset is a page number from 1.
func listInvoices(_ context.Context, c *billCall) (any, *refusal) {
	sums := map[string]money{}
	for _, ch := range charges(c.st) {
		sums[ch.month()] += ch.consume
	}
	this, _ := monthBounds(billCycle(c.now))
	states := []int{0, 1, 5, 8, 8, 8, 9}
	var rows []row
	for n := range invoiceMonths {
		month := this.AddDate(0, -1-n, 0)
		applied := month.AddDate(0, 1, 4)
		sum := sums[month.Format(monthLayout)]
		if sum > 0 && inWindow(applied, c.in.instant("start_time"), c.in.instant("end_time")) {
			rows = append(rows, invoiceRow(month, applied, sum, states[n%len(states)]))
		}
	}
	limit := c.in.num("limit", defaultLimit)
	return row{"count": len(rows), "invoices": page(rows, (c.in.num("offset", 1)-1)*limit, limit)}, nil
}

func invoiceRow(month, applied time.Time, sum money, state int) row {
	id := month.Format("200601")
	return row{
		"requestId": "INVREQ" + id, "cancelReason": "", "titleType": 1, "channelType": 0, "invoiceType": 1,
		"invoiceTitle": accountName().in(true), "invoiceAmount": sum.number(), "invoiceMethod": 0, "invoiceClass": 0,
		"invoiceState": state, "applyOpera": "cloud-demo",
		"addressInfo": row{"address": "1 Demo Street", "recipients": "Cloud Demo", "zipCode": "000001", "mobilePhone": "13800138000"},
		"applyTime":   stamp(applied), "invoiceMode": "0", "email": "billing@example.test", "requestMode": "0",
		"srcRequestId": "INVSRC" + id, "salesId": "SALES-DEMO", "invoiceNo": fmt.Sprintf("INV-%s-0001", id), "tradeType": 4,
		"billCycle": month.Format(monthLayout),
		"taxList": []row{{
			"taxClass": "GST", "taxRate": "0.09", "subTaxClass": "VAT", "taxAmount": ratio(taxPercent).of(sum).number(),
			"taxVisibleFlag": "Y", "taxAccountingFlag": "Y",
		}},
	}
}
