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
	set := compileAll(t, upstreamv1.Site_SITE_CN)
	documented := map[string]catalogueOperation{}
	for _, operation := range readCatalogue(t) {
		documented[operation.key()] = operation
	}
	removed, users := 0, map[*shape][]*Plan{}
	missed := func(what string, plans ...*Plan) {
		removed++
		for _, plan := range plans {
			operation := documented[keyOf(plan.operation)]
			if newAudit(plan.operation).misses(&operation, plan) > 0 {
				return
			}
		}
		t.Errorf("nobody misses %s", what)
	}
	for _, plan := range set.plans {
		eachParameter(&plan.request.parameters, func(p *parameter) {
			if p.place != inPath { // without it the plan would not compile
				missed(plan.method+" "+p.name, plan)
			}
		})
		if plan.answer.root != nil {
			noteUsers(plan.answer.root, plan, users)
		}
	}
	for at, plans := range users {
		for i := range at.members {
			if m := &at.members[i]; m.field != "" { // the others have no field of their own
				delete(at.index, m.name)
				missed(at.layout.pointer.String()+" "+m.name, plans...)
				at.index[m.name] = i
			}
		}
	}
	if removed < 1500 {
		t.Errorf("only %d fields were removed", removed)
	}
}

// noteUsers notes which plans read an object.
func noteUsers(at *shape, plan *Plan, users map[*shape][]*Plan) {
	if slices.Contains(users[at], plan) {
		return
	}
	users[at] = append(users[at], plan)
	for i := range at.members {
		if inner := at.members[i].inner; inner != nil {
			noteUsers(inner, plan, users)
		}
	}
}

func newAudit(operation *upstreamv1.Operation) *audit {
	return &audit{operation: operation, known: map[string]map[string]bool{}, groups: map[*shape]string{}}
}

// misses counts what one plan lacks.
func (a *audit) misses(want *catalogueOperation, plan *Plan) int {
	a.compare(want, plan)
	return len(a.found)
}

// eachParameter takes out one parameter after the other.
func eachParameter(list *[]parameter, missed func(*parameter)) {
	whole := *list
	for i := range whole {
		*list = slices.Delete(slices.Clone(whole), i, i+1)
		missed(&whole[i])
		*list = whole
		if len(whole[i].inner) > 0 {
			eachParameter(&whole[i].inner, missed)
		}
	}
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
	for _, plan := range set.plans {
		for _, part := range plan.path {
			delete(names, part.variable) // the path itself tells of it
		}
	}
	all := readCatalogue(t)
	for name := range names {
		part, operations := &Set{plans: map[string]*Plan{}}, []catalogueOperation{}
		for _, operation := range all {
			own := map[string]bool{}
			collectNames(operation.Request, own)
			collectNames(operation.Response, own)
			if !own[name] {
				continue
			}
			operation.Request, operation.Response = withoutName(operation.Request, name), withoutName(operation.Response, name)
			operations = append(operations, operation)
			for method, plan := range set.plans {
				if keyOf(plan.operation) == operation.key() {
					part.plans[method] = plan
				}
			}
		}
		if len(auditAll(part, operations)) == 0 {
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
