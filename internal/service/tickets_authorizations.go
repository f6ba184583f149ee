package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// ticketAuthorizations answers ocegate.tickets.v1.AuthorizationService.
type ticketAuthorizations struct {
	ticketsv1.UnsafeAuthorizationServiceServer
	caller *caller
}

// ListAuthorizations lists what engineers have asked for page by page.
func (s *ticketAuthorizations) ListAuthorizations(ctx context.Context, in *ticketsv1.ListAuthorizationsRequest) (*ticketsv1.ListAuthorizationsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_ListAuthorizations_FullMethodName, in, &ticketsv1.ListAuthorizationsResponse{})
}

// GetAuthorization returns an authorization.
func (s *ticketAuthorizations) GetAuthorization(ctx context.Context, in *ticketsv1.GetAuthorizationRequest) (*ticketsv1.GetAuthorizationResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_GetAuthorization_FullMethodName, in, &ticketsv1.GetAuthorizationResponse{})
}

// ConfirmAuthorization grants an authorization.
func (s *ticketAuthorizations) ConfirmAuthorization(ctx context.Context, in *ticketsv1.ConfirmAuthorizationRequest) (*ticketsv1.ConfirmAuthorizationResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_ConfirmAuthorization_FullMethodName, in, &ticketsv1.ConfirmAuthorizationResponse{})
}

// EndAuthorization rejects or cancels an authorization.
func (s *ticketAuthorizations) EndAuthorization(ctx context.Context, in *ticketsv1.EndAuthorizationRequest) (*ticketsv1.EndAuthorizationResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_EndAuthorization_FullMethodName, in, &ticketsv1.EndAuthorizationResponse{})
}

// CheckHostLogin tries to sign in to a host.
func (s *ticketAuthorizations) CheckHostLogin(ctx context.Context, in *ticketsv1.CheckHostLoginRequest) (*ticketsv1.CheckHostLoginResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_CheckHostLogin_FullMethodName, in, &ticketsv1.CheckHostLoginResponse{})
}

// ListAuthorizationSessions lists sessions of engineers page by page.
func (s *ticketAuthorizations) ListAuthorizationSessions(ctx context.Context, in *ticketsv1.ListAuthorizationSessionsRequest) (*ticketsv1.ListAuthorizationSessionsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_ListAuthorizationSessions_FullMethodName, in, &ticketsv1.ListAuthorizationSessionsResponse{})
}

// ListSessionCommands lists what was done in a session page by page.
func (s *ticketAuthorizations) ListSessionCommands(ctx context.Context, in *ticketsv1.ListSessionCommandsRequest) (*ticketsv1.ListSessionCommandsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_ListSessionCommands_FullMethodName, in, &ticketsv1.ListSessionCommandsResponse{})
}

// ListSessionFileTransfers lists the files that were moved in a session page by page.
func (s *ticketAuthorizations) ListSessionFileTransfers(ctx context.Context, in *ticketsv1.ListSessionFileTransfersRequest) (*ticketsv1.ListSessionFileTransfersResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_ListSessionFileTransfers_FullMethodName, in, &ticketsv1.ListSessionFileTransfersResponse{})
}

// GetLoginType says how the caller has signed in.
func (s *ticketAuthorizations) GetLoginType(ctx context.Context, in *ticketsv1.GetLoginTypeRequest) (*ticketsv1.GetLoginTypeResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_GetLoginType_FullMethodName, in, &ticketsv1.GetLoginTypeResponse{})
}

// ListAgencies lists agencies of IAM.
func (s *ticketAuthorizations) ListAgencies(ctx context.Context, in *ticketsv1.ListAgenciesRequest) (*ticketsv1.ListAgenciesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AuthorizationService_ListAgencies_FullMethodName, in, &ticketsv1.ListAgenciesResponse{})
}
