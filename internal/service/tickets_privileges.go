package service

import (
	"context"

	ticketsv1 "github.com/ocegate/ocegate/gen/go/ocegate/tickets/v1"
)

// ticketPrivileges answers ocegate.tickets.v1.PrivilegeService.
type ticketPrivileges struct {
	ticketsv1.UnsafePrivilegeServiceServer
	caller *caller
}

// SetPrivilege grants or revokes a privilege.
func (s *ticketPrivileges) SetPrivilege(ctx context.Context, in *ticketsv1.SetPrivilegeRequest) (*ticketsv1.SetPrivilegeResponse, error) {
	return relay(ctx, s.caller, ticketsv1.PrivilegeService_SetPrivilege_FullMethodName, in, &ticketsv1.SetPrivilegeResponse{})
}

// CheckPrivilege says whether the caller has a privilege.
func (s *ticketPrivileges) CheckPrivilege(ctx context.Context, in *ticketsv1.CheckPrivilegeRequest) (*ticketsv1.CheckPrivilegeResponse, error) {
	return relay(ctx, s.caller, ticketsv1.PrivilegeService_CheckPrivilege_FullMethodName, in, &ticketsv1.CheckPrivilegeResponse{})
}

// GetPrivilegePolicy says whether IAM users need a privilege to create cases.
func (s *ticketPrivileges) GetPrivilegePolicy(ctx context.Context, in *ticketsv1.GetPrivilegePolicyRequest) (*ticketsv1.GetPrivilegePolicyResponse, error) {
	return relay(ctx, s.caller, ticketsv1.PrivilegeService_GetPrivilegePolicy_FullMethodName, in, &ticketsv1.GetPrivilegePolicyResponse{})
}

// CheckPartnerCasePrivilege says whether a partner may handle cases.
func (s *ticketPrivileges) CheckPartnerCasePrivilege(ctx context.Context, in *ticketsv1.CheckPartnerCasePrivilegeRequest) (*ticketsv1.CheckPartnerCasePrivilegeResponse, error) {
	return relay(ctx, s.caller, ticketsv1.PrivilegeService_CheckPartnerCasePrivilege_FullMethodName, in, &ticketsv1.CheckPartnerCasePrivilegeResponse{})
}

// GetCaseQuota says how many cases can be created.
func (s *ticketPrivileges) GetCaseQuota(ctx context.Context, in *ticketsv1.GetCaseQuotaRequest) (*ticketsv1.GetCaseQuotaResponse, error) {
	return relay(ctx, s.caller, ticketsv1.PrivilegeService_GetCaseQuota_FullMethodName, in, &ticketsv1.GetCaseQuotaResponse{})
}

// GetCaseLimits says how much a case may hold.
func (s *ticketPrivileges) GetCaseLimits(ctx context.Context, in *ticketsv1.GetCaseLimitsRequest) (*ticketsv1.GetCaseLimitsResponse, error) {
	return relay(ctx, s.caller, ticketsv1.PrivilegeService_GetCaseLimits_FullMethodName, in, &ticketsv1.GetCaseLimitsResponse{})
}
