package sdk_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"time"
)

// expected reads an upstream answer by the table, which nothing of the project
// takes part in, and says what each leaf of the public answer must be.
type expected struct {
	t     *testing.T
	rows  map[string]fieldRow
	enums enums
	site  string
	tree  map[string]any // leaves of the upstream answer by path
	out   map[string]string
}

func newExpected(t *testing.T, o operation, site string, codes enums, answer any) *expected {
	t.Helper()
	e := &expected{t: t, rows: onSite(o.answers, site), enums: codes, site: site, tree: leavesOf(answer), out: make(map[string]string)}
	for path, value := range e.tree {
		row, ok := e.rowOf(path)
		if !ok {
			t.Fatalf("%s: %s has no row", o.sdk, path)
		}
		if row.facade != "" {
			e.leaf(row, path, value)
		}
	}
	for _, row := range o.answers {
		if row.kind == kindNextPage {
			e.nextPage(o, answer)
		}
	}
	return e
}

// rowOf is the row of a leaf, or that of the object without a schema around it.
func (e *expected) rowOf(path string) (fieldRow, bool) {
	for inner := pattern(path); inner != ""; {
		if row, ok := e.rows[inner]; ok {
			return row, inner == pattern(path) || row.kind == kindFree
		}
		last := strings.LastIndex(inner, ".")
		inner = inner[:max(last, 0)]
	}
	return fieldRow{}, false
}

// inside is a leaf of an object without a schema.
func (e *expected) inside(row fieldRow, path string, value any) {
	rest := strings.TrimPrefix(path, place(row.upstream, path))
	e.note(place(row.facade, path)+rest, wordOf(value))
}

// leaf notes what one upstream value becomes. Values that the public API writes
// like an absent one are left out on both sides.
func (e *expected) leaf(row fieldRow, path string, value any) {
	target := place(row.facade, path)
	text := fmt.Sprint(value)
	switch row.kind {
	case kindFree:
		e.inside(row, path, value)
	case kindZoned, kindChina, kindMillis, kindClock:
		e.note(target, "text "+e.moment(row, text))
	case kindLong:
		e.note(target, "number "+text)
	case kindYesNo:
		e.note(target, "flag "+strconv.FormatBool(text == "YES"))
	case kindYN:
		e.note(target, "flag "+strconv.FormatBool(text == "Y"))
	case kindNextMarker:
		e.nextMarker(text)
	case kindPresent:
		e.out[target] = "number " + text
	case kindInteger:
		e.note(target, "number "+text)
	case kindBoolean:
		e.note(target, "flag "+text)
	case kindOneZero:
		e.note(target, "flag "+strconv.FormatBool(text == "1"))
	case kindMoney:
		e.money(row, path, text)
	case kindDecimal:
		if text != "" {
			e.note(target, "text "+plainDecimal(e.t, text, 0))
		}
	case kindEnum:
		e.enum(row, target, text)
	case kindText, kindMonth, kindDay, kindDayOrMonth, kindInstant, kindIDNumber, kindBase64, kindMustText, kindMustNumber:
		e.note(target, "text "+text)
	default:
		e.t.Fatalf("%s: no way to expect %q", row.upstream, row.kind)
	}
}

// note leaves out what is written for an absent value too.
func (e *expected) note(target, value string) {
	if !isDefault(value) {
		e.out[target] = value
	}
}

func isDefault(value string) bool {
	return value == "text " || value == "number 0" || value == "flag false" || strings.HasSuffix(value, "_UNSPECIFIED")
}

// money joins an amount with the unit and the currency that stand elsewhere.
func (e *expected) money(row fieldRow, path, text string) {
	if text == "" {
		return
	}
	e.moneyBeside(row, path, text)
}

// moment is an instant or a duration in the words of the public API.
func (e *expected) moment(row fieldRow, text string) string {
	switch row.kind {
	case kindClock:
		var hours, minutes, seconds int
		if _, err := fmt.Sscanf(text, "%d:%d:%d", &hours, &minutes, &seconds); err != nil {
			return ""
		}
		return itoa(hours*3600+minutes*60+seconds) + "s"
	case kindMillis:
		millis, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return ""
		}
		form := "2006-01-02T15:04:05Z"
		if millis%1000 != 0 {
			form = "2006-01-02T15:04:05.000Z"
		}
		return time.UnixMilli(millis).UTC().Format(form)
	case kindChina:
		when, err := time.Parse(time.DateTime, strings.TrimSuffix(strings.Replace(text, "T", " ", 1), "Z"))
		if err != nil {
			return ""
		}
		return when.Add(-8 * time.Hour).Format("2006-01-02T15:04:05Z")
	default:
		return strings.TrimSuffix(strings.Replace(text, " ", "T", 1), "Z") + strings.Repeat("Z", min(len(text), 1))
	}
}

// nextMarker says that there is a token; which one is up to the facade.
func (e *expected) nextMarker(marker string) {
	if marker != "" {
		e.out["nextPageToken"] = "text of some kind"
	}
}

