package sdk_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// The words of the last column of a domain's table.
const (
	kindText      = "text"
	kindID        = "id" // text that names what the call is about; always given
	kindMustText  = "must-text"
	kindInteger   = "integer"
	kindPresent   = "integer?" // 0 and absent differ
	kindBoolean   = "boolean"
	kindOneZero   = "one-zero"
	kindInstant   = "instant"
	kindDay       = "day"
	kindMonth     = "month"
	kindDecimal   = "decimal"
	kindMoney     = "money"    // money:<leaf of the currency>,<leaf of the unit>; - when there is none
	kindMeasure   = "measure"  // unit of the money beside it
	kindCurrency  = "currency" // currency of the money beside it
	kindEnum      = "enum"     // enum:<name>:<on answers the field for unknown codes, on requests the codes allowed>
	kindMustEnum  = "must-enum"
	kindEnumList  = "enum-list"
	kindNextPage  = "next-page"
	kindPageSize  = "page-size" // page-size:<largest>,<usual>; 100 and 10 when not stated
	kindPageToken = "page-token"
	kindFixed     = "fixed"      // always this value
	kindUnused    = "unused"     // never sent
	kindLanguage  = "language"   // header that follows accept-language
	kindYesIfAny  = "yes-if-any" // yes-if-any:<longest list>

	kindLong        = "long"   // whole number that JSON carries as a text
	kindYN          = "y-n"    // Y and N
	kindYesNo       = "yes-no" // YES and NO
	kindDayOrMonth  = "day-or-month"
	kindPageNumber  = "page-number"  // of a page, from 1; always sent, as the page size then is
	kindMarker      = "marker"       // marker:<rows of a page that states none>; where the next page starts
	kindNextMarker  = "next-marker"  // the marker of the next page
	kindKey         = "key"          // key:<fixed key>,<field of the value>; stands in a list of one object
	kindValue       = "value"        // the value beside a key
	kindAccount     = "account"      // the account that asks; the vendor's client knows it from its keys
	kindSuccessCode = "success-code" // says that the call succeeded
	kindSuccessText = "success-text" // says so to people
	kindNoError     = "no-error"     // empty when the call succeeded
	kindIDNumber    = "id-number"    // text of digits here, a number there
	kindZoned       = "zoned"        // instant of the zone asked for, which is UTC
	kindChina       = "china-time"   // instant of GMT+8, where no zone can be asked for
	kindMillis      = "millis"       // instant as milliseconds since 1970
	kindClock       = "clock"        // duration as hh:mm:ss
	kindFree        = "free"         // object without a schema
	kindBase64      = "base64"
	kindSite        = "site"           // 0 for the Chinese mainland site, 1 for the other
	kindCommaList   = "comma-list"     // texts joined by commas
	kindMustNumber  = "must-id-number" // id-number that makes a document an answer
	kindByHand      = "by-hand"        // paging of a kind of its own, tested where it is written
	kindLeftOut     = "left-out"       // said in a better way by another leaf
)

// fieldRow joins one upstream leaf with one leaf of the public API.
type fieldRow struct {
	operation string
	request   bool
	sites     []string
	upstream  string // path with [] for every list, "" when only the public API has it
	facade    string // path in JSON names, "" when nothing stands for it
	kind      string
	arguments []string
	list      []string // what is allowed or named beyond the arguments
}

func fieldRows(t *testing.T, domain string) []fieldRow {
	t.Helper()
	var rows []fieldRow
	for _, line := range table(t, domain, 6) {
		kind, rest, _ := strings.Cut(line[5], ":")
		row := fieldRow{
			operation: line[0], request: line[1] == "request", sites: strings.Split(line[2], ","),
			upstream: strings.TrimPrefix(line[3], "-"), facade: strings.TrimPrefix(line[4], "-"), kind: kind,
		}
		first, second, more := strings.Cut(rest, ":")
		if rest != "" {
			row.arguments = strings.Split(first, ",")
		}
		if more {
			row.list = strings.Split(second, ",")
		}
		if row.upstream != "" && row.facade != "" && kind != kindValue && strings.Count(row.upstream, "[]") != strings.Count(row.facade, "[]") {
			t.Fatalf("%s: %s and %s stand in different lists", row.operation, row.upstream, row.facade)
		}
		rows = append(rows, row)
	}
	return rows
}

