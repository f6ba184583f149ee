package attack_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/emptypb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	"github.com/ocegate/ocegate/internal/service"
)

const (
	memoryLimit = "GOMEMLIMIT=460MiB"
	podMemory   = 512 << 20
)

// lists are the unary RPCs whose request holds a list or a map at any depth.
func lists() []protoreflect.MethodDescriptor {
	var found []protoreflect.MethodDescriptor
	for _, s := range service.Descriptors() {
		for i := range s.Methods().Len() {
			method := s.Methods().Get(i)
			if !method.IsStreamingClient() && fill(dynamicpb.NewMessage(method.Input()), 0) {
				found = append(found, method)
			}
		}
	}
	return found
}

// fill puts as many items into the lists of a message as they may have, and beyond
// items more, all of them empty. It tells whether there was a list.
func fill(m protoreflect.Message, beyond int) bool {
	found := false
	for i := range m.Descriptor().Fields().Len() {
		field := m.Descriptor().Fields().Get(i)
		switch {
		case field.IsMap() || field.Message() != nil && field.Message().ParentFile().Package() == "google.protobuf":
		case field.IsList():
			found = true
			rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
			list := m.Mutable(field).List()
			for range int(rules.GetRepeated().GetMaxItems()) + beyond {
				item := list.NewElement()
				if field.Message() != nil {
					fill(item.Message(), beyond)
				}
				list.Append(item)
			}
		case field.Message() != nil:
			inner := m.NewField(field)
			if fill(inner.Message(), beyond) {
				m.Set(field, inner)
				found = true
			}
		}
	}
	return found
}

func nameOf(method protoreflect.MethodDescriptor) string {
	return "/" + string(method.Parent().FullName()) + "/" + string(method.Name())
}

// invoke calls any RPC that streams no requests and gives its error.
func invoke(ctx context.Context, conn *grpc.ClientConn, method string, request proto.Message) error {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method)
	if err != nil {
		return err
	}
	if err := stream.SendMsg(request); err != nil {
		return err
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	for err == nil {
		err = stream.RecvMsg(new(emptypb.Empty))
	}
	return err
}

// TestCountsOfEveryRequest: lists that are as long as they may be, a little longer,
// and as long as a message holds. Each is refused in words that a client with the
// usual limit of headers receives, and the process stays within its pod.
func TestCountsOfEveryRequest(t *testing.T) {
	t.Parallel()
	p := start(t, launch{env: []string{memoryLimit}})
	conn := dial(t, p, grpc.WithMaxHeaderListSize(8192))
	methods := lists()
	if len(methods) < 30 {
		t.Fatalf("%d requests with lists", len(methods))
	}
	beyond := []int{0, 1}
	if full() {
		beyond = append(beyond, 5000)
	}
	before := p.usage()
	for _, method := range methods {
		for _, more := range beyond {
			if more > 1 && method.Name() == "AnalyzeCosts" {
				more = 100 // a list of lists
			}
			request := dynamicpb.NewMessage(method.Input())
			fill(request, more)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			err := invoke(ctx, conn, nameOf(method), request)
			cancel()
			if reason := reasonOf(err); reason == "" || more > 0 && reason != "REQUEST_INVALID" {
				t.Errorf("%s, %d beyond: %v", method.Name(), more, err)
			}
		}
	}
	after := p.usage()
	t.Logf("%d requests: %s of CPU, at most %d MiB", len(methods)*len(beyond), after.cpu-before.cpu, after.peak>>20)
	if after.peak > podMemory {
		t.Errorf("the process had %d MiB", after.peak>>20)
	}
}

func prices(items int) *pricingv1.GetOnDemandPriceRequest {
	in := &pricingv1.GetOnDemandPriceRequest{ProjectId: "p"}
	for range items {
		in.Items = append(in.Items, &pricingv1.OnDemandItem{})
	}
	return in
}

