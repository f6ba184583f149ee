package gateway

import (
	"context"
	"fmt"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
)

// Service is what the door needs to know of one gRPC service.
type Service struct {
	Descriptor protoreflect.ServiceDescriptor
	Register   func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error
}

// Services lists every service of the public API that has routes.
func Services() []Service {
	return []Service{
		service(ordersv1.File_ocegate_orders_v1_orders_service_proto, ordersv1.NewOrderServiceClient, ordersv1.RegisterOrderServiceHandlerClient),
		service(accountsv1.File_ocegate_accounts_v1_accounts_service_proto, accountsv1.NewAccountServiceClient, accountsv1.RegisterAccountServiceHandlerClient),
		service(couponsv1.File_ocegate_coupons_v1_coupons_service_proto, couponsv1.NewCouponServiceClient, couponsv1.RegisterCouponServiceHandlerClient),
	}
}

// service joins what the generators make for a file with one service.
func service[C any](
	file protoreflect.FileDescriptor,
	client func(grpc.ClientConnInterface) C,
	register func(context.Context, *runtime.ServeMux, C) error,
) Service {
	return Service{
		Descriptor: file.Services().Get(0),
		Register: func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
			if err := register(ctx, mux, client(conn)); err != nil {
				return fmt.Errorf("gateway: routes of %s: %w", file.Path(), err)
			}
			return nil
		},
	}
}
