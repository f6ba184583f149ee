package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// cases answers ocegate.tickets.v1.CaseService.
type cases struct {
	ticketsv1.UnsafeCaseServiceServer
	caller *caller
}

// CreateCase opens a case.
func (s *cases) CreateCase(ctx context.Context, in *ticketsv1.CreateCaseRequest) (*ticketsv1.CreateCaseResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_CreateCase_FullMethodName, in, &ticketsv1.CreateCaseResponse{})
}

// ListCases lists cases page by page.
func (s *cases) ListCases(ctx context.Context, in *ticketsv1.ListCasesRequest) (*ticketsv1.ListCasesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_ListCases_FullMethodName, in, &ticketsv1.ListCasesResponse{})
}

// GetCase returns a case.
func (s *cases) GetCase(ctx context.Context, in *ticketsv1.GetCaseRequest) (*ticketsv1.GetCaseResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_GetCase_FullMethodName, in, &ticketsv1.GetCaseResponse{})
}

// GetCaseStatus returns where a case stands.
func (s *cases) GetCaseStatus(ctx context.Context, in *ticketsv1.GetCaseStatusRequest) (*ticketsv1.GetCaseStatusResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_GetCaseStatus_FullMethodName, in, &ticketsv1.GetCaseStatusResponse{})
}

// ListCaseCounts counts cases by status.
func (s *cases) ListCaseCounts(ctx context.Context, in *ticketsv1.ListCaseCountsRequest) (*ticketsv1.ListCaseCountsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_ListCaseCounts_FullMethodName, in, &ticketsv1.ListCaseCountsResponse{})
}

// PerformCaseAction urges, withdraws, closes or deletes a case.
func (s *cases) PerformCaseAction(ctx context.Context, in *ticketsv1.PerformCaseActionRequest) (*ticketsv1.PerformCaseActionResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_PerformCaseAction_FullMethodName, in, &ticketsv1.PerformCaseActionResponse{})
}

// UpdateCaseContact changes a case's contact.
func (s *cases) UpdateCaseContact(ctx context.Context, in *ticketsv1.UpdateCaseContactRequest) (*ticketsv1.UpdateCaseContactResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_UpdateCaseContact_FullMethodName, in, &ticketsv1.UpdateCaseContactResponse{})
}

// ListCaseOperations lists a case's log page by page.
func (s *cases) ListCaseOperations(ctx context.Context, in *ticketsv1.ListCaseOperationsRequest) (*ticketsv1.ListCaseOperationsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_ListCaseOperations_FullMethodName, in, &ticketsv1.ListCaseOperationsResponse{})
}

// CreateCaseExtendedParameters hands in answers for a case.
func (s *cases) CreateCaseExtendedParameters(ctx context.Context, in *ticketsv1.CreateCaseExtendedParametersRequest) (*ticketsv1.CreateCaseExtendedParametersResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_CreateCaseExtendedParameters_FullMethodName, in, &ticketsv1.CreateCaseExtendedParametersResponse{})
}

// GetCaseExtendedParameters asks for a case's extended parameters.
func (s *cases) GetCaseExtendedParameters(ctx context.Context, in *ticketsv1.GetCaseExtendedParametersRequest) (*ticketsv1.GetCaseExtendedParametersResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_GetCaseExtendedParameters_FullMethodName, in, &ticketsv1.GetCaseExtendedParametersResponse{})
}

// SearchCases lists cases through the older search page by page.
func (s *cases) SearchCases(ctx context.Context, in *ticketsv1.SearchCasesRequest) (*ticketsv1.SearchCasesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_SearchCases_FullMethodName, in, &ticketsv1.SearchCasesResponse{})
}

// ListRelations lists related cases.
func (s *cases) ListRelations(ctx context.Context, in *ticketsv1.ListRelationsRequest) (*ticketsv1.ListRelationsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_ListRelations_FullMethodName, in, &ticketsv1.ListRelationsResponse{})
}

// CreateRelations relates cases.
func (s *cases) CreateRelations(ctx context.Context, in *ticketsv1.CreateRelationsRequest) (*ticketsv1.CreateRelationsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_CreateRelations_FullMethodName, in, &ticketsv1.CreateRelationsResponse{})
}

// DeleteRelation ends a relation.
func (s *cases) DeleteRelation(ctx context.Context, in *ticketsv1.DeleteRelationRequest) (*ticketsv1.DeleteRelationResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseService_DeleteRelation_FullMethodName, in, &ticketsv1.DeleteRelationResponse{})
}