// TestManyItemsHarmNobody: three payments are on their way when a message with
// 20,000 empty items comes over the same connection, then others of up to the
// largest size. All payments end well, and the refusals cost next to nothing.
func TestManyItemsHarmNobody(t *testing.T) {
	t.Parallel()
	p := start(t, launch{env: []string{memoryLimit}})
	conn := dial(t, p, grpc.WithMaxHeaderListSize(8192))
	p.plan(`{"operation":"PayOrders","kind":"latency","latency_ms":1500}`)
	orders, err := ordersv1.NewOrderServiceClient(conn).ListOrders(t.Context(), &ordersv1.ListOrdersRequest{
		Status: ordersv1.OrderStatus_ORDER_STATUS_PENDING_PAYMENT, PageSize: 20,
	})
	payable := slices.DeleteFunc(orders.GetOrders(), func(o *ordersv1.Order) bool {
		return strings.HasSuffix(o.GetOrderId(), "ADJUSTED") // whose price takes no discount
	})
	if err != nil || len(payable) < 3 {
		t.Fatalf("%d orders to pay, %v", len(payable), err)
	}
	var paying sync.WaitGroup
	for _, order := range payable[:3] {
		paying.Go(func() {
			_, err := ordersv1.NewOrderServiceClient(conn).PayOrder(t.Context(), &ordersv1.PayOrderRequest{OrderId: order.GetOrderId()})
			if err != nil {
				t.Errorf("%s: %v", order.GetOrderId(), err)
			}
		})
	}
	eventually(t, "the payments reach the upstream", func() bool { return p.seen("PayOrders") == 3 })
	for _, items := range []int{20_000, 100_000, 500_000} {
		request := prices(items)
		before := p.usage()
		_, err := pricingv1.NewPricingServiceClient(conn).GetOnDemandPrice(t.Context(), request)
		after := p.usage()
		t.Logf("%d items: %s of CPU, peak %d MiB", items, after.cpu-before.cpu, after.peak>>20)
		if reasonOf(err) != "REQUEST_INVALID" || status.Code(err) != codes.InvalidArgument {
			t.Errorf("%d items: %v", items, err)
		}
		// The clock of /proc has ticks of 10 ms, and the machine may be busy; what
		// this guards against were seconds.
		if cost := after.cpu - before.cpu; cost > 400*time.Millisecond {
			t.Errorf("%d items cost %s", items, cost)
		}
	}
	paying.Wait()
	if u := p.usage(); u.peak > podMemory/2 {
		t.Errorf("the process had %d MiB", u.peak>>20)
	}
}

// TestManyItemsOverJSON: what comes back is no larger than what was sent.
func TestManyItemsOverJSON(t *testing.T) {
	t.Parallel()
	p, c := start(t, launch{env: []string{memoryLimit}}), client(t)
	for _, items := range []int{10, 100, 101, 19_900} {
		body, err := protojson.Marshal(prices(items))
		if err != nil {
			t.Fatal(err)
		}
		got := call(t, c, "POST", "http://"+p.http+"/v1/prices:onDemand", string(body))
		if got.status != 400 || got.reason() != "REQUEST_INVALID" || len(got.body) > 8<<10 {
			t.Errorf("%d items: %d, %d bytes, %.300s", items, got.status, len(got.body), got.body)
		}
	}
	if u := p.usage(); u.peak > podMemory/2 {
		t.Errorf("the process had %d MiB", u.peak>>20)
	}
}

// endlessOrders is a fault: a page of so many empty orders.
func endlessOrders(rows int) string {
	list := strings.TrimSuffix(strings.Repeat(`{},`, rows), ",")
	return `{"operation":"ListCustomerOrders","kind":"raw","status":200,"headers":{"Content-Type":["application/json"]},` +
		`"body":"{\"total_count\":1,\"order_infos\":[` + list + `]}"}`
}

// TestRowsWithoutEnd: the upstream answers a page with as many empty rows as fit,
// to many callers at once.
func TestRowsWithoutEnd(t *testing.T) {
	t.Parallel()
	p, c := start(t, launch{env: []string{memoryLimit}}), client(t)
	p.plan(endlessOrders(300_000))
	calls := 20
	if full() {
		calls = 200
	}
	var calling sync.WaitGroup
	for range calls {
		calling.Go(func() {
			got, err := try(t, c, "GET", "http://"+p.http+"/v1/orders", "")
			if reason := got.reason(); err != nil || reason != "UPSTREAM_ANSWER_UNREADABLE" && reason != "ANSWER_MEMORY_EXHAUSTED" || len(got.body) > 8<<10 {
				t.Errorf("%v, %d, %d bytes: %.200s", err, got.status, len(got.body), got.body)
			}
		})
	}
	calling.Wait()
	u := p.usage()
	t.Logf("%d calls: %s of CPU, at most %d MiB", calls, u.cpu, u.peak>>20)
	if u.peak > podMemory {
		t.Errorf("the process had %d MiB", u.peak>>20)
	}
}
