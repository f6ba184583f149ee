package translate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	upstreamv1 "github.com/ocegate/ocegate/gen/go/ocegate/upstream/v1"
)

// faults gathers what is wrong with an option, so that one start shows it all.
type faults []error

func (f *faults) when(wrong bool, what string) {
	if wrong {
		*f = append(*f, errors.New(what))
	}
}

// verifyOperation refuses what would only show at the first call.
func verifyOperation(operation *upstreamv1.Operation) error {
	var found faults
	methods := []string{"GET", "POST", "PUT", "DELETE"}
	found.when(operation.GetService() == upstreamv1.Service_SERVICE_UNSPECIFIED, "service is not stated")
	found.when(operation.GetName() == "", "name is not stated")
	found.when(!slices.Contains(methods, operation.GetMethod()), "method must be GET, POST, PUT or DELETE")
	found.when(len(operation.GetSites()) == 0, "sites are not stated")
	found.when(slices.Contains(operation.GetSites(), upstreamv1.Site_SITE_UNSPECIFIED), "a site is not stated")
	found.when(operation.GetEffect() == upstreamv1.Effect_EFFECT_UNSPECIFIED, "effect is not stated")
	found.when(operation.GetMethod() == "GET" && operation.GetEffect() != upstreamv1.Effect_EFFECT_READ, "a GET can only read")
	found.when((operation.GetSiteHeader() || operation.GetTimeZoneHeader()) && operation.GetService() != upstreamv1.Service_SERVICE_OSM, "site_header and time_zone_header are for SERVICE_OSM")
	found.when(operation.GetNoBody() && !mayHaveBody(operation), "no_body says nothing here")
	for _, fixed := range operation.GetFixed() {
		found.when(fixed.GetValue() == "", fmt.Sprintf("fixed %q has no value", fixed.GetName()))
	}
	for _, leave := range operation.GetLeaveOut() {
		found.when(leave.GetReason() == "", "leave_out of "+leave.GetPath()+" has no reason")
		side, _, _ := strings.Cut(leave.GetPath(), ".")
		found.when(side != "request" && side != "response", "leave_out of "+leave.GetPath()+" must start with request. or response.")
	}
	found.verifyShape(operation)
	found.verifyPaging(operation.GetPaging())
	return errors.Join(found...)
}

func (f *faults) verifyShape(operation *upstreamv1.Operation) {
	body := operation.GetShape() == upstreamv1.Shape_SHAPE_BODY || operation.GetShape() == upstreamv1.Shape_SHAPE_BODY_OR_EMPTY
	f.when(operation.GetShape() == upstreamv1.Shape_SHAPE_UNSPECIFIED, "shape is not stated")
	f.when(body && len(operation.GetEvidence()) == 0, "a body needs evidence that it is the right one")
	f.when(!body && len(operation.GetEvidence()) != 0, "evidence is for a body: no other answer has it")
}

func (f *faults) verifyPaging(paging *upstreamv1.Paging) {
	if paging == nil {
		return
	}
	cursor := paging.GetMarker() != "" && paging.GetLimit() == ""
	f.when(!cursor && paging.GetLimit() == "" || len(paging.GetRows()) == 0, "paging needs a marker, or an offset and a limit, and rows")
	if paging.GetByHand() {
		f.when(paging.GetOffset() != "" || paging.GetMarker() != "" || paging.GetPageNumbers(), "paging by hand has neither offset nor marker")
	} else {
		f.when((paging.GetOffset() == "") == (paging.GetMarker() == ""), "paging needs an offset or a marker")
	}
	f.when(paging.GetPageNumbers() && paging.GetMarker() != "", "a marker is no page number")
	f.when(cursor && (paging.GetDefaultLimit() != 0 || paging.GetMaxLimit() != 0), "a default_limit or max_limit needs a limit")
	f.when(!cursor && (paging.GetDefaultLimit() <= 0 || paging.GetMaxLimit() < paging.GetDefaultLimit()), "paging needs a default_limit and a max_limit above it")
}

func mayHaveBody(operation *upstreamv1.Operation) bool {
	return operation.GetMethod() == "POST" || operation.GetMethod() == "PUT"
}

// deletesWithBody says whether a DELETE has a body, which only a field that
// says PLACE_BODY gives it.
func (p *Plan) deletesWithBody() bool {
	return p.operation.GetMethod() == "DELETE" &&
		slices.ContainsFunc(p.request.parameters, func(sent parameter) bool { return sent.place == inBody })
}

