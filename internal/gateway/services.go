package gateway

import (
	"context"
	"fmt"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/gen/go/ocegate"
)

// Service is what the door needs to know of one gRPC service.
type Service struct {
	Descriptor protoreflect.ServiceDescriptor
	// Register is nil for a service that has streams alone.
	Register func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error
}

// Services lists every service of the public API that has routes.
func Services() []Service {
	var all []Service
	for _, service := range ocegate.Services() {
		all = append(all, routed(service))
	}
	return all
}

// routed says of which service a route is missing.
func routed(service ocegate.Service) Service {
	if service.Register == nil {
		return Service{Descriptor: service.Descriptor}
	}
	return Service{
		Descriptor: service.Descriptor,
		Register: func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
			if err := service.Register(ctx, mux, conn); err != nil {
				return fmt.Errorf("gateway: routes of %s: %w", service.Descriptor.FullName(), err)
			}
			return nil
		},
	}
}
