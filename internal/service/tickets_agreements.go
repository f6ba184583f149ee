package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// ticketAgreements answers ocegate.tickets.v1.AgreementService.
type ticketAgreements struct {
	ticketsv1.UnsafeAgreementServiceServer
	caller *caller
}

// GetLatestAgreement returns the latest agreement.
func (s *ticketAgreements) GetLatestAgreement(ctx context.Context, in *ticketsv1.GetLatestAgreementRequest) (*ticketsv1.GetLatestAgreementResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AgreementService_GetLatestAgreement_FullMethodName, in, &ticketsv1.GetLatestAgreementResponse{})
}

// CheckAgreementSigned says whether the latest agreement is signed.
func (s *ticketAgreements) CheckAgreementSigned(ctx context.Context, in *ticketsv1.CheckAgreementSignedRequest) (*ticketsv1.CheckAgreementSignedResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AgreementService_CheckAgreementSigned_FullMethodName, in, &ticketsv1.CheckAgreementSignedResponse{})
}

// SignAgreement signs an agreement.
func (s *ticketAgreements) SignAgreement(ctx context.Context, in *ticketsv1.SignAgreementRequest) (*ticketsv1.SignAgreementResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AgreementService_SignAgreement_FullMethodName, in, &ticketsv1.SignAgreementResponse{})
}
