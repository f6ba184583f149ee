package translate

import (
	"slices"
	"testing"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// TestAuditNoticesARemovedField is the control: any field of the public API that
// stands upstream is missed when it is gone.
func TestAuditNoticesARemovedField(t *testing.T) {
	t.Parallel()
	operations := readCatalogue(t)
	removed, streamed := 0, streamedMessages()
	for _, descriptor := range publicMessages() {
		if descriptor.FullName() == moneyMessage || streamed[descriptor.FullName()] {
			continue // its fields stand upstream under the names of siblings, or not at all
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
	for name := range isOwnHeader {
		delete(names, name) // sent whether documented or not
	}
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
		if field.In != "path" { // the path itself documents its variables
			names[field.Name] = true
		}
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
