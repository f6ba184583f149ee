package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// ticketVerification answers ocegate.tickets.v1.VerificationService.
type ticketVerification struct {
	ticketsv1.UnsafeVerificationServiceServer
	caller *caller
}

// CheckVerificationNeed says whether a contact must be verified.
func (s *ticketVerification) CheckVerificationNeed(ctx context.Context, in *ticketsv1.CheckVerificationNeedRequest) (*ticketsv1.CheckVerificationNeedResponse, error) {
	return relay(ctx, s.caller, ticketsv1.VerificationService_CheckVerificationNeed_FullMethodName, in, &ticketsv1.CheckVerificationNeedResponse{})
}

// SendContactVerificationCode sends a verification code.
func (s *ticketVerification) SendContactVerificationCode(ctx context.Context, in *ticketsv1.SendContactVerificationCodeRequest) (*ticketsv1.SendContactVerificationCodeResponse, error) {
	return relay(ctx, s.caller, ticketsv1.VerificationService_SendContactVerificationCode_FullMethodName, in, &ticketsv1.SendContactVerificationCodeResponse{})
}

// CheckContactVerificationCode takes a verification code.
func (s *ticketVerification) CheckContactVerificationCode(ctx context.Context, in *ticketsv1.CheckContactVerificationCodeRequest) (*ticketsv1.CheckContactVerificationCodeResponse, error) {
	return relay(ctx, s.caller, ticketsv1.VerificationService_CheckContactVerificationCode_FullMethodName, in, &ticketsv1.CheckContactVerificationCodeResponse{})
}

// SearchVerifiedContacts lists verified contacts page by page.
func (s *ticketVerification) SearchVerifiedContacts(ctx context.Context, in *ticketsv1.SearchVerifiedContactsRequest) (*ticketsv1.SearchVerifiedContactsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.VerificationService_SearchVerifiedContacts_FullMethodName, in, &ticketsv1.SearchVerifiedContactsResponse{})
}

// ListCcEmails returns addresses that get copies.
func (s *ticketVerification) ListCcEmails(ctx context.Context, in *ticketsv1.ListCcEmailsRequest) (*ticketsv1.ListCcEmailsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.VerificationService_ListCcEmails_FullMethodName, in, &ticketsv1.ListCcEmailsResponse{})
}

// ListAreaCodes lists country codes of phones.
func (s *ticketVerification) ListAreaCodes(ctx context.Context, in *ticketsv1.ListAreaCodesRequest) (*ticketsv1.ListAreaCodesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.VerificationService_ListAreaCodes_FullMethodName, in, &ticketsv1.ListAreaCodesResponse{})
}
