package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerBills answers ocegate.partners.v1.PartnerBillService.
type partnerBills struct {
	partnersv1.UnsafePartnerBillServiceServer
	caller *caller
}

// GetPostpaidBillSummary returns what the partner owes for a month.
func (s *partnerBills) GetPostpaidBillSummary(ctx context.Context, in *partnersv1.GetPostpaidBillSummaryRequest) (*partnersv1.GetPostpaidBillSummaryResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerBillService_GetPostpaidBillSummary_FullMethodName, in, &partnersv1.GetPostpaidBillSummaryResponse{})
}

// ListCustomerBillDetails lists the charges of a customer, page by page.
func (s *partnerBills) ListCustomerBillDetails(ctx context.Context, in *partnersv1.ListCustomerBillDetailsRequest) (*partnersv1.ListCustomerBillDetailsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerBillService_ListCustomerBillDetails_FullMethodName, in, &partnersv1.ListCustomerBillDetailsResponse{})
}

// ListCustomerMonthlyBills sums up what the customers were charged in a month, page by page.
func (s *partnerBills) ListCustomerMonthlyBills(ctx context.Context, in *partnersv1.ListCustomerMonthlyBillsRequest) (*partnersv1.ListCustomerMonthlyBillsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerBillService_ListCustomerMonthlyBills_FullMethodName, in, &partnersv1.ListCustomerMonthlyBillsResponse{})
}

// ListIncentivePolicies lists how sales of cloud services count for the partner, page by page.
func (s *partnerBills) ListIncentivePolicies(ctx context.Context, in *partnersv1.ListIncentivePoliciesRequest) (*partnersv1.ListIncentivePoliciesResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerBillService_ListIncentivePolicies_FullMethodName, in, &partnersv1.ListIncentivePoliciesResponse{})
}
