package service

import (
	"context"

	couponsv1 "github.com/ocegate/ocegate/gen/go/ocegate/coupons/v1"
)

// coupons answers ocegate.coupons.v1.CouponService.
type coupons struct {
	couponsv1.UnsafeCouponServiceServer
	caller *caller
}

// ListCoupons lists coupons page by page.
func (s *coupons) ListCoupons(ctx context.Context, in *couponsv1.ListCouponsRequest) (*couponsv1.ListCouponsResponse, error) {
	return relay(ctx, s.caller, couponsv1.CouponService_ListCoupons_FullMethodName, in, &couponsv1.ListCouponsResponse{})
}

// ListCouponTransactions lists the changes of coupons page by page.
func (s *coupons) ListCouponTransactions(ctx context.Context, in *couponsv1.ListCouponTransactionsRequest) (*couponsv1.ListCouponTransactionsResponse, error) {
	return relay(ctx, s.caller, couponsv1.CouponService_ListCouponTransactions_FullMethodName, in, &couponsv1.ListCouponTransactionsResponse{})
}
