package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerCustomers answers ocegate.partners.v1.PartnerCustomerService.
type partnerCustomers struct {
	*partnersv1.PartnerCustomerServiceRelay
}

func newPartnerCustomers(caller *caller) *partnerCustomers {
	return &partnerCustomers{
		PartnerCustomerServiceRelay: partnersv1.NewPartnerCustomerServiceRelay(caller.bind),
	}
}

// FreezeCustomers freezes customers.
func (s *partnerCustomers) FreezeCustomers(ctx context.Context, in *partnersv1.FreezeCustomersRequest) (*partnersv1.FreezeCustomersResponse, error) {
	out, err := s.PartnerCustomerServiceRelay.FreezeCustomers(ctx, in)
	if nothingLeftOut(err) {
		return &partnersv1.FreezeCustomersResponse{}, nil
	}
	return out, err
}

// UnfreezeCustomers sets frozen customers free.
func (s *partnerCustomers) UnfreezeCustomers(ctx context.Context, in *partnersv1.UnfreezeCustomersRequest) (*partnersv1.UnfreezeCustomersResponse, error) {
	out, err := s.PartnerCustomerServiceRelay.UnfreezeCustomers(ctx, in)
	if nothingLeftOut(err) {
		return &partnersv1.UnfreezeCustomersResponse{}, nil
	}
	return out, err
}
