package service

import (
	"context"
	"errors"

	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	"github.com/ocegate/ocegate/internal/upstream"
)

// noContent is the HTTP status of a success without a body.
const noContent = 204

// SetExpiryPolicy sets what happens at expiry. The upstream says in two ways that
// no resource was left out: by an empty list, or by 204 without a body.
func (s *resources) SetExpiryPolicy(ctx context.Context, in *resourcesv1.SetExpiryPolicyRequest) (*resourcesv1.SetExpiryPolicyResponse, error) {
	out, err := call(ctx, s.caller, resourcesv1.ResourceService_SetExpiryPolicy_FullMethodName, in, &resourcesv1.SetExpiryPolicyResponse{})
	var fault *upstream.Error
	if errors.As(err, &fault) && fault.Kind == upstream.KindUnreadable && fault.HTTPStatus == noContent {
		return &resourcesv1.SetExpiryPolicyResponse{}, nil
	}
	return out, err
}
