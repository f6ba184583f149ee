package translate

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// The upstream's operations with all of their fields: those of its catalogue, as
// the emulator has them, and the deprecated ones, which it has left out.
const (
	catalogueFiles = "../sandbox/data/catalogue/*.json"
	legacyFile     = "testdata/legacy.json"
)

type catalogueOperation struct {
	Name, Service, Domain, Method, Path string
	Sites                               []string
	Request, Response                   []catalogueField
}

// key tells operations apart; two services share a name.
func (o *catalogueOperation) key() string { return o.Service + " " + o.Name }

func keyOf(operation *upstreamv1.Operation) string {
	return strings.ToLower(strings.TrimPrefix(operation.GetService().String(), "SERVICE_")) + " " + operation.GetName()
}

type catalogueField struct {
	Name, In, Type     string
	Repeated, Required bool
	Fields             []catalogueField
}

func readCatalogue(tb testing.TB) []catalogueOperation {
	tb.Helper()
	files, err := filepath.Glob(catalogueFiles)
	if err != nil || len(files) == 0 {
		tb.Fatalf("no catalogue: %q, %v", files, err)
	}
	files = slices.DeleteFunc(files, func(file string) bool { return filepath.Base(file) == filepath.Base(legacyFile) })
	var operations []catalogueOperation
	for _, file := range append(files, legacyFile) {
		text, err := os.ReadFile(filepath.Clean(file))
		if err != nil {
			tb.Fatal(err)
		}
		var catalogue struct{ Operations []catalogueOperation }
		if err := json.Unmarshal(text, &catalogue); err != nil {
			tb.Fatal(err)
		}
		for _, operation := range catalogue.Operations {
			if operation.Name == "ListTicketSubCustomers" { // as the emulator tells two of one name apart
				operation.Name = "ListSubCustomers"
			}
			operations = append(operations, operation)
		}
	}
	return operations
}

// undocumented are members that plans know and the catalogue does not, each with
// the reason why that is right.
var undocumented = map[string]string{
	"*ordersv1.OrderLineItem measure_id": "the amount details of a line are those of an order, whose unit stands one object further out; lines have no unit and mean main units",
}

// audit compares plans with the catalogue.
type audit struct {
	operation *upstreamv1.Operation
	found     []string
	known     map[string]map[string]bool // message -> upstream names, over all operations
	groups    map[*shape]string          // objects that have no message of their own
	required  map[string]bool            // optional fields that the rules of the request require
}

func (a *audit) complain(format string, arguments ...any) {
	a.found = append(a.found, a.operation.GetName()+": "+fmt.Sprintf(format, arguments...))
}

// auditAll compares a set with the catalogue in both directions.
func auditAll(set *Set, operations []catalogueOperation) []string {
	a := &audit{known: map[string]map[string]bool{}, groups: map[*shape]string{}}
	bound := map[string]*Plan{}
	for _, plan := range set.plans {
		a.operation = plan.operation
		if bound[keyOf(plan.operation)] != nil {
			a.complain("two RPCs have it")
		}
		bound[keyOf(plan.operation)] = plan
	}
	for i := range operations {
		plan := bound[operations[i].key()]
		if plan == nil {
			a.found = append(a.found, operations[i].Name+": no RPC has it")
			continue
		}
		a.operation = plan.operation
		a.compare(&operations[i], plan)
		delete(bound, operations[i].key())
	}
	for name := range bound {
		a.found = append(a.found, name+": the catalogue does not know it")
	}
	for _, plan := range set.plans {
		if plan.answer.root == nil {
			continue
		}
		a.operation = plan.operation
		a.unknownMembers(plan.answer.root, map[*shape]bool{})
	}
	slices.Sort(a.found)
	return a.found
}

func (a *audit) compare(want *catalogueOperation, plan *Plan) {
	var sites []string
	for _, site := range a.operation.GetSites() {
		sites = append(sites, siteName(site))
	}
	got := fmt.Sprint(strings.ToLower(strings.TrimPrefix(a.operation.GetService().String(), "SERVICE_")), a.operation.GetMethod(), a.operation.GetPath(), sites)
	if stated := fmt.Sprint(want.Service, want.Method, want.Path, want.Sites); got != stated {
		a.complain("is %s, the catalogue says %s", got, stated)
	}
	left := map[string]bool{}
	for _, leave := range a.operation.GetLeaveOut() {
		left[leave.GetPath()] = true
	}
	a.required = requiredFields(plan)
	a.request(want.Request, plan, left)
	if plan.answer.root == nil { // the answer is a file
		a.file(want.Response, left)
	} else {
		a.answer(want.Response, plan.answer.root, "response", left)
	}
	for path := range left {
		a.complain("leave_out of %s, which the catalogue does not know", path)
	}
}

