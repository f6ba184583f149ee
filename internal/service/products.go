package service

import (
	"context"

	productsv1 "github.com/ocegate/ocegate/gen/go/ocegate/products/v1"
)

// products answers ocegate.products.v1.ProductService.
type products struct {
	productsv1.UnsafeProductServiceServer
	caller *caller
}

// ListServiceTypes lists cloud services page by page.
func (s *products) ListServiceTypes(ctx context.Context, in *productsv1.ListServiceTypesRequest) (*productsv1.ListServiceTypesResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListServiceTypes_FullMethodName, in, &productsv1.ListServiceTypesResponse{})
}

// ListResourceTypes lists resource types page by page.
func (s *products) ListResourceTypes(ctx context.Context, in *productsv1.ListResourceTypesRequest) (*productsv1.ListResourceTypesResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListResourceTypes_FullMethodName, in, &productsv1.ListResourceTypesResponse{})
}

// ListResourceSpecifications lists specifications page by page, by the marker of the upstream.
func (s *products) ListResourceSpecifications(ctx context.Context, in *productsv1.ListResourceSpecificationsRequest) (*productsv1.ListResourceSpecificationsResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListResourceSpecifications_FullMethodName, in, &productsv1.ListResourceSpecificationsResponse{})
}

// ListServiceResources lists the resource types of a cloud service page by page.
func (s *products) ListServiceResources(ctx context.Context, in *productsv1.ListServiceResourcesRequest) (*productsv1.ListServiceResourcesResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListServiceResources_FullMethodName, in, &productsv1.ListServiceResourcesResponse{})
}

// ListUsageTypes lists usage types page by page.
func (s *products) ListUsageTypes(ctx context.Context, in *productsv1.ListUsageTypesRequest) (*productsv1.ListUsageTypesResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListUsageTypes_FullMethodName, in, &productsv1.ListUsageTypesResponse{})
}

// ListMeasureUnits lists the unit dictionary.
func (s *products) ListMeasureUnits(ctx context.Context, in *productsv1.ListMeasureUnitsRequest) (*productsv1.ListMeasureUnitsResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListMeasureUnits_FullMethodName, in, &productsv1.ListMeasureUnitsResponse{})
}

// ListUnitConversions lists how units convert.
func (s *products) ListUnitConversions(ctx context.Context, in *productsv1.ListUnitConversionsRequest) (*productsv1.ListUnitConversionsResponse, error) {
	return relay(ctx, s.caller, productsv1.ProductService_ListUnitConversions_FullMethodName, in, &productsv1.ListUnitConversionsResponse{})
}
