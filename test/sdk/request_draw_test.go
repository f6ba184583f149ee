package sdk_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// requestDraw draws public requests and says, by the table, what the vendor's
// client must be given for the same question.
type requestDraw struct {
	draw

	t         *testing.T
	operation operation
	site      string
	types     map[string]reflect.Type // of the leaves of the vendor's struct
	language  string                  // accept-language
}

func newRequestDraw(t *testing.T, o operation, site string, d draw) *requestDraw {
	t.Helper()
	r := &requestDraw{draw: d, t: t, operation: o, site: site, types: make(map[string]reflect.Type)}
	request, _ := sdkTypes(t, site, o.sdk)
	sdkLeaves(request, "", func(path string, typ reflect.Type) { r.types[path] = typ })
	return r
}

// rows are the request's rows on this site, in one order.
func (r *requestDraw) rows() []fieldRow {
	return slices.DeleteFunc(slices.Clone(r.operation.requests), func(row fieldRow) bool { return !slices.Contains(row.sites, r.site) })
}

// request draws a valid public request; every optional member is there in half
// of the cases.
func (r *requestDraw) request() map[string]any {
	request := make(map[string]any)
	lengths := make(map[string]int)
	for _, row := range r.rows() {
		if row.kind == kindYesIfAny {
			lengths[row.facade+"[]"] = r.IntN(int(row.arguments[0][0]-'0') + 1)
		}
	}
	for _, row := range r.rows() {
		list, _, nested := strings.Cut(row.facade, ".")
		if !nested {
			r.member(request, row, row.facade)
			continue
		}
		for i := range lengths[list] {
			r.member(request, row, place(row.facade, fmt.Sprintf("[%d]", i)))
		}
	}
	r.closeWindows(request)
	return request
}

func (r *requestDraw) member(request map[string]any, row fieldRow, path string) {
	must := row.kind == kindID || row.kind == kindMustText || row.kind == kindMustEnum
	if !must && r.one(2) {
		return
	}
	switch row.kind {
	case kindID:
		put(request, path, r.plainID())
	case kindText, kindMustText:
		put(request, path, r.text(64))
	case kindInstant:
		put(request, path, r.publicInstant(r.instantBetween(2001, 2037)))
	case kindDay:
		put(request, path, r.day())
	case kindEnum, kindMustEnum:
		put(request, path, r.enumName(row))
	case kindEnumList:
		put(request, path, r.enumNames(row))
	case kindPageSize:
		put(request, path, json.Number(r.pick("0", "1", "7", "10", "99", "100", "101", "2147483647")))
	case kindFixed, kindUnused, kindLanguage, kindYesIfAny, kindPageToken:
	default:
		r.t.Fatalf("%s: no way to draw %q", row.upstream, row.kind)
	}
}

// publicInstant writes an instant in one of the spellings of RFC 3339.
func (r *requestDraw) publicInstant(when time.Time) string {
	switch r.IntN(4) {
	case 0:
		return when.Add(time.Duration(r.IntN(1e9))).Format(time.RFC3339Nano)
	case 1:
		return when.In(time.FixedZone("", 8*3600)).Format(time.RFC3339)
	default:
		return when.Format(time.RFC3339)
	}
}

func (r *requestDraw) enumName(row fieldRow) string {
	of := r.enums.of[row.arguments[0]]
	codes := row.list
	if len(codes) == 0 {
		codes = of.codes
	}
	return of.names[r.pick(codes...)]
}

func (r *requestDraw) enumNames(row fieldRow) []any {
	var names []any
	for range 1 + r.IntN(20) {
		names = append(names, r.enumName(row))
	}
	return names
}

// closeWindows puts the end of a window behind its begin and within a year of it.
func (r *requestDraw) closeWindows(request map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(request)) {
		end := strings.TrimSuffix(name, "Begin") + "End"
		if !strings.HasSuffix(name, "Begin") || request[end] == nil {
			continue
		}
		days := r.IntN(366)
		text := fmt.Sprint(request[name])
		if when, err := time.Parse(time.DateOnly, text); err == nil {
			request[end] = when.AddDate(0, 0, days).Format(time.DateOnly)
			continue
		}
		when, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			r.t.Fatal(err)
		}
		request[end] = r.publicInstant(when.UTC().Add(time.Duration(days)*24*time.Hour + time.Second))
	}
}

// vendor says what the vendor's struct holds for a public request; offset is
// where a later page starts.
func (r *requestDraw) vendor(request map[string]any, offset int) map[string]any {
	out := make(map[string]any)
	leaves := leavesOf(any(request))
	for _, row := range r.rows() {
		switch row.kind {
		case kindFixed:
			r.give(out, row, row.upstream, row.arguments[0])
		case kindLanguage:
			r.give(out, row, row.upstream, wantedLanguage(r.language, r.site))
		case kindYesIfAny:
			list, _ := request[row.facade].([]any)
			r.give(out, row, row.upstream, map[bool]string{true: "YES", false: "NO"}[len(list) > 0])
		case kindPageSize:
			r.limit(out, row, leaves, offset)
		case kindPageToken:
			if offset > 0 {
				r.give(out, row, row.upstream, itoa(offset))
			}
		case kindEnumList:
			r.joined(out, row, request)
		default:
			r.plain(out, row, leaves)
		}
	}
	return out
}

func (r *requestDraw) plain(out map[string]any, row fieldRow, leaves map[string]any) {
	for path, value := range leaves {
		if pattern(path) == row.facade && row.facade != "" {
			r.give(out, row, place(row.upstream, path), r.upstreamText(row, fmt.Sprint(value)))
		}
	}
}

func (r *requestDraw) upstreamText(row fieldRow, text string) string {
	switch row.kind {
	case kindEnum, kindMustEnum:
		return r.enums.code(row.arguments[0], text)
	case kindInstant:
		when, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			r.t.Fatal(err)
		}
		return when.UTC().Format("2006-01-02T15:04:05Z")
	default:
		return text
	}
}

// limit is what a page size becomes: none stays none on the first page, later
// pages state the reference's default, and no page is larger than 100.
func (r *requestDraw) limit(out map[string]any, row fieldRow, leaves map[string]any, offset int) {
	size := 0
	if number, ok := leaves[row.facade].(json.Number); ok {
		n, err := number.Int64()
		if err != nil {
			r.t.Fatal(err)
		}
		size = int(min(n, answerPage))
	}
	if size == 0 && offset > 0 {
		size = 10
	}
	if size > 0 {
		r.give(out, row, row.upstream, itoa(size))
	}
}

func (r *requestDraw) joined(out map[string]any, row fieldRow, request map[string]any) {
	names, _ := request[row.facade].([]any)
	var codes []string
	for _, name := range names {
		codes = append(codes, r.enums.code(row.arguments[0], fmt.Sprint(name)))
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
	put(out, path, asText(typ.Kind() != reflect.Int32, text))
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