// verifyNames refuses an upstream name that would be sent twice or not at all.
func (p *Plan) verifyNames(variables map[string]bool) error {
	places := map[string]place{}
	for i := range p.request.parameters {
		sent := &p.request.parameters[i]
		places[sent.name] = sent.place
		if sent.place == inHeader && slices.ContainsFunc(p.ownHeaders(), func(own string) bool { return strings.EqualFold(own, sent.name) }) {
			return fmt.Errorf("header %s is sent by the operation itself", sent.name)
		}
		if sent.place == inBody && !p.request.hasBody {
			return fmt.Errorf("%s has no body for %s", p.operation.GetMethod(), cmp.Or(sent.field, sent.name))
		}
	}
	for variable := range variables {
		if places[variable] == 0 {
			return fmt.Errorf("path variable %q is not bound by a request field", variable)
		}
	}
	for _, presence := range p.operation.GetPresence() {
		if places[presence.GetOf()] != inBody {
			return fmt.Errorf("presence %q does not speak of a body member", presence.GetName())
		}
	}
	for _, name := range p.ownNames() {
		if name == "" || places[name] != 0 {
			return fmt.Errorf("upstream name %q is empty or stands twice", name)
		}
		places[name] = inQuery
	}
	return nil
}

// ownNames are the upstream names that are sent besides the fields.
func (p *Plan) ownNames() []string {
	var names []string
	for _, fixed := range p.operation.GetFixed() {
		names = append(names, fixed.GetName())
	}
	for _, presence := range p.operation.GetPresence() {
		names = append(names, presence.GetName())
	}
	names = append(names, p.operation.GetOwn()...)
	if paging := p.operation.GetPaging(); paging != nil {
		for _, name := range []string{paging.GetLimit(), paging.GetOffset() + paging.GetMarker()} {
			if name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// ownHeaders are the headers that are sent besides the fields.
func (p *Plan) ownHeaders() []string {
	var names []string
	for name, sent := range map[string]bool{
		"X-Language": p.operation.GetLanguage(), "X-Site": p.operation.GetSiteHeader(), "X-Time-Zone": p.operation.GetTimeZoneHeader(),
	} {
		if sent {
			names = append(names, name)
		}
	}
	return names
}

// verifyMethod refuses what the operation says of an RPC that is not so.
func verifyMethod(method protoreflect.MethodDescriptor, operation *upstreamv1.Operation) error {
	successor := operation.GetSuccessor()
	if successor == "" {
		return nil
	}
	options, _ := method.Options().(*descriptorpb.MethodOptions)
	if !options.GetDeprecated() {
		return errors.New("successor is for RPCs that are deprecated")
	}
	service, name, _ := strings.Cut(successor, "/")
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(service + "." + name))
	if _, isMethod := found.(protoreflect.MethodDescriptor); err != nil || !isMethod {
		return fmt.Errorf("successor %q is no RPC", successor)
	}
	if found.FullName() == method.FullName() {
		return errors.New("an RPC does not succeed itself")
	}
	return nil
}

// ownField finds the one field of a format that is known only here, nil when
// there is none. Its slot is read without a second look at its type, so that is
// checked here.
func ownField(
	message protoreflect.MessageDescriptor, format upstreamv1.Format, kind protoreflect.Kind,
) (protoreflect.FieldDescriptor, error) {
	var found protoreflect.FieldDescriptor
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if fieldOption(field).GetFormat() != format {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("%s: %s stands twice", field.FullName(), format)
		}
		if field.Kind() != kind || field.IsList() || field.HasPresence() {
			return nil, fmt.Errorf("%s: %s needs a plain %s", field.FullName(), format, kind)
		}
		found = field
	}
	return found, nil
}

// verifyAnswerOption refuses what an option says about a field that cannot have
// it: it would be taken for done.
func verifyAnswerOption(field protoreflect.FieldDescriptor) error {
	option := fieldOption(field)
	money := option.GetFormat() == upstreamv1.Format_FORMAT_MONEY
	switch {
	case !money && (option.GetCurrency() != "" || option.GetMeasure() != ""):
		return errors.New("currency and measure are for FORMAT_MONEY")
	case option.GetPlace() != upstreamv1.Place_PLACE_UNSPECIFIED:
		return errors.New("a field of an answer has no place")
	default:
		return nil
	}
}
