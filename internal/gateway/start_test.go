package gateway_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	"github.com/ocegate/ocegate/internal/gateway"
)

// described compiles a service with one RPC and the given HTTP rule.
func described(t *testing.T, rule string) protoreflect.ServiceDescriptor {
	t.Helper()
	file := &descriptorpb.FileDescriptorProto{}
	text := fmt.Sprintf(`name: "x.proto" package: "x" syntax: "proto3"
		dependency: ["google/api/annotations.proto", "ocegate/orders/v1/orders_service.proto"]
		service { name: "S" method { name: "M" input_type: ".ocegate.orders.v1.GetOrderRequest" output_type: ".ocegate.orders.v1.GetOrderResponse"
		options { [google.api.http] { %s } } } }`, rule)
	if err := prototext.Unmarshal([]byte(text), file); err != nil {
		t.Fatal(err)
	}
	compiled, err := protodesc.NewFile(file, protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Services().Get(0)
}

func start(conn *gateway.Conn, services ...gateway.Service) error {
	_, err := gateway.New(gateway.Config{Conn: conn, Services: services, Logger: zap.NewNop()})
	return err
}

// TestBadRules shows that a rule that this door cannot serve exactly stops the
// start.
func TestBadRules(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		`patch: "/v1/x" body: "*"`:                            "GET, POST, PUT or DELETE",
		`custom { kind: "HEAD" path: "/v1/x" }`:               "GET, POST, PUT or DELETE",
		`get: "/v1/x" response_body: "order"`:                 "response_body",
		`get: "v1/x"`:                                         "the path must be",
		`get: "/v1"`:                                          "the path must be",
		`get: "/v1/{order_id}"`:                               "the path must be",
		`get: "/v1/x/{order_id=orders/*}"`:                    "the path must be",
		`get: "/v1/x/{order_id=**}"`:                          "the path must be",
		`get: "/v1/x/*"`:                                      "the path must be",
		`get: "/v1/x//y"`:                                     "the path must be",
		`get: "/v1/x/{order_id"`:                              "the path must be",
		`get: "/v1/x/{nothing}"`:                              "path variable nothing",
		`post: "/v1/x" body: "nothing"`:                       "the body nothing",
		`get: "/v1/x" additional_bindings { get: "y" }`:       "the path must be",
		`get: "/v1/x/{order_id=*}:verb"`:                      "no handler is registered",
		`put: "/v1/x/{order_id}" body: "indirect_partner_id"`: "no handler is registered",
		`delete: "/v1/x/{order_id}"`:                          "no handler is registered",
	} {
		nothing := func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error { return nil }
		err := start(gateway.NewConn(nil, nil), gateway.Service{Descriptor: described(t, rule), Register: nothing})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", rule, err, want)
		}
	}
}

// TestRoutesAreTried finds services whose routes do not reach their handlers.
func TestRoutesAreTried(t *testing.T) {
	t.Parallel()
	conn := gateway.NewConn(nil, nil)
	ordersv1.RegisterOrderServiceServer(conn, &orders{})
	own := gateway.Services()[0]
	forgotten := own
	forgotten.Register = func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error { return nil }
	failed := own
	failed.Register = func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error { return context.Canceled }
	for name, c := range map[string]struct {
		services []gateway.Service
		want     string
	}{
		"forgotten": {[]gateway.Service{forgotten}, "reaches no handler"},
		"failed":    {[]gateway.Service{failed}, "context canceled"},
		"twice":     {[]gateway.Service{own, own}, "hidden by another"},
	} {
		if err := start(conn, c.services...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if err := start(conn, own); err != nil {
		t.Error(err)
	}
	if err := start(nil, own); err == nil {
		t.Error("started without a connection")
	}
	if err := start(conn, gateway.Services()...); err == nil || !strings.Contains(err.Error(), "no handler is registered") {
		t.Errorf("unregistered services: %v", err)
	}
}