func (e *expected) moneyBeside(row fieldRow, path, text string) {
	beside := func(pattern string) string {
		if value, ok := e.tree[place(pattern, path)]; ok && pattern != "-" {
			return fmt.Sprint(value)
		}
		return ""
	}
	currency, measure := beside(row.arguments[0]), beside(row.arguments[1])
	if currency == "" {
		if row.arguments[0] != "-" {
			e.oneCurrency(place(row.arguments[0], path))
		}
		currency = map[string]string{siteCN: "CNY", siteIntl: "USD"}[e.site]
	}
	shift := map[string]int{"": 0, "1": 0, "2": 1, "3": 2}[measure]
	target := place(row.facade, path)
	e.out[target+".amount"] = "text " + plainDecimal(e.t, text, shift)
	e.out[target+".currencyCode"] = "text " + currency
}

// oneCurrency: where an answer names no currency, its own member for it says what
// its amounts say.
func (e *expected) oneCurrency(path string) {
	if row, known := e.rowOf(path); known && row.kind == kindText && row.facade != "" {
		e.out[place(row.facade, path)] = "text " + map[string]string{siteCN: "CNY", siteIntl: "USD"}[e.site]
	}
}

// enum is a name, or what is left of a code without one: its number if codes are
// numbers here and it means nothing else, else the text in the field beside it.
func (e *expected) enum(row fieldRow, target, code string) {
	of := e.enums.of[row.arguments[0]]
	kept := isNumber(code) && !of.taken[code] && !e.enums.words(row.arguments[0])
	switch name, known := of.names[code]; {
	case known:
		e.note(target, "text "+name)
	case len(row.list) == 1 && code != "" && !kept:
		parent := target[:max(strings.LastIndex(target, "."), 0)]
		e.out[join(parent, row.list[0])] = "text " + code
	case !of.taken[code] && code != "":
		e.note(target, "number "+code)
	}
}

// usualPage is how many rows the upstream gives to a caller who states no limit.
const usualPage = 10

func (e *expected) nextPage(o operation, answer any) {
	root, _ := answer.(map[string]any)
	rows, _ := root[o.rows].([]any)
	var total int64
	for _, row := range o.answers {
		if number, ok := e.tree[row.upstream].(json.Number); ok && row.facade == "totalSize" {
			total, _ = number.Int64() // none is 0
		}
	}
	// A list that states no total goes on after every full page.
	_, usual := o.pageSizes()
	if len(rows) > 0 && (int64(len(rows)) < total || total == 0 && len(rows) >= usual) {
		e.out["nextPageToken"] = "text of some kind"
	}
}

// plainDecimal unfolds the exponent and then moves the point to the left,
// keeping every digit. It counts in whole numbers: digits and how many of them stand
// behind the point.
func plainDecimal(t *testing.T, text string, shift int) string {
	t.Helper()
	mantissa, power, _ := strings.Cut(strings.ToLower(text), "e")
	exponent := 0
	if power != "" {
		var err error
		if exponent, err = strconv.Atoi(power); err != nil {
			t.Fatal(err)
		}
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		t.Fatalf("%q is no decimal", text)
	}
	places := len(fraction) - exponent
	for ; places < 0; places++ {
		digits.Mul(digits, big.NewInt(10))
	}
	places += shift
	sign, plain := "", digits.String()
	if digits.Sign() < 0 {
		sign, plain = "-", plain[1:]
	}
	if missing := places + 1 - len(plain); missing > 0 {
		plain = strings.Repeat("0", missing) + plain
	}
	if places == 0 {
		return sign + plain
	}
	return sign + plain[:len(plain)-places] + "." + plain[len(plain)-places:]
}

// actual are the leaves of a public answer in the words of expected.out.
func actual(answer any, as shown) map[string]string {
	out := make(map[string]string)
	walk(answer, "", func(path string, value any) {
		word := wordOf(value)
		if path == "nextPageToken" && word != "text " {
			word = "text of some kind"
		}
		if as.long[pattern(path)] {
			word = "number " + fmt.Sprint(value)
		}
		if word != "" && (!isDefault(word) || as.zero[pattern(path)]) {
			out[path] = word
		}
	})
	return out
}

// wordOf is a scalar in the words of expected.out.
func wordOf(value any) string {
	switch value := value.(type) {
	case string:
		return "text " + value
	case json.Number:
		return "number " + value.String()
	case bool:
		return "flag " + strconv.FormatBool(value)
	default:
		return ""
	}
}

// shown are the fields of an answer whose zero is written, and those whose
// number is written as a text.
type shown struct{ zero, long map[string]bool }

func presentFields(o operation) shown {
	fields := shown{make(map[string]bool), make(map[string]bool)}
	for _, row := range o.answers {
		fields.zero[row.facade] = row.kind == kindPresent
		fields.long[row.facade] = row.kind == kindLong
	}
	return fields
}
