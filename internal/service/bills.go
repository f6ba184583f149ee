package service

import (
	"context"

	billsv1 "github.com/ocegate/ocegate/gen/go/ocegate/bills/v1"
)

// bills answers ocegate.bills.v1.BillService.
type bills struct {
	billsv1.UnsafeBillServiceServer
	caller *caller
}

// ListMonthlySummaries lists the sums of a month page by page.
func (s *bills) ListMonthlySummaries(ctx context.Context, in *billsv1.ListMonthlySummariesRequest) (*billsv1.ListMonthlySummariesResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListMonthlySummaries_FullMethodName, in, &billsv1.ListMonthlySummariesResponse{})
}

// ListFeeRecords lists single charges page by page.
func (s *bills) ListFeeRecords(ctx context.Context, in *billsv1.ListFeeRecordsRequest) (*billsv1.ListFeeRecordsResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListFeeRecords_FullMethodName, in, &billsv1.ListFeeRecordsResponse{})
}

// ListResourceRecords lists charges of resources page by page.
func (s *bills) ListResourceRecords(ctx context.Context, in *billsv1.ListResourceRecordsRequest) (*billsv1.ListResourceRecordsResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListResourceRecords_FullMethodName, in, &billsv1.ListResourceRecordsResponse{})
}

// ListResourceDetails lists charges of resources with their relations page by page.
func (s *bills) ListResourceDetails(ctx context.Context, in *billsv1.ListResourceDetailsRequest) (*billsv1.ListResourceDetailsResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListResourceDetails_FullMethodName, in, &billsv1.ListResourceDetailsResponse{})
}

// ListMonthlyCostBreakdown lists the costs of a month page by page.
func (s *bills) ListMonthlyCostBreakdown(ctx context.Context, in *billsv1.ListMonthlyCostBreakdownRequest) (*billsv1.ListMonthlyCostBreakdownResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListMonthlyCostBreakdown_FullMethodName, in, &billsv1.ListMonthlyCostBreakdownResponse{})
}

// AnalyzeCosts adds costs up.
func (s *bills) AnalyzeCosts(ctx context.Context, in *billsv1.AnalyzeCostsRequest) (*billsv1.AnalyzeCostsResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_AnalyzeCosts_FullMethodName, in, &billsv1.AnalyzeCostsResponse{})
}

// ListPercentileUsageSummaries lists 95th-percentile bandwidths page by page.
func (s *bills) ListPercentileUsageSummaries(ctx context.Context, in *billsv1.ListPercentileUsageSummariesRequest) (*billsv1.ListPercentileUsageSummariesResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListPercentileUsageSummaries_FullMethodName, in, &billsv1.ListPercentileUsageSummariesResponse{})
}

// ListPercentileUsageDetails lists five-minute values page by page.
func (s *bills) ListPercentileUsageDetails(ctx context.Context, in *billsv1.ListPercentileUsageDetailsRequest) (*billsv1.ListPercentileUsageDetailsResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListPercentileUsageDetails_FullMethodName, in, &billsv1.ListPercentileUsageDetailsResponse{})
}

// ListInvoices lists invoices page by page.
func (s *bills) ListInvoices(ctx context.Context, in *billsv1.ListInvoicesRequest) (*billsv1.ListInvoicesResponse, error) {
	return relay(ctx, s.caller, billsv1.BillService_ListInvoices_FullMethodName, in, &billsv1.ListInvoicesResponse{})
}
