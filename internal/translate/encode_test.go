package translate

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

const (
	listOrdersRPC   = ordersv1.OrderService_ListOrders_FullMethodName
	getOrderRPC     = ordersv1.OrderService_GetOrder_FullMethodName
	payOrderRPC     = ordersv1.OrderService_PayOrder_FullMethodName
	transactionsRPC = accountsv1.AccountService_ListAccountTransactions_FullMethodName
)

// line renders a call in one line: path, query, headers, body.
func line(call *Call) string {
	var out strings.Builder
	out.WriteString(call.Path)
	for i, param := range call.Query {
		out.WriteString(string("?&"[min(i, 1)]) + param.Name + "=" + param.Value)
	}
	for _, param := range call.Header {
		out.WriteString(" " + param.Name + ":" + param.Value)
	}
	if call.Body != nil {
		out.WriteString(" " + string(call.Body))
	}
	return out.String()
}

func encodeLine(t *testing.T, plan *Plan, request proto.Message, page Page) string {
	t.Helper()
	call, err := plan.Encode(request, page)
	if err != nil {
		t.Fatal(err)
	}
	if call.Body != nil && !json.Valid(call.Body) {
		t.Fatalf("the body is not JSON: %s", call.Body)
	}
	return line(call)
}

func TestRequests(t *testing.T) {
	t.Parallel()
	at := timestamppb.New(time.Date(2026, 10, 31, 8, 30, 5, 999, time.UTC))
	for _, c := range []struct {
		rpc     string
		request proto.Message
		want    string
	}{
		{listOrdersRPC, &ordersv1.ListOrdersRequest{}, "/v2/orders/customer-orders"},
		{listOrdersRPC, &ordersv1.ListOrdersRequest{OrderId: proto.String(""), ServiceTypeCode: proto.String("")}, "/v2/orders/customer-orders"},
		{listOrdersRPC, &ordersv1.ListOrdersRequest{
			OrderId: proto.String("CS 1&2"), CreateTimeBegin: at, Status: ordersv1.OrderStatus_ORDER_STATUS_PENDING_PAYMENT,
			Type: ordersv1.OrderType_ORDER_TYPE_RENEWAL, Sort: ordersv1.OrderSort_ORDER_SORT_CREATE_TIME_DESC, Scope: ordersv1.OrderScope_ORDER_SCOPE_MEMBER_ACCOUNTS,
		}, "/v2/orders/customer-orders?order_id=CS 1&2&create_time_begin=2026-10-31T08:30:05Z&status=6&order_type=2&order_by=-createTime&method=sub_customer"},
		{getOrderRPC, &ordersv1.GetOrderRequest{OrderId: "订/单"[:3] + " 1"}, "/v2/orders/customer-orders/details/%E8%AE%A2%201"},
		{getOrderRPC, &ordersv1.GetOrderRequest{OrderId: "CS1", IndirectPartnerId: proto.String("p")}, "/v2/orders/customer-orders/details/CS1?indirect_partner_id=p"},
		{transactionsRPC, &accountsv1.ListAccountTransactionsRequest{
			BalanceType:     accountsv1.BalanceType_BALANCE_TYPE_CREDIT,
			PaymentChannels: []accountsv1.PaymentChannel{accountsv1.PaymentChannel_PAYMENT_CHANNEL_NONE, accountsv1.PaymentChannel_PAYMENT_CHANNEL_UNIONPAY},
		}, "/v2/accounts/customer-accounts/account-change-records?balance_type=BALANCE_TYPE_CREDIT&payment_channel_id=0,317"},
		{couponsv1.CouponService_ListCouponTransactions_FullMethodName, &couponsv1.ListCouponTransactionsRequest{TradeId: proto.String("t")}, "/v2/promotions/benefits/account-change-records?balance_type=BALANCE_TYPE_COUPON&trade_id=t"},
		{payOrderRPC, &ordersv1.PayOrderRequest{OrderId: "CS1"}, `/v3/orders/customer-orders/pay {"order_id":"CS1","use_coupon":"NO","use_discount":"NO"}`},
		{payOrderRPC, &ordersv1.PayOrderRequest{}, `/v3/orders/customer-orders/pay {"use_coupon":"NO","use_discount":"NO"}`},
		{payOrderRPC, &ordersv1.PayOrderRequest{
			OrderId:   "CS\"1\\",
			Coupons:   []*ordersv1.PaymentCoupon{{CouponId: "a", Type: ordersv1.PaymentCouponType_PAYMENT_COUPON_TYPE_CASH_COUPON}, {CouponId: "b"}},
			Discounts: []*ordersv1.PaymentDiscount{{DiscountId: "d", Type: ordersv1.OrderDiscountType_ORDER_DISCOUNT_TYPE_PROMOTION}},
		}, `/v3/orders/customer-orders/pay {"order_id":"CS\"1\\","coupon_infos":[{"id":"a","type":301},{"id":"b"}],"discount_infos":[{"id":"d","type":0}],"use_coupon":"YES","use_discount":"YES"}`},
		{ordersv1.OrderService_CancelOrder_FullMethodName, &ordersv1.CancelOrderRequest{OrderId: "CS1"}, `/v2/orders/customer-orders/cancel {"order_id":"CS1"}`},
		{accountsv1.AccountService_GetBalances_FullMethodName, &accountsv1.GetBalancesRequest{}, "/v2/accounts/customer-accounts/balances"},
	} {
		if got := encodeLine(t, planFor(t, c.rpc), c.request, Page{}); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestRefusedRequests pins the field and the reason that a caller reads.
func TestRefusedRequests(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rpc                   string
		request               proto.Message
		field, operation, why string
	}{
		{listOrdersRPC, &ordersv1.ListOrdersRequest{Status: 99}, "status", "ListCustomerOrders", "is not a value of this enum"},
		{listOrdersRPC, &ordersv1.ListOrdersRequest{CreateTimeEnd: &timestamppb.Timestamp{Seconds: maxInstant + 1}}, "create_time_end", "ListCustomerOrders", "must be an instant"},
		{getOrderRPC, &ordersv1.GetOrderRequest{}, "order_id", "ShowCustomerOrderDetails", "is required"},
		{payOrderRPC, &ordersv1.PayOrderRequest{Coupons: []*ordersv1.PaymentCoupon{{}, {Type: 7}}}, "coupons[1].type", "PayOrders", "is not a value of this enum"},
		{payOrderRPC, &ordersv1.PayOrderRequest{Coupons: []*ordersv1.PaymentCoupon{nil}}, "coupons[0]", "PayOrders", "must not be null"},
		{transactionsRPC, &accountsv1.ListAccountTransactionsRequest{PaymentChannels: []accountsv1.PaymentChannel{1, 0}}, "payment_channels[1]", "ListCustomerAccountChangeRecords", "must be a named value"},
		{transactionsRPC, &accountsv1.ListAccountTransactionsRequest{PaymentChannels: []accountsv1.PaymentChannel{12345}}, "payment_channels[0]", "ListCustomerAccountChangeRecords", "is not a value of this enum"},
	} {
		_, err := planFor(t, c.rpc).Encode(c.request, Page{})
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Kind != KindRequest || refusal.Field != c.field || refusal.Upstream != "" || refusal.Operation != c.operation || !strings.Contains(refusal.Reason, c.why) {
			t.Errorf("%v: %+v, want %s", c.request, err, c.field)
		}
	}
}

func TestPathAttacksAreRefused(t *testing.T) {
	t.Parallel()
	plan := planFor(t, getOrderRPC)
	for _, id := range pathAttacks {
		call, err := plan.Encode(&ordersv1.GetOrderRequest{OrderId: id}, Page{})
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Kind != KindRequest || refusal.Field != "order_id" {
			t.Errorf("%q became %+v, %v", id, call, err)
		}
	}
	// What looks encoded is data: it is encoded again and stays one segment.
	got := encodeLine(t, plan, &ordersv1.GetOrderRequest{OrderId: "%2F..%2e?x=1#y"}, Page{})
	if got != "/v2/orders/customer-orders/details/%252F..%252e%3Fx%3D1%23y" {
		t.Error(got)
	}
}

func TestPaging(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		page Page
		want string
	}{
		{Page{}, ""},
		{Page{Limit: 25}, "?limit=25"},
		{Page{Limit: 100}, "?limit=100"},
		{Page{Limit: 101}, "?limit=100"},
		{Page{Limit: 1 << 30}, "?limit=100"},
		{Page{Limit: -5}, ""},
		{Page{Offset: 20}, "?limit=10&offset=20"},
		{Page{Offset: 20, Limit: 7}, "?limit=7&offset=20"},
		{Page{Offset: 1<<31 - 1, Limit: 500}, "?limit=100&offset=2147483647"},
	} {
		if got := encodeLine(t, planFor(t, listOrdersRPC), &ordersv1.ListOrdersRequest{PageSize: 3, PageToken: "x"}, c.page); got != "/v2/orders/customer-orders"+c.want {
			t.Errorf("%+v became %s, want %s", c.page, got, c.want)
		}
	}
	// An operation that does not page sends no page.
	if got := encodeLine(t, planFor(t, accountsv1.AccountService_GetBalances_FullMethodName), &accountsv1.GetBalancesRequest{}, Page{Offset: 5, Limit: 5}); strings.Contains(got, "?") {
		t.Error(got)
	}
	plan := planFor(t, listOrdersRPC)
	if size, token := plan.Page(&ordersv1.ListOrdersRequest{PageSize: 3, PageToken: "x"}); size != 3 || token != "x" || !plan.Pages() {
		t.Errorf("page %d, %q", size, token)
	}
}

