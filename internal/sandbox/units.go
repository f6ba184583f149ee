package sandbox

import "context"

// unit is a unit of measure: its id, names, abbreviation and type.
type unit struct {
	id   int
	name text
	sign string
	kind int
}

func units() []unit {
	return []unit{
		{1, text{"元", "Yuan"}, "CNY", 1},
		{2, text{"角", "Jiao"}, "Jiao", 1},
		{3, text{"分", "Fen"}, "Fen", 1},
		{unitHour, text{"小时", "Hour"}, "h", 2},
		{5, text{"天", "Day"}, "d", 2},
		{6, text{"分钟", "Minute"}, "min", 2},
		{unitGB, text{"GB", "GB"}, "GB", 3},
		{11, text{"MB", "MB"}, "MB", 3},
		{12, text{"KB", "KB"}, "KB", 3},
		{13, text{"Byte", "Byte"}, "B", 3},
		{unitPiece, text{"个", "Piece"}, "pcs", 4},
		{unitMbps, text{"Mbps", "Mbps"}, "Mbps", 16},
		{16, text{"Kbps", "Kbps"}, "Kbps", 16},
		{unitDisk, text{"GB", "GB"}, "GB", 7},
		{18, text{"MB", "MB"}, "MB", 7},
		{19, text{"次", "Time"}, "times", 12},
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

// listUnits is GET /v2/bases/measurements.
func listUnits(_ context.Context, c *shopCall) (any, *refusal) {
	answer := unitsAnswer{Rows: []unitView{}}
	for _, u := range units() {
		answer.Rows = append(answer.Rows, unitView{u.id, u.name.in(c.english), u.sign, u.kind})
	}
	return answer, nil
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
func listConversions(_ context.Context, c *shopCall) (any, *refusal) {
	answer := conversionsAnswer{Rows: []conversionView{}}
	for _, v := range []conversionView{
		{1, 2, 10, 1},
		{2, 3, 10, 1},
		{5, unitHour, 24, 2},
		{unitHour, 6, 60, 2},
		{unitGB, 11, 1024, 3},
		{11, 12, 1024, 3},
		{12, 13, 1024, 3},
		{unitDisk, 18, 1024, 7},
		{unitMbps, 16, 1024, 16},
	} {
		if !c.in.has("measure_type") || int(c.in.num("measure_type", 0)) == v.Kind {
			answer.Rows = append(answer.Rows, v)
		}
	}
	return answer, nil
}

// unitName is a unit's name; empty for an unknown one.
func unitName(id int, english bool) string {
	for _, u := range units() {
		if u.id == id {
			return u.name.in(english)
		}
	}
	return ""
}
