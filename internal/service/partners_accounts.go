package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerAccounts answers ocegate.partners.v1.PartnerAccountService.
type partnerAccounts struct {
	partnersv1.UnsafePartnerAccountServiceServer
	caller *caller
}

// GetPartnerBalances returns what the partner's accounts hold.
func (s *partnerAccounts) GetPartnerBalances(ctx context.Context, in *partnersv1.GetPartnerBalancesRequest) (*partnersv1.GetPartnerBalancesResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_GetPartnerBalances_FullMethodName, in, &partnersv1.GetPartnerBalancesResponse{})
}

// ListPartnerTransactions lists the changes of the partner's accounts, page by page.
func (s *partnerAccounts) ListPartnerTransactions(ctx context.Context, in *partnersv1.ListPartnerTransactionsRequest) (*partnersv1.ListPartnerTransactionsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_ListPartnerTransactions_FullMethodName, in, &partnersv1.ListPartnerTransactionsResponse{})
}

// ListAdjustments lists what went from the partner to customers and indirect partners, and back, page by page.
func (s *partnerAccounts) ListAdjustments(ctx context.Context, in *partnersv1.ListAdjustmentsRequest) (*partnersv1.ListAdjustmentsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_ListAdjustments_FullMethodName, in, &partnersv1.ListAdjustmentsResponse{})
}

// ListCustomerBalances returns what customers can spend.
func (s *partnerAccounts) ListCustomerBalances(ctx context.Context, in *partnersv1.ListCustomerBalancesRequest) (*partnersv1.ListCustomerBalancesResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_ListCustomerBalances_FullMethodName, in, &partnersv1.ListCustomerBalancesResponse{})
}

// AdjustCustomerAmount gives money to a customer.
func (s *partnerAccounts) AdjustCustomerAmount(ctx context.Context, in *partnersv1.AdjustCustomerAmountRequest) (*partnersv1.AdjustCustomerAmountResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_AdjustCustomerAmount_FullMethodName, in, &partnersv1.AdjustCustomerAmountResponse{})
}

// ReclaimCustomerAmount takes money back from a customer.
func (s *partnerAccounts) ReclaimCustomerAmount(ctx context.Context, in *partnersv1.ReclaimCustomerAmountRequest) (*partnersv1.ReclaimCustomerAmountResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_ReclaimCustomerAmount_FullMethodName, in, &partnersv1.ReclaimCustomerAmountResponse{})
}

// GetConsumptionQuota returns how much the partner may spend and how much of it is used.
func (s *partnerAccounts) GetConsumptionQuota(ctx context.Context, in *partnersv1.GetConsumptionQuotaRequest) (*partnersv1.GetConsumptionQuotaResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_GetConsumptionQuota_FullMethodName, in, &partnersv1.GetConsumptionQuotaResponse{})
}

// GetCustomerBudget returns what a customer may spend.
func (s *partnerAccounts) GetCustomerBudget(ctx context.Context, in *partnersv1.GetCustomerBudgetRequest) (*partnersv1.GetCustomerBudgetResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_GetCustomerBudget_FullMethodName, in, &partnersv1.GetCustomerBudgetResponse{})
}

// ListCustomerBudgets returns what customers may spend.
func (s *partnerAccounts) ListCustomerBudgets(ctx context.Context, in *partnersv1.ListCustomerBudgetsRequest) (*partnersv1.ListCustomerBudgetsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_ListCustomerBudgets_FullMethodName, in, &partnersv1.ListCustomerBudgetsResponse{})
}

// SetCustomerBudget says how much a customer may spend.
func (s *partnerAccounts) SetCustomerBudget(ctx context.Context, in *partnersv1.SetCustomerBudgetRequest) (*partnersv1.SetCustomerBudgetResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_SetCustomerBudget_FullMethodName, in, &partnersv1.SetCustomerBudgetResponse{})
}

// ListCustomerBudgetRecords lists the changes of a budget, page by page.
func (s *partnerAccounts) ListCustomerBudgetRecords(ctx context.Context, in *partnersv1.ListCustomerBudgetRecordsRequest) (*partnersv1.ListCustomerBudgetRecordsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerAccountService_ListCustomerBudgetRecords_FullMethodName, in, &partnersv1.ListCustomerBudgetRecordsResponse{})
}
