package sdk_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

// vendor says what the vendor's struct holds for a public request; offset is
// where a later page starts.
func (r *requestDraw) vendor(request map[string]any, offset int) map[string]any {
	out := make(map[string]any)
	leaves := leavesOf(any(request))
	for path := range r.types {
		if strings.HasPrefix(path, "body.") {
			out["body"] = make(map[string]any) // the reference wants an empty object at least
		}
	}
	for _, row := range r.rows() {
		switch row.kind {
		case kindFixed:
			r.give(out, row, row.upstream, row.arguments[0])
		case kindLanguage:
			r.give(out, row, row.upstream, r.wantedLanguage())
		case kindSite:
			r.give(out, row, row.upstream, map[string]string{siteCN: "0", siteIntl: "1"}[r.site])
		case kindFree:
			if object, there := request[row.facade]; there {
				put(out, row.upstream, object)
			}
		case kindYesIfAny:
			list, _ := request[row.facade].([]any)
			r.give(out, row, row.upstream, map[bool]string{true: "YES", false: "NO"}[len(list) > 0])
		case kindPageSize:
			r.limit(out, row, leaves, offset)
		case kindPageToken:
			if offset > 0 {
				r.give(out, row, row.upstream, itoa(offset))
			}
		case kindPageNumber:
			r.give(out, row, row.upstream, itoa(1+offset/r.pageSize(leaves)))
		case kindMarker:
			if offset > 0 {
				r.give(out, row, row.upstream, markerAt(offset))
			}
		case kindKey:
			if _, there := leaves[row.arguments[1]]; there {
				r.give(out, row, place(row.upstream, "[0]"), row.arguments[0])
			}
		case kindValue:
			if value, there := leaves[row.facade]; there {
				r.give(out, row, place(row.upstream, "[0]"), fmt.Sprint(value))
			}
		case kindMoney:
			if amount, there := leaves[row.facade+".amount"]; there {
				r.give(out, row, row.upstream, plainDecimal(r.t, fmt.Sprint(amount), 0))
			}
		case kindEnumList, kindCommaList:
			r.joined(out, row, request)
		case kindAccount, kindByHand:
		default:
			r.plain(out, row, leaves)
		}
	}
	return out
}

func (r *requestDraw) plain(out map[string]any, row fieldRow, leaves map[string]any) {
	for path, value := range leaves {
		if pattern(path) == row.facade && row.facade != "" && !r.saysNothing(row, value) {
			r.give(out, row, place(row.upstream, path), r.upstreamText(row, fmt.Sprint(value)))
		}
	}
}

// saysNothing are values that the public API cannot tell from absent ones.
func (r *requestDraw) saysNothing(row fieldRow, value any) bool {
	isZero := value == false || row.kind == kindInteger && value == json.Number("0")
	return isZero && !r.presence[row.facade]
}

func (r *requestDraw) upstreamText(row fieldRow, text string) string {
	switch row.kind {
	case kindEnum, kindMustEnum:
		return r.enums.code(row.arguments[0], text)
	case kindOneZero:
		return map[string]string{"true": "1", "false": "0"}[text]
	case kindYN:
		return map[string]string{"true": "Y", "false": "N"}[text]
	case kindDecimal:
		return plainDecimal(r.t, text, 0)
	case kindMillis:
		when, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			r.t.Fatal(err)
		}
		return strconv.FormatInt(when.UnixMilli(), 10)
	case kindInstant, kindZoned, kindChina:
		when, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			r.t.Fatal(err)
		}
		switch row.kind {
		case kindZoned:
			return when.UTC().Format(time.DateTime)
		case kindChina:
			return when.UTC().Add(8 * time.Hour).Format(time.DateTime)
		default:
			return when.UTC().Format("2006-01-02T15:04:05Z")
		}
	default:
		return text
	}
}

// markerAt is the marker of the page that starts behind so many rows.
func markerAt(offset int) string { return "row " + itoa(offset) }

// pageSize is the number of rows that a page-numbered list is asked for.
func (r *requestDraw) pageSize(leaves map[string]any) int {
	largest, usual := r.operation.pageSizes()
	if n := askedSize(r.t, leaves, largest); n > 0 {
		return n
	}
	return usual
}

func askedSize(t *testing.T, leaves map[string]any, largest int) int {
	t.Helper()
	number, _ := leaves["pageSize"].(json.Number)
	n, err := strconv.Atoi(number.String())
	if err != nil {
		return 0
	}
	return min(n, largest)
}

// limit is what a page size becomes: none stays none on the first page, later
// pages and numbered ones state the reference's default, and no page is larger
// than the largest.
func (r *requestDraw) limit(out map[string]any, row fieldRow, leaves map[string]any, offset int) {
	largest, usual := r.operation.pageSizes()
	size := askedSize(r.t, leaves, largest)
	paging, _ := r.operation.paging()
	if size == 0 && (offset > 0 || paging.kind == kindPageNumber || r.operation.pagesByHand()) {
		size = usual
	}
	if size > 0 {
		r.give(out, row, row.upstream, itoa(size))
	}
}

func (r *requestDraw) joined(out map[string]any, row fieldRow, request map[string]any) {
	names, _ := request[row.facade].([]any)
	var codes []string
	for _, name := range names {
		code := fmt.Sprint(name)
		if row.kind == kindEnumList {
			code = r.enums.code(row.arguments[0], code)
		}
		codes = append(codes, code)
	}
	if len(codes) > 0 {
		r.give(out, row, row.upstream, strings.Join(codes, ","))
	}
}

// give writes a value in the type that the vendor's struct has.
func (r *requestDraw) give(out map[string]any, row fieldRow, path, text string) {
	typ, ok := r.types[row.upstream]
	if !ok {
		r.t.Fatalf("%s: the vendor's struct has no %s", row.operation, row.upstream)
	}
	switch {
	case typ.Kind() == reflect.Bool:
		put(out, path, text == "true")
	case typ.Kind() == reflect.Int32 || typ.Kind() == reflect.Int64 || typ.String() == "decimal.Decimal":
		put(out, path, json.Number(text))
	default:
		put(out, path, text)
	}
}

// wantedLanguage is the language in the form that the operation's API wants.
func (r *requestDraw) wantedLanguage() string {
	if strings.HasPrefix(r.operation.sdk, ticketsPrefix) {
		return ticketLanguage(r.language, r.site)
	}
	return wantedLanguage(r.language, r.site)
}

// ticketLanguage is wantedLanguage as tickets spell it.
func ticketLanguage(accept, site string) string {
	return strings.ToLower(strings.ReplaceAll(wantedLanguage(accept, site), "_", "-"))
}

// wantedLanguage is the header that an accept-language leads to.
func wantedLanguage(accept, site string) string {
	switch {
	case strings.HasPrefix(accept, "en"), strings.HasPrefix(accept, "fr;"):
		return "en_US"
	case strings.HasPrefix(accept, "zh"):
		return "zh_CN"
	default:
		return map[string]string{siteCN: "zh_CN", siteIntl: "en_US"}[site]
	}
}

func acceptLanguages() []string {
	return []string{"", "en", "en-US,en;q=0.9", "zh", "zh-CN,zh;q=0.9,en;q=0.8", "ja", "fr;q=0.9, en;q=0.1"}
}
