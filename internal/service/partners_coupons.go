package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerCoupons answers ocegate.partners.v1.PartnerCouponService.
type partnerCoupons struct {
	partnersv1.UnsafePartnerCouponServiceServer
	caller *caller
}

// ListIssuedCoupons lists the coupons that were issued to customers, page by page.
func (s *partnerCoupons) ListIssuedCoupons(ctx context.Context, in *partnersv1.ListIssuedCouponsRequest) (*partnersv1.ListIssuedCouponsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCouponService_ListIssuedCoupons_FullMethodName, in, &partnersv1.ListIssuedCouponsResponse{})
}

// ListCouponRecords lists what happened to coupons, page by page.
func (s *partnerCoupons) ListCouponRecords(ctx context.Context, in *partnersv1.ListCouponRecordsRequest) (*partnersv1.ListCouponRecordsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCouponService_ListCouponRecords_FullMethodName, in, &partnersv1.ListCouponRecordsResponse{})
}

// ReclaimIssuedCoupon takes a coupon back.
func (s *partnerCoupons) ReclaimIssuedCoupon(ctx context.Context, in *partnersv1.ReclaimIssuedCouponRequest) (*partnersv1.ReclaimIssuedCouponResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCouponService_ReclaimIssuedCoupon_FullMethodName, in, &partnersv1.ReclaimIssuedCouponResponse{})
}

// ListCouponQuotas lists the quotas of a partner, page by page.
func (s *partnerCoupons) ListCouponQuotas(ctx context.Context, in *partnersv1.ListCouponQuotasRequest) (*partnersv1.ListCouponQuotasResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCouponService_ListCouponQuotas_FullMethodName, in, &partnersv1.ListCouponQuotasResponse{})
}

// ListIssuedCouponQuotas lists the quotas that were issued to indirect partners, page by page.
func (s *partnerCoupons) ListIssuedCouponQuotas(ctx context.Context, in *partnersv1.ListIssuedCouponQuotasRequest) (*partnersv1.ListIssuedCouponQuotasResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCouponService_ListIssuedCouponQuotas_FullMethodName, in, &partnersv1.ListIssuedCouponQuotasResponse{})
}

// ListCouponQuotaRecords lists what happened to the quotas of indirect partners, page by page.
func (s *partnerCoupons) ListCouponQuotaRecords(ctx context.Context, in *partnersv1.ListCouponQuotaRecordsRequest) (*partnersv1.ListCouponQuotaRecordsResponse, error) {
	return relay(ctx, s.caller, partnersv1.PartnerCouponService_ListCouponQuotaRecords_FullMethodName, in, &partnersv1.ListCouponQuotaRecordsResponse{})
}
