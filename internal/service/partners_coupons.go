package service

import (
	"context"

	partnersv1 "github.com/ocegate/ocegate/gen/go/ocegate/partners/v1"
)

// partnerCoupons answers ocegate.partners.v1.PartnerCouponService.
type partnerCoupons struct {
	*partnersv1.PartnerCouponServiceRelay
	createCoupons, issueCouponQuotas, reclaimCouponQuotas *operation
}

func newPartnerCoupons(caller *caller) *partnerCoupons {
	return &partnerCoupons{
		PartnerCouponServiceRelay: partnersv1.NewPartnerCouponServiceRelay(caller.bind),
		createCoupons:             caller.operation(partnersv1.PartnerCouponService_CreateCoupons_FullMethodName),
		issueCouponQuotas:         caller.operation(partnersv1.PartnerCouponService_IssueCouponQuotas_FullMethodName),
		reclaimCouponQuotas:       caller.operation(partnersv1.PartnerCouponService_ReclaimCouponQuotas_FullMethodName),
	}
}

// CreateCoupons issues coupons to customers, each of whom gets one or a failure.
func (s *partnerCoupons) CreateCoupons(ctx context.Context, in *partnersv1.CreateCouponsRequest) (*partnersv1.CreateCouponsResponse, error) {
	out := &partnersv1.CreateCouponsResponse{}
	return settle(ctx, out, settlement{
		operation: s.createCoupons, in: in,
		tell: func() tally {
			return tally{
				asked: in.GetCustomerIds(),
				made:  each(out.GetCoupons(), (*partnersv1.CreatedCoupon).GetCouponId),
				told:  append(each(out.GetCoupons(), (*partnersv1.CreatedCoupon).GetCustomerId), failed(out.GetFailures())...),
			}
		},
	})
}

// IssueCouponQuotas issues quotas to indirect partners, each of whom gets one or a
// failure.
func (s *partnerCoupons) IssueCouponQuotas(ctx context.Context, in *partnersv1.IssueCouponQuotasRequest) (*partnersv1.IssueCouponQuotasResponse, error) {
	out := &partnersv1.IssueCouponQuotasResponse{}
	return settle(ctx, out, settlement{
		operation: s.issueCouponQuotas, in: in,
		tell: func() tally {
			return tally{
				asked: in.GetIndirectPartnerIds(),
				made:  each(out.GetQuotas(), (*partnersv1.CreatedCouponQuota).GetQuotaId),
				told:  append(each(out.GetQuotas(), (*partnersv1.CreatedCouponQuota).GetIndirectPartnerId), failed(out.GetFailures())...),
			}
		},
	})
}

// ReclaimCouponQuotas takes quotas back from indirect partners, one by one.
func (s *partnerCoupons) ReclaimCouponQuotas(ctx context.Context, in *partnersv1.ReclaimCouponQuotasRequest) (*partnersv1.ReclaimCouponQuotasResponse, error) {
	out := &partnersv1.ReclaimCouponQuotasResponse{}
	return settle(ctx, out, settlement{
		operation: s.reclaimCouponQuotas, in: in,
		tell: func() tally {
			return tally{
				asked: in.GetQuotaIds(),
				told:  append(each(out.GetQuotas(), (*partnersv1.ReclaimedCouponQuota).GetQuotaId), failed(out.GetFailures())...),
			}
		},
	})
}

// failed are the items that were left out.
func failed(failures []*partnersv1.ItemFailure) []string {
	return each(failures, (*partnersv1.ItemFailure).GetItemId)
}
