package sdk_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// requestDraw draws public requests and says, by the table, what the vendor's
// client must be given for the same question.
type requestDraw struct {
	draw

	t         *testing.T
	operation operation
	site      string
	input     protoreflect.MessageDescriptor
	byField   map[string]fieldRow // the first row of a public field
	presence  map[string]bool     // public fields whose zero is not absence
	limits    map[protoreflect.FullName]limits
	types     map[string]reflect.Type // of the leaves of the vendor's struct
	language  string                  // accept-language
	least     bool                    // nothing but what must be given
	sparse    bool                    // the same, of the present attempt
}

func newRequestDraw(t *testing.T, o operation, site string, d draw) *requestDraw {
	t.Helper()
	r := &requestDraw{
		draw: d, t: t, operation: o, site: site, input: methodOf(t, o.rpc).Input(),
		byField: make(map[string]fieldRow), presence: make(map[string]bool), limits: make(map[protoreflect.FullName]limits), types: make(map[string]reflect.Type),
	}
	request, _ := sdkTypes(t, site, o.sdk)
	sdkLeaves(request, "", func(path string, typ reflect.Type) { r.types[path] = typ })
	for _, row := range r.rows() {
		if _, there := r.byField[row.facade]; row.facade != "" && !there {
			r.byField[row.facade] = row
			r.presence[row.facade] = fieldAt(r.input, row.facade).HasPresence()
		}
	}
	return r
}

// fieldAt is the public field at a path of JSON names.
func fieldAt(message protoreflect.MessageDescriptor, path string) protoreflect.FieldDescriptor {
	name, rest, deeper := strings.Cut(path, ".")
	field := message.Fields().ByJSONName(strings.TrimSuffix(name, "[]"))
	if deeper {
		return fieldAt(field.Message(), rest)
	}
	return field
}

// rows are the request's rows on this site, in one order.
func (r *requestDraw) rows() []fieldRow {
	return slices.DeleteFunc(slices.Clone(r.operation.requests), func(row fieldRow) bool { return !slices.Contains(row.sites, r.site) })
}

// request draws a valid public request; every optional member is there in half
// of the cases. Rules that join several members are met by drawing again.
func (r *requestDraw) request() map[string]any {
	r.t.Helper()
	for tries := range 20_000 {
		r.sparse = r.least && tries < 100 // some need one of two that are both optional
		request := r.members(r.input, "")
		r.closeWindows(request)
		if isAllowed(r.t, r.input, request) {
			return request
		}
	}
	r.t.Fatalf("%s: no valid request drawn", r.operation.sdk)
	return nil
}

// members draws the fields of a message that the table knows on this site.
func (r *requestDraw) members(message protoreflect.MessageDescriptor, path string) map[string]any {
	out := make(map[string]any)
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		inner := join(path, field.JSONName())
		if !r.has(inner) {
			continue
		}
		l, known := r.limits[field.FullName()]
		if !known {
			l = limitsOf(r.t, field)
			r.limits[field.FullName()] = l
		}
		if must := l.must || r.byField[inner].kind == kindID || r.byField[inner].kind == kindMustText; !must && (r.sparse || r.one(2)) {
			continue
		}
		value := r.field(field, inner, l)
		if group, ok := value.(map[string]any); !ok || len(group) > 0 {
			out[field.JSONName()] = value
		}
	}
	return out
}

func (r *requestDraw) has(path string) bool {
	for facade, row := range r.byField {
		same := facade == path || facade == path+"[]"
		paging := row.kind == kindPageToken || row.kind == kindPageNumber || row.kind == kindMarker || row.kind == kindByHand
		if same && !paging ||
			strings.HasPrefix(facade, path+".") || strings.HasPrefix(facade, path+"[].") {
			return true
		}
	}
	return false
}

func (r *requestDraw) field(field protoreflect.FieldDescriptor, path string, l limits) any {
	row, listed := r.byField[path]
	switch {
	case listed && row.kind == kindEnumList:
		return r.enumNames(row)
	case listed && row.kind == kindCommaList:
		return []any{r.listedText(l), r.listedText(l)}
	case field.IsList():
		least := max(l.listLeast, 1)
		list := make([]any, least+r.IntN(max(l.listMost-least, 0)+1))
		for i := range list {
			list[i] = r.single(field, path+"[]", l)
		}
		return list
	default:
		return r.single(field, path, l)
	}
}

// patterned is a text of the few forms that patterns of the public API ask for.
func (r *requestDraw) patterned(l limits) string {
	for range 200 {
		text := r.pick(strconv.Itoa(1+r.IntN(1_000_000)), "0", "DE", "name_1", fmt.Sprintf("%02d:%02d-23:%02d", r.IntN(23), r.IntN(60), r.IntN(60)))
		if l.matches(text) {
			return text
		}
	}
	r.t.Fatalf("%s: no text drawn for %s", r.operation.sdk, l.pattern)
	return ""
}

// listedText holds no comma, which would part it in two.
func (r *requestDraw) listedText(l limits) string {
	return strings.ReplaceAll(r.text(l.most), ",", ";")
}

