package sdk_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// answerDraw fills a response struct's type with random values, as a JSON tree.
type answerDraw struct {
	draw

	t    *testing.T
	rows map[string]fieldRow
	// exact also draws what the reference allows and the vendor's structs
	// cannot hold or write: digits beyond a binary fraction, exponents, null,
	// empty texts.
	exact bool
	long  bool // lists have more than a hundred rows
}

// answer draws one answer. The lists and objects at its top are always there:
// an answer without any of them is an odd reply, not an answer.
func (d answerDraw) answer(o operation, response reflect.Type) map[string]any {
	tree := d.record(response, "", nil)
	if o.gathers() {
		lines, _ := tree[o.rows].([]any)
		tree[d.totalOf(o)] = json.Number(itoa(len(lines)))
		return tree
	}
	d.tieTotal(o, response, tree)
	return tree
}

// tieTotal gives an answer without rows a total of none: a page that is empty
// before the end of its list is an odd reply, not an answer. Where pages are
// counted, so is one that is not full. A total of less than the rows is none.
func (d answerDraw) tieTotal(o operation, response reflect.Type, tree map[string]any) {
	for _, row := range o.answers {
		if row.facade != "totalSize" || tree[row.upstream] == nil {
			continue
		}
		rows, _ := tree[listOf(o, response)].([]any)
		paging, _ := o.paging()
		stated, _ := strconv.ParseInt(fmt.Sprint(tree[row.upstream]), 10, 64) // what cannot be read is none
		if len(rows) == 0 || paging.kind == kindPageNumber || stated != 0 && stated < int64(len(rows)) {
			tree[row.upstream] = json.Number(itoa(len(rows)))
		}
	}
}

// listOf is the list whose rows the total counts: the paged one, else the first.
func listOf(o operation, response reflect.Type) string {
	for i := 0; o.rows == "" && i < response.NumField(); i++ {
		field := response.Field(i).Type
		if field.Kind() == reflect.Pointer && field.Elem().Kind() == reflect.Slice || field.Kind() == reflect.Slice {
			name, _, _ := strings.Cut(response.Field(i).Tag.Get("json"), ",")
			return name
		}
	}
	return o.rows
}

// totalOf is the upstream name of the number of all rows.
func (d answerDraw) totalOf(o operation) string {
	for _, row := range o.answers {
		if row.facade == "totalSize" {
			return row.upstream
		}
	}
	d.t.Fatalf("%s has no total", o.sdk)
	return ""
}

func (d answerDraw) record(typ reflect.Type, path string, around []reflect.Type) map[string]any {
	tree := make(map[string]any)
	around = append(slices.Clip(around), typ)
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		field := typ.Field(i).Type
		if field.Kind() == reflect.Pointer {
			field = field.Elem()
			absent := d.one(8) && !d.needed(field, path, name)
			if absent && d.exact && d.one(2) {
				tree[name] = nil
			}
			if absent {
				continue
			}
		}
		if !holds(field, around) {
			tree[name] = d.value(field, join(path, name), around)
		}
	}
	return tree
}

// needed are the members that make a document an answer, or an object of a list
// a row.
func (d answerDraw) needed(field reflect.Type, path, name string) bool {
	row, leaf := d.rows[join(path, name)]
	if path != "" {
		return d.flat() || row.kind == kindMustText
	}
	return d.flat() || field.Kind() == reflect.Slice || isRecord(field) || leaf && makesAnswer(row)
}

func makesAnswer(row fieldRow) bool {
	return row.kind == kindMoney || row.kind == kindMustText || row.kind == kindMustNumber
}

// flat says that an answer is a few values, which then are all there.
func (d answerDraw) flat() bool {
	for path := range d.rows {
		if strings.Contains(path, "[]") {
			return false
		}
	}
	return true
}

// holds says that a list or struct is of a type that is not followed any further.
func holds(typ reflect.Type, around []reflect.Type) bool {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	return isRecord(typ) && tooDeep(typ, around)
}

func (d answerDraw) value(typ reflect.Type, path string, around []reflect.Type) any {
	switch {
	case typ.Kind() == reflect.Slice:
		list := make([]any, d.length(path))
		for i := range list {
			list[i] = d.value(typ.Elem(), path+"[]", around)
		}
		return list
	case isRecord(typ):
		return d.record(typ, path, around)
	default:
		return d.leaf(typ, d.rows[path])
	}
}

