package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// caseLabels answers ocegate.tickets.v1.CaseLabelService.
type caseLabels struct {
	ticketsv1.UnsafeCaseLabelServiceServer
	caller *caller
}

// CreateLabel makes a label.
func (s *caseLabels) CreateLabel(ctx context.Context, in *ticketsv1.CreateLabelRequest) (*ticketsv1.CreateLabelResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_CreateLabel_FullMethodName, in, &ticketsv1.CreateLabelResponse{})
}

// ListLabels lists labels page by page.
func (s *caseLabels) ListLabels(ctx context.Context, in *ticketsv1.ListLabelsRequest) (*ticketsv1.ListLabelsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_ListLabels_FullMethodName, in, &ticketsv1.ListLabelsResponse{})
}

// UpdateLabel changes a label.
func (s *caseLabels) UpdateLabel(ctx context.Context, in *ticketsv1.UpdateLabelRequest) (*ticketsv1.UpdateLabelResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_UpdateLabel_FullMethodName, in, &ticketsv1.UpdateLabelResponse{})
}

// DeleteLabel removes a label.
func (s *caseLabels) DeleteLabel(ctx context.Context, in *ticketsv1.DeleteLabelRequest) (*ticketsv1.DeleteLabelResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_DeleteLabel_FullMethodName, in, &ticketsv1.DeleteLabelResponse{})
}

// AddCaseLabels puts labels on a case.
func (s *caseLabels) AddCaseLabels(ctx context.Context, in *ticketsv1.AddCaseLabelsRequest) (*ticketsv1.AddCaseLabelsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_AddCaseLabels_FullMethodName, in, &ticketsv1.AddCaseLabelsResponse{})
}

// ListCaseLabels lists a case's labels.
func (s *caseLabels) ListCaseLabels(ctx context.Context, in *ticketsv1.ListCaseLabelsRequest) (*ticketsv1.ListCaseLabelsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_ListCaseLabels_FullMethodName, in, &ticketsv1.ListCaseLabelsResponse{})
}

// RemoveCaseLabels takes labels off a case.
func (s *caseLabels) RemoveCaseLabels(ctx context.Context, in *ticketsv1.RemoveCaseLabelsRequest) (*ticketsv1.RemoveCaseLabelsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseLabelService_RemoveCaseLabels_FullMethodName, in, &ticketsv1.RemoveCaseLabelsResponse{})
}
