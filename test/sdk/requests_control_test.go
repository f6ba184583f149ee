package sdk_test

import (
	"encoding/json"
	"sync/atomic"
	"testing"
)

// TestDifferentRequestsAreNoticed is the control of the test above it: one member
// changed or left out on the facade's side alone is seen upstream.
func TestDifferentRequestsAreNoticed(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	var changes atomic.Int64
	t.Run("all", func(t *testing.T) {
		eachOperation(t, func(t *testing.T, o operation, site string) {
			t.Helper()
			c := newRequestCase(t, o, site, seed)
			for _, row := range c.draw.rows() {
				if row.facade != "" && row.kind != kindPageToken && row.kind != kindYesIfAny {
					c.noticesChange(t, row)
					changes.Add(1)
				}
			}
		})
	})
	t.Logf("%d changes noticed", changes.Load())
}

// noticesChange draws questions until one has the row's member.
func (c *requestCase) noticesChange(t *testing.T, row fieldRow) {
	t.Helper()
	for range 200 {
		request := c.draw.request()
		changed := parseObject(t, printTree(t, request))
		if !c.change(changed, row) {
			continue
		}
		c.upstream.expect(c.answer(t, 1))
		if _, wrong := c.compareAsked(t, c.draw.vendor(request, 0), changed); wrong == "" {
			t.Errorf("a changed %s goes unnoticed", row.facade)
		}
		return
	}
	t.Errorf("no question had %s", row.facade)
}

// change gives one member another valid value, or takes it away.
func (c *requestCase) change(request map[string]any, row fieldRow) bool {
	for path, value := range leavesOf(any(request)) {
		if pattern(path) != row.facade {
			continue
		}
		switch row.kind {
		case kindID, kindText, kindMustText:
			put(request, path, "another")
		case kindEnum, kindMustEnum:
			name := c.draw.enumName(row)
			put(request, path, name)
			return name != value
		case kindPageSize:
			put(request, path, json.Number("33"))
		default:
			delete(request, path)
		}
		return true
	}
	if row.kind == kindEnumList && request[row.facade] != nil {
		delete(request, row.facade)
		return true
	}
	return false
}
