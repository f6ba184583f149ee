package sandbox

import "time"

// value is one checked parameter.
type value struct {
	text  string
	num   int64
	null  bool // a JSON null that its parameter takes as a value
	items []values
	free  any    // a member without a fixed form
	data  []byte // an uploaded file, whose name is the text
}

// values are the checked parameters of a call by name; what the caller left out, or carried in a state that means "not given", is not in it.
type values map[string]value

// has tells whether the caller gave the parameter.
func (v values) has(name string) bool {
	_, ok := v[name]
	return ok
}

// text is a text, empty when the caller left it out.
func (v values) text(name string) string { return v[name].text }

// texts are the values of an array of texts or numbers.
func (v values) texts(name string) []string {
	out := make([]string, 0, len(v[name].items))
	for _, item := range v[name].items {
		out = append(out, item.text(""))
	}
	return out
}

// items are the objects of a list.
func (v values) items(name string) []values { return v[name].items }

// num is a number, or another one when the caller left it out.
func (v values) num(name string, otherwise int64) int64 {
	if got, ok := v[name]; ok {
		return got.num
	}
	return otherwise
}

// instant is a checked time; the zero time when absent.
func (v values) instant(name string) time.Time {
	return parseTime(instantLayout, v[name].text)
}

// day is the first instant of a checked day in China time; the zero time when absent.
func (v values) day(name string) time.Time {
	got, ok := v[name]
	if !ok {
		return time.Time{}
	}
	at, err := time.ParseInLocation(dayLayout, got.text, chinaTime())
	if err != nil {
		return time.Time{}
	}
	return at
}

// How times are written: instants in UTC, days and months in China time.
const (
	instantLayout = "2006-01-02T15:04:05Z"
	dayLayout     = "2006-01-02"
	monthLayout   = "2006-01"
)

// chinaTime is GMT+8, the zone of bill months and days on both sites.
func chinaTime() *time.Location { return time.FixedZone("GMT+8", 8*60*60) }

func parseTime(layout, text string) time.Time {
	at, err := time.Parse(layout, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// stamp writes an instant as the upstream does; the zero time is left out.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(instantLayout)
}