// single draws one value of a field, or nil for a field that the vendor's client
// has no word for.
func (r *requestDraw) single(field protoreflect.FieldDescriptor, path string, l limits) any {
	row, listed := r.byField[path]
	switch {
	case !listed:
		return r.members(field.Message(), path)
	case row.kind == kindMoney:
		return map[string]any{"amount": r.wholeCents(), "currencyCode": currencyOf(r.site)}
	case row.kind == kindEnum || row.kind == kindMustEnum:
		return r.enumName(field, row, l)
	case row.kind == kindInteger:
		return json.Number(itoa(l.least + r.IntN(l.most-l.least+1)))
	case row.kind == kindBoolean || row.kind == kindOneZero || row.kind == kindYN:
		return r.one(2)
	case row.kind == kindDecimal:
		return r.plainDecimal()
	case row.kind == kindFree:
		return r.freeObject(field)
	case row.kind == kindPageSize:
		return json.Number(r.pick("0", "1", "7", "10", "99", "100", "101", "1001", "2147483647"))
	default:
		return r.textOf(row, l)
	}
}

func (r *requestDraw) textOf(row fieldRow, l limits) any {
	switch row.kind {
	case kindID:
		return r.plainID()
	case kindAccount:
		return testKeys.domain
	case kindInstant, kindZoned, kindChina, kindMillis:
		return r.publicInstant(r.instantBetween(2001, 2037))
	case kindIDNumber:
		return strconv.Itoa(1 + r.IntN(2_000_000_000))
	case kindBase64:
		return base64.StdEncoding.EncodeToString([]byte(r.longText()))
	case kindDay:
		return r.day()
	case kindMonth:
		return r.month()
	case kindDayOrMonth:
		return r.pick(r.day(), r.month())
	case kindText, kindMustText, kindValue:
		if l.pattern != "" {
			return r.patterned(l)
		}
		text := r.text(l.most)
		if row.inQueryList() {
			text = r.listedText(l)
		}
		for utf8.RuneCountInString(text) < l.least {
			text += "x"
		}
		return text
	default:
		r.t.Fatalf("%s: no way to draw %q", row.facade, row.kind)
		return nil
	}
}

// freeObject has texts, or anything where the field is no map of texts.
func (r *requestDraw) freeObject(field protoreflect.FieldDescriptor) map[string]any {
	object := map[string]any{"k0": r.text(20)}
	if !field.IsMap() {
		object["k1"], object["k2"] = json.Number(itoa(r.IntN(1000))), map[string]any{"deep": r.one(2)}
	}
	return object
}

// wholeCents is an amount above zero with two decimals at most, and no zero at its
// end, which the vendor's struct loses.
func (r *requestDraw) wholeCents() string {
	return strconv.FormatUint(r.Uint64N(pow10(r.IntN(12))), 10) + r.pick(".01", ".5", ".99")
}

// plainDecimal has no zeros at its end, which the vendor's struct loses.
func (r *requestDraw) plainDecimal() string {
	return strconv.FormatUint(r.Uint64N(pow10(r.IntN(10))), 10) + r.pick("", ".5", ".25", ".0625")
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

// enumName is the name of a value that the public API takes; codes that the row
// lists are the only ones that the upstream takes.
func (r *requestDraw) enumName(field protoreflect.FieldDescriptor, row fieldRow, l limits) string {
	of := r.enums.of[row.arguments[0]]
	var names []string
	for _, code := range of.codes {
		value := field.Enum().Values().ByName(protoreflect.Name(of.names[code]))
		if value != nil && l.allows(value.Number()) && (len(row.list) == 0 || slices.Contains(row.list, code)) {
			names = append(names, of.names[code])
		}
	}
	return r.pick(names...)
}

func (r *requestDraw) enumNames(row fieldRow) []any {
	of := r.enums.of[row.arguments[0]]
	var names []any
	for range 1 + r.IntN(20) {
		names = append(names, of.names[r.pick(of.codes...)])
	}
	return names
}

// closeWindows puts the end of a window behind its begin and within a year of it,
// and the days of a bill into its month.
func (r *requestDraw) closeWindows(request map[string]any) {
	month, monthly := request["billMonth"].(string)
	for _, name := range slices.Sorted(maps.Keys(request)) {
		end := strings.TrimSuffix(name, "Begin") + "End"
		if !strings.HasSuffix(name, "Begin") || request[end] == nil {
			continue
		}
		days := r.IntN(366)
		text := fmt.Sprint(request[name])
		if when, err := time.Parse(time.DateOnly, text); err == nil {
			if monthly && r.queriesOneMonth(request) {
				first := 1 + r.IntN(28)
				request[name] = fmt.Sprintf("%s-%02d", month, first)
				request[end] = fmt.Sprintf("%s-%02d", month, first+r.IntN(29-first))
				continue
			}
			request[end] = when.AddDate(0, 0, days%r.pickInt(90, 366)).Format(time.DateOnly)
			continue
		}
		if when, err := time.Parse("2006-01", text); err == nil {
			request[end] = when.AddDate(0, r.IntN(12), 0).Format("2006-01")
			continue
		}
		when, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			r.t.Fatal(err)
		}
		request[end] = r.publicInstant(when.UTC().Add(time.Duration(days)*24*time.Hour + time.Second))
	}
}

// queriesOneMonth says that the days stand inside the bill's month.
func (r *requestDraw) queriesOneMonth(request map[string]any) bool {
	return request["queryType"] == nil || r.one(2)
}

func (d draw) pickInt(from ...int) int { return from[d.IntN(len(from))] }
