package translate

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// planFault is a way to spoil the schema and what the refusal must say.
type planFault struct {
	name  string
	spoil func(*schema)
	want  []string
}

const (
	listOrdersIn  = "ocegate.orders.v1.ListOrdersRequest"
	listOrdersOut = "ocegate.orders.v1.ListOrdersResponse"
	orderMessage  = "ocegate.orders.v1.Order"
	payIn         = "ocegate.orders.v1.PayOrderRequest"
	quotaOut      = "ocegate.accounts.v1.GetExpenditureQuotaResponse"
	discountItems = "ocegate.orders.v1.DiscountedLineItems"
)

func operationFaults() []planFault {
	change := func(rpc string, change func(*upstreamv1.Operation)) func(*schema) {
		return func(s *schema) { s.operation(rpc, change) }
	}
	const rpc = "ocegate.orders.v1.OrderService.ListOrders"
	return []planFault{
		{"RPC without option", func(s *schema) { proto.ClearExtension(s.rpc("ListOrders").GetOptions(), upstreamv1.E_Operation) }, []string{rpc, "has no upstream operation"}},
		{"no service", change("ListOrders", func(o *upstreamv1.Operation) { o.Service = 0 }), []string{rpc, "service is not stated"}},
		{"no name", change("ListOrders", func(o *upstreamv1.Operation) { o.Name = "" }), []string{rpc, "name is not stated"}},
		{"no method", change("ListOrders", func(o *upstreamv1.Operation) { o.Method = "" }), []string{rpc, "method must be"}},
		{"lower-case method", change("ListOrders", func(o *upstreamv1.Operation) { o.Method = "get" }), []string{rpc, "method must be"}},
		{"no sites", change("ListOrders", func(o *upstreamv1.Operation) { o.Sites = nil }), []string{rpc, "sites are not stated"}},
		{"unstated site", change("ListOrders", func(o *upstreamv1.Operation) { o.Sites[0] = 0 }), []string{rpc, "a site is not stated"}},
		{"no effect", change("ListOrders", func(o *upstreamv1.Operation) { o.Effect = 0 }), []string{rpc, "effect is not stated"}},
		{"no shape", change("ListOrders", func(o *upstreamv1.Operation) { o.Shape = 0 }), []string{rpc, "shape is not stated"}},
		{"body without evidence", change("ListOrders", func(o *upstreamv1.Operation) { o.Evidence = nil }), []string{rpc, "needs evidence"}},
		{"evidence of emptiness", change("PayOrder", func(o *upstreamv1.Operation) { o.Evidence = []string{"x"} }), []string{"PayOrder", "evidence is for a body"}},
		{"GET that changes", change("ListOrders", func(o *upstreamv1.Operation) { o.Effect = upstreamv1.Effect_EFFECT_MONEY }), []string{rpc, "a GET can only read"}},
		{"leave_out without reason", change("ListOrders", func(o *upstreamv1.Operation) { o.LeaveOut = []*upstreamv1.LeaveOut{{Path: "request.x"}} }), []string{rpc, "request.x has no reason"}},
		{"leave_out of neither side", change("ListOrders", func(o *upstreamv1.Operation) { o.LeaveOut = []*upstreamv1.LeaveOut{{Path: "x.y", Reason: "z"}} }), []string{rpc, "x.y must start with"}},
		{"unbound path variable", change("GetOrder", func(o *upstreamv1.Operation) { o.Path += "/{line_id}" }), []string{"GetOrder", `path variable "line_id" is not bound`}},
		{"path without slash", change("ListOrders", func(o *upstreamv1.Operation) { o.Path = "v2/x" }), []string{rpc, "does not start with a slash"}},
		{"path with an open brace", change("ListOrders", func(o *upstreamv1.Operation) { o.Path = "/v2/{order_id" }), []string{rpc, "not well formed"}},
		{"path variable twice", change("GetOrder", func(o *upstreamv1.Operation) { o.Path = "/v2/{order_id}/{order_id}" }), []string{"GetOrder", "not well formed"}},
		{"path variable inside a segment", change("GetOrder", func(o *upstreamv1.Operation) { o.Path = "/v2/x{order_id}" }), []string{"GetOrder", "not well formed"}},
		{"optional path variable", change("ListOrders", func(o *upstreamv1.Operation) { o.Path = "/v2/{order_id}" }), []string{listOrdersIn + ".order_id", "path variable must be a plain string"}},
		{"evidence unknown", change("ListOrders", func(o *upstreamv1.Operation) { o.Evidence = []string{"orders"} }), []string{rpc, `evidence "orders" is not in the answer`}},
		{"rows unknown", change("ListOrders", func(o *upstreamv1.Operation) { o.Paging.Rows = []string{"orders"} }), []string{rpc, `rows ["orders"] are not lists`}},
		{"rows no list", change("ListOrders", func(o *upstreamv1.Operation) { o.Paging.Rows = []string{"total_count"} }), []string{rpc, `rows ["total_count"] are not lists`}},
		{"no rows", change("ListOrders", func(o *upstreamv1.Operation) { o.Paging.Rows = nil }), []string{rpc, "an offset and a limit, and rows"}},
		{"no paging", change("ListOrders", func(o *upstreamv1.Operation) { o.Paging = nil }), []string{rpc, "needs the paging option"}},
		{"limits upside down", change("GetOrder", func(o *upstreamv1.Operation) { o.Paging.MaxLimit = 5 }), []string{"GetOrder", "max_limit above"}},
		{"no default limit", change("GetOrder", func(o *upstreamv1.Operation) { o.Paging.DefaultLimit = 0 }), []string{"GetOrder", "default_limit"}},
		{"paging under a field's name", change("ListOrders", func(o *upstreamv1.Operation) { o.Paging.Limit = "status" }), []string{rpc, `"status" is empty or stands twice`}},
		{"offset and limit alike", change("ListOrders", func(o *upstreamv1.Operation) { o.Paging.Limit = "offset" }), []string{rpc, `"offset" is empty or stands twice`}},
		{"fixed field", change("ListOrders", func(o *upstreamv1.Operation) { o.Fixed = []*upstreamv1.Fixed{{Name: "status", Value: "5"}} }), []string{rpc, `"status" is empty or stands twice`}},
		{"fixed without name", change("ListOrders", func(o *upstreamv1.Operation) { o.Fixed = []*upstreamv1.Fixed{{Value: "5"}} }), []string{rpc, "is empty or stands twice"}},
		{"fixed without value", change("ListOrders", func(o *upstreamv1.Operation) { o.Fixed = []*upstreamv1.Fixed{{Name: "x"}} }), []string{rpc, `fixed "x" has no value`}},
		{"presence of nothing", change("PayOrder", func(o *upstreamv1.Operation) { o.Presence[0].Of = "x" }), []string{"PayOrder", `presence "use_coupon"`}},
		{"presence of a query parameter", change("ListOrders", func(o *upstreamv1.Operation) {
			o.Presence = []*upstreamv1.Presence{{Name: "use_status", Of: "status"}}
		}), []string{rpc, `presence "use_status"`}},
		{"presence under a field's name", change("PayOrder", func(o *upstreamv1.Operation) { o.Presence[0].Name = "order_id" }), []string{"PayOrder", `"order_id" is empty or stands twice`}},
		{"empty answer with fields", change("ListOrders", func(o *upstreamv1.Operation) { o.Shape, o.Evidence = upstreamv1.Shape_SHAPE_EMPTY, nil }), []string{listOrdersOut, "has fields"}},
	}
}

