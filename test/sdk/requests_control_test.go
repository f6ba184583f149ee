package sdk_test

import (
	"encoding/json"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestDifferentRequestsAreNoticed is the control of the test above it: one member
// changed or left out on the facade's side alone is seen upstream.
func TestDifferentRequestsAreNoticed(t *testing.T) {
	t.Parallel()
	seed := chosenSeed(t)
	var changes atomic.Int64
	shared := newBenches(t)
	t.Run("all", func(t *testing.T) {
		eachOperation(t, func(t *testing.T, o operation, site string) {
			t.Helper()
			c := newRequestCase(t, shared, o, site, seed)
			for _, row := range c.draw.rows() {
				if row.facade != "" && changeable(row) {
					c.noticesChange(t, row)
					changes.Add(1)
				}
			}
		})
	})
	t.Logf("%d changes noticed", changes.Load())
}

// changeable leaves out what a caller cannot say in another way.
func changeable(row fieldRow) bool {
	switch row.kind {
	case kindPageToken, kindPageNumber, kindMarker, kindByHand, kindYesIfAny, kindAccount:
		return false
	default:
		return true
	}
}

// noticesChange draws questions until one has the row's member.
func (c *requestCase) noticesChange(t *testing.T, row fieldRow) {
	t.Helper()
	values := make(map[string]bool)
	for range 200 {
		request := c.draw.request()
		values[string(printTree(t, leavesOf(any(request))[row.facade]))] = true
		changed := parseObject(t, printTree(t, request))
		if !c.change(t, changed, row) {
			continue
		}
		c.upstream.expect(c.answer(t, 1, 0))
		if _, wrong := c.compareAsked(t, c.draw.vendor(request, 0), changed); wrong == "" {
			t.Errorf("a changed %s goes unnoticed", row.facade)
		}
		return
	}
	if len(values) > 1 || len(values) == 0 {
		t.Errorf("no question had another %s", row.facade)
	} // else the site leaves but one value
}

// change gives one member another valid value, or takes it away.
func (c *requestCase) change(t *testing.T, request map[string]any, row fieldRow) bool {
	t.Helper()
	before, found := string(printTree(t, request)), (row.kind == kindEnumList || row.kind == kindCommaList) && request[row.facade] != nil
	for path, value := range leavesOf(any(request)) {
		if pattern(path) == row.facade || row.kind == kindMoney && path == row.facade+".amount" {
			found = true
			if other := c.another(row, value); other != nil {
				put(request, path, other)
			} else if strings.Contains(path, ".") {
				put(request, path, nil)
			} else {
				delete(request, path)
			}
			break
		}
	}
	if row.kind == kindFree && request[row.facade] != nil {
		request[row.facade], found = map[string]any{"k0": "another"}, true
	}
	if row.kind == kindEnumList || row.kind == kindCommaList {
		delete(request, row.facade)
	}
	accompany(request, row)
	if row.kind == kindMonth || strings.HasSuffix(row.facade, "Begin") {
		c.draw.closeWindows(request)
	}
	return found && string(printTree(t, request)) != before && isAllowed(t, c.draw.input, request)
}

// accompany changes what the rules of the public API tie to a member.
func accompany(request map[string]any, row fieldRow) {
	day := map[bool]string{true: "2031-07-09", false: "2031-07"}
	switch value := request[row.facade]; row.facade {
	case "useMasterMobilePhone":
		delete(request, "mobilePhone")
		delete(request, "verificationCode")
	case "timeUnit":
		request["periodBegin"] = day[value == "COST_TIME_UNIT_DAY"]
		request["periodEnd"] = request["periodBegin"]
	case "queryType":
		delete(request, "billDateBegin")
		delete(request, "billDateEnd")
		if value == "RESOURCE_BILL_QUERY_TYPE_DAILY" {
			request["grouping"] = "RESOURCE_BILL_GROUPING_DETAIL"
			request["billDateBegin"], request["billDateEnd"] = day[true], day[true]
		}
	case "billDateEnd", "deductDateEnd":
		request[row.facade] = request[strings.Replace(row.facade, "End", "Begin", 1)]
	}
}

// another is a value in the place of one; nil takes it away.
func (c *requestCase) another(row fieldRow, value any) any {
	switch row.kind {
	case kindID:
		return "another"
	case kindText, kindMustText, kindValue:
		return c.draw.pick("7", "12345678", "another", "another value", "08:30-17:45", "FR")
	case kindEnum, kindMustEnum:
		of := c.draw.enums.of[row.arguments[0]]
		if name := of.names[c.draw.pick(append(slices.Clone(of.codes), "")...)]; name != "" {
			return name
		}
		return nil
	case kindPageSize:
		return json.Number("33")
	case kindInteger:
		return json.Number(itoa(c.draw.IntN(12)))
	case kindMoney, kindDecimal:
		return "33.25"
	case kindBoolean, kindOneZero, kindYN:
		return value == false
	case kindIDNumber:
		return c.draw.pick("7", "12345678")
	case kindBase64:
		return "YW5vdGhlcg=="
	case kindInstant, kindZoned, kindChina, kindMillis:
		return c.draw.pick("2001-02-03T04:05:06Z", "2038-02-03T04:05:06Z")
	case kindDay:
		return c.draw.pick("2031-07-09", "2009-07-09")
	case kindMonth:
		return "2031-07"
	case kindDayOrMonth:
		return c.draw.pick("2041-07", "2041-07-09", "1999-07", "1999-07-09")
	default:
		return nil
	}
}
