package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// attachments answers ocegate.tickets.v1.AttachmentService.
type attachments struct {
	ticketsv1.UnsafeAttachmentServiceServer
	caller *caller
}

// CreateAttachment uploads a small file.
func (s *attachments) CreateAttachment(ctx context.Context, in *ticketsv1.CreateAttachmentRequest) (*ticketsv1.CreateAttachmentResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AttachmentService_CreateAttachment_FullMethodName, in, &ticketsv1.CreateAttachmentResponse{})
}

// DeleteAttachment removes a file.
func (s *attachments) DeleteAttachment(ctx context.Context, in *ticketsv1.DeleteAttachmentRequest) (*ticketsv1.DeleteAttachmentResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AttachmentService_DeleteAttachment_FullMethodName, in, &ticketsv1.DeleteAttachmentResponse{})
}

// GetAttachmentLimits returns what the upstream accepts.
func (s *attachments) GetAttachmentLimits(ctx context.Context, in *ticketsv1.GetAttachmentLimitsRequest) (*ticketsv1.GetAttachmentLimitsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AttachmentService_GetAttachmentLimits_FullMethodName, in, &ticketsv1.GetAttachmentLimitsResponse{})
}

// ListAttachmentAddresses returns addresses of files.
func (s *attachments) ListAttachmentAddresses(ctx context.Context, in *ticketsv1.ListAttachmentAddressesRequest) (*ticketsv1.ListAttachmentAddressesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AttachmentService_ListAttachmentAddresses_FullMethodName, in, &ticketsv1.ListAttachmentAddressesResponse{})
}

// GetAttachmentAddress returns the address of a file.
func (s *attachments) GetAttachmentAddress(ctx context.Context, in *ticketsv1.GetAttachmentAddressRequest) (*ticketsv1.GetAttachmentAddressResponse, error) {
	return relay(ctx, s.caller, ticketsv1.AttachmentService_GetAttachmentAddress_FullMethodName, in, &ticketsv1.GetAttachmentAddressResponse{})
}
