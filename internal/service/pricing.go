package service

import (
	"context"

	pricingv1 "github.com/ocegate/ocegate/gen/go/ocegate/pricing/v1"
)

// pricing answers ocegate.pricing.v1.PricingService.
type pricing struct {
	pricingv1.UnsafePricingServiceServer
	caller *caller
}

// GetOnDemandPrice returns the price of on-demand usage.
func (s *pricing) GetOnDemandPrice(ctx context.Context, in *pricingv1.GetOnDemandPriceRequest) (*pricingv1.GetOnDemandPriceResponse, error) {
	return relay(ctx, s.caller, pricingv1.PricingService_GetOnDemandPrice_FullMethodName, in, &pricingv1.GetOnDemandPriceResponse{})
}

// GetSubscriptionPrice returns the price of yearly or monthly resources.
func (s *pricing) GetSubscriptionPrice(ctx context.Context, in *pricingv1.GetSubscriptionPriceRequest) (*pricingv1.GetSubscriptionPriceResponse, error) {
	return relay(ctx, s.caller, pricingv1.PricingService_GetSubscriptionPrice_FullMethodName, in, &pricingv1.GetSubscriptionPriceResponse{})
}

// ListCommercialDiscounts lists agreed discounts page by page.
func (s *pricing) ListCommercialDiscounts(ctx context.Context, in *pricingv1.ListCommercialDiscountsRequest) (*pricingv1.ListCommercialDiscountsResponse, error) {
	return relay(ctx, s.caller, pricingv1.PricingService_ListCommercialDiscounts_FullMethodName, in, &pricingv1.ListCommercialDiscountsResponse{})
}

// GetRenewalPrice returns the price of renewals.
func (s *pricing) GetRenewalPrice(ctx context.Context, in *pricingv1.GetRenewalPriceRequest) (*pricingv1.GetRenewalPriceResponse, error) {
	return relay(ctx, s.caller, pricingv1.PricingService_GetRenewalPrice_FullMethodName, in, &pricingv1.GetRenewalPriceResponse{})
}
