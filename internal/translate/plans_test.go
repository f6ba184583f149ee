package translate

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1" // linked so that the registry lists them
	_ "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/regions/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	_ "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// publicFiles are the files of the public API that are linked into the test.
func publicFiles() []protoreflect.FileDescriptor {
	var files []protoreflect.FileDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		name := string(file.Package())
		if strings.HasPrefix(name, "ocegate.") && name != "ocegate.upstream.v1" {
			files = append(files, file)
		}
		return true
	})
	slices.SortFunc(files, func(a, b protoreflect.FileDescriptor) int { return cmp.Compare(a.Path(), b.Path()) })
	return files
}

func publicServices() []protoreflect.ServiceDescriptor {
	var services []protoreflect.ServiceDescriptor
	for _, file := range publicFiles() {
		for i := range file.Services().Len() {
			services = append(services, file.Services().Get(i))
		}
	}
	return services
}

func publicMessages() []protoreflect.MessageDescriptor {
	var messages []protoreflect.MessageDescriptor
	for _, file := range publicFiles() {
		for i := range file.Messages().Len() {
			messages = append(messages, file.Messages().Get(i))
		}
	}
	return messages
}

// publicMethods are all RPCs that do not stream, in a stable order.
func publicMethods() []protoreflect.MethodDescriptor {
	var methods []protoreflect.MethodDescriptor
	for _, service := range publicServices() {
		for i := range service.Methods().Len() {
			if method := service.Methods().Get(i); !method.IsStreamingClient() && !method.IsStreamingServer() {
				methods = append(methods, method)
			}
		}
	}
	return methods
}

func fullMethod(method protoreflect.MethodDescriptor) string {
	return "/" + string(method.Parent().FullName()) + "/" + string(method.Name())
}

func newMessage(tb testing.TB, descriptor protoreflect.MessageDescriptor) proto.Message {
	tb.Helper()
	linked, err := protoregistry.GlobalTypes.FindMessageByName(descriptor.FullName())
	if err != nil {
		tb.Fatal(err)
	}
	return linked.New().Interface()
}

func compileAll(tb testing.TB, site upstreamv1.Site) *Set {
	tb.Helper()
	set, err := Compile(publicServices(), site)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// planFor is the plan of an RPC of the Chinese site.
func planFor(tb testing.TB, method string) *Plan {
	tb.Helper()
	plan := compileAll(tb, upstreamv1.Site_SITE_CN).Plan(method)
	if plan == nil {
		tb.Fatalf("%s has no plan", method)
	}
	return plan
}

func decodeOrders(tb testing.TB, body string) (*ordersv1.ListOrdersResponse, Answer, error) {
	tb.Helper()
	out := &ordersv1.ListOrdersResponse{}
	answer, err := planFor(tb, ordersv1.OrderService_ListOrders_FullMethodName).Into(out).Decode([]byte(body))
	return out, answer, err
}

func TestEveryRPCHasAPlanOnEverySite(t *testing.T) {
	t.Parallel()
	methods := publicMethods()
	if len(methods) < 13 {
		t.Fatalf("the registry lists %d RPCs: the public API is not linked", len(methods))
	}
	for _, site := range []upstreamv1.Site{upstreamv1.Site_SITE_CN, upstreamv1.Site_SITE_INTL} {
		set := compileAll(t, site)
		for _, method := range methods {
			plan := set.Plan(fullMethod(method))
			if plan == nil || plan.Method() != fullMethod(method) || plan.Operation().GetName() == "" {
				t.Errorf("%s: plan %+v for %s", site, plan, method.FullName())
			}
		}
		if set.Plan("/ocegate.orders.v1.OrderService/Nothing") != nil {
			t.Error("an unknown method has a plan")
		}
	}
}
