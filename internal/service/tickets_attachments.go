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
	return call(ctx, s.caller, ticketsv1.AttachmentService_CreateAttachment_FullMethodName, in, &ticketsv1.CreateAttachmentResponse{})
}

// DeleteAttachment removes a file.
func (s *attachments) DeleteAttachment(ctx context.Context, in *ticketsv1.DeleteAttachmentRequest) (*ticketsv1.DeleteAttachmentResponse, error) {
	return call(ctx, s.caller, ticketsv1.AttachmentService_DeleteAttachment_FullMethodName, in, &ticketsv1.DeleteAttachmentResponse{})
}

// GetAttachmentLimits returns what the upstream accepts.
func (s *attachments) GetAttachmentLimits(ctx context.Context, in *ticketsv1.GetAttachmentLimitsRequest) (*ticketsv1.GetAttachmentLimitsResponse, error) {
	return call(ctx, s.caller, ticketsv1.AttachmentService_GetAttachmentLimits_FullMethodName, in, &ticketsv1.GetAttachmentLimitsResponse{})
}

// ListAttachmentUrls returns addresses of files.
func (s *attachments) ListAttachmentUrls(ctx context.Context, in *ticketsv1.ListAttachmentUrlsRequest) (*ticketsv1.ListAttachmentUrlsResponse, error) {
	return call(ctx, s.caller, ticketsv1.AttachmentService_ListAttachmentUrls_FullMethodName, in, &ticketsv1.ListAttachmentUrlsResponse{})
}

// GetAttachmentUrl returns the address of a file.
func (s *attachments) GetAttachmentUrl(ctx context.Context, in *ticketsv1.GetAttachmentUrlRequest) (*ticketsv1.GetAttachmentUrlResponse, error) {
	return call(ctx, s.caller, ticketsv1.AttachmentService_GetAttachmentUrl_FullMethodName, in, &ticketsv1.GetAttachmentUrlResponse{})
}
