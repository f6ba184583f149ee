package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// indirectPartners answers ocegate.partners.v1.IndirectPartnerService.
type indirectPartners struct {
	partnersv1.UnsafeIndirectPartnerServiceServer
	caller *caller
}

// ListIndirectPartners lists the indirect partners, page by page.
func (s *indirectPartners) ListIndirectPartners(ctx context.Context, in *partnersv1.ListIndirectPartnersRequest) (*partnersv1.ListIndirectPartnersResponse, error) {
	return relay(ctx, s.caller, partnersv1.IndirectPartnerService_ListIndirectPartners_FullMethodName, in, &partnersv1.ListIndirectPartnersResponse{})
}

// AdjustIndirectPartnerAmount gives money to an indirect partner.
func (s *indirectPartners) AdjustIndirectPartnerAmount(ctx context.Context, in *partnersv1.AdjustIndirectPartnerAmountRequest) (*partnersv1.AdjustIndirectPartnerAmountResponse, error) {
	return relay(ctx, s.caller, partnersv1.IndirectPartnerService_AdjustIndirectPartnerAmount_FullMethodName, in, &partnersv1.AdjustIndirectPartnerAmountResponse{})
}

// ReclaimIndirectPartnerAmount takes money back from an indirect partner.
func (s *indirectPartners) ReclaimIndirectPartnerAmount(ctx context.Context, in *partnersv1.ReclaimIndirectPartnerAmountRequest) (*partnersv1.ReclaimIndirectPartnerAmountResponse, error) {
	return relay(ctx, s.caller, partnersv1.IndirectPartnerService_ReclaimIndirectPartnerAmount_FullMethodName, in, &partnersv1.ReclaimIndirectPartnerAmountResponse{})
}
