package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerRealNames answers ocegate.partners.v1.PartnerRealNameService.
type partnerRealNames struct {
	partnersv1.UnsafePartnerRealNameServiceServer
	caller *caller
}

// ApplyPersonalRealName has the name of a person verified, for the first time.
func (s *partnerRealNames) ApplyPersonalRealName(ctx context.Context, in *partnersv1.ApplyPersonalRealNameRequest) (*partnersv1.ApplyPersonalRealNameResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerRealNameService_ApplyPersonalRealName_FullMethodName, in, &partnersv1.ApplyPersonalRealNameResponse{})
}

// ApplyEnterpriseRealName has the name of an enterprise verified, for the first time.
func (s *partnerRealNames) ApplyEnterpriseRealName(ctx context.Context, in *partnersv1.ApplyEnterpriseRealNameRequest) (*partnersv1.ApplyEnterpriseRealNameResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerRealNameService_ApplyEnterpriseRealName_FullMethodName, in, &partnersv1.ApplyEnterpriseRealNameResponse{})
}

// ChangeToEnterpriseRealName turns a customer that was verified as a person into an enterprise.
func (s *partnerRealNames) ChangeToEnterpriseRealName(ctx context.Context, in *partnersv1.ChangeToEnterpriseRealNameRequest) (*partnersv1.ChangeToEnterpriseRealNameResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerRealNameService_ChangeToEnterpriseRealName_FullMethodName, in, &partnersv1.ChangeToEnterpriseRealNameResponse{})
}

// GetRealNameResult tells how the last verification ended.
func (s *partnerRealNames) GetRealNameResult(ctx context.Context, in *partnersv1.GetRealNameResultRequest) (*partnersv1.GetRealNameResultResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerRealNameService_GetRealNameResult_FullMethodName, in, &partnersv1.GetRealNameResultResponse{})
}
