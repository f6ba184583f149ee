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
	marked    bool // the answer names the next page by a marker
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
	compiler := &requestCompiler{enums: answers.enum, method: operation.GetMethod(), currency: currencies[site]}
	if err := plan.compileRequest(method.Input(), compiler); err != nil {
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
	refuse(operation.GetShape() != upstreamv1.Shape_SHAPE_BODY && len(operation.GetEvidence()) != 0,
		"only SHAPE_BODY has evidence of its own")
	refuse(operation.GetNoBody() && !mayHaveBody(operation), "no_body says nothing here")
	refuse(operation.GetMethod() == "GET" && operation.GetEffect() != upstreamv1.Effect_EFFECT_READ,
		"a GET can only read")
	for _, leave := range operation.GetLeaveOut() {
		refuse(leave.GetReason() == "", "leave_out of "+leave.GetPath()+" has no reason")
	}
	return errors.Join(faults...)
}

// evidenceOf is what proves an answer: a code in the body proves itself.
func evidenceOf(operation *upstreamv1.Operation) []string {
	if operation.GetShape() == upstreamv1.Shape_SHAPE_CODE_IN_BODY {
		return []string{envelopeCode}
	}
	return operation.GetEvidence()
}

func (p *Plan) compileRequest(input protoreflect.MessageDescriptor, compiler *requestCompiler) error {
	parts, variables, err := parsePath(p.operation.GetPath())
	if err != nil {
		return err
	}
	compiler.variables = variables
	p.path = parts
	p.request.hasBody = mayHaveBody(p.operation) && !p.operation.GetNoBody()
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
			return fmt.Errorf("%s: the request has no body", p.request.parameters[i].name)
		}
	}
	if err := p.verifyNames(variables, names); err != nil {
		return err
	}
	return p.compilePaging(input)
}

func mayHaveBody(operation *upstreamv1.Operation) bool {
	return operation.GetMethod() == "POST" || operation.GetMethod() == "PUT"
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
	for _, name := range evidenceOf(p.operation) {
		at, known := root.index[name]
		if !known {
			return fmt.Errorf("evidence %q is not in the answer", name)
		}
		p.answer.evidence[at>>6] |= 1 << (at & 63)
	}
	return p.compilePages(output)
}
