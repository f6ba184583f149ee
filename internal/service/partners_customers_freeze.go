package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// FreezeCustomers freezes customers.
func (s *partnerCustomers) FreezeCustomers(ctx context.Context, in *partnersv1.FreezeCustomersRequest) (*partnersv1.FreezeCustomersResponse, error) {
	out, err := relay(ctx, s.caller, partnersv1.PartnerCustomerService_FreezeCustomers_FullMethodName, in, &partnersv1.FreezeCustomersResponse{})
	if nothingLeftOut(err) {
		return &partnersv1.FreezeCustomersResponse{}, nil
	}
	return out, err
}

// UnfreezeCustomers sets frozen customers free.
func (s *partnerCustomers) UnfreezeCustomers(ctx context.Context, in *partnersv1.UnfreezeCustomersRequest) (*partnersv1.UnfreezeCustomersResponse, error) {
	out, err := relay(ctx, s.caller, partnersv1.PartnerCustomerService_UnfreezeCustomers_FullMethodName, in, &partnersv1.UnfreezeCustomersResponse{})
	if nothingLeftOut(err) {
		return &partnersv1.UnfreezeCustomersResponse{}, nil
	}
	return out, err
}
