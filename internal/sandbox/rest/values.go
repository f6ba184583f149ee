package rest

import "time"

// Value is one checked parameter.
type Value struct {
	Text  string
	num   int64
	whole bool // the catalogue calls it a whole number
	null  bool // a JSON null that its parameter takes as a value
	items []Values
	Free  any    // a member without a fixed form
	Data  []byte // an uploaded file, whose name is the text
}

// Values are the checked parameters of a call by name; what the caller left out, or carried in a state that means "not given", is not in it.
type Values map[string]Value

// Has tells whether the caller gave the parameter.
func (v Values) Has(name string) bool {
	_, ok := v[name]
	return ok
}

// Text is a text, empty when the caller left it out.
func (v Values) Text(name string) string { return v[name].Text }

// Texts are the values of an array of texts or numbers.
func (v Values) Texts(name string) []string {
	out := make([]string, 0, len(v[name].items))
	for _, item := range v[name].items {
		out = append(out, item.Text(""))
	}
	return out
}

// Items are the objects of a list.
func (v Values) Items(name string) []Values { return v[name].items }

// Num is a number, or another one when the caller left it out.
func (v Values) Num(name string, otherwise int64) int64 {
	if got, ok := v[name]; ok {
		return got.num
	}
	return otherwise
}

// Instant is a checked time; the zero time when absent.
func (v Values) Instant(name string) time.Time {
	return parseTime(InstantLayout, v[name].Text)
}

// Day is the first instant of a checked day in China time; the zero time when absent.
func (v Values) Day(name string) time.Time {
	got, ok := v[name]
	if !ok {
		return time.Time{}
	}
	at, err := time.ParseInLocation(DayLayout, got.Text, ChinaTime())
	if err != nil {
		return time.Time{}
	}
	return at
}

// How times are written: instants in UTC, days and months in China time.
const (
	InstantLayout = "2006-01-02T15:04:05Z"
	DayLayout     = "2006-01-02"
	MonthLayout   = "2006-01"
)

// ChinaTime is GMT+8, the zone of bill months and days on both sites.
func ChinaTime() *time.Location { return time.FixedZone("GMT+8", 8*60*60) }

func parseTime(layout, text string) time.Time {
	at, err := time.Parse(layout, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// Stamp writes an instant as the upstream does; the zero time is left out.
func Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(InstantLayout)
}
