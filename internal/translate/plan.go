package translate

import (
	"errors"
	"fmt"
	"sync"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
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
	zone      zone // of times without an offset
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
	paged      bool // has page_token
	sized      bool // has page_size
}

// answerSide is what Decode needs.
type answerSide struct {
	root      *shape
	givers    *sync.Pool // of decoders whose messages are given away
	recyclers *sync.Pool // of decoders whose messages come back
	evidence  [2]uint64
	listed    bool // a read that is proven by lists alone
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
	givers, recyclers := newDecoders(answers, currencies[site], false), newDecoders(answers, currencies[site], true)
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
			plan.answer.givers, plan.answer.recyclers = givers, recyclers
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
	if err := errors.Join(verifyOperation(operation), verifyMethod(method, operation), verifyStream(method, operation)); err != nil {
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
	if !operation.GetTimeZoneHeader() {
		plan.zone = chinaTime
	}
	compiler := &requestCompiler{
		enums: answers.enum, zone: plan.zone, method: operation.GetMethod(), currency: currencies[site],
		inside: map[protoreflect.FullName]bool{},
	}
	if method.IsStreamingClient() || method.IsStreamingServer() {
		return plan, plan.compileStream(method, compiler, answers)
	}
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

func (p *Plan) compileRequest(input protoreflect.MessageDescriptor, compiler *requestCompiler) error {
	parts, variables, err := parsePath(p.operation.GetPath())
	if err != nil {
		return err
	}
	compiler.variables = variables
	p.path = parts
	if p.request.layout, err = layoutOf(input); err != nil {
		return err
	}
	if p.request.parameters, err = compiler.parameters(input, true); err != nil {
		return err
	}
	p.request.hasBody = mayHaveBody(p.operation) && !p.operation.GetNoBody() || p.deletesWithBody()
	if err := p.verifyNames(variables); err != nil {
		return err
	}
	return p.compilePaging(input)
}

func (p *Plan) compileAnswer(output protoreflect.MessageDescriptor, answers *answerCompiler) error {
	if p.operation.GetShape() == upstreamv1.Shape_SHAPE_EMPTY && output.Fields().Len() > 0 {
		return fmt.Errorf("%s has fields, and an empty answer has nothing for them", output.FullName())
	}
	next, err := ownField(output, upstreamv1.Format_FORMAT_NEXT_PAGE_TOKEN, protoreflect.StringKind)
	if err != nil {
		return err
	}
	if p.answer.root, err = answers.root(output); err != nil {
		return err
	}
	if err := p.compileEvidence(); err != nil {
		return err
	}
	if err := p.compileNextPage(next); err != nil {
		return err
	}
	return p.compileRows()
}

func (p *Plan) compileEvidence() error {
	evidence := p.operation.GetEvidence()
	if p.operation.GetShape() == upstreamv1.Shape_SHAPE_CODE_IN_BODY {
		evidence = []string{envelopeCode} // that it says success is decided by its value
	}
	p.answer.listed = len(evidence) > 0 && p.operation.GetEffect() == upstreamv1.Effect_EFFECT_READ
	for _, name := range evidence {
		at, known := p.answer.root.index[name]
		if !known {
			return fmt.Errorf("evidence %q is not in the answer", name)
		}
		p.answer.evidence[at>>6] |= 1 << (at & 63)
		p.answer.listed = p.answer.listed && p.answer.root.members[at].list
	}
	return nil
}