// requiredFields are the fields of a request that its rules require, so that one
// with presence is never absent.
func requiredFields(plan *Plan) map[string]bool {
	required := map[string]bool{}
	if plan.request.layout == nil {
		return required // a stream
	}
	fields := descriptorOf(plan.request.layout.asMessage(plan.request.layout.one())).Fields()
	for i := range fields.Len() {
		rules, _ := proto.GetExtension(fields.Get(i).Options(), validate.E_Field).(*validate.FieldRules)
		required[string(fields.Get(i).Name())] = rules.GetRequired()
	}
	return required
}

// isNumberText says whether a number is declared to be written as a text.
func isNumberText(at *shape, m *member) bool {
	field := descriptorOf(at.layout.asMessage(at.layout.one())).Fields().ByName(protoreflect.Name(m.field))
	return m.reading == readInt32 && fieldOption(field).GetFormat() == upstreamv1.Format_FORMAT_TEXT
}

// request asks for a home of every parameter, and the other way round.
func (a *audit) request(fields []catalogueField, plan *Plan, left map[string]bool) {
	homes := map[string]string{}
	for _, name := range plan.ownNames() {
		homes[name] = "own"
	}
	var fromFields []catalogueField
	for _, field := range fields {
		switch {
		case field.In == "header" && isOwnHeader[field.Name] && left["request."+field.Name]:
			delete(left, "request."+field.Name)
		case field.In == "header" && isOwnHeader[field.Name]:
			if !slices.Contains(plan.ownHeaders(), field.Name) {
				a.complain("%s is not sent", field.Name)
			}
		case homes[field.Name] != "":
			delete(homes, field.Name)
		default:
			fromFields = append(fromFields, field)
		}
	}
	for name := range homes {
		a.complain("request.%s is sent, the catalogue does not know it", name)
	}
	a.parameters(fromFields, plan.request.parameters, "request", left)
}

// isOwnHeader are the headers that an operation sends by itself. Where the
// catalogue does not know one it is sent all the same: instants need a zone.
var isOwnHeader = map[string]bool{"X-Language": true, "X-Site": true, "X-Time-Zone": true}

// file asks for what a file has no home for: only its own error.
func (a *audit) file(fields []catalogueField, left map[string]bool) {
	for _, field := range fields {
		if name := "response." + field.Name; left[name] {
			delete(left, name)
		} else if field.Name != "error_code" && field.Name != "error_msg" {
			a.complain("%s has no home", name)
		}
	}
}

func (a *audit) parameters(fields []catalogueField, parameters []parameter, path string, left map[string]bool) {
	places := map[place]string{inPath: "path", inQuery: "query", inHeader: "header", inBody: "body"}
	unknown := map[string]*parameter{}
	for i := range parameters {
		unknown[parameters[i].name] = &parameters[i]
	}
	for _, field := range fields {
		at := path + "." + field.Name
		home := unknown[field.Name]
		delete(unknown, field.Name)
		switch {
		case left[at]:
			delete(left, at)
		case home == nil:
			a.complain("%s has no home", at)
		case home.writing == writeKeyValue:
			a.keyValue(field, at)
		case field.In != "" && field.In != places[home.place]:
			a.complain("%s is sent in the %s, the catalogue says %s", at, places[home.place], field.In)
		case field.Repeated != (home.list && !home.comma) || !typesOfWriting(home).has(field.Type):
			a.complain("%s is sent as %d (list %t), the catalogue says %s (repeated %t)", at, home.writing, home.list, field.Type, field.Repeated)
		case field.Required && home.optional && !(path == "request" && a.required[home.field]):
			a.complain("%s is optional, the catalogue says required", at)
		default:
			a.parameters(field.Fields, home.inner, at, left)
		}
	}
	for name, home := range unknown {
		if home.place != inPath { // the path itself documents its variables
			a.complain("%s.%s is sent, the catalogue does not know it", path, name)
		}
	}
}

// keyValue asks for the only object that a key and a value are written into.
func (a *audit) keyValue(field catalogueField, at string) {
	if !field.Repeated || len(field.Fields) != 2 || field.Fields[0].Name != "key" || field.Fields[1].Name != "value" {
		a.complain("%s is sent as a list of keys and values, the catalogue says otherwise", at)
	}
}

type types []string

func (t types) has(name string) bool { return slices.Contains(t, name) }

func typesOfWriting(p *parameter) types {
	if p.comma || p.text {
		return types{"string"}
	}
	if p.writing == writeEnum && p.place == inBody { // a text or a number; in the query they are the same
		return types{map[bool]string{true: "string", false: "int32"}[p.codes.words]}
	}
	return map[writing]types{
		writeText: {"string"}, writeInt32: {"int32"}, writeInt64: {"int64"}, writeBool: {"bool"},
		writeOneZero: {"string", "int32"}, writeYesNo: {"string"}, writeEnum: {"string", "int32"},
		writeInstant: {"string"}, writeZoned: {"string"}, writeObject: {"object"}, writeGroup: {"object"}, writeYN: {"string"},
		writeDecimal: {"decimal", "number"}, writeMoney: {"string"}, writeMoneyNumber: {"decimal", "number"},
		writeEpochMillis: {"int64", "string"}, writeClock: {"string"}, writeIDNumber: {"int32", "int64"}, writeBytes: {"string"},
		writePairs: {"map<string,string>", "map<string,any>"}, writeStruct: {"map<string,any>", "any"}, writeFree: {"any"},
	}[p.writing]
}