func answerFaults() []planFault {
	option := func(message, field string, change func(*upstreamv1.Field)) func(*schema) {
		return func(s *schema) { s.option(message, field, change) }
	}
	format := func(message, field string, format upstreamv1.Format) func(*schema) {
		return option(message, field, func(o *upstreamv1.Field) { o.Format = format })
	}
	return []planFault{
		{"text as money", format(orderMessage, "order_id", upstreamv1.Format_FORMAT_MONEY), []string{orderMessage + ".order_id", "FORMAT_MONEY cannot be read as a string"}},
		{"money as plain", option(orderMessage, "official_amount", func(o *upstreamv1.Field) { *o = upstreamv1.Field{} }), []string{orderMessage + ".official_amount", "cannot be read as a money"}},
		{"instant as yes or no", format(orderMessage, "create_time", upstreamv1.Format_FORMAT_YES_NO), []string{orderMessage + ".create_time", "cannot be read as a timestamp"}},
		{"list of decimals", format(discountItems, "order_line_item_ids", upstreamv1.Format_FORMAT_DECIMAL), []string{discountItems + ".order_line_item_ids", "list is not in the closed set"}},
		{"comma list in an answer", format(discountItems, "order_line_item_ids", upstreamv1.Format_FORMAT_COMMA_LIST), []string{discountItems + ".order_line_item_ids", "cannot be read"}},
		{"request format in an answer", format(orderMessage, "order_id", upstreamv1.Format_FORMAT_PAGE_TOKEN), []string{orderMessage + ".order_id", "cannot be read"}},
		{"two fields of one name", option(orderMessage, "order_id", func(o *upstreamv1.Field) { o.Name = "status" }), []string{orderMessage + ".status", `upstream name "status" stands twice`}},
		{"sibling climbs out", option(quotaOut, "used_amount", func(o *upstreamv1.Field) { o.Currency = "../currency" }), []string{"GetExpenditureQuota", `sibling "currency" climbs out`}},
		{"sibling climbs out from within", option(orderMessage, "official_amount", func(o *upstreamv1.Field) { o.Currency = "../../../currency" }), []string{"climbs out of the answer", "orders"}},
		{"sibling without name", option(quotaOut, "used_amount", func(o *upstreamv1.Field) { o.Currency = "../" }), []string{quotaOut + ".used_amount", "not a sibling path"}},
		{"sibling inside", option(quotaOut, "used_amount", func(o *upstreamv1.Field) { o.Currency = "./currency" }), []string{quotaOut + ".used_amount", "not a sibling path"}},
		{"sibling that is an object", option(orderMessage, "official_amount", func(o *upstreamv1.Field) { o.Currency = "amount_info" }), []string{`sibling "amount_info" is not a text`}},
		{"too many siblings", func(s *schema) {
			for i, name := range []string{"granted_amount", "used_amount"} {
				s.option(quotaOut, name, func(o *upstreamv1.Field) { o.Currency, o.Measure = "c"+name, "m"+name[i:] })
			}
			s.option(orderMessage, "official_amount", func(o *upstreamv1.Field) { o.Currency, o.Measure = "d", "n" })
			s.option(orderMessage, "amount_after_discount", func(o *upstreamv1.Field) { o.Currency, o.Measure = "e", "o" })
		}, []string{"more than 6 sibling names"}},
		{"currency of a text", option(orderMessage, "order_id", func(o *upstreamv1.Field) { o.Currency = "currency" }), []string{orderMessage + ".order_id", "for FORMAT_MONEY"}},
		{"place of an answer", option(orderMessage, "order_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_QUERY }), []string{orderMessage + ".order_id", "has no place"}},
		{"words without companion", func(s *schema) { s.drop("ocegate.coupons.v1.CouponTransaction", "direction_code") }, []string{"CouponTransaction.direction", "need a FORMAT_UNKNOWN_CODE"}},
		{"companion of nothing", option("ocegate.coupons.v1.CouponTransaction", "direction_code", func(o *upstreamv1.Field) { o.Name = "x" }), []string{"CouponTransaction.direction_code", "no enum field"}},
		{"two companions", option("ocegate.coupons.v1.CouponTransaction", "direction_code", func(o *upstreamv1.Field) { o.Name = "trade_detail_type" }), []string{"CouponTransaction.direction_code", "needs one plain string"}},
		{"companion of no text", func(s *schema) {
			s.option(listOrdersOut, "total_size", func(o *upstreamv1.Field) { o.Format = upstreamv1.Format_FORMAT_UNKNOWN_CODE })
		}, []string{listOrdersOut + ".total_size", "no enum field"}},
		{"code twice", func(s *schema) { s.code("ORDER_STATUS_PROCESSING", &upstreamv1.Code{Value: "5"}) }, []string{"ORDER_STATUS_COMPLETED", `code "5" already stands for 3`}},
		{"older code twice", func(s *schema) {
			s.code("ORDER_STATUS_PROCESSING", &upstreamv1.Code{Value: "3", Also: []string{"1"}})
		}, []string{"ORDER_STATUS_PROCESSING", `code "1" already stands`}},
		{"code of nothing", func(s *schema) { s.code("ORDER_STATUS_UNSPECIFIED", &upstreamv1.Code{Value: "0"}) }, []string{"ORDER_STATUS_UNSPECIFIED", "unspecified value"}},
		{"empty code", func(s *schema) { s.code("ORDER_STATUS_PROCESSING", &upstreamv1.Code{}) }, []string{"ORDER_STATUS_PROCESSING", "code is empty"}},
		{"next token of another type", func(s *schema) {
			s.operation("ListOrders", func(o *upstreamv1.Operation) { o.Evidence = []string{"order_infos"} })
			s.drop(listOrdersOut, "next_page_token")
			s.option(listOrdersOut, "total_size", func(o *upstreamv1.Field) { o.Format = upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN })
		}, []string{listOrdersOut + ".total_size", "needs a plain string"}},
		{"two next tokens", format("ocegate.coupons.v1.ListCouponTransactionsResponse", "currency_code", upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN), []string{"stands twice"}},
		{"no next token", func(s *schema) { s.drop(listOrdersOut, "next_page_token") }, []string{"ListOrders", "stand together"}},
		{"next token inside", format(orderMessage, "order_id", upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN), []string{"top of an answer"}},
		{"total of another type", func(s *schema) {
			s.operation("ListOrders", func(o *upstreamv1.Operation) { o.Evidence = []string{"order_infos"} })
			s.drop(listOrdersOut, "total_size")
			s.field(listOrdersOut, "orders").Name = proto.String("total_size")
		}, []string{"ListOrders", "total_size needs a plain int32"}},
		{"total of nothing", func(s *schema) {
			s.operation("ListOrderRefunds", func(o *upstreamv1.Operation) { o.Evidence = []string{"total_count"} })
		}, []string{"ListOrderRefunds", "to count"}},
		{"row without members", func(s *schema) { s.message("ocegate.accounts.v1.StoredValueCard").Field = nil }, []string{"ListStoredValueCards", "no members"}},
		{"message without generated code", func(s *schema) {
			s.message("ocegate.orders.v1.CancelOrderResponse").Name = proto.String("Unheard")
			s.rpc("CancelOrder").OutputType = proto.String(".ocegate.orders.v1.Unheard")
		}, []string{"CancelOrder", "not linked"}},
		{"field of another Go type", func(s *schema) {
			s.field(orderMessage, "order_id").Type = descriptorpb.FieldDescriptorProto_TYPE_INT32.Enum()
		}, []string{orderMessage + ".order_id", "is a Go string, want int32"}},
	}
}

func requestFaults() []planFault {
	option := func(message, field string, change func(*upstreamv1.Field)) func(*schema) {
		return func(s *schema) { s.option(message, field, change) }
	}
	format := func(message, field string, format upstreamv1.Format) func(*schema) {
		return option(message, field, func(o *upstreamv1.Field) { o.Format = format })
	}
	const coupon = "ocegate.orders.v1.PaymentCoupon"
	return []planFault{
		{"money in a request", format(listOrdersIn, "order_id", upstreamv1.Format_FORMAT_MONEY), []string{listOrdersIn + ".order_id", "cannot be sent"}},
		{"comma list of one", format(listOrdersIn, "order_id", upstreamv1.Format_FORMAT_COMMA_LIST), []string{listOrdersIn + ".order_id", "needs a repeated field"}},
		{"list in a header", option("ocegate.accounts.v1.ListAccountTransactionsRequest", "payment_channels", func(o *upstreamv1.Field) { o.Format, o.Place = 0, upstreamv1.Place_PLACE_HEADER }), []string{"payment_channels", "needs FORMAT_COMMA_LIST"}},
		{"object in the query", option(payIn, "coupons", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_QUERY }), []string{payIn + ".coupons"}},
		{"body of a GET", option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_BODY }), []string{"ListOrders", "GET has no body for order_id"}},
		{"place of a path variable", option("ocegate.orders.v1.GetOrderRequest", "order_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_QUERY }), []string{"GetOrderRequest.order_id", "no other place"}},
		{"place inside the body", option(coupon, "coupon_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_HEADER }), []string{coupon + ".coupon_id", "whole request"}},
		{"paging inside the body", format(coupon, "coupon_id", upstreamv1.Format_FORMAT_PAGE_TOKEN), []string{coupon + ".coupon_id", "top of a request"}},
		{"currency in a request", option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Currency = "x" }), []string{listOrdersIn + ".order_id", "for answers"}},
		{"two parameters of one name", option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Name = "status" }), []string{listOrdersIn + ".status", "stands twice"}},
		{"two members of one name", option(coupon, "coupon_id", func(o *upstreamv1.Field) { o.Name = "type" }), []string{coupon + ".type", "stands twice"}},
		{"page size without token", func(s *schema) { s.drop(listOrdersIn, "page_token") }, []string{"ListOrders", "stand together"}},
		{"page size of a text", format(listOrdersIn, "order_id", upstreamv1.Format_FORMAT_PAGE_SIZE), []string{listOrdersIn + ".order_id", "needs a plain int32"}},
		{"page token of a choice", format(listOrdersIn, "order_id", upstreamv1.Format_FORMAT_PAGE_TOKEN), []string{listOrdersIn + ".order_id", "needs a plain string"}},
		{"request without end", func(s *schema) {
			s.rpc("CancelOrder").InputType = proto.String("." + orderMessage)
			order := s.message(orderMessage)
			order.Field = slices.DeleteFunc(order.GetField(), func(f *descriptorpb.FieldDescriptorProto) bool { return f.GetName() != "sub_orders" })
		}, []string{orderMessage + ".sub_orders", "stands inside itself"}},
		{"duplicate code in a request", func(s *schema) { s.code("ORDER_SCOPE_OWN", &upstreamv1.Code{Value: "sub_customer"}) }, []string{"ORDER_SCOPE_MEMBER_ACCOUNTS", "already stands"}},
	}
}

