package bills

import (
	"context"
	"fmt"
	"time"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
	"github.com/ocegate/ocegate/internal/sandbox/shop"
	"github.com/ocegate/ocegate/internal/sandbox/wallet"
)

const (
	invoiceMonths = 12
	taxPercent    = 900 // in ratio units: 9 %
)

// listInvoices is GET /v1.0/{domain_id}/payments/intl-invoices: one invoice for
// every month with charges, newest first. Its offset is a page number from 1.
func listInvoices(_ context.Context, c *call) (any, *rest.Refusal) {
	sums := map[string]rest.Money{}
	for _, ch := range Charges(c.account) {
		sums[ch.Month()] += ch.Consume
	}
	this, _ := MonthBounds(wallet.BillCycle(c.Now))
	states := []int{0, 1, 5, 8, 8, 8, 9}
	var rows []rest.Row
	for n := range invoiceMonths {
		month := this.AddDate(0, -1-n, 0)
		applied := month.AddDate(0, 1, 4)
		sum := sums[month.Format(rest.MonthLayout)]
		if sum > 0 && rest.InWindow(applied, c.In.Instant("start_time"), c.In.Instant("end_time")) {
			rows = append(rows, invoiceRow(month, applied, sum, states[n%len(states)]))
		}
	}
	limit := c.In.Num("limit", rest.DefaultLimit)
	return rest.Row{"count": len(rows), "invoices": rest.PageNumber(rows, c.In.Num("offset", 1), limit)}, nil
}

func invoiceRow(month, applied time.Time, sum rest.Money, state int) rest.Row {
	id := month.Format("200601")
	return rest.Row{
		"requestId": "INVREQ" + id, "cancelReason": "", "titleType": 1, "channelType": 0, "invoiceType": 1,
		"invoiceTitle": shop.AccountName().In(true), "invoiceAmount": sum.Number(), "invoiceMethod": 0, "invoiceClass": 0,
		"invoiceState": state, "applyOpera": "cloud-demo",
		"addressInfo": rest.Row{"address": "1 Demo Street", "recipients": "Cloud Demo", "zipCode": "000001", "mobilePhone": "13800138000"},
		"applyTime":   rest.Stamp(applied), "invoiceMode": "0", "email": "billing@example.test", "requestMode": "0",
		"srcRequestId": "INVSRC" + id, "salesId": "SALES-DEMO", "invoiceNo": fmt.Sprintf("INV-%s-0001", id), "tradeType": 4,
		"billCycle": month.Format(rest.MonthLayout),
		"taxList": []rest.Row{{
			"taxClass": "GST", "taxRate": "0.09", "subTaxClass": "VAT", "taxAmount": rest.Ratio(taxPercent).Of(sum).Number(),
			"taxVisibleFlag": "Y", "taxAccountingFlag": "Y",
		}},
	}
}
