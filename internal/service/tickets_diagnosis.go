package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// ticketDiagnosis answers ocegate.tickets.v1.DiagnosisService.
type ticketDiagnosis struct {
	ticketsv1.UnsafeDiagnosisServiceServer
	caller *caller
}

// StartDiagnosis starts a diagnosis.
func (s *ticketDiagnosis) StartDiagnosis(ctx context.Context, in *ticketsv1.StartDiagnosisRequest) (*ticketsv1.StartDiagnosisResponse, error) {
	return relay(ctx, s.caller, ticketsv1.DiagnosisService_StartDiagnosis_FullMethodName, in, &ticketsv1.StartDiagnosisResponse{})
}

// GetDiagnosis returns a diagnosis.
func (s *ticketDiagnosis) GetDiagnosis(ctx context.Context, in *ticketsv1.GetDiagnosisRequest) (*ticketsv1.GetDiagnosisResponse, error) {
	return relay(ctx, s.caller, ticketsv1.DiagnosisService_GetDiagnosis_FullMethodName, in, &ticketsv1.GetDiagnosisResponse{})
}

// ListDiagnoses lists diagnoses page by page.
func (s *ticketDiagnosis) ListDiagnoses(ctx context.Context, in *ticketsv1.ListDiagnosesRequest) (*ticketsv1.ListDiagnosesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.DiagnosisService_ListDiagnoses_FullMethodName, in, &ticketsv1.ListDiagnosesResponse{})
}

// ListDiagnosisItems returns what checks found.
func (s *ticketDiagnosis) ListDiagnosisItems(ctx context.Context, in *ticketsv1.ListDiagnosisItemsRequest) (*ticketsv1.ListDiagnosisItemsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.DiagnosisService_ListDiagnosisItems_FullMethodName, in, &ticketsv1.ListDiagnosisItemsResponse{})
}

// ListDiagnosableServers lists servers that can be diagnosed.
func (s *ticketDiagnosis) ListDiagnosableServers(ctx context.Context, in *ticketsv1.ListDiagnosableServersRequest) (*ticketsv1.ListDiagnosableServersResponse, error) {
	return relay(ctx, s.caller, ticketsv1.DiagnosisService_ListDiagnosableServers_FullMethodName, in, &ticketsv1.ListDiagnosableServersResponse{})
}

// SendDiagnosisFeedback says whether diagnoses help.
func (s *ticketDiagnosis) SendDiagnosisFeedback(ctx context.Context, in *ticketsv1.SendDiagnosisFeedbackRequest) (*ticketsv1.SendDiagnosisFeedbackResponse, error) {
	return relay(ctx, s.caller, ticketsv1.DiagnosisService_SendDiagnosisFeedback_FullMethodName, in, &ticketsv1.SendDiagnosisFeedbackResponse{})
}
