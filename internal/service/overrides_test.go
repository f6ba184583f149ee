package service_test

import (
	"reflect"
	"slices"
	"testing"

	"google.golang.org/grpc"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/service"
	"github.com/ocegate/ocegate/internal/upstream"
)

// judge is a door that looks for methods which override nothing.
type judge struct{ strays, overridden []string }

// RegisterService implements grpc.ServiceRegistrar.
func (j *judge) RegisterService(description *grpc.ServiceDesc, implementation any) {
	rpcs := map[string]bool{}
	for _, method := range description.Methods {
		rpcs[method.MethodName] = true
	}
	for _, stream := range description.Streams {
		rpcs[stream.StreamName] = true
	}
	kind := reflect.TypeOf(implementation)
	for i := range kind.NumMethod() {
		if name := kind.Method(i).Name; !rpcs[name] {
			j.strays = append(j.strays, kind.String()+"."+name)
		}
	}
	if kind.Elem().PkgPath() == reflect.TypeFor[service.Services]().PkgPath() {
		j.overridden = append(j.overridden, description.ServiceName)
	}
}

// misspelled means to override GetOrder. One with another signature does not
// compile, because it is no server of its service.
type misspelled struct{ ordersv1.OrderServiceRelay }

// GetOrders overrides nothing.
func (misspelled) GetOrders() {}

// TestEveryMethodIsAnRPC finds what the compiler cannot: a method that was to
// override one and is called by nobody.
func TestEveryMethodIsAnRPC(t *testing.T) {
	t.Parallel()
	client := &upstream.Client{}
	services, err := service.New(service.Config{Upstream: client, Site: upstream.SiteChina, MaxUpload: 20 << 20, MaxDownload: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	found := &judge{}
	services.Register(found)
	if len(found.strays) > 0 {
		t.Errorf("no RPCs: %q", found.strays)
	}
	if !slices.Contains(found.overridden, ordersv1.OrderService_ServiceDesc.ServiceName) {
		t.Errorf("orders are not answered by this room, but by %q", found.overridden)
	}
	control := &judge{}
	ordersv1.RegisterOrderServiceServer(control, &misspelled{})
	if want := []string{"*service_test.misspelled.GetOrders"}; !slices.Equal(control.strays, want) {
		t.Errorf("a misspelled override: %q, want %q", control.strays, want)
	}
}