// TestFaultyPlansAreRefused spoils one thing at a time: the start must fail and
// name it.
func TestFaultyPlansAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range slices.Concat(operationFaults(), answerFaults(), requestFaults(), formatFaults(), ticketFaults()) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			spoilt := newSchema(t)
			c.spoil(spoilt)
			_, err := Compile(spoilt.services(), upstreamv1.Site_SITE_CN)
			if err == nil {
				t.Fatal("the plan was accepted")
			}
			for _, part := range c.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%v\ndoes not say %q", err, part)
				}
			}
			var fault *Error
			if !errors.As(err, &fault) || fault.Kind != KindPlan || !strings.HasPrefix(fault.Operation, "ocegate.") {
				t.Errorf("%+v", fault)
			}
		})
	}
}

// TestUnspoiltSchemaCompiles is the control: what the test above builds is fine
// until it is spoilt, and harmless changes stay harmless.
func TestUnspoiltSchemaCompiles(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*schema){
		"untouched":    func(*schema) {},
		"another name": func(s *schema) { s.option(orderMessage, "order_id", func(o *upstreamv1.Field) { o.Name = "id" }) },
		"header": func(s *schema) {
			s.option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_HEADER })
		},
		"deep sibling": func(s *schema) {
			s.option("ocegate.orders.v1.AppliedDiscount", "amount", func(o *upstreamv1.Field) { o.Currency = "../../../currency" })
		},
		"list in the query": func(s *schema) {
			s.option("ocegate.accounts.v1.ListAccountTransactionsRequest", "payment_channels", func(o *upstreamv1.Field) { o.Format = 0 })
		},
		"list without a total": func(s *schema) {
			s.operation("ListOrders", func(o *upstreamv1.Operation) { o.Evidence = []string{"order_infos"} })
			s.drop(listOrdersOut, "total_size")
		},
		"body of a DELETE": func(s *schema) {
			s.operation("ListOrders", func(o *upstreamv1.Operation) { o.Method = "DELETE" })
			s.option(listOrdersIn, "order_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_BODY })
		},
		"headers of tickets": func(s *schema) { s.operation("ListOrders", ticketHeaders) },
		"acknowledgement": func(s *schema) {
			s.operation("PayOrder", func(o *upstreamv1.Operation) { o.Shape = upstreamv1.Shape_SHAPE_ACKNOWLEDGED })
		},
		"file": func(s *schema) {
			s.operation("PayOrder", func(o *upstreamv1.Operation) { o.Shape = upstreamv1.Shape_SHAPE_FILE })
			s.rpc("PayOrder").ServerStreaming = proto.Bool(true)
		},
		"deprecated": func(s *schema) { s.rpc("PayOrder").Options.Deprecated = proto.Bool(true) },
		"successor": func(s *schema) {
			s.operation("PayOrder", succeededBy("ocegate.orders.v1.OrderService/CancelOrder"))
			s.rpc("PayOrder").Options.Deprecated = proto.Bool(true)
		},
		"leave_out": func(s *schema) {
			s.operation("ListOrders", func(o *upstreamv1.Operation) {
				o.LeaveOut = []*upstreamv1.LeaveOut{{Path: "response.order_infos.x", Reason: "a reason"}}
			})
		},
	} {
		copied := newSchema(t)
		change(copied)
		if _, err := Compile(copied.services(), upstreamv1.Site_SITE_INTL); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAllFaultsAreReportedAtOnce spares whoever edits protos one start per fault.
func TestAllFaultsAreReportedAtOnce(t *testing.T) {
	t.Parallel()
	spoilt := newSchema(t)
	spoilt.operation("ListOrders", func(o *upstreamv1.Operation) { o.Name, o.Sites = "", nil })
	spoilt.operation("ListCoupons", func(o *upstreamv1.Operation) { o.Evidence = []string{"x"} })
	_, err := Compile(spoilt.services(), upstreamv1.Site_SITE_CN)
	for _, part := range []string{"ListOrders", "name is not stated", "sites are not stated", "ListCoupons", `evidence "x"`} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v\ndoes not say %q", err, part)
		}
	}
}

func TestUnknownSiteIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := Compile(nil, upstreamv1.Site_SITE_UNSPECIFIED); err == nil {
		t.Error("a plan for no site")
	}
}

// spoiltPlan compiles a changed schema that must still hold together.
func spoiltPlan(t *testing.T, rpc string, change func(*schema)) *Plan {
	t.Helper()
	changed := newSchema(t)
	change(changed)
	set, err := Compile(changed.services(), upstreamv1.Site_SITE_CN)
	if err != nil {
		t.Fatal(err)
	}
	plan := set.Plan(rpc)
	if plan == nil {
		t.Fatalf("%s has no plan", protoreflect.FullName(rpc))
	}
	return plan
}
