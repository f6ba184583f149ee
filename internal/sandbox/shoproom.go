package sandbox

// shopCall is a call as this room sees it: with what the shop sells.
type shopCall struct {
	*call
	st *shop
}

func (s *shop) call(c *call) *shopCall { return &shopCall{c, s} }

// operations is the table of the operations on products, prices and places.
func (s *shop) operations() map[string]handler {
	return bind(s.call, operations[*shopCall]{
		"ListServiceTypes":     listServiceTypes,
		"ListResourceTypes":    listResourceTypes,
		"ListServiceResources": listServiceResources,
		"ListUsageTypes":       listUsageTypes,
		"ListMeasureUnits":     listUnits,
		"ListConversions":      listConversions,
		"ListResourceSpecs":    listSpecs,

		"ListOnDemandResourceRatings": quoteUse,
		"ListRateOnPeriodDetail":      quoteTerm,

		"ListProvinces": listProvinces,
		"ListCities":    listCities,
		"ListCounties":  listCounties,

		"ListBusinessDiscountInfo": listAgreement,
	})
}
