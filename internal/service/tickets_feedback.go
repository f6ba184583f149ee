package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// caseFeedback answers ocegate.tickets.v1.CaseFeedbackService.
type caseFeedback struct {
	ticketsv1.UnsafeCaseFeedbackServiceServer
	caller *caller
}

// CreateScore scores the handling of a case.
func (s *caseFeedback) CreateScore(ctx context.Context, in *ticketsv1.CreateScoreRequest) (*ticketsv1.CreateScoreResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseFeedbackService_CreateScore_FullMethodName, in, &ticketsv1.CreateScoreResponse{})
}

// CreateFeedback reports infringing or illegal content.
func (s *caseFeedback) CreateFeedback(ctx context.Context, in *ticketsv1.CreateFeedbackRequest) (*ticketsv1.CreateFeedbackResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseFeedbackService_CreateFeedback_FullMethodName, in, &ticketsv1.CreateFeedbackResponse{})
}