func TestSitesWithoutTheOperation(t *testing.T) {
	t.Parallel()
	missing := 0
	for _, site := range []upstreamv1.Site{upstreamv1.Site_SITE_CN, upstreamv1.Site_SITE_INTL} {
		set := compileAll(t, site)
		for _, method := range publicMethods() {
			plan := set.Plan(fullMethod(method))
			offered := strings.Contains(fmt.Sprint(plan.Operation().GetSites()), site.String())
			_, err := plan.Encode(newMessage(t, method.Input()), Page{})
			var refusal *Error
			isSite := errors.As(err, &refusal) && refusal.Kind == KindSite
			if isSite == offered {
				t.Errorf("%s on %s: %v", method.FullName(), site, err)
			}
			if isSite {
				missing++
				if refusal.Operation != plan.Operation().GetName() || !strings.Contains(refusal.Reason, "does not offer") {
					t.Errorf("%+v", refusal)
				}
			}
		}
	}
	if missing < 5 {
		t.Errorf("only %d operations are missing somewhere", missing)
	}
}

// TestFiltersAreDistinguished fills one field at a time: each must make another
// list, and paging none.
func TestFiltersAreDistinguished(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	lists := 0
	for _, method := range publicMethods() {
		plan := planFor(t, fullMethod(method))
		if !plan.Pages() || !plan.offered {
			continue
		}
		lists++
		for i := range method.Input().Fields().Len() + 1 {
			request := newMessage(t, method.Input())
			setPath(plan, request.ProtoReflect())
			name := string(method.FullName())
			if i > 0 {
				field := method.Input().Fields().Get(i - 1)
				format := optionOf(field).GetFormat()
				if format == upstreamv1.Format_FORMAT_PAGE_SIZE || format == upstreamv1.Format_FORMAT_PAGE_TOKEN {
					continue
				}
				name = string(field.FullName())
				setSomething(request.ProtoReflect(), field)
			}
			filter := filterOf(t, plan, request, Page{})
			other := Page{Offset: 30, Limit: 5}
			if paging := plan.operation.GetPaging(); paging.GetPageNumbers() {
				other.Limit = paging.GetDefaultLimit() // numbered pages of another size are another list
			}
			if again := filterOf(t, plan, proto.Clone(request), other); again != filter {
				t.Errorf("%s: another page is another list: %q, %q", name, filter, again)
			}
			if other := seen[filter]; other != "" {
				t.Errorf("%s and %s are the same list %q", name, other, filter)
			}
			seen[filter] = name
		}
	}
	if lists < 5 || len(seen) < 35 {
		t.Errorf("only %d lists with %d filters", lists, len(seen))
	}
}

