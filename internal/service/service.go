package service

import (
	"errors"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"github.com/ocegate/ocegate/internal/translate"
	"github.com/ocegate/ocegate/internal/upstream"
)

// Config is what the services need.
type Config struct {
	// Upstream sends the calls.
	Upstream *upstream.Client
	// Site decides which operations exist and which currency applies where an
	// answer names none.
	Site upstream.Site
	// Unknown, if set, is told of every answer with members or codes that the
	// plans do not know.
	Unknown func(operation string, fields, codes int)
}

// Services are the handlers of all domains.
type Services struct {
	orders   *orders
	accounts *accounts
	coupons  *coupons
}

// Descriptors are the public services, in the order of the documentation.
func Descriptors() []protoreflect.ServiceDescriptor {
	var all []protoreflect.ServiceDescriptor
	for _, file := range []protoreflect.FileDescriptor{
		ordersv1.File_ocegate_orders_v1_orders_service_proto,
		accountsv1.File_ocegate_accounts_v1_accounts_service_proto,
		couponsv1.File_ocegate_coupons_v1_coupons_service_proto,
	} {
		for i := range file.Services().Len() {
			all = append(all, file.Services().Get(i))
		}
	}
	return all
}

// New compiles the plans of all RPCs; a fault in one of them is a failed start.
func New(config Config) (*Services, error) {
	if config.Upstream == nil {
		return nil, errors.New("service: no upstream client")
	}
	site, err := planSite(config.Site)
	if err != nil {
		return nil, err
	}
	plans, err := translate.Compile(Descriptors(), site)
	if err != nil {
		return nil, fmt.Errorf("service: %w", err)
	}
	caller := newCaller(config, plans)
	return &Services{
		orders:   &orders{caller: caller},
		accounts: &accounts{caller: caller},
		coupons:  &coupons{caller: caller},
	}, nil
}

func planSite(site upstream.Site) (upstreamv1.Site, error) {
	switch site {
	case upstream.SiteChina:
		return upstreamv1.Site_SITE_CN, nil
	case upstream.SiteInternational:
		return upstreamv1.Site_SITE_INTL, nil
	default:
		return 0, fmt.Errorf("service: site %q is not known", site)
	}
}

// Register puts the handlers on a door.
func (s *Services) Register(door grpc.ServiceRegistrar) {
	ordersv1.RegisterOrderServiceServer(door, s.orders)
	accountsv1.RegisterAccountServiceServer(door, s.accounts)
	couponsv1.RegisterCouponServiceServer(door, s.coupons)
}
