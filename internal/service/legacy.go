package service

import (
	"context"

	legacyv1 "github.com/ocegate/ocegate/gen/go/ocegate/legacy/v1"
)

// legacy answers ocegate.legacy.v1.LegacyService.
type legacy struct {
	legacyv1.UnsafeLegacyServiceServer
	caller *caller
}

// ListOrders lists orders, page by page.
func (s *legacy) ListOrders(ctx context.Context, in *legacyv1.ListOrdersRequest) (*legacyv1.ListOrdersResponse, error) {
	return call(ctx, s.caller, legacyv1.LegacyService_ListOrders_FullMethodName, in, &legacyv1.ListOrdersResponse{})
}

// ListPackageUsages returns what is left of all resource packages.
func (s *legacy) ListPackageUsages(ctx context.Context, in *legacyv1.ListPackageUsagesRequest) (*legacyv1.ListPackageUsagesResponse, error) {
	return call(ctx, s.caller, legacyv1.LegacyService_ListPackageUsages_FullMethodName, in, &legacyv1.ListPackageUsagesResponse{})
}

// ListMemberAccounts lists the member accounts of the caller, who must be an enterprise master, page by page.
func (s *legacy) ListMemberAccounts(ctx context.Context, in *legacyv1.ListMemberAccountsRequest) (*legacyv1.ListMemberAccountsResponse, error) {
	return call(ctx, s.caller, legacyv1.LegacyService_ListMemberAccounts_FullMethodName, in, &legacyv1.ListMemberAccountsResponse{})
}

// ListTransferableBalances lists what an enterprise master can transfer to members, row by row.
func (s *legacy) ListTransferableBalances(ctx context.Context, in *legacyv1.ListTransferableBalancesRequest) (*legacyv1.ListTransferableBalancesResponse, error) {
	return call(ctx, s.caller, legacyv1.LegacyService_ListTransferableBalances_FullMethodName, in, &legacyv1.ListTransferableBalancesResponse{})
}