// inQueryList says that a request's leaf is a list outside of the body.
func (r fieldRow) inQueryList() bool {
	return r.request && strings.HasSuffix(r.upstream, "[]") && !strings.HasPrefix(r.upstream, "body.")
}

// onSite keeps the rows that a site has, by upstream path.
func onSite(rows []fieldRow, site string) map[string]fieldRow {
	out := make(map[string]fieldRow)
	for _, row := range rows {
		if row.upstream != "" && slices.Contains(row.sites, site) {
			out[row.upstream] = row
		}
	}
	return out
}

// sdkLeaves calls use for every leaf of a struct of the vendor's client.
func sdkLeaves(typ reflect.Type, path string, use func(path string, typ reflect.Type)) {
	leavesWithin(typ, path, nil, use)
}

// nesting is how often a struct that contains itself is followed: the table has
// rows for so many levels.
const nesting = 3

// leavesWithin is sdkLeaves inside the structs of around.
func leavesWithin(typ reflect.Type, path string, around []reflect.Type, use func(path string, typ reflect.Type)) {
	switch {
	case typ.Kind() == reflect.Pointer:
		leavesWithin(typ.Elem(), path, around, use)
	case typ.Kind() == reflect.Slice:
		leavesWithin(typ.Elem(), path+"[]", around, use)
	case isRecord(typ):
		if tooDeep(typ, around) {
			return
		}
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if name != "-" {
				leavesWithin(typ.Field(i).Type, join(path, name), append(slices.Clip(around), typ), use)
			}
		}
	default:
		use(path, typ)
	}
}

func tooDeep(typ reflect.Type, around []reflect.Type) bool {
	same := 0
	for _, outer := range around {
		if outer == typ {
			same++
		}
	}
	return same >= nesting
}

