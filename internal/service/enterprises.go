package service

import (
	"context"

	enterprisesv1 "github.com/ocegate/ocegate/gen/go/ocegate/enterprises/v1"
)

// enterprises answers ocegate.enterprises.v1.EnterpriseService.
type enterprises struct {
	enterprisesv1.UnsafeEnterpriseServiceServer
	caller *caller
}

// ListOrganizations returns the enterprise's tree.
func (s *enterprises) ListOrganizations(ctx context.Context, in *enterprisesv1.ListOrganizationsRequest) (*enterprisesv1.ListOrganizationsResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ListOrganizations_FullMethodName, in, &enterprisesv1.ListOrganizationsResponse{})
}

// ListMemberAccounts lists member accounts page by page.
func (s *enterprises) ListMemberAccounts(ctx context.Context, in *enterprisesv1.ListMemberAccountsRequest) (*enterprisesv1.ListMemberAccountsResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ListMemberAccounts_FullMethodName, in, &enterprisesv1.ListMemberAccountsResponse{})
}

// CreateMemberAccount creates a member account.
func (s *enterprises) CreateMemberAccount(ctx context.Context, in *enterprisesv1.CreateMemberAccountRequest) (*enterprisesv1.CreateMemberAccountResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_CreateMemberAccount_FullMethodName, in, &enterprisesv1.CreateMemberAccountResponse{})
}

// SendVerificationCode sends a verification code.
func (s *enterprises) SendVerificationCode(ctx context.Context, in *enterprisesv1.SendVerificationCodeRequest) (*enterprisesv1.SendVerificationCodeResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_SendVerificationCode_FullMethodName, in, &enterprisesv1.SendVerificationCodeResponse{})
}

// ListTransferableBalances lists what can be transferred page by page.
func (s *enterprises) ListTransferableBalances(ctx context.Context, in *enterprisesv1.ListTransferableBalancesRequest) (*enterprisesv1.ListTransferableBalancesResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ListTransferableBalances_FullMethodName, in, &enterprisesv1.ListTransferableBalancesResponse{})
}

// ListReclaimableBalances lists what can be reclaimed page by page.
func (s *enterprises) ListReclaimableBalances(ctx context.Context, in *enterprisesv1.ListReclaimableBalancesRequest) (*enterprisesv1.ListReclaimableBalancesResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ListReclaimableBalances_FullMethodName, in, &enterprisesv1.ListReclaimableBalancesResponse{})
}

// TransferBalance moves money to a member account.
func (s *enterprises) TransferBalance(ctx context.Context, in *enterprisesv1.TransferBalanceRequest) (*enterprisesv1.TransferBalanceResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_TransferBalance_FullMethodName, in, &enterprisesv1.TransferBalanceResponse{})
}

// ReclaimBalance moves money back.
func (s *enterprises) ReclaimBalance(ctx context.Context, in *enterprisesv1.ReclaimBalanceRequest) (*enterprisesv1.ReclaimBalanceResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ReclaimBalance_FullMethodName, in, &enterprisesv1.ReclaimBalanceResponse{})
}

// ListTransferableCoupons lists transferable coupons page by page.
func (s *enterprises) ListTransferableCoupons(ctx context.Context, in *enterprisesv1.ListTransferableCouponsRequest) (*enterprisesv1.ListTransferableCouponsResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ListTransferableCoupons_FullMethodName, in, &enterprisesv1.ListTransferableCouponsResponse{})
}

// ListReclaimableCoupons lists reclaimable coupons page by page.
func (s *enterprises) ListReclaimableCoupons(ctx context.Context, in *enterprisesv1.ListReclaimableCouponsRequest) (*enterprisesv1.ListReclaimableCouponsResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ListReclaimableCoupons_FullMethodName, in, &enterprisesv1.ListReclaimableCouponsResponse{})
}

// TransferCoupon moves a coupon to a member account.
func (s *enterprises) TransferCoupon(ctx context.Context, in *enterprisesv1.TransferCouponRequest) (*enterprisesv1.TransferCouponResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_TransferCoupon_FullMethodName, in, &enterprisesv1.TransferCouponResponse{})
}

// ReclaimCoupon moves a coupon back.
func (s *enterprises) ReclaimCoupon(ctx context.Context, in *enterprisesv1.ReclaimCouponRequest) (*enterprisesv1.ReclaimCouponResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_ReclaimCoupon_FullMethodName, in, &enterprisesv1.ReclaimCouponResponse{})
}

// EnableEnterpriseProjects turns on enterprise projects.
func (s *enterprises) EnableEnterpriseProjects(ctx context.Context, in *enterprisesv1.EnableEnterpriseProjectsRequest) (*enterprisesv1.EnableEnterpriseProjectsResponse, error) {
	return relay(ctx, s.caller, enterprisesv1.EnterpriseService_EnableEnterpriseProjects_FullMethodName, in, &enterprisesv1.EnableEnterpriseProjectsResponse{})
}
