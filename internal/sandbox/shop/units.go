package shop

import (
	"context"

	"github.com/ocegate/ocegate/internal/sandbox/rest"
)

// unit is a unit of measure: its id, names, abbreviation and type.
type unit struct {
	id   int
	name rest.Text
	sign string
	kind int
}

func units() []unit {
	return []unit{
		{1, rest.Text{"元", "Yuan"}, "CNY", 1},
		{2, rest.Text{"角", "Jiao"}, "Jiao", 1},
		{3, rest.Text{"分", "Fen"}, "Fen", 1},
		{UnitHour, rest.Text{"小时", "Hour"}, "h", 2},
		{5, rest.Text{"天", "Day"}, "d", 2},
		{6, rest.Text{"分钟", "Minute"}, "min", 2},
		{UnitGB, rest.Text{"GB", "GB"}, "GB", 3},
		{11, rest.Text{"MB", "MB"}, "MB", 3},
		{12, rest.Text{"KB", "KB"}, "KB", 3},
		{13, rest.Text{"Byte", "Byte"}, "B", 3},
		{UnitPiece, rest.Text{"个", "Piece"}, "pcs", 4},
		{UnitMbps, rest.Text{"Mbps", "Mbps"}, "Mbps", 16},
		{16, rest.Text{"Kbps", "Kbps"}, "Kbps", 16},
		{unitDisk, rest.Text{"GB", "GB"}, "GB", 7},
		{18, rest.Text{"MB", "MB"}, "MB", 7},
		{19, rest.Text{"次", "Time"}, "times", 12},
	}
}

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
	return unitsAnswer{Rows: rest.Views(units(), func(u unit) unitView { return unitView{u.id, u.name.In(c.English), u.sign, u.kind} })}, nil
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
	answer := conversionsAnswer{Rows: []conversionView{}}
	for _, v := range []conversionView{
		{1, 2, 10, 1},
		{2, 3, 10, 1},
		{5, UnitHour, 24, 2},
		{UnitHour, 6, 60, 2},
		{UnitGB, 11, 1024, 3},
		{11, 12, 1024, 3},
		{12, 13, 1024, 3},
		{unitDisk, 18, 1024, 7},
		{UnitMbps, 16, 1024, 16},
	} {
		if c.FitsNumber("measure_type", v.Kind) {
			answer.Rows = append(answer.Rows, v)
		}
	}
	return answer, nil
}

// UnitName is a unit's name; empty for an unknown one.
func UnitName(id int, english bool) string {
	for _, u := range units() {
		if u.id == id {
			return u.name.In(english)
		}
	}
	return ""
}
