package service

import (
	"context"

	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// resources answers ocegate.resources.v1.ResourceService.
type resources struct {
	*resourcesv1.ResourceServiceRelay
	renewResources, unsubscribeResources, convertToOnDemand *operation
}

func newResources(caller *caller) *resources {
	return &resources{
		ResourceServiceRelay: resourcesv1.NewResourceServiceRelay(caller.bind),
		renewResources:       caller.operation(resourcesv1.ResourceService_RenewResources_FullMethodName),
		unsubscribeResources: caller.operation(resourcesv1.ResourceService_UnsubscribeResources_FullMethodName),
		convertToOnDemand:    caller.operation(resourcesv1.ResourceService_ConvertToOnDemand_FullMethodName),
	}
}

// RenewResources renews resources. One order may renew several of them.
func (s *resources) RenewResources(ctx context.Context, in *resourcesv1.RenewResourcesRequest) (*resourcesv1.RenewResourcesResponse, error) {
	out := &resourcesv1.RenewResourcesResponse{}
	return settle(ctx, out, settlement{
		operation: s.renewResources, in: in,
		tell: func() tally {
			left := each(out.GetFailures(), (*typev1.ResourceFailure).GetResourceId)
			return tally{asked: in.GetResourceIds(), made: out.GetOrderIds(), told: left, joint: true}
		},
	})
}

// UnsubscribeResources gives resources back. One order may give back several.
func (s *resources) UnsubscribeResources(ctx context.Context, in *resourcesv1.UnsubscribeResourcesRequest) (*resourcesv1.UnsubscribeResourcesResponse, error) {
	out := &resourcesv1.UnsubscribeResourcesResponse{}
	return settle(ctx, out, settlement{
		operation: s.unsubscribeResources, in: in,
		tell: func() tally {
			left := each(out.GetFailures(), (*typev1.ResourceFailure).GetResourceId)
			return tally{asked: in.GetResourceIds(), made: out.GetOrderIds(), told: left, joint: true}
		},
	})
}

// ConvertToOnDemand turns resources into on-demand ones at once. A resource whose
// result is missing is not told of.
func (s *resources) ConvertToOnDemand(ctx context.Context, in *resourcesv1.ConvertToOnDemandRequest) (*resourcesv1.ConvertToOnDemandResponse, error) {
	out := &resourcesv1.ConvertToOnDemandResponse{}
	return settle(ctx, out, settlement{
		operation: s.convertToOnDemand, in: in,
		tell: func() tally {
			t := tally{asked: in.GetResourceIds()}
			for _, conversion := range out.GetConversions() {
				if conversion.GetResult() != 0 || conversion.GetResultCode() != "" {
					t.told = append(t.told, conversion.GetResourceId())
				}
			}
			return t
		},
	})
}
