package rest

import (
	"fmt"
	"strings"
)

// Row is one rendered row of a bill by member name. Bills of one charge differ in
// their names only, so that they are built and filtered by name.
type Row map[string]any

// text is a member as a filter compares it.
func (r Row) text(name string) string {
	if v, ok := r[name]; ok {
		return fmt.Sprint(v)
	}
	return ""
}

// With adds members to the row and returns it.
func (r Row) With(more Row) Row {
	for name, v := range more {
		r[name] = v
	}
	return r
}

// Matches applies the filters whose parameter and member are named in pairs; one
// name stands for both. A project "null" or "-1" is that of rows without one.
func (c *Call) Matches(r Row, names ...string) bool {
	for _, pair := range names {
		param, member, other := strings.Cut(pair, "=")
		if !other {
			member = param
		}
		if !c.In.Has(param) {
			continue
		}
		want := c.In.Text(param)
		if strings.HasPrefix(member, "enterprise_project") && (want == "null" || want == "-1") {
			want = ""
		}
		if !strings.EqualFold(want, r.text(member)) {
			return false
		}
	}
	return true
}

// RowsAnswer is a page of rows with their number.
func (c *Call) RowsAnswer(list string, rows []Row) Row {
	return Row{"total_count": len(rows), list: Page(c, rows), "currency": c.Currency}
}
