package gateway

import (
	"errors"
	"fmt"
	"net/http"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/ocegate/ocegate/internal/gateway/strict"
)

// binding is one HTTP route of an RPC, with all that is needed to read its
// requests.
type binding struct {
	method    protoreflect.MethodDescriptor
	verb      string // HTTP method
	path      template
	variables []protoreflect.FieldDescriptor // of the path
	body      bool                           // is the request, but for the variables
	limits    strict.Limits                  // of the query; what it may not set, the body may not either
	stream    streamKind
}

// The reasons why a field may not be given at some place.
const (
	givenInPath = "is given in the path already"
	noQuery     = "is not a known parameter: this call takes its input from the body"
)

// fullName is the name of the RPC as gRPC spells it.
func (b *binding) fullName() string {
	return "/" + string(b.method.Parent().FullName()) + "/" + string(b.method.Name())
}

// bindingsOf reads the routes of a service from its annotations.
func bindingsOf(service protoreflect.ServiceDescriptor) ([]*binding, error) {
	var found []*binding
	for i := range service.Methods().Len() {
		method := service.Methods().Get(i)
		rule, ok := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
		if !ok || rule == nil {
			continue
		}
		for _, each := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			b, err := bind(method, each)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", method.FullName(), err)
			}
			found = append(found, b)
		}
	}
	return found, nil
}

func bind(method protoreflect.MethodDescriptor, rule *annotations.HttpRule) (*binding, error) {
	verb, path := routeOf(rule)
	if verb == "" {
		return nil, errors.New("the HTTP method must be GET, POST, PUT or DELETE")
	}
	kind, err := streamOf(method, rule)
	if err != nil {
		return nil, err
	}
	if rule.GetResponseBody() != "" {
		return nil, errors.New("response_body is not supported")
	}
	parsed, fields, err := parseTemplate(path)
	if err != nil {
		return nil, err
	}
	if err := strict.Check(method.Input()); err != nil {
		return nil, err
	}
	b := &binding{method: method, verb: verb, path: parsed, stream: kind}
	if err := b.take(fields); err != nil {
		return nil, err
	}
	switch rule.GetBody() {
	case "":
	case "*":
		b.body, b.limits.Closed = true, noQuery
	default:
		return nil, errors.New("the body must be the whole request")
	}
	return b, nil
}

// routeOf leaves PATCH out: its field mask would come from the body's members,
// which are gone when the RPC sees the message.
func routeOf(rule *annotations.HttpRule) (verb, path string) {
	switch {
	case rule.GetGet() != "":
		return http.MethodGet, rule.GetGet()
	case rule.GetPost() != "":
		return http.MethodPost, rule.GetPost()
	case rule.GetPut() != "":
		return http.MethodPut, rule.GetPut()
	case rule.GetDelete() != "":
		return http.MethodDelete, rule.GetDelete()
	}
	return "", ""
}

// take finds the fields of the path's variables.
func (b *binding) take(names []string) error {
	b.limits.Taken = strict.Taken{}
	for _, name := range names {
		fd := b.method.Input().Fields().ByName(protoreflect.Name(name))
		if fd == nil || fd.Kind() != protoreflect.StringKind || fd.Cardinality() == protoreflect.Repeated {
			return fmt.Errorf("the path variable %s must be a text of the request", name)
		}
		b.variables = append(b.variables, fd)
		b.limits.Taken[fd.Number()] = givenInPath
	}
	return nil
}
