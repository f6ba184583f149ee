package service

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/gen/go/ocegate"
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
	// MaxUpload and MaxDownload are the largest files that are passed on, in bytes.
	MaxUpload, MaxDownload int64
}

// Services are the servers of all services.
type Services struct{ *ocegate.Servers }

// Descriptors are the public services, in the order of the documentation.
func Descriptors() []protoreflect.ServiceDescriptor {
	services := ocegate.Services()
	all := make([]protoreflect.ServiceDescriptor, len(services))
	for i, service := range services {
		all[i] = service.Descriptor
	}
	return all
}

// New compiles the plans of all RPCs; a fault in one of them is a failed start.
// Services with behaviour of their own are named here, the others relay.
func New(config Config) (*Services, error) {
	if config.Upstream == nil {
		return nil, errors.New("service: no upstream client")
	}
	if config.MaxUpload <= 0 || config.MaxDownload <= 0 {
		return nil, errors.New("service: files have no limit")
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
	servers := ocegate.NewServers(caller.bind, newTransfers(config, caller))
	servers.OrderService = newOrders(caller)
	servers.ResourceService = newResources(caller)
	servers.CaseMessageService = newCaseMessages(caller)
	servers.PartnerCouponService = newPartnerCoupons(caller)
	if err := errors.Join(caller.faults...); err != nil {
		return nil, err
	}
	return &Services{servers}, nil
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
