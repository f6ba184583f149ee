package service

import (
	"context"

	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
	typev1 "github.com/ocegate/ocegate/gen/go/ocegate/type/v1"
)

// resources answers ocegate.resources.v1.ResourceService.
type resources struct {
	resourcesv1.ResourceServiceRelay
	caller *caller
}

func newResources(caller *caller) *resources {
	return &resources{resourcesv1.ResourceServiceRelay{Relay: caller.relay}, caller}
}

// RenewResources renews resources. One order may renew several of them.
func (s *resources) RenewResources(ctx context.Context, in *resourcesv1.RenewResourcesRequest) (*resourcesv1.RenewResourcesResponse, error) {
	out := &resourcesv1.RenewResourcesResponse{}
	return settle(ctx, s.caller, out, settlement{
		method: resourcesv1.ResourceService_RenewResources_FullMethodName, in: in,
		tell: func() tally {
			left := each(out.GetFailures(), (*typev1.ResourceFailure).GetResourceId)
			return tally{asked: in.GetResourceIds(), made: out.GetOrderIds(), told: left, joint: true}
		},
	})
}

// UnsubscribeResources gives resources back. One order may give back several.
func (s *resources) UnsubscribeResources(ctx context.Context, in *resourcesv1.UnsubscribeResourcesRequest) (*resourcesv1.UnsubscribeResourcesResponse, error) {
	out := &resourcesv1.UnsubscribeResourcesResponse{}
	return settle(ctx, s.caller, out, settlement{
		method: resourcesv1.ResourceService_UnsubscribeResources_FullMethodName, in: in,
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
	return settle(ctx, s.caller, out, settlement{
		method: resourcesv1.ResourceService_ConvertToOnDemand_FullMethodName, in: in,
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
