package service

import (
	"context"

	resourcesv1 "github.com/ocegate/ocegate/gen/go/ocegate/resources/v1"
)

// resources answers ocegate.resources.v1.ResourceService.
type resources struct {
	resourcesv1.UnsafeResourceServiceServer
	caller *caller
}

// ListResources lists yearly and monthly resources page by page.
func (s *resources) ListResources(ctx context.Context, in *resourcesv1.ListResourcesRequest) (*resourcesv1.ListResourcesResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_ListResources_FullMethodName, in, &resourcesv1.ListResourcesResponse{})
}

// EnableAutoRenew lets a resource renew itself.
func (s *resources) EnableAutoRenew(ctx context.Context, in *resourcesv1.EnableAutoRenewRequest) (*resourcesv1.EnableAutoRenewResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_EnableAutoRenew_FullMethodName, in, &resourcesv1.EnableAutoRenewResponse{})
}

// DisableAutoRenew stops automatic renewal.
func (s *resources) DisableAutoRenew(ctx context.Context, in *resourcesv1.DisableAutoRenewRequest) (*resourcesv1.DisableAutoRenewResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_DisableAutoRenew_FullMethodName, in, &resourcesv1.DisableAutoRenewResponse{})
}

// SetRenewalSettings sets what holds for all renewals.
func (s *resources) SetRenewalSettings(ctx context.Context, in *resourcesv1.SetRenewalSettingsRequest) (*resourcesv1.SetRenewalSettingsResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_SetRenewalSettings_FullMethodName, in, &resourcesv1.SetRenewalSettingsResponse{})
}

// ListResourcePackages lists resource packages page by page.
func (s *resources) ListResourcePackages(ctx context.Context, in *resourcesv1.ListResourcePackagesRequest) (*resourcesv1.ListResourcePackagesResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_ListResourcePackages_FullMethodName, in, &resourcesv1.ListResourcePackagesResponse{})
}

// GetPackageUsage returns what is left of package items.
func (s *resources) GetPackageUsage(ctx context.Context, in *resourcesv1.GetPackageUsageRequest) (*resourcesv1.GetPackageUsageResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_GetPackageUsage_FullMethodName, in, &resourcesv1.GetPackageUsageResponse{})
}

// ListPackageUsageRecords lists deductions from packages page by page.
func (s *resources) ListPackageUsageRecords(ctx context.Context, in *resourcesv1.ListPackageUsageRecordsRequest) (*resourcesv1.ListPackageUsageRecordsResponse, error) {
	return relay(ctx, s.caller, resourcesv1.ResourceService_ListPackageUsageRecords_FullMethodName, in, &resourcesv1.ListPackageUsageRecordsResponse{})
}