func setSomething(message protoreflect.Message, field protoreflect.FieldDescriptor) {
	var value protoreflect.Value
	switch field.Kind() {
	case protoreflect.EnumKind:
		value = protoreflect.ValueOfEnum(field.Enum().Values().Get(1).Number())
	case protoreflect.MessageKind:
		value = something(message, field)
	case protoreflect.BoolKind:
		value = protoreflect.ValueOfBool(true)
	case protoreflect.Int32Kind:
		value = protoreflect.ValueOfInt32(1)
	default:
		value = protoreflect.ValueOfString("1")
	}
	if field.IsList() {
		message.Mutable(field).List().Append(value)
		return
	}
	message.Set(field, value)
}

// setPath fills the variables of the path, without which nothing can be sent.
func setPath(plan *Plan, message protoreflect.Message) {
	for i := range plan.request.parameters {
		if p := &plan.request.parameters[i]; p.place == inPath {
			message.Set(message.Descriptor().Fields().ByName(protoreflect.Name(p.field)), protoreflect.ValueOfString("2"))
		}
	}
}

// something is an instant, or a message whose first field is set.
func something(message protoreflect.Message, field protoreflect.FieldDescriptor) protoreflect.Value {
	if field.Message().FullName() == timestampMessage {
		return protoreflect.ValueOfMessage((&timestamppb.Timestamp{Seconds: 1}).ProtoReflect())
	}
	var value protoreflect.Value
	if field.IsList() {
		value = message.Mutable(field).List().NewElement()
	} else {
		value = message.NewField(field)
	}
	setSomething(value.Message(), field.Message().Fields().Get(0))
	return value
}

