package service

import (
	"context"

	accountsv1 "github.com/ocegate/ocegate/gen/go/ocegate/accounts/v1"
)

// accounts answers ocegate.accounts.v1.AccountService.
type accounts struct {
	accountsv1.UnsafeAccountServiceServer
	caller *caller
}

// GetBalances returns what each account holds.
func (s *accounts) GetBalances(ctx context.Context, in *accountsv1.GetBalancesRequest) (*accountsv1.GetBalancesResponse, error) {
	return relay(ctx, s.caller, accountsv1.AccountService_GetBalances_FullMethodName, in, &accountsv1.GetBalancesResponse{})
}

// ListAccountTransactions lists the changes of an account page by page.
func (s *accounts) ListAccountTransactions(ctx context.Context, in *accountsv1.ListAccountTransactionsRequest) (*accountsv1.ListAccountTransactionsResponse, error) {
	return relay(ctx, s.caller, accountsv1.AccountService_ListAccountTransactions_FullMethodName, in, &accountsv1.ListAccountTransactionsResponse{})
}

// ListStoredValueCards lists prepaid cards page by page.
func (s *accounts) ListStoredValueCards(ctx context.Context, in *accountsv1.ListStoredValueCardsRequest) (*accountsv1.ListStoredValueCardsResponse, error) {
	return relay(ctx, s.caller, accountsv1.AccountService_ListStoredValueCards_FullMethodName, in, &accountsv1.ListStoredValueCardsResponse{})
}

// GetExpenditureQuota returns how much the customer may spend.
func (s *accounts) GetExpenditureQuota(ctx context.Context, in *accountsv1.GetExpenditureQuotaRequest) (*accountsv1.GetExpenditureQuotaResponse, error) {
	return relay(ctx, s.caller, accountsv1.AccountService_GetExpenditureQuota_FullMethodName, in, &accountsv1.GetExpenditureQuotaResponse{})
}

// GetRealNameStatus tells whether a name is verified.
func (s *accounts) GetRealNameStatus(ctx context.Context, in *accountsv1.GetRealNameStatusRequest) (*accountsv1.GetRealNameStatusResponse, error) {
	return relay(ctx, s.caller, accountsv1.AccountService_GetRealNameStatus_FullMethodName, in, &accountsv1.GetRealNameStatusResponse{})
}

// GetRealNameQrCode makes a QR code for verification.
func (s *accounts) GetRealNameQrCode(ctx context.Context, in *accountsv1.GetRealNameQrCodeRequest) (*accountsv1.GetRealNameQrCodeResponse, error) {
	return relay(ctx, s.caller, accountsv1.AccountService_GetRealNameQrCode_FullMethodName, in, &accountsv1.GetRealNameQrCodeResponse{})
}
