package sandbox

import (
	"fmt"
	"strings"
)

// row is one rendered row of a bill by member name. Bills of one charge differ in
// their names only, so that they are built and filtered by name.
type row map[string]any

// text is a member as a filter compares it.
func (r row) text(name string) string {
	if v, ok := r[name]; ok {
		return fmt.Sprint(v)
	}
	return ""
}

// with adds members to the row and returns it.
func (r row) with(more row) row {
	for name, v := range more {
		r[name] = v
	}
	return r
}

// matches applies the filters whose parameter and member are named in pairs; one
// name stands for both. A project "null" or "-1" is that of rows without one.
func (c *call) matches(r row, names ...string) bool {
	for _, pair := range names {
		param, member, other := strings.Cut(pair, "=")
		if !other {
			member = param
		}
		if !c.in.has(param) {
			continue
		}
		want := c.in.text(param)
		if strings.HasPrefix(member, "enterprise_project") && (want == "null" || want == "-1") {
			want = ""
		}
		if !strings.EqualFold(want, r.text(member)) {
			return false
		}
	}
	return true
}

// rowsAnswer is a page of rows with their number.
func (c *call) rowsAnswer(list string, rows []row) row {
	return row{"total_count": len(rows), list: cutPage(c, rows), "currency": c.currency}
}