func filterOf(t *testing.T, plan *Plan, request proto.Message, page Page) string {
	t.Helper()
	call, err := plan.Encode(request, page)
	if err != nil {
		t.Fatal(err)
	}
	filter := string(call.AppendFilter([]byte("x")))
	if !strings.HasPrefix(filter, "x/") {
		t.Fatalf("filter %q", filter)
	}
	return filter
}

// TestFilterHasNoSeam keeps a value from imitating the parameter behind it.
func TestFilterHasNoSeam(t *testing.T) {
	t.Parallel()
	plan := planFor(t, listOrdersRPC)
	one := filterOf(t, plan, &ordersv1.ListOrdersRequest{OrderId: proto.String(`a"&"customer_id"="b`)}, Page{})
	two := filterOf(t, plan, &ordersv1.ListOrdersRequest{OrderId: proto.String("a"), CustomerId: proto.String("b")}, Page{})
	if one == two {
		t.Errorf("two lists are %q", one)
	}
}

func TestFilterOfABody(t *testing.T) {
	t.Parallel()
	plan := spoiltPlan(t, listOrdersRPC, func(s *schema) {
		s.operation("ListOrders", func(o *upstreamv1.Operation) {
			o.Method = "POST"
			o.Fixed = []*upstreamv1.Fixed{{Name: "kind", Value: "all"}}
			o.Presence = []*upstreamv1.Presence{{Name: "has_order", Of: "order_id"}}
		})
		s.option(listOrdersIn, "customer_id", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_HEADER })
		s.option(listOrdersIn, "service_type_code", func(o *upstreamv1.Field) { o.Place = upstreamv1.Place_PLACE_QUERY })
	})
	request := &ordersv1.ListOrdersRequest{
		OrderId: proto.String("CS1"), CustomerId: proto.String("c"), ServiceTypeCode: proto.String("s"),
		Status: ordersv1.OrderStatus_ORDER_STATUS_COMPLETED, Scope: ordersv1.OrderScope_ORDER_SCOPE_OWN,
	}
	const want = `/v2/orders/customer-orders?service_type_code=s customer_id:c {"kind":"all","order_id":"CS1","status":5,"method":"oneself","has_order":"YES","limit":5,"offset":30}`
	if got := encodeLine(t, plan, request, Page{Offset: 30, Limit: 5}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	first := filterOf(t, plan, request, Page{})
	if again := filterOf(t, plan, request, Page{Offset: 30, Limit: 5}); again != first {
		t.Errorf("%q, %q", first, again)
	}
	for _, change := range []*ordersv1.ListOrdersRequest{
		{OrderId: proto.String("CS2")}, {CustomerId: proto.String("d")}, {ServiceTypeCode: proto.String("t")},
	} {
		other := proto.Clone(request)
		proto.Merge(other, change)
		if filterOf(t, plan, other, Page{}) == first {
			t.Errorf("with %v it is the same list", change)
		}
	}
}

func TestEncodeOfAnotherType(t *testing.T) {
	t.Parallel()
	if _, err := planFor(t, listOrdersRPC).Encode(&ordersv1.GetOrderRequest{}, Page{}); err == nil {
		t.Error("another message was encoded")
	}
}

// FuzzEncodePay holds the body against encoding/json for any texts.
func FuzzEncodePay(f *testing.F) {
	f.Add("CS1", "coupon", int32(301))
	f.Add("\"\\\n\x00\u2028", "", int32(-1))
	plan := planFor(f, payOrderRPC)
	f.Fuzz(func(t *testing.T, order, coupon string, kind int32) {
		request := &ordersv1.PayOrderRequest{OrderId: order, Coupons: []*ordersv1.PaymentCoupon{{CouponId: coupon, Type: ordersv1.PaymentCouponType(kind)}}}
		if _, err := proto.Marshal(request); err != nil {
			return // no request can hold texts that are not UTF-8
		}
		call, err := plan.Encode(request, Page{})
		if err != nil {
			return
		}
		var body struct {
			OrderID     string `json:"order_id"`
			CouponInfos []struct {
				ID   string
				Type int32
			} `json:"coupon_infos"`
			UseCoupon string `json:"use_coupon"`
		}
		if err := json.Unmarshal(call.Body, &body); err != nil || body.OrderID != order || body.UseCoupon != "YES" ||
			len(body.CouponInfos) != 1 || body.CouponInfos[0].ID != coupon || body.CouponInfos[0].Type != kind {
			t.Fatalf("%v became %s, %v", request, call.Body, err)
		}
	})
}
