package translate

import (
	"google.golang.org/protobuf/proto"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// ticketHeaders makes an operation one of service tickets.
func ticketHeaders(o *upstreamv1.Operation) {
	o.Service, o.SiteHeader, o.TimeZoneHeader = upstreamv1.Service_SERVICE_OSM, true, true
}

func succeededBy(name string) func(*upstreamv1.Operation) {
	return func(o *upstreamv1.Operation) { o.Successor = name }
}

// cursor makes a list page by marker alone.
func cursor(o *upstreamv1.Operation) {
	o.Paging.Limit, o.Paging.DefaultLimit, o.Paging.MaxLimit = "", 0, 0
}

// ticketFaults spoil what only service tickets and older operations need.
func ticketFaults() []planFault {
	deprecated := func(rpc, successor string) func(*schema) {
		return func(s *schema) {
			s.operation(rpc, succeededBy(successor))
			s.rpc(rpc).Options.Deprecated = proto.Bool(true)
		}
	}
	change := func(rpc string, change func(*upstreamv1.Operation)) func(*schema) {
		return func(s *schema) { s.operation(rpc, change) }
	}
	header := func(name string, language bool) func(*schema) {
		return func(s *schema) {
			s.operation("ListOrders", ticketHeaders)
			s.operation("ListOrders", func(o *upstreamv1.Operation) { o.Language = language })
			s.option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Name, o.Place = name, upstreamv1.Place_PLACE_HEADER })
		}
	}
	return []planFault{
		{"site in a header of orders", change("ListOrders", func(o *upstreamv1.Operation) { o.SiteHeader = true }), []string{"ListOrders", "for SERVICE_OSM"}},
		{"time zone in a header of orders", change("ListOrders", func(o *upstreamv1.Operation) { o.TimeZoneHeader = true }), []string{"ListOrders", "for SERVICE_OSM"}},
		{"site twice", header("x-site", false), []string{"header x-site is sent by the operation itself"}},
		{"time zone twice", header("X-Time-Zone", false), []string{"header X-Time-Zone is sent by the operation itself"}},
		{"language twice", header("X-Language", true), []string{"header X-Language is sent by the operation itself"}},
		{"file without a stream", change("PayOrder", func(o *upstreamv1.Operation) { o.Shape = upstreamv1.Shape_SHAPE_FILE }), []string{"PayOrder", "a SHAPE_FILE is a stream"}},
		{"evidence of an acknowledgement", change("ListOrders", func(o *upstreamv1.Operation) { o.Shape = upstreamv1.Shape_SHAPE_ACKNOWLEDGED }), []string{"ListOrders", "evidence is for a body"}},
		{"successor of the living", change("PayOrder", succeededBy("ocegate.orders.v1.OrderService/CancelOrder")), []string{"PayOrder", "that are deprecated"}},
		{"unknown successor", deprecated("PayOrder", "ocegate.orders.v1.OrderService/Nothing"), []string{"PayOrder", `"ocegate.orders.v1.OrderService/Nothing" is no RPC`}},
		{"message as a successor", deprecated("PayOrder", "ocegate.orders.v1/Order"), []string{"PayOrder", "is no RPC"}},
		{"successor without service", deprecated("PayOrder", "CancelOrder"), []string{"PayOrder", "is no RPC"}},
		{"successor with two slashes", deprecated("PayOrder", "/ocegate.orders.v1.OrderService/CancelOrder"), []string{"PayOrder", "is no RPC"}},
		{"its own successor", deprecated("PayOrder", "ocegate.orders.v1.OrderService/PayOrder"), []string{"PayOrder", "does not succeed itself"}},
		{"page size without limit", change("ListResourceSpecifications", cursor), []string{"ListResourceSpecifications", "page_size needs a limit"}},
		{"default without limit", change("ListResourceSpecifications", func(o *upstreamv1.Operation) { o.Paging.Limit = "" }), []string{"ListResourceSpecifications", "needs a limit"}},
		{"offset without limit", change("ListOrders", cursor), []string{"ListOrders", "an offset and a limit, and rows"}},
		{"next marker without token", func(s *schema) {
			s.operation("ListResourceSpecifications", cursor)
			s.drop(specificationsIn, "page_size")
			s.drop(specificationsIn, "page_token")
		}, []string{"ListResourceSpecifications", "stand together"}},
	}
}
