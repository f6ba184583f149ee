package translate_test

import (
	"bytes"
	"fmt"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
)

const listOrders = "/ocegate.orders.v1.OrderService/ListOrders"

func orderService() protoreflect.ServiceDescriptor {
	return ordersv1.File_ocegate_orders_v1_orders_service_proto.Services().ByName("OrderService")
}

func ordersPlan(tb testing.TB) *translate.Plan {
	tb.Helper()
	set, err := translate.Compile([]protoreflect.ServiceDescriptor{orderService()}, upstreamv1.Site_SITE_CN)
	if err != nil {
		tb.Fatal(err)
	}
	return set.Plan(listOrders)
}

// orderList is an answer of the upstream with the given number of orders.
func orderList(rows int) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `{"total_count":%d,"order_infos":[`, rows)
	for i := range rows {
		if i > 0 {
			out.WriteByte(',')
		}
		fmt.Fprintf(&out, `{"order_id":"CS26110100000%05d","customer_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9",`+
			`"service_type_code":"hws.service.type.ec2","service_type_name":"弹性云服务器","source_type":1,"status":5,`+
			`"order_type":1,"amount_after_discount":1%d.56,"official_amount":2%d.00,"measure_id":1,`+
			`"create_time":"2026-10-0%dT08:30:00Z","payment_time":"2026-10-09T08:31:05Z","currency":"CNY",`+
			`"contract_id":"","amount_info":{"discounts":[{"discount_type":"605","discount_amount":12.34},`+
			`{"discount_type":"700","discount_amount":1.5}],"flexipurchase_coupon_amount":0,"coupon_amount":5.25,`+
			`"stored_card_amount":0,"commission_amount":0,"consumed_amount":0},`+
			`"enterprise_projects":[{"id":"0","name":"default"}],"sub_order_infos":[],`+
			`"agent_pay_info":{"paying_agent_id":"","is_agent_pay":false}}`, i, i, i, i%9+1)
	}
	out.WriteString(`]}`)
	return out.Bytes()
}

func BenchmarkDecodeOrders(b *testing.B) {
	for _, rows := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			plan, body := ordersPlan(b), orderList(rows)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := plan.Into(&ordersv1.ListOrdersResponse{}).Decode(body); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRecycledOrders decodes into memory that comes back.
func BenchmarkRecycledOrders(b *testing.B) {
	for _, rows := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			plan, body := ordersPlan(b), orderList(rows)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				var arena translate.Arena
				if _, err := plan.Into(&ordersv1.ListOrdersResponse{}).In(&arena).Decode(body); err != nil {
					b.Fatal(err)
				}
				arena.Release()
			}
		})
	}
}

func BenchmarkAppendOrders(b *testing.B) {
	response := &ordersv1.ListOrdersResponse{}
	if _, err := ordersPlan(b).Into(response).Decode(orderList(100)); err != nil {
		b.Fatal(err)
	}
	json, err := translate.NewJSON(response.ProtoReflect().Descriptor())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("plan", func(b *testing.B) {
		b.ReportAllocs()
		var out []byte
		for b.Loop() {
			if out, err = json.Append(out[:0], response); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(len(out)))
	})
	b.Run("protojson", func(b *testing.B) {
		b.ReportAllocs()
		options := protojson.MarshalOptions{EmitDefaultValues: true}
		for b.Loop() {
			if _, err := options.Marshal(response); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("vtproto", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := response.MarshalVT(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkEncodeListOrders(b *testing.B) {
	plan := ordersPlan(b)
	request := &ordersv1.ListOrdersRequest{Status: ordersv1.OrderStatus_ORDER_STATUS_PENDING_PAYMENT}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := plan.Encode(request, translate.Page{Limit: 100}); err != nil {
			b.Fatal(err)
		}
	}
}
