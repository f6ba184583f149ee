package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// ticketConfiguration answers ocegate.tickets.v1.TicketConfigurationService.
type ticketConfiguration struct {
	ticketsv1.UnsafeTicketConfigurationServiceServer
	caller *caller
}

// ListCaseCategories lists sub types of cases.
func (s *ticketConfiguration) ListCaseCategories(ctx context.Context, in *ticketsv1.ListCaseCategoriesRequest) (*ticketsv1.ListCaseCategoriesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListCaseCategories_FullMethodName, in, &ticketsv1.ListCaseCategoriesResponse{})
}

// ListProductCategories lists product categories.
func (s *ticketConfiguration) ListProductCategories(ctx context.Context, in *ticketsv1.ListProductCategoriesRequest) (*ticketsv1.ListProductCategoriesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListProductCategories_FullMethodName, in, &ticketsv1.ListProductCategoriesResponse{})
}

// ListProblemTypes lists problem types.
func (s *ticketConfiguration) ListProblemTypes(ctx context.Context, in *ticketsv1.ListProblemTypesRequest) (*ticketsv1.ListProblemTypesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListProblemTypes_FullMethodName, in, &ticketsv1.ListProblemTypesResponse{})
}

// ListCaseTemplates lists templates of descriptions.
func (s *ticketConfiguration) ListCaseTemplates(ctx context.Context, in *ticketsv1.ListCaseTemplatesRequest) (*ticketsv1.ListCaseTemplatesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListCaseTemplates_FullMethodName, in, &ticketsv1.ListCaseTemplatesResponse{})
}

// ListSeverities lists severities.
func (s *ticketConfiguration) ListSeverities(ctx context.Context, in *ticketsv1.ListSeveritiesRequest) (*ticketsv1.ListSeveritiesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListSeverities_FullMethodName, in, &ticketsv1.ListSeveritiesResponse{})
}

// ListCaseRegions lists regions of cases.
func (s *ticketConfiguration) ListCaseRegions(ctx context.Context, in *ticketsv1.ListCaseRegionsRequest) (*ticketsv1.ListCaseRegionsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListCaseRegions_FullMethodName, in, &ticketsv1.ListCaseRegionsResponse{})
}

// ListCustomerRegions lists regions of the caller.
func (s *ticketConfiguration) ListCustomerRegions(ctx context.Context, in *ticketsv1.ListCustomerRegionsRequest) (*ticketsv1.ListCustomerRegionsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListCustomerRegions_FullMethodName, in, &ticketsv1.ListCustomerRegionsResponse{})
}

// ListExtendedParameters lists what a problem type asks for.
func (s *ticketConfiguration) ListExtendedParameters(ctx context.Context, in *ticketsv1.ListExtendedParametersRequest) (*ticketsv1.ListExtendedParametersResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListExtendedParameters_FullMethodName, in, &ticketsv1.ListExtendedParametersResponse{})
}

// ListSatisfactionDimensions lists scales of scores.
func (s *ticketConfiguration) ListSatisfactionDimensions(ctx context.Context, in *ticketsv1.ListSatisfactionDimensionsRequest) (*ticketsv1.ListSatisfactionDimensionsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListSatisfactionDimensions_FullMethodName, in, &ticketsv1.ListSatisfactionDimensionsResponse{})
}

// GetConfiguration returns a setting.
func (s *ticketConfiguration) GetConfiguration(ctx context.Context, in *ticketsv1.GetConfigurationRequest) (*ticketsv1.GetConfigurationResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_GetConfiguration_FullMethodName, in, &ticketsv1.GetConfigurationResponse{})
}

// ListSubUsers lists sub-users.
func (s *ticketConfiguration) ListSubUsers(ctx context.Context, in *ticketsv1.ListSubUsersRequest) (*ticketsv1.ListSubUsersResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_ListSubUsers_FullMethodName, in, &ticketsv1.ListSubUsersResponse{})
}

// GetPartnerServiceInfo says which partner serves the caller.
func (s *ticketConfiguration) GetPartnerServiceInfo(ctx context.Context, in *ticketsv1.GetPartnerServiceInfoRequest) (*ticketsv1.GetPartnerServiceInfoResponse, error) {
	return relay(ctx, s.caller, ticketsv1.TicketConfigurationService_GetPartnerServiceInfo_FullMethodName, in, &ticketsv1.GetPartnerServiceInfoResponse{})
}
