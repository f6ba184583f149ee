package scenarios

import "testing"

// TestFromProductToPrice: the dictionary from service types down to a resource,
// then its price on demand and by the month.
func TestFromProductToPrice(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("/v1/products/serviceTypes?pageSize=100").where("serviceTypes", "serviceTypeCode", "hws.service.type.ebs")
	s.get("/v1/products/resourceTypes?pageSize=100").where("resourceTypes", "resourceTypeCode", "hws.resource.type.volume")
	s.get("/v1/products/serviceTypes/hws.service.type.ebs/resources").where("resources", "resourceTypeCode", "hws.resource.type.volume")
	s.get("/v1/products/usageTypes?resourceTypeCode=hws.resource.type.volume").where("usageTypes", "usageTypeCode", "Duration")
	s.get("/v1/products/measureUnits").text("measureUnits[0].measureId")
	s.get("/v1/products/unitConversions").text("conversions[0].ratio")
	item := object{
		"itemId": "1", "serviceTypeCode": "hws.service.type.ebs", "resourceTypeCode": "hws.resource.type.volume",
		"resourceSpecCode": "GPSSD", "regionCode": "cn-north-4", "size": 100, "sizeMeasureId": 17, "quantity": 2,
	}
	monthly := with(item, object{"periodUnit": "PERIOD_UNIT_MONTH", "periodCount": 1})
	s.post("/v1/prices:subscription", object{"projectId": "p", "items": []object{monthly}}).text("officialPrice.officialAmount.amount")
	hourly := with(item, object{"usageTypeCode": "Duration", "usage": "1", "usageMeasureId": 4})
	s.post("/v1/prices:onDemand", object{"projectId": "p", "items": []object{hourly}}).text("amount.amount")
}

// TestPlaces: province, city, county.
func TestPlaces(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	province := s.get("/v1/regions/provinces").text("provinces[0].provinceCode")
	city := s.get("/v1/regions/provinces/" + province + "/cities").text("cities[0].cityCode")
	s.get("/v1/regions/cities/" + city + "/counties").text("counties[0].countyCode")
}

// with is an object and more members.
func with(base, more object) object {
	all := object{}
	for _, part := range []object{base, more} {
		for name, value := range part {
			all[name] = value
		}
	}
	return all
}
