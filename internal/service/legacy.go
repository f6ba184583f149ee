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

// ListLegacyOrders lists orders, page by page.
func (s *legacy) ListLegacyOrders(ctx context.Context, in *legacyv1.ListLegacyOrdersRequest) (*legacyv1.ListLegacyOrdersResponse, error) {
	return relay(ctx, s.caller, legacyv1.LegacyService_ListLegacyOrders_FullMethodName, in, &legacyv1.ListLegacyOrdersResponse{})
}

// ListLegacyPackageUsages returns what is left of all resource packages.
func (s *legacy) ListLegacyPackageUsages(ctx context.Context, in *legacyv1.ListLegacyPackageUsagesRequest) (*legacyv1.ListLegacyPackageUsagesResponse, error) {
	return relay(ctx, s.caller, legacyv1.LegacyService_ListLegacyPackageUsages_FullMethodName, in, &legacyv1.ListLegacyPackageUsagesResponse{})
}

// ListLegacyMemberAccounts lists the member accounts of the caller, who must be an enterprise master, page by page.
func (s *legacy) ListLegacyMemberAccounts(ctx context.Context, in *legacyv1.ListLegacyMemberAccountsRequest) (*legacyv1.ListLegacyMemberAccountsResponse, error) {
	return relay(ctx, s.caller, legacyv1.LegacyService_ListLegacyMemberAccounts_FullMethodName, in, &legacyv1.ListLegacyMemberAccountsResponse{})
}

// ListLegacyTransferableBalances lists what an enterprise master can transfer to members, row by row.
func (s *legacy) ListLegacyTransferableBalances(ctx context.Context, in *legacyv1.ListLegacyTransferableBalancesRequest) (*legacyv1.ListLegacyTransferableBalancesResponse, error) {
	return relay(ctx, s.caller, legacyv1.LegacyService_ListLegacyTransferableBalances_FullMethodName, in, &legacyv1.ListLegacyTransferableBalancesResponse{})
}
