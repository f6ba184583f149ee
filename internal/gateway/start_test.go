package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

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
	_, err := gateway.New(gateway.Config{Conn: conn, Services: services, Logger: zap.NewNop(), MaxUpload: 20 << 20, UploadTime: 2 * time.Minute})
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
		`post: "/v1/x" body: "nothing"`:                       "the body must be",
		`get: "/v1/x" additional_bindings { get: "y" }`:       "the path must be",
		`get: "/v1/x/{order_id=*}:verb"`:                      "no handler is registered",
		`put: "/v1/x/{order_id}" body: "indirect_partner_id"`: "the body must be",
		`put: "/v1/x/{order_id}" body: "*"`:                   "no handler is registered",
		`delete: "/v1/x/{order_id}"`:                          "no handler is registered",
	} {
		nothing := func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error { return nil }
		err := start(gateway.NewConn(nil, nil), gateway.Service{Descriptor: described(t, rule), Register: nothing})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", rule, err, want)
		}
	}
}

// TestAmbiguousPaths: a path that two rules could take stops the start, and rules
// that have something to tell them apart do not.
func TestAmbiguousPaths(t *testing.T) {
	t.Parallel()
	const rule = `get: "/v1/x/{order_id}/a" additional_bindings { get: "%s" }`
	for path, want := range map[string]string{
		"/v1/x/b/{order_id}":            "hidden by another",
		"/v1/x/{order_id}/a":            "hidden by another",
		"/v1/x/{indirect_partner_id}/a": "reaches no handler of its own",
		"/v1/x/{order_id}/b":            "",
		"/v1/x/{order_id}/a:b":          "",
		"/v1/x/b/a":                     "",
	} {
		conn := gateway.NewConn(nil, nil)
		conn.RegisterService(&grpc.ServiceDesc{ServiceName: "x.S", Methods: []grpc.MethodDesc{{
			MethodName: "M", Handler: func(any, context.Context, func(any) error, grpc.UnaryServerInterceptor) (any, error) { return nil, nil },
		}}}, struct{}{})
		err := start(conn, gateway.Service{
			Descriptor: described(t, fmt.Sprintf(rule, path)),
			Register: func(_ context.Context, mux *runtime.ServeMux, _ grpc.ClientConnInterface) error {
				nothing := func(http.ResponseWriter, *http.Request, map[string]string) {}
				return errors.Join(mux.HandlePath(http.MethodGet, "/v1/x/{order_id}/a", nothing), mux.HandlePath(http.MethodGet, path, nothing))
			},
		})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
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
	elsewhere := own
	elsewhere.Register = func(_ context.Context, mux *runtime.ServeMux, _ grpc.ClientConnInterface) error {
		return mux.HandlePath(http.MethodGet, "/v1/{id}", func(http.ResponseWriter, *http.Request, map[string]string) {})
	}
	for name, c := range map[string]struct {
		services []gateway.Service
		want     string
	}{
		"elsewhere": {[]gateway.Service{elsewhere}, `reaches no handler of its own, but "/v1/{id=*}"`},
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
