package translate

import (
	"strings"
	"testing"

	ordersv1 "github.com/ocegate/ocegate/gen/go/ocegate/orders/v1"
	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

func emptyRows(count int) string { return strings.TrimSuffix(strings.Repeat("{},", count), ",") }

// TestRowsEnd: a page may have some rows more than were asked for, and no list and
// no answer may go on for ever, whatever its caller asked for.
func TestRowsEnd(t *testing.T) {
	t.Parallel()
	plan := compileAll(t, upstreamv1.Site_SITE_CN).Plan(ordersv1.OrderService_ListOrders_FullMethodName)
	inner := `{"sub_order_infos":[` + emptyRows(1000) + `]}`
	for name, c := range map[string]struct {
		asked int32
		body  string
		want  string
	}{
		"what was asked for": {10, `{"order_infos":[` + emptyRows(10) + `]}`, ""},
		"a page of its own":  {10, `{"order_infos":[` + emptyRows(110) + `]}`, ""},
		"too many":           {10, `{"order_infos":[` + emptyRows(111) + `]}`, "orders <- order_infos: a list of more than 110 elements"},
		"nobody asked":       {0, `{"order_infos":[` + emptyRows(10_000) + `]}`, ""},
		"no end":             {0, `{"order_infos":[` + emptyRows(10_001) + `]}`, "orders <- order_infos: a list of more than 10000 elements"},
		"no end inside":      {0, `{"order_infos":[` + strings.TrimSuffix(strings.Repeat(inner+",", 51), ",") + `]}`, "lists of more than 50000 elements in all"},
	} {
		for form, arena := range map[string]*Arena{"owned": nil, "recycled": {}} {
			into := plan.Into(&ordersv1.ListOrdersResponse{}).In(arena)
			into.Asked = c.asked
			_, err := into.Decode([]byte(c.body))
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s, %s: %v", name, form, err)
			}
		}
	}
}

// TestFreeValuesEnd: objects of anything count as well.
func TestFreeValuesEnd(t *testing.T) {
	t.Parallel()
	d := &decoder{}
	for text, want := range map[string]string{
		"[" + strings.Repeat("0,", 9_999) + "0]":                             "",
		"[" + strings.Repeat("0,", 10_000) + "0]":                            "a list of more than 10000 elements",
		"[" + strings.Repeat("["+strings.Repeat("0,", 999)+"0],", 51) + "0]": "lists of more than 50000 elements in all",
	} {
		d.text, d.at, d.room = text, 0, mostElements
		if _, err := d.anything(); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%.20s: %v", text, err)
		}
	}
}