func (d answerDraw) length(path string) int {
	if d.long && !strings.Contains(path, "[]") {
		return 101 + d.IntN(10) // as many as are taken for a page of the usual ten
	}
	return d.IntN(4)
}

// leaf draws a value of a row's kind in the type that the vendor's struct reads.
func (d answerDraw) leaf(typ reflect.Type, row fieldRow) any {
	isText := typ.Kind() == reflect.String
	if isText && d.exact && d.one(10) && !d.flat() && row.kind != kindMustText {
		return ""
	}
	if isText && (row.kind == kindInteger || row.kind == kindPresent) {
		return d.integer().String()
	}
	switch row.kind {
	case kindInteger, kindPresent:
		return d.integer()
	case kindLong:
		return json.Number(strconv.FormatInt(d.Int64()-d.Int64(), 10))
	case kindIDNumber, kindMustNumber:
		return asText(isText, strconv.Itoa(1+d.IntN(2_000_000_000)))
	case kindZoned, kindChina:
		return d.zoned(isText)
	case kindMillis:
		return asText(isText, strconv.FormatInt(1+d.Int64N(4_000_000_000_000), 10))
	case kindClock:
		return fmt.Sprintf("%02d:%02d:%02d", d.IntN(30), d.IntN(60), d.IntN(60))
	case kindFree:
		return d.free(typ)
	case kindNoError:
		return ""
	case kindYesNo:
		return d.pick("YES", "NO")
	case kindYN:
		return d.pick("Y", "N")
	case kindDay:
		return d.day()
	case kindDayOrMonth:
		return d.pick(d.day(), d.month())
	case kindSuccessCode:
		return "CBC.0000"
	case kindBoolean:
		if isText {
			return d.pick("true", "false")
		}
		return d.one(2)
	case kindOneZero:
		return asText(isText, d.pick("0", "1"))
	case kindInstant:
		return d.instant()
	case kindMonth:
		return d.month()
	case kindMoney, kindDecimal:
		return d.amount(typ)
	case kindMeasure:
		return asText(isText, d.pick("1", "1", "1", "2", "3"))
	case kindCurrency:
		return d.pick("CNY", "USD", "EUR")
	case kindEnum:
		code := d.code(row.arguments[0])
		return asText(isText || !isNumber(code), code)
	case kindMustText:
		return "i" + d.longText()
	case kindText, kindNextMarker, kindSuccessText, kindLeftOut:
		return d.longText()
	default:
		d.t.Fatalf("%s: no way to draw %q", row.upstream, row.kind)
		return nil
	}
}

// amount is a number where the struct holds a binary fraction, a text where it
// holds a text, and either where it holds a decimal.
func (d answerDraw) amount(typ reflect.Type) any {
	switch {
	case typ.Kind() == reflect.String:
		return d.decimal()
	case typ.Kind() == reflect.Struct && d.one(2):
		return d.decimal()
	case d.exact:
		return json.Number(d.number())
	default:
		return json.Number(d.decimal())
	}
}

// zoned has no zone of its own in every second text; the vendor's own type of
// time writes but one form.
func (d answerDraw) zoned(isText bool) string {
	form := "2006-01-02T15:04:05Z"
	if isText && d.one(2) {
		form = time.DateTime
	}
	return d.instantBetween(1990, 2040).Format(form)
}

// free is an object of texts, or of anything where the type allows it.
func (d answerDraw) free(typ reflect.Type) map[string]any {
	object := make(map[string]any)
	for i := range d.IntN(4) {
		var value any = d.text(64)
		if typ.Kind() == reflect.Interface || typ.Elem().Kind() == reflect.Interface {
			value = []any{value, d.one(2), json.Number(itoa(d.IntN(1000))), map[string]any{"deep": d.text(8)}}[d.IntN(4)]
		}
		object["k"+itoa(i)] = value
	}
	return object
}

func asText(isText bool, digits string) any {
	if isText {
		return digits
	}
	return json.Number(digits)
}

// body is an answer as it goes over the wire: as drawn when exact, else as the
// vendor's struct, having read it, writes it.
func (d answerDraw) body(tree any, response reflect.Type) []byte {
	d.t.Helper()
	text := printTree(d.t, tree)
	typed := reflect.New(response)
	if err := json.Unmarshal(text, typed.Interface()); err != nil {
		d.t.Fatalf("the vendor's struct does not read the answer: %v", err)
	}
	if d.exact {
		return text
	}
	written, err := json.Marshal(typed.Interface())
	if err != nil {
		d.t.Fatal(err)
	}
	return written
}