func typesOfReading(how reading) types {
	return map[reading]types{
		readNothing: {"string", "int32"}, readText: {"string"}, readInt32: {"int32"}, readInt64: {"int64", "int32"}, readBool: {"bool"},
		readOneZero: {"string", "int32"}, readYesNo: {"string"}, readDecimal: {"string", "number", "decimal"},
		readEnum: {"string", "int32"}, readMoney: {"string", "number", "decimal"}, readInstant: {"string"}, readZoned: {"string", "datetime"}, readObject: {"object"},
		readErrorCode: {"string"}, readErrorMessage: {"string"}, readGroup: {"object"}, readYN: {"string"},
		readEpochMillis: {"int64", "string"}, readClock: {"string"}, readIDNumber: {"int32", "int64"}, readBytes: {"string"},
		readPairs: {"map<string,string>", "map<string,any>"}, readStruct: {"map<string,any>", "any"}, readFree: {"any"},
	}[how]
}

// answer asks for a home of every member, recursively, and notes what it saw.
func (a *audit) answer(fields []catalogueField, at *shape, path string, left map[string]bool) {
	message := a.label(at)
	if a.known[message] == nil {
		a.known[message] = map[string]bool{}
	}
	for _, field := range fields {
		a.known[message][field.Name] = true
		name := path + "." + field.Name
		index, has := at.index[field.Name]
		switch {
		case left[name]:
			delete(left, name)
		case !has:
			a.complain("%s has no home", name)
		case strings.HasPrefix(field.Type, "recursive:"):
			if at.members[index].inner != at || !at.members[index].list {
				a.complain("%s is not a list of what it stands in", name)
			}
		case field.Type == "string" && !field.Repeated && isNumberText(at, &at.members[index]):
		case field.Repeated != at.members[index].list || !typesOfReading(at.members[index].reading).has(field.Type):
			a.complain("%s is read as %d (list %t), the catalogue says %s (repeated %t)",
				name, at.members[index].reading, at.members[index].list, field.Type, field.Repeated)
		case losesTexts(field, &at.members[index]):
			a.complain("%s is a text upstream, and one without a name here is lost: it needs a FORMAT_UNKNOWN_CODE field beside it", name)
		case len(field.Fields) > 0:
			a.group(at, index)
			a.answer(field.Fields, at.members[index].inner, name, left)
		}
	}
}

// losesTexts says whether a code that the upstream writes as any text is read
// into an enum that alone cannot keep it.
func losesTexts(field catalogueField, m *member) bool {
	return m.reading == readEnum && !m.hasUnknown && field.Type == "string"
}

// unknownMembers finds members that no operation documents for their message.
func (a *audit) unknownMembers(at *shape, seen map[*shape]bool) {
	if seen[at] {
		return
	}
	seen[at] = true
	message := a.label(at)
	for i := range at.members {
		m := &at.members[i]
		envelope := m.reading == readErrorCode || m.reading == readErrorMessage
		if !envelope && !a.known[message][m.name] && undocumented[message+" "+m.name] == "" {
			a.complain("%s of %s is read, the catalogue does not know it", m.name, message)
		}
		if m.inner != nil {
			a.group(at, i)
			a.unknownMembers(m.inner, seen)
		}
	}
}

// group notes where the object of dotted names stands: it shares its message
// with the object around it.
func (a *audit) group(around *shape, index int) {
	if m := &around.members[index]; m.reading == readGroup {
		a.groups[m.inner] = m.name
	}
}

// label names what an object is known by.
func (a *audit) label(at *shape) string {
	return at.layout.pointer.String() + strings.TrimRight("/"+a.groups[at], "/")
}

// TestEveryCatalogueFieldHasAHome reads the catalogue of both sites.
func TestEveryCatalogueFieldHasAHome(t *testing.T) {
	t.Parallel()
	operations := readCatalogue(t)
	for _, site := range []upstreamv1.Site{upstreamv1.Site_SITE_CN, upstreamv1.Site_SITE_INTL} {
		for _, finding := range auditAll(compileAll(t, site), operations) {
			t.Error(finding)
		}
	}
	fields := 0
	for _, operation := range operations {
		fields += countFields(operation.Request) + countFields(operation.Response)
	}
	t.Logf("%d operations with %d fields", len(operations), fields)
	if len(operations) < 188 || fields < 2800 {
		t.Errorf("the catalogue holds %d operations with %d fields: it is not whole", len(operations), fields)
	}
}

func countFields(fields []catalogueField) int {
	count := len(fields)
	for _, field := range fields {
		count += countFields(field.Fields)
	}
	return count
}
