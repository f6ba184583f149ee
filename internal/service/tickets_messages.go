package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// caseMessages answers ocegate.tickets.v1.CaseMessageService.
type caseMessages struct {
	ticketsv1.UnsafeCaseMessageServiceServer
	caller *caller
}

// CreateMessage adds a message.
func (s *caseMessages) CreateMessage(ctx context.Context, in *ticketsv1.CreateMessageRequest) (*ticketsv1.CreateMessageResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseMessageService_CreateMessage_FullMethodName, in, &ticketsv1.CreateMessageResponse{})
}

// ListMessages lists messages page by page.
func (s *caseMessages) ListMessages(ctx context.Context, in *ticketsv1.ListMessagesRequest) (*ticketsv1.ListMessagesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseMessageService_ListMessages_FullMethodName, in, &ticketsv1.ListMessagesResponse{})
}

// ListNewMessages returns what is new.
func (s *caseMessages) ListNewMessages(ctx context.Context, in *ticketsv1.ListNewMessagesRequest) (*ticketsv1.ListNewMessagesResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseMessageService_ListNewMessages_FullMethodName, in, &ticketsv1.ListNewMessagesResponse{})
}

// ListUnreadCounts counts unread messages.
func (s *caseMessages) ListUnreadCounts(ctx context.Context, in *ticketsv1.ListUnreadCountsRequest) (*ticketsv1.ListUnreadCountsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseMessageService_ListUnreadCounts_FullMethodName, in, &ticketsv1.ListUnreadCountsResponse{})
}

// MarkMessagesRead marks messages as read.
func (s *caseMessages) MarkMessagesRead(ctx context.Context, in *ticketsv1.MarkMessagesReadRequest) (*ticketsv1.MarkMessagesReadResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseMessageService_MarkMessagesRead_FullMethodName, in, &ticketsv1.MarkMessagesReadResponse{})
}

// RevokeMessage takes back a message.
func (s *caseMessages) RevokeMessage(ctx context.Context, in *ticketsv1.RevokeMessageRequest) (*ticketsv1.RevokeMessageResponse, error) {
	return relay(ctx, s.caller, ticketsv1.CaseMessageService_RevokeMessage_FullMethodName, in, &ticketsv1.RevokeMessageResponse{})
}