// isRecord tells structs with members from values that are structs inside.
func isRecord(typ reflect.Type) bool {
	if typ.Kind() != reflect.Struct {
		return false
	}
	return typ.NumField() == 0 || typ.Field(0).IsExported()
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// TestEveryLeafHasARow fails for a leaf of the vendor's structs without a row, a
// row without a leaf, and a unit or currency that no amount uses.
func TestEveryLeafHasARow(t *testing.T) {
	t.Parallel()
	requests, answers := 0, 0
	for _, o := range loadOperations(t) {
		for _, site := range []string{siteCN, siteIntl} {
			if _, offered := sdkMethod(site, o.sdk); offered != o.on(site) {
				t.Errorf("%s: the vendor's client of site %s has it: %t, the table says %t", o.sdk, site, offered, o.on(site))
				continue
			}
			if !o.on(site) {
				continue
			}
			request, response := sdkTypes(t, site, o.sdk)
			requests += matchLeaves(t, o.sdk+" request on "+site, request, onSite(o.requests, site))
			answers += matchLeaves(t, o.sdk+" answer on "+site, response, onSite(o.answers, site))
		}
		contextIsUsed(t, o)
	}
	t.Logf("%d operations, %d leaves of requests and %d of answers over both sites", len(loadOperations(t)), requests, answers)
}

func matchLeaves(t *testing.T, what string, typ reflect.Type, rows map[string]fieldRow) int {
	t.Helper()
	found := make(map[string]bool)
	sdkLeaves(typ, "", func(path string, _ reflect.Type) {
		found[path] = true
		if _, ok := rows[path]; !ok {
			t.Errorf("%s: %s has no row", what, path)
		}
	})
	for path := range rows {
		if !found[path] {
			t.Errorf("%s: the row %s matches no leaf", what, path)
		}
	}
	return len(found)
}

// contextIsUsed fails for a unit or currency that stands beside no amount, and
// for a leaf of an answer that is simply dropped.
func contextIsUsed(t *testing.T, o operation) {
	t.Helper()
	used := make(map[string]bool)
	for _, row := range o.answers {
		for _, path := range row.arguments {
			used[path] = used[path] || row.kind == kindMoney
		}
	}
	for _, row := range o.answers {
		isContext := row.kind == kindMeasure || row.kind == kindCurrency
		says := row.kind == kindSuccessCode || row.kind == kindSuccessText || row.kind == kindNoError || row.kind == kindLeftOut
		if isContext && !used[row.upstream] || !isContext && !says && row.facade == "" {
			t.Errorf("%s: the answer's %s goes nowhere", o.sdk, row.upstream)
		}
	}
}

// TestEveryPublicFieldHasARow fails for a field of a public message that no row
// fills or sends.
func TestEveryPublicFieldHasARow(t *testing.T) {
	t.Parallel()
	filled := make(map[protoreflect.FullName]bool)
	var fields []protoreflect.FieldDescriptor
	for _, o := range loadOperations(t) {
		method := methodOf(t, o.rpc)
		for _, side := range []struct {
			message protoreflect.MessageDescriptor
			rows    []fieldRow
		}{{method.Input(), o.requests}, {method.Output(), o.answers}} {
			fields = append(fields, messageFields(side.message, make(map[protoreflect.FullName]bool))...)
			for _, row := range side.rows {
				markFields(t, filled, side.message, row)
			}
		}
	}
	for _, field := range fields {
		if !filled[field.FullName()] && ahead()[field.FullName()] == "" {
			t.Errorf("%s has no row", field.FullName())
		}
	}
	t.Logf("%d public fields", len(filled))
}

// ahead are the public fields that the vendor's client, as it is had here, can
// neither send nor read, each with its source. A row of one that it can is not
// missed for them: fields/gaps.tsv has the same leaves.
func ahead() map[protoreflect.FullName]string {
	const label = "trim_osm_rich_text_label, a parameter of the reference of the Chinese site"
	const newer = "a member that the vendor's client has since 0.1.212; 0.1.211 is the newest that could be had"
	return map[protoreflect.FullName]string{
		"ocegate.tickets.v1.GetCaseRequest.plain_text":                 label,
		"ocegate.tickets.v1.ListNewMessagesRequest.plain_text":         label,
		"ocegate.partners.v1.CustomerBillDetail.enterprise_project_id": newer,
		"ocegate.partners.v1.CustomerBillDetail.order_type":            newer,
		"ocegate.partners.v1.CustomerBillDetail.upfront_payment":       newer,
		"ocegate.partners.v1.CustomerBillDetail.upfront_payment_code":  newer,
	}
}

// messageFields lists the fields of a message and of those inside, without those
// of the types that a conversion makes as a whole.
func messageFields(message protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) []protoreflect.FieldDescriptor {
	if seen[message.FullName()] || isValueType(message) {
		return nil
	}
	seen[message.FullName()] = true
	var all []protoreflect.FieldDescriptor
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		all = append(all, field)
		if field.Message() != nil {
			all = append(all, messageFields(field.Message(), seen)...)
		}
	}
	return all
}

func isValueType(message protoreflect.MessageDescriptor) bool {
	return message.FullName().Parent() == "google.protobuf" || message.FullName() == "ocegate.type.v1.Money" || message.IsMapEntry()
}

// markFields marks every field on the way of a row and complains about names
// that do not exist.
func markFields(t *testing.T, filled map[protoreflect.FullName]bool, message protoreflect.MessageDescriptor, row fieldRow) {
	t.Helper()
	for name := range strings.SplitSeq(row.facade, ".") {
		if row.facade == "" {
			return
		}
		field := message.Fields().ByJSONName(strings.TrimSuffix(name, "[]"))
		if field == nil {
			t.Errorf("%s: %s has no field %s", row.operation, message.FullName(), name)
			return
		}
		filled[field.FullName()] = true
		if row.kind == kindEnum && !row.request && len(row.list) == 1 {
			if beside := message.Fields().ByJSONName(row.list[0]); beside != nil {
				filled[beside.FullName()] = true
			}
		}
		if field.Message() != nil {
			message = field.Message()
		}
	}
}
