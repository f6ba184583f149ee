package service

import (
	"context"

	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
)

// SetExpiryPolicy sets what happens at expiry.
func (s *resources) SetExpiryPolicy(ctx context.Context, in *resourcesv1.SetExpiryPolicyRequest) (*resourcesv1.SetExpiryPolicyResponse, error) {
	out, err := s.ResourceServiceRelay.SetExpiryPolicy(ctx, in)
	if nothingLeftOut(err) {
		return &resourcesv1.SetExpiryPolicyResponse{}, nil
	}
	return out, err
}
