package shop

import (
	"context"
	"fmt"
	"slices"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

func (s *Shop) knownRegion(code string) bool {
	_, known := s.tables.Places.Regions[code]
	return known
}

// RegionName is a region's name in the caller's language.
func (s *Shop) RegionName(code string, english bool) string {
	return s.tables.Places.Regions[code].In(english)
}

type placeView struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// below are places whose codes run on from a first one, two digits of which count.
func below(prefix, suffix string, first int, names []string) []placeView {
	out := make([]placeView, 0, len(names))
	for i, name := range names {
		out = append(out, placeView{fmt.Sprintf("%s%02d%s", prefix, first+i, suffix), name})
	}
	return out
}

// cities are those of one province: the capital, and for some a longer list.
func (p *Places) cities(code string) []placeView {
	at := slices.IndexFunc(p.Provinces, func(one province) bool { return one.Code == code })
	if at < 0 {
		return nil
	}
	return below(code[:2], "00", 1, append([]string{p.Provinces[at].Capital}, p.Cities[code]...))
}

// counties are those of one city; of a city without a list the city itself.
func (p *Places) counties(city string) []placeView {
	if names := p.Counties[city]; names != nil {
		return below(city[:4], "", 3, names)
	}
	for _, one := range p.Provinces {
		if slices.ContainsFunc(p.cities(one.Code), func(v placeView) bool { return v.Code == city }) {
			return []placeView{{city[:4] + "01", "市辖区"}}
		}
	}
	return nil
}

type provincesAnswer struct {
	Count int         `json:"count"`
	Rows  []placeView `json:"provinces"`
}

type citiesAnswer struct {
	Count int         `json:"count"`
	Rows  []placeView `json:"cities"`
}

type countiesAnswer struct {
	Count int         `json:"count"`
	Rows  []placeView `json:"counties"`
}

// listProvinces is GET /v2/systems/configs/provinces; places are always Chinese.
func listProvinces(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Views(c.shop.tables.Places.Provinces, func(p province) placeView { return placeView{p.Code, p.Name} })
	return provincesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

// listCities is GET /v2/systems/configs/cities.
func listCities(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.shop.tables.Places.cities(c.In.Text("province_code"))
	return citiesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}

// listCounties is GET /v2/systems/configs/counties.
func listCounties(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := c.shop.tables.Places.counties(c.In.Text("city_code"))
	return countiesAnswer{len(rows), rest.Page(c.Call, rows)}, nil
}
