package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerCustomers answers ocegate.partners.v1.PartnerCustomerService.
type partnerCustomers struct {
	partnersv1.UnsafePartnerCustomerServiceServer
	caller *caller
}

// CreateCustomer creates a customer of the partner.
func (s *partnerCustomers) CreateCustomer(ctx context.Context, in *partnersv1.CreateCustomerRequest) (*partnersv1.CreateCustomerResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_CreateCustomer_FullMethodName, in, &partnersv1.CreateCustomerResponse{})
}

// ListCustomers lists the customers of the partner, page by page.
func (s *partnerCustomers) ListCustomers(ctx context.Context, in *partnersv1.ListCustomersRequest) (*partnersv1.ListCustomersResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_ListCustomers_FullMethodName, in, &partnersv1.ListCustomersResponse{})
}

// CheckIdentity tells whether a customer can be created with a login name, phone or email address.
func (s *partnerCustomers) CheckIdentity(ctx context.Context, in *partnersv1.CheckIdentityRequest) (*partnersv1.CheckIdentityResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_CheckIdentity_FullMethodName, in, &partnersv1.CheckIdentityResponse{})
}

// ListNewCustomerTags tells which customers count as new, page by page.
func (s *partnerCustomers) ListNewCustomerTags(ctx context.Context, in *partnersv1.ListNewCustomerTagsRequest) (*partnersv1.ListNewCustomerTagsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_ListNewCustomerTags_FullMethodName, in, &partnersv1.ListNewCustomerTagsResponse{})
}

// ListConsumingCustomers lists the customers that have charges in a month, page by page.
func (s *partnerCustomers) ListConsumingCustomers(ctx context.Context, in *partnersv1.ListConsumingCustomersRequest) (*partnersv1.ListConsumingCustomersResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_ListConsumingCustomers_FullMethodName, in, &partnersv1.ListConsumingCustomersResponse{})
}

// ListOnDemandResources lists the on-demand resources of a customer, page by page.
func (s *partnerCustomers) ListOnDemandResources(ctx context.Context, in *partnersv1.ListOnDemandResourcesRequest) (*partnersv1.ListOnDemandResourcesResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_ListOnDemandResources_FullMethodName, in, &partnersv1.ListOnDemandResourcesResponse{})
}

// SendCustomerVerificationCode sends a verification code to the phone or email address of a customer.
func (s *partnerCustomers) SendCustomerVerificationCode(ctx context.Context, in *partnersv1.SendCustomerVerificationCodeRequest) (*partnersv1.SendCustomerVerificationCodeResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCustomerService_SendCustomerVerificationCode_FullMethodName, in, &partnersv1.SendCustomerVerificationCodeResponse{})
}
