package service

import (
	"context"

	regionsv1 "github.com/ocegate/ocegate/gen/go/ocegate/regions/v1"
)

// regions answers ocegate.regions.v1.RegionService.
type regions struct {
	regionsv1.UnsafeRegionServiceServer
	caller *caller
}

// ListProvinces lists provinces page by page.
func (s *regions) ListProvinces(ctx context.Context, in *regionsv1.ListProvincesRequest) (*regionsv1.ListProvincesResponse, error) {
	return relay(ctx, s.caller, regionsv1.RegionService_ListProvinces_FullMethodName, in, &regionsv1.ListProvincesResponse{})
}

// ListCities lists the cities of a province page by page.
func (s *regions) ListCities(ctx context.Context, in *regionsv1.ListCitiesRequest) (*regionsv1.ListCitiesResponse, error) {
	return relay(ctx, s.caller, regionsv1.RegionService_ListCities_FullMethodName, in, &regionsv1.ListCitiesResponse{})
}

// ListCounties lists the counties of a city page by page.
func (s *regions) ListCounties(ctx context.Context, in *regionsv1.ListCountiesRequest) (*regionsv1.ListCountiesResponse, error) {
	return relay(ctx, s.caller, regionsv1.RegionService_ListCounties_FullMethodName, in, &regionsv1.ListCountiesResponse{})
}
