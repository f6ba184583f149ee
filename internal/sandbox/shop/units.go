package shop

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

type unitView struct {
	ID   int    `json:"measure_id"`
	Name string `json:"measure_name"`
	Sign string `json:"abbreviation"`
	Kind int    `json:"measure_type"`
}

type unitsAnswer struct {
	Rows []unitView `json:"measure_units"`
}

// listMeasureUnits is GET /v2/bases/measurements.
func listMeasureUnits(_ context.Context, c *call) (any, *rest.Refusal) {
	return unitsAnswer{Rows: rest.Views(c.shop.tables.Products.Units, func(u unit) unitView { return unitView{u.ID, u.Name.In(c.English), u.Sign, u.Kind} })}, nil
}

type conversionView struct {
	ID    int   `json:"measure_id"`
	Ref   int   `json:"ref_measure_id"`
	Ratio int64 `json:"conversion_ratio"`
	Kind  int   `json:"measure_type"`
}

type conversionsAnswer struct {
	Rows []conversionView `json:"conversions"`
}

// listConversions is GET /v2/bases/conversions: one of the first unit is so many of the second.
func listConversions(_ context.Context, c *call) (any, *rest.Refusal) {
	rows := rest.Keep(c.shop.tables.Products.Conversions, func(v conversionView) bool { return c.FitsNumber("measure_type", v.Kind) })
	return conversionsAnswer{Rows: append([]conversionView{}, rows...)}, nil
}

// UnitName is a unit's name; empty for an unknown one.
func (s *Shop) UnitName(id int, english bool) string {
	for _, u := range s.tables.Products.Units {
		if u.ID == id {
			return u.Name.In(english)
		}
	}
	return ""
}
