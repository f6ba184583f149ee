package shop

import "github.com/ocegate/ocegate/internal/sandbox/rest"

// call is a call as this room sees it: with what the shop sells.
type call struct {
	*rest.Call
	shop *Shop
}

func (s *Shop) call(c *rest.Call) *call { return &call{c, s} }

// Operations is the table of the operations on products, prices and places.
func (s *Shop) Operations() map[string]rest.Handler {
	return rest.Bind(s.call, rest.Operations[*call]{
		"ListServiceTypes":     listServiceTypes,
		"ListResourceTypes":    listResourceTypes,
		"ListServiceResources": listServiceResources,
		"ListUsageTypes":       listUsageTypes,
		"ListMeasureUnits":     listMeasureUnits,
		"ListConversions":      listConversions,
		"ListResourceSpecs":    listResourceSpecs,

		"ListOnDemandResourceRatings": listOnDemandResourceRatings,
		"ListRateOnPeriodDetail":      listRateOnPeriodDetail,

		"ListProvinces": listProvinces,
		"ListCities":    listCities,
		"ListCounties":  listCounties,

		"ListBusinessDiscountInfo": listBusinessDiscountInfo,
	})
}
