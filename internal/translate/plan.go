package translate

import (
	"errors"
	"fmt"
	"sync"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Set holds the plans of all RPCs of one site.
type Set struct {
	plans map[string]*Plan
}

// Plan translates the calls of one RPC.
type Plan struct {
	operation *upstreamv1.Operation
	method    string // full gRPC method name
	offered   bool   // by the configured site
	site      string
	path      []pathPart
	request   requestSide
	answer    answerSide
}

// requestSide is what Encode needs.
type requestSide struct {
	layout     *layout
	parameters []parameter
	hasBody    bool
	pageSize   slot
	pageToken  slot
	paged      bool // has page_size and page_token
}

// answerSide is what Decode needs.
type answerSide struct {
	root      *shape
	decoders  *sync.Pool
	evidence  [2]uint64
	nextToken slot
	total     *member
	paged     bool // has next_page_token
}

// currencies are the settlement currencies of the sites, for amounts whose
// answer names none.
var currencies = map[upstreamv1.Site]string{
	upstreamv1.Site_SITE_CN:   "CNY",
	upstreamv1.Site_SITE_INTL: "USD",
}

// Compile builds and verifies the plans of every RPC of the services. All faults
// are reported at once, each with the proto name that it belongs to.
func Compile(services []protoreflect.ServiceDescriptor, site upstreamv1.Site) (*Set, error) {
	if currencies[site] == "" {
		return nil, &Error{Kind: KindPlan, Reason: fmt.Sprintf("site %s is not known", site)}
	}
	set := &Set{plans: map[string]*Plan{}}
	answers := newAnswerCompiler()
	decoders := newDecoders(answers, currencies[site])
	var faults []error
	for _, service := range services {
		for i := range service.Methods().Len() {
			method := service.Methods().Get(i)
			plan, err := compilePlan(method, answers, site)
			if err != nil {
				faults = append(faults, &Error{
					Kind: KindPlan, Operation: string(method.FullName()), Reason: err.Error(),
				})
				continue
			}
			plan.answer.decoders = decoders
			set.plans[plan.method] = plan
		}
	}
	return set, errors.Join(faults...)
}

// Plan is the plan of a full gRPC method name such as
// /ocegate.orders.v1.OrderService/ListOrders, or nil.
func (s *Set) Plan(method string) *Plan { return s.plans[method] }

func compilePlan(
	method protoreflect.MethodDescriptor, answers *answerCompiler, site upstreamv1.Site,
) (*Plan, error) {
	if !proto.HasExtension(method.Options(), upstreamv1.E_Operation) {
		return nil, errors.New("the RPC has no upstream operation")
	}
	operation, _ := proto.GetExtension(method.Options(), upstreamv1.E_Operation).(*upstreamv1.Operation)
	if err := verifyOperation(operation); err != nil {
		return nil, err
	}
	plan := &Plan{
		operation: operation,
		method:    "/" + string(method.Parent().FullName()) + "/" + string(method.Name()),
		site:      siteName(site),
	}
	for _, offered := range operation.GetSites() {
		plan.offered = plan.offered || offered == site
	}
	if err := plan.compileRequest(method.Input(), answers); err != nil {
		return nil, err
	}
	return plan, plan.compileAnswer(method.Output(), answers)
}

func siteName(site upstreamv1.Site) string {
	if site == upstreamv1.Site_SITE_INTL {
		return "intl"
	}
	return "cn"
}

// verifyOperation refuses what would only show at the first call.
func verifyOperation(operation *upstreamv1.Operation) error {
	methods := map[string]bool{"GET": true, "POST": true, "PUT": true, "DELETE": true}
	var faults []error
	refuse := func(wrong bool, what string) {
		if wrong {
			faults = append(faults, errors.New(what))
		}
	}
	refuse(operation.GetService() == upstreamv1.Service_SERVICE_UNSPECIFIED, "service is not stated")
	refuse(operation.GetName() == "", "name is not stated")
	refuse(!methods[operation.GetMethod()], "method must be GET, POST, PUT or DELETE")
	refuse(len(operation.GetSites()) == 0, "sites are not stated")
	refuse(operation.GetEffect() == upstreamv1.Effect_EFFECT_UNSPECIFIED, "effect is not stated")
	refuse(operation.GetShape() == upstreamv1.Shape_SHAPE_UNSPECIFIED, "shape is not stated")
	refuse(operation.GetShape() == upstreamv1.Shape_SHAPE_BODY && len(operation.GetEvidence()) == 0,
		"a body needs evidence that it is the right one")
	refuse(operation.GetShape() == upstreamv1.Shape_SHAPE_EMPTY && len(operation.GetEvidence()) != 0,
		"an empty answer has no evidence")
	refuse(operation.GetMethod() == "GET" && operation.GetEffect() != upstreamv1.Effect_EFFECT_READ,
		"a GET can only read")
	for _, leave := range operation.GetLeaveOut() {
		refuse(leave.GetReason() == "", "leave_out of "+leave.GetPath()+" has no reason")
	}
	return errors.Join(faults...)
}

func (p *Plan) compileRequest(input protoreflect.MessageDescriptor, answers *answerCompiler) error {
	parts, variables, err := parsePath(p.operation.GetPath())
	if err != nil {
		return err
	}
	compiler := &requestCompiler{enums: answers.enum, method: p.operation.GetMethod(), variables: variables}
	p.path = parts
	p.request.hasBody = p.operation.GetMethod() == "POST" || p.operation.GetMethod() == "PUT"
	if p.request.layout, err = layoutOf(input); err != nil {
		return err
	}
	if p.request.parameters, err = compiler.parameters(input, true); err != nil {
		return err
	}
	names := map[string]bool{}
	for i := range p.request.parameters {
		names[p.request.parameters[i].name] = true
		if p.request.parameters[i].place == inBody && !p.request.hasBody {
			return fmt.Errorf("%s has no body", p.operation.GetMethod())
		}
	}
	if err := p.verifyNames(variables, names); err != nil {
		return err
	}
	return p.compilePaging(input)
}

func (p *Plan) verifyNames(variables, names map[string]bool) error {
	for variable := range variables {
		if !names[variable] {
			return fmt.Errorf("path variable %q is not bound by a request field", variable)
		}
	}
	for _, fixed := range p.operation.GetFixed() {
		if names[fixed.GetName()] || fixed.GetValue() == "" {
			return fmt.Errorf("fixed %q is also a field, or has no value", fixed.GetName())
		}
	}
	for _, presence := range p.operation.GetPresence() {
		if names[presence.GetName()] || !names[presence.GetOf()] || !p.request.hasBody {
			return fmt.Errorf("presence %q does not speak of a body member", presence.GetName())
		}
	}
	return nil
}

// compilePaging finds the fields that are known only here.
func (p *Plan) compilePaging(input protoreflect.MessageDescriptor) error {
	size, token := fieldWith(input, upstreamv1.Format_FORMAT_PAGE_SIZE), fieldWith(input, upstreamv1.Format_FORMAT_PAGE_TOKEN)
	if (size == nil) != (token == nil) {
		return errors.New("page_size and page_token stand together")
	}
	if size == nil {
		return nil
	}
	paging := p.operation.GetPaging()
	if paging.GetOffset() == "" || paging.GetLimit() == "" || paging.GetMaxLimit() <= 0 || paging.GetDefaultLimit() <= 0 {
		return errors.New("page_size needs a complete paging option")
	}
	if size.Kind() != protoreflect.Int32Kind || token.Kind() != protoreflect.StringKind {
		return errors.New("page_size is an int32 and page_token a string")
	}
	p.request.paged = true
	p.request.pageSize, p.request.pageToken = p.request.layout.slots[size.Number()], p.request.layout.slots[token.Number()]
	return nil
}

func fieldWith(message protoreflect.MessageDescriptor, format upstreamv1.Format) protoreflect.FieldDescriptor {
	for i := range message.Fields().Len() {
		if field := message.Fields().Get(i); fieldOption(field).GetFormat() == format {
			return field
		}
	}
	return nil
}

func (p *Plan) compileAnswer(output protoreflect.MessageDescriptor, answers *answerCompiler) error {
	root, err := answers.root(output)
	if err != nil {
		return err
	}
	p.answer.root = root
	for _, name := range p.operation.GetEvidence() {
		at, known := root.index[name]
		if !known {
			return fmt.Errorf("evidence %q is not in the answer", name)
		}
		p.answer.evidence[at>>6] |= 1 << (at & 63)
	}
	if paging := p.operation.GetPaging(); paging != nil {
		at, known := root.index[paging.GetRows()]
		if !known || !root.members[at].list {
			return fmt.Errorf("rows %q is not a list of the answer", paging.GetRows())
		}
		root.members[at].paged = true
	}
	if next := fieldWith(output, upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN); next != nil {
		p.answer.paged, p.answer.nextToken = true, root.layout.slots[next.Number()]
	}
	if p.answer.paged != p.request.paged {
		return errors.New("page_token and next_page_token stand together")
	}
	for i := range root.members {
		if root.members[i].field == "total_size" && root.members[i].reading == readInt32 {
			p.answer.total = &root.members[i]
		}
	}
	if p.operation.GetPaging() != nil && p.answer.total == nil {
		return errors.New("paging needs an int32 total_size in the answer")
	}
	return nil
}
