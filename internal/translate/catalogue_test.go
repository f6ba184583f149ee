package translate

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// catalogueFile lists the upstream's operations with all of their fields.
const catalogueFile = "testdata/catalogue.json"

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
	text, err := os.ReadFile(catalogueFile)
	if err != nil {
		tb.Fatal(err)
	}
	var catalogue struct{ Operations []catalogueOperation }
	if err := json.Unmarshal(text, &catalogue); err != nil {
		tb.Fatal(err)
	}
	return slices.DeleteFunc(catalogue.Operations, func(o catalogueOperation) bool {
		return slices.Contains(pendingDomains, o.Domain)
	})
}

// pendingDomains have no protos yet.
var pendingDomains = []string{"tickets", "partners"}

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
	a.request(want.Request, plan, left)
	a.answer(want.Response, plan.answer.root, "response", left)
	for path := range left {
		a.complain("leave_out of %s, which the catalogue does not know", path)
	}
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
		case field.In == "header" && field.Name == "X-Language":
			if !a.operation.GetLanguage() {
				a.complain("X-Language is not sent")
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
		case field.Required && home.optional:
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
		writeInstant: {"string"}, writeObject: {"object"}, writeGroup: {"object"}, writeYN: {"string"},
		writeDecimal: {"decimal", "number"}, writeMoney: {"string"},
	}[p.writing]
}

func typesOfReading(how reading) types {
	return map[reading]types{
		readNothing: {"string", "int32"}, readText: {"string"}, readInt32: {"int32"}, readInt64: {"int64", "int32"}, readBool: {"bool"},
		readOneZero: {"string", "int32"}, readYesNo: {"string"}, readDecimal: {"string", "number", "decimal"},
		readEnum: {"string", "int32"}, readMoney: {"string", "number", "decimal"}, readInstant: {"string"}, readObject: {"object"},
		readErrorCode: {"string"}, readErrorMessage: {"string"}, readGroup: {"object"}, readYN: {"string"},
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
		case field.Repeated != at.members[index].list || !typesOfReading(at.members[index].reading).has(field.Type):
			a.complain("%s is read as %d (list %t), the catalogue says %s (repeated %t)",
				name, at.members[index].reading, at.members[index].list, field.Type, field.Repeated)
		case len(field.Fields) > 0:
			a.group(at, index)
			a.answer(field.Fields, at.members[index].inner, name, left)
		}
	}
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
	if len(operations) < 61 || fields < 1000 {
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

// TestAuditNoticesARemovedField is the control: any field of the public API that
// stands upstream is missed when it is gone.
func TestAuditNoticesARemovedField(t *testing.T) {
	t.Parallel()
	operations := readCatalogue(t)
	removed := 0
	for _, descriptor := range publicMessages() {
		if descriptor.FullName() == moneyMessage {
			continue // its fields stand upstream under the names of siblings
		}
		for i := range descriptor.Fields().Len() {
			field := descriptor.Fields().Get(i)
			if field.Name() == "currency_code" {
				continue // still at home in every amount of the list
			}
			removed++
			changed := newSchemaAround(t, descriptor)
			changed.drop(string(descriptor.FullName()), string(field.Name()))
			set, err := Compile(changed.services(), upstreamv1.Site_SITE_CN)
			if err == nil && fieldOption(field).GetFormat() == upstreamv1.Format_FORMAT_UNKNOWN_CODE {
				continue // in a request it only adds to the enum beside it
			}
			if err == nil && len(auditAll(set, operationsOf(set, operations))) == 0 {
				t.Errorf("nobody misses %s", field.FullName())
			}
		}
	}
	if removed < 700 {
		t.Errorf("only %d fields were removed", removed)
	}
}

func operationsOf(set *Set, operations []catalogueOperation) []catalogueOperation {
	bound := map[string]bool{}
	for _, plan := range set.plans {
		bound[keyOf(plan.operation)] = true
	}
	return slices.DeleteFunc(slices.Clone(operations), func(o catalogueOperation) bool { return !bound[o.key()] })
}

// TestAuditNoticesAnUndocumentedField is the control of the other direction: a
// member that the catalogue no longer holds is noticed in the plans.
func TestAuditNoticesAnUndocumentedField(t *testing.T) {
	t.Parallel()
	set := compileAll(t, upstreamv1.Site_SITE_CN)
	names := map[string]bool{}
	for _, operation := range readCatalogue(t) {
		collectNames(operation.Request, names)
		collectNames(operation.Response, names)
	}
	delete(names, "X-Language") // sent with every answer that holds names
	for name := range names {
		operations := readCatalogue(t)
		for i := range operations {
			operations[i].Request = withoutName(operations[i].Request, name)
			operations[i].Response = withoutName(operations[i].Response, name)
		}
		if len(auditAll(set, operations)) == 0 {
			t.Errorf("nobody notices that %s is undocumented", name)
		}
	}
}

func collectNames(fields []catalogueField, names map[string]bool) {
	for _, field := range fields {
		names[field.Name] = true
		collectNames(field.Fields, names)
	}
}

func withoutName(fields []catalogueField, name string) []catalogueField {
	var kept []catalogueField
	for _, field := range fields {
		if field.Name != name {
			field.Fields = withoutName(field.Fields, name)
			kept = append(kept, field)
		}
	}
	return kept
}

// TestAuditNoticesAnotherKind is the control of place and type.
func TestAuditNoticesAnotherKind(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*catalogueOperation){
		"place":    func(o *catalogueOperation) { o.Request[0].In = "body" },
		"type":     func(o *catalogueOperation) { o.Request[0].Type = "int32" },
		"repeated": func(o *catalogueOperation) { o.Response[0].Repeated = !o.Response[0].Repeated },
		"kind":     func(o *catalogueOperation) { o.Response[0].Type = "object" },
		"path":     func(o *catalogueOperation) { o.Path += "/x" },
		"sites":    func(o *catalogueOperation) { o.Sites = []string{"cn"} },
		"required": func(o *catalogueOperation) { o.Request[0].Required = true },
		"renamed":  func(o *catalogueOperation) { o.Name = "Unheard" },
	} {
		operations := readCatalogue(t)
		at := slices.IndexFunc(operations, func(o catalogueOperation) bool { return o.Name == "ListCustomerOrders" })
		change(&operations[at])
		if len(auditAll(compileAll(t, upstreamv1.Site_SITE_CN), operations)) == 0 {
			t.Errorf("another %s is not noticed", name)
		}
	}
}
