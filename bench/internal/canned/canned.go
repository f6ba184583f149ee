// Package canned makes the upstream's answers to ListCustomerOrders: the same
// bytes on every run, so that every variant translates the same text. It must
// not know who reads them.
package canned

import (
	"bytes"
	"fmt"
)

// Total is the number of orders that every answer claims to be a page of.
const Total = 5000

// Want is what a reader of an answer must have found in it.
type Want struct {
	Rows        int
	LastOrderID string
	LastAmount  string // official_amount of the last row, as decimal text
}

// WantOf is what an answer with so many rows holds.
func WantOf(rows int) Want {
	return Want{Rows: rows, LastOrderID: orderID(rows - 1), LastAmount: officialAmount(rows - 1)}
}

// Body is an answer with so many rows, compact as the upstream's gateway sends it.
func Body(rows int) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `{"total_count":%d,"order_infos":[`, Total)
	for i := range rows {
		if i > 0 {
			out.WriteByte(',')
		}
		writeOrder(&out, i)
	}
	out.WriteString(`]}`)
	return out.Bytes()
}

func writeOrder(out *bytes.Buffer, i int) {
	s := serviceOf(i)
	fmt.Fprintf(out, `{"order_id":"%s","customer_id":"%032x","service_type_code":"%s","service_type_name":"%s",`+
		`"source_type":%d,"status":%d,"order_type":%d,"amount_after_discount":%d.%d7,"official_amount":%s,"measure_id":1,`+
		`"create_time":"2026-%02d-%02dT%02d:%02d:05Z",`,
		orderID(i), 0x0a1b2c3d4e5f6071+i*7919, s.code, s.name,
		1+i%3, statusOf(i), typeOf(i), 100+i*37, i%10, officialAmount(i), 1+i%12, 1+i%28, i%24, i%60)
	if statusOf(i) == pendingPayment {
		out.WriteString(`"payment_time":null,`)
	} else {
		fmt.Fprintf(out, `"payment_time":"2026-%02d-%02dT%02d:%02d:41Z",`, 1+i%12, 1+i%28, i%24, i%60)
	}
	out.WriteString(`"currency":"CNY","contract_id":null,"amount_info":{"discounts":[`)
	writeDiscounts(out, i)
	fmt.Fprintf(out, `],"flexipurchase_coupon_amount":0,"coupon_amount":%d.25,"stored_card_amount":0,`+
		`"commission_amount":0,"consumed_amount":0},"enterprise_projects":[`, i%40)
	writeProjects(out, i)
	out.WriteString(`],"sub_order_infos":null,"agent_pay_info":{"paying_agent_id":null,"is_agent_pay":false}}`)
}

func writeDiscounts(out *bytes.Buffer, i int) {
	for n, kind := range []string{"605", "700", "607"}[:i%4%3+i%2] {
		if n > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(out, `{"discount_type":"%s","discount_amount":%d.%d4}`, kind, 5+i%90+n, i%10)
	}
}

func writeProjects(out *bytes.Buffer, i int) {
	out.WriteString(`{"id":"0","name":"default"}`)
	if i%3 == 0 {
		fmt.Fprintf(out, `,{"id":"%08x-5f2e-4c71-9a0d-%012x","name":"华东生产项目%d"}`, 0x3b9aca07+i, 0x5e11ab30f9+i, i%8)
	}
}

const pendingPayment = 6

func statusOf(i int) int { return [...]int{5, 5, 6, 5, 4, 5, 3, 5}[i%8] }

func typeOf(i int) int { return [...]int{1, 2, 1, 3, 11, 1, 4}[i%7] }

func orderID(i int) string { return fmt.Sprintf("CS26%02d%02d0917%05d", 1+i%12, 1+i%28, 31000+i) }

// officialAmount never ends in a zero, so that its digits are the same whether
// or not a reader takes them through a binary number.
func officialAmount(i int) string { return fmt.Sprintf("%d.%d%d", 240+i*53, i%10, 1+i%9) }

type service struct{ code, name string }

func serviceOf(i int) service {
	return [...]service{
		{"hws.service.type.ec2", "弹性云服务器"},
		{"hws.service.type.rds", "云数据库 RDS"},
		{"hws.service.type.obs", "对象存储服务"},
		{"hws.service.type.vpc", "虚拟私有云"},
		{"hws.service.type.cce", "云容器引擎"},
		{"hws.service.type.ebs", "云硬盘"},
	}[i%6]
}
